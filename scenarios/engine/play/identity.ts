/**
 * What makes two versions of a story the same. The structure is everything but words: an attempt goes on as long as it has not
 * changed. Names are drawn when an attempt starts and are part of neither.
 */
import { canonicalJson, sha256Hex } from '../format/ids'
import type { Nature } from '../format/schema'
import { NATURES } from '../format/truth'
import type { Compiled, Identity } from './compiled'
import { mapTexts } from './stage'

type Half = Omit<Compiled, 'identity'>
type Truths = Partial<Record<Nature, Half>>
/** A story without its words. */
export type Structure = Truths
/** Its words by where they stand, and the values they use. */
export interface Texts {
  texts: Record<string, string>
  values: Partial<Record<Nature, Compiled['values']>>
}

const each = <T>(truths: Truths, change: (half: Half, nature: Nature) => T): Partial<Record<Nature, T>> =>
  Object.fromEntries(NATURES.flatMap((nature) => (truths[nature] ? [[nature, change(truths[nature], nature)]] : [])))

/** Takes a story apart, to be archived. */
export function takeApart(truths: Truths): { structure: Structure; texts: Texts } {
  const texts: Record<string, string> = {}
  const structure = each(truths, (half, nature) => ({
    ...half,
    values: {},
    ...mapTexts(
      { play: half.play, key: half.key },
      (text, path) => {
        texts[path] = text
        return ''
      },
      nature,
    ),
  }))
  return { structure, texts: { texts, values: each(truths, (half) => half.values) } }
}

/** The story again, from what was archived. */
export const putTogether = (structure: Structure, { texts, values }: Texts): Truths =>
  each(structure, (half, nature) => ({
    ...half,
    values: values[nature] ?? {},
    ...mapTexts({ play: half.play, key: half.key }, (_, path) => texts[path] ?? '', nature),
  }))

export function identify(truths: Truths): Identity {
  const { structure, texts } = takeApart(truths)
  const scored = each(structure, ({ kind, play, key }) => ({ kind, play, key }))
  return { structure: sha256Hex(canonicalJson(scored)), texts: sha256Hex(canonicalJson(texts)) }
}
