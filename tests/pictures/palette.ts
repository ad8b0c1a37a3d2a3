/** Screens have few colours, so a palette saves more than half the bytes and nobody sees a difference. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const MOST = 256
const KEPT = 128
const CHANNELS = 3
type Colour = [number, number, number]

/** @param png of three channels without interlacing, as Chromium writes it. @throws for any other */
export function withPalette(png: Buffer): Buffer {
  const chunks = chunksOf(png)
  const header = Buffer.from(chunks.find(({ type }) => type === 'IHDR')!.data)
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  if (header.readUInt32BE(8) !== 0x08020000 || header[12] !== 0) throw new Error('This is no PNG of three channels with eight bits each.')
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const pixels = unfiltered(inflateSync(packed), width, height)
  const counts = new Map<number, number>()
  for (let i = 0; i < pixels.length; i += CHANNELS) {
    const colour = pixels.readUIntBE(i, CHANNELS)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const { palette, places } = paletteOf(counts)
  // A byte before each row names its filter. With a palette, no filter is smallest.
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(pixels.readUIntBE((y * width + x) * CHANNELS, CHANNELS))!
  header[9] = 3
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunksOf(png: Buffer): { type: string; data: Buffer }[] {
  const chunks = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data })
    at += 12 + data.length
  }
  return chunks
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** What a byte adds to, by the filter of its row: from the left, above, and above on the left (PNG specification, 9.2). */
const FILTERS: ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs) as Colour
    if (toLeft <= toAbove && toLeft <= toCorner) return left
    return toAbove <= toCorner ? above : corner
  },
]

function unfiltered(rows: Buffer, width: number, height: number): Buffer {
  const row = width * CHANNELS
  const pixels = Buffer.alloc(height * row)
  for (let y = 0; y < height; y++) {
    const before = FILTERS[rows[y * (row + 1)]!]!
    for (let x = 0; x < row; x++) {
      const at = y * row + x
      const left = x < CHANNELS ? 0 : pixels[at - CHANNELS]!
      const above = y === 0 ? 0 : pixels[at - row]!
      const corner = x < CHANNELS || y === 0 ? 0 : pixels[at - row - CHANNELS]!
      pixels[at] = rows[at + y + 1]! + before(left, above, corner)
    }
  }
  return pixels
}

const parts = (colour: number): Colour => [colour >> 16, (colour >> 8) & 255, colour & 255]
const distance = (a: Colour, b: Colour): number => Math.max(...a.map((part, i) => Math.abs(part - b[i]!)))

/** The most frequent colours, and as many others as it takes for each colour to be near one. */
function paletteOf(counts: Map<number, number>): { palette: Colour[]; places: Map<number, number> } {
  const frequent = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => parts(colour))
  const rare = frequent.splice(KEPT)
  const palette = smallest((near) => {
    const chosen = [...frequent]
    for (const colour of rare) if (chosen.length <= MOST && !chosen.some((one) => distance(one, colour) <= near)) chosen.push(colour)
    return chosen
  })
  return { palette, places: new Map([...counts.keys()].map((colour) => [colour, nearest(palette, parts(colour))])) }
}

function smallest(palette: (near: number) => Colour[]): Colour[] {
  for (let near = 0; ; near++) {
    const chosen = palette(near)
    if (chosen.length <= MOST) return chosen
  }
}

function nearest(palette: Colour[], colour: Colour): number {
  const distances = palette.map((one) => distance(one, colour))
  return distances.indexOf(Math.min(...distances))
}
