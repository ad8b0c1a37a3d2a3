/** A page marks the texts that are in another language than its own, because a translation is missing. */

export interface Language {
  locale: string
  untranslated: readonly string[]
}
export const ORIGINAL = 'en'
export const original: Language = { locale: ORIGINAL, untranslated: [] }

export interface Foreign {
  lang: string
  /** The beginnings of these texts; null if it is all of them. */
  begin: string[] | null
}

/** Long enough to distinguish texts. A beginning also ends before a quotation of the learner, which varies. */
const BEGINNING = 32
const beginningOf = (text: string): string => text.split('{said}')[0]!.slice(0, BEGINNING)

/** @param format fills in the arguments of a text, as the page shows it */
export function foreignTo(page: string, { locale, untranslated }: Language, format: (text: string) => string): Foreign | null {
  if (locale !== page) return { lang: locale, begin: null }
  return untranslated.length > 0 ? { lang: ORIGINAL, begin: [...new Set(untranslated.map((text) => beginningOf(format(text))))] } : null
}

export function langOf(foreign: Foreign | null, text: string): string | undefined {
  if (!foreign) return undefined
  return foreign.begin === null || foreign.begin.some((beginning) => text.startsWith(beginning)) ? foreign.lang : undefined
}
