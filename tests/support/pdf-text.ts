/** The text of a PDF made by pdfkit, page by page, from what the file says about the glyphs of its fonts. */
import { inflateSync } from 'node:zlib'

function objectsOf(file: Buffer): Map<number, { dictionary: string; stream: string }> {
  const text = file.toString('latin1')
  const found = new Map<number, { dictionary: string; stream: string }>()
  for (const { 1: number, index, 0: head } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = index + head.length
    const begins = text.indexOf('stream\n', from)
    const ends = text.indexOf('endobj', from)
    const has = begins >= 0 && begins < ends
    const dictionary = text.slice(from, has ? begins : ends)
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0)
    const bytes = has ? file.subarray(begins + 7, begins + 7 + length) : Buffer.alloc(0)
    found.set(Number(number), { dictionary, stream: (dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1') })
  }
  return found
}

const utf16 = (hex: string): string => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)))

function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>()
  for (const [, first, list] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi))
    for (const [i, [, hex]] of [...list!.matchAll(/<([0-9a-f]*)>/gi)].entries()) letters.set(Number.parseInt(first!, 16) + i, utf16(hex!))
  return letters
}

export function pdfText(file: Buffer): string {
  const objects = objectsOf(file)
  const number = (dictionary: string, name: string) => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1])
  const said: string[] = []
  for (const { dictionary } of objects.values()) {
    if (!/\/Type \/Page\n/.test(dictionary)) continue
    const resources = objects.get(number(dictionary, 'Resources'))!.dictionary
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, at]) => [
        name!,
        lettersOf(objects.get(number(objects.get(Number(at))!.dictionary, 'ToUnicode'))!.stream),
      ]),
    )
    const { stream } = objects.get(number(dictionary, 'Contents'))!
    let letters = new Map<number, string>()
    for (const [, font, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font) letters = fonts.get(font)!
      else
        said.push(
          [...shown!.matchAll(/<([0-9a-f]+)>/gi)]
            .map(([, hex]) =>
              hex!
                .match(/.{4}/g)!
                .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? '')
                .join(''),
            )
            .join(''),
        )
    }
  }
  return said.join(' ').replace(/\s+/g, ' ')
}
