/**
 * Decides whether two versions of a scenario are the same. The structure is everything but words: an attempt can continue as long as it
 * has not changed. Names belong to neither, because they are drawn when an attempt starts.
 */
import { canonicalJson, sha256Hex } from '../format/ids'
import type { Variant } from '../format/schema'
import { VARIANTS } from '../format/variant'
import type { CompiledPlay, Identity } from './compiled'
import { mapTexts } from './staging'

type UnidentifiedPlay = Omit<CompiledPlay, 'identity'>
type Variants = Partial<Record<Variant, UnidentifiedPlay>>
export type Structure = Variants
/** Its words by their paths, and the values they use. */
export interface Texts {
  texts: Record<string, string>
  values: Partial<Record<Variant, CompiledPlay['values']>>
}

const each = <T>(variants: Variants, change: (half: UnidentifiedPlay, variant: Variant) => T): Partial<Record<Variant, T>> =>
  Object.fromEntries(VARIANTS.flatMap((variant) => (variants[variant] ? [[variant, change(variants[variant], variant)]] : [])))

export function takeApart(variants: Variants): { structure: Structure; texts: Texts } {
  const texts: Record<string, string> = {}
  const structure = each(variants, (half, variant) => ({
    ...half,
    values: {},
    ...mapTexts(
      { play: half.play, key: half.key },
      (text, path) => {
        texts[path] = text
        return ''
      },
      variant,
    ),
  }))
  return { structure, texts: { texts, values: each(variants, (half) => half.values) } }
}

export const putTogether = (structure: Structure, { texts, values }: Texts): Variants =>
  each(structure, (half, variant) => ({
    ...half,
    values: values[variant] ?? {},
    ...mapTexts({ play: half.play, key: half.key }, (_, path) => texts[path] ?? '', variant),
  }))

export function identify(variants: Variants): Identity {
  const { structure, texts } = takeApart(variants)
  const scored = each(structure, ({ kind, play, key }) => ({ kind, play, key }))
  return { structure: sha256Hex(canonicalJson(scored)), texts: sha256Hex(canonicalJson(texts)) }
}
