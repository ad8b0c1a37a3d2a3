import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { withPalette } from './palette'

const word = (value: number) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value])
function chunk(type: string, data: number[] | Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), Buffer.from(data)])
  return Buffer.concat([word(data.length), named, word(crc32(named))])
}
const png = (width: number, rows: number[][], kind = 2) =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', [...word(width), ...word(rows.length), 8, kind, 0, 0, 0]),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', []),
  ])

/** The rows of colours of a PNG with a palette and without filters. */
function colours(file: Buffer, width: number): number[][][] {
  const after = (type: string) => {
    const at = file.indexOf(type)
    return file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4))
  }
  const [palette, rows] = [after('PLTE'), inflateSync(after('IDAT'))]
  expect(file.readUInt32BE(file.indexOf('IDAT') + 4 + after('IDAT').length)).toBe(
    crc32(Buffer.concat([Buffer.from('IDAT'), after('IDAT')])),
  )
  return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
    [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map((i) => [...palette.subarray(i * 3, i * 3 + 3)]),
  )
}

test('every filter of a row is understood, and few colours stay what they are', () => {
  // The same two pixels in each row: (10, 20, 30) and (14, 20, 250).
  const rows = [
    [0, 10, 20, 30, 14, 20, 250],
    [1, 10, 20, 30, 4, 0, 220],
    [2, 0, 0, 0, 0, 0, 0],
    [3, 5, 10, 15, 2, 0, 110],
    [4, 0, 0, 0, 0, 0, 0],
  ]
  const pixels = [
    [10, 20, 30],
    [14, 20, 250],
  ]
  expect(colours(withPalette(png(2, rows)), 2)).toEqual(rows.map(() => pixels))
})

test('of too many colours the frequent stay, and no other moves far', () => {
  const frequent = [200, 100, 50]
  const all = Array.from({ length: 300 }, (_, i) => [i % 256, i < 256 ? 0 : 9, 0])
  const row = [0, ...Array.from({ length: 40 }, () => frequent).flat(), ...all.flat()]
  const [read] = colours(withPalette(png(340, [row])), 340)
  expect(read!.slice(0, 40)).toEqual(Array.from({ length: 40 }, () => frequent))
  for (const [i, colour] of all.entries())
    expect(Math.max(...colour.map((part, at) => Math.abs(part - read![40 + i]![at]!)))).toBeLessThanOrEqual(3)
})

test('another kind of PNG is refused', () => {
  expect(() => withPalette(png(1, [[0, 1, 2, 3, 4]], 6))).toThrow('three channels')
})
