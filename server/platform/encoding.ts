import 'server-only'
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** The encodings in which spreadsheets save files. None of the older ones is marked in the file. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1257',
  'windows-1254',
  'windows-1251',
  'windows-1253',
] as const
export type Encoding = (typeof ENCODINGS)[number]

export interface DecodedText {
  text: string
  encoding: Encoding
  /** Whether the bytes themselves show the encoding. If not, somebody has to look at the letters. */
  sure: boolean
}

/** The letters beyond A to Z, in lower case, of the languages for which each of the older encodings is used. */
const LANGUAGES: readonly (readonly [Encoding, readonly string[]])[] = [
  [
    'windows-1252',
    ['àâæçèéêëîïôœùûü', 'äöüß', 'áéíñóúü', 'ãáàâçéêíóôõú', 'àèéìíòóù', 'äåö', 'æøåéô', 'áðéíóúýþæö', 'éèëïöüáó', 'áéíóú', 'õäöüšž'],
  ],
  ['windows-1250', ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'áéíóöőúüű', 'ăâîșțşţ', 'čćđšž', 'čšž', 'äöüß']],
  ['windows-1257', ['āčēģīķļņšūž', 'ąčęėįšųūž', 'õäöüšž', 'äöüß']],
  ['windows-1254', ['çğıöşüâîûi̇', 'äöüß']],
  [
    'windows-1251',
    [
      'абвгдежзийклмнопрстуфхцчшщъыьэюяё',
      'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
      'абвгдежзијклљмнњопрстћуфхцчџшђ',
      'абвгдѓежзѕијклљмнњопрстќуфхцчџш',
    ],
  ],
  ['windows-1253', ['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ']],
]
const SCRIPTS: Partial<Record<Encoding, RegExp>> = { 'windows-1251': /^\p{Script=Cyrillic}+$/u, 'windows-1253': /^\p{Script=Greek}+$/u }

/** @param asked the encoding that somebody chose after looking at the letters */
export function decode(bytes: Uint8Array, asked?: Encoding): DecodedText {
  const said = asked ?? marked(bytes) ?? (isUtf8(bytes) ? 'utf-8' : null)
  if (said) return { text: iconv.decode(bytes, said), encoding: said, sure: true }
  const ranked = LANGUAGES.map(([encoding, languages]) => ({ encoding, fit: fitOf(bytes, encoding, languages) })).sort(
    (a, b) => b.fit - a.fit,
  )
  const { encoding } = ranked[0]!
  return { text: iconv.decode(bytes, encoding), encoding, sure: false }
}

/** UTF-16 and UTF-8 by their mark, or UTF-16 by its zeros: every separator and line end has one, always on the same side. */
function marked(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  const zeros = [0, 0]
  for (let i = 0; i < Math.min(bytes.length, 4096); i++) if (bytes[i] === 0) zeros[i % 2]!++
  if (zeros[0] === zeros[1]) return null
  return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be'
}

/** Letters of a word, and words that decide. */
const [LONGEST, ENOUGH] = [60, 5_000]
/** Words that one of its languages could have written count most: names of one country make up most of a list. */
function fitOf(bytes: Uint8Array, encoding: Encoding, languages: readonly string[]): number {
  const words = new Set(iconv.decode(bytes, encoding).match(/[\p{L}\p{M}\u0080-\u00bf\ufffd]+/gu) ?? [])
  const beyond = [...words].filter((word) => word.length <= LONGEST && /[^ -~]/.test(word)).slice(0, ENOUGH)
  const fits = languages.map((letters) => beyond.filter((word) => couldBe(word, letters, SCRIPTS[encoding])))
  return Math.max(...fits.map((f) => f.length)) * 1000 + new Set(fits.flat()).size
}

function couldBe(word: string, letters: string, script: RegExp | undefined): boolean {
  if (!/^[\p{L}\p{M}]+$/u.test(word)) return false
  // Nobody writes a capital after a small letter, except after one of A to Z.
  if (/\p{Ll}(?![A-Z])\p{Lu}/u.test(word)) return false
  if (script) return script.test(word) && [...word.toLowerCase()].every((letter) => letters.includes(letter))
  if (/[^ -~]{3}/.test(word)) return false
  return [...word.toLowerCase()].every((letter) => /[a-z]/.test(letter) || letters.includes(letter))
}

/** Whether a text has letters beyond those of English, which show whether the encoding was right. */
export const hasOtherLetters = (text: string): boolean => /[^\u0000-\u007f]/.test(text)
