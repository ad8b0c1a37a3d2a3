/**
 * Finds the texts of a page that are in another language than the page, because a translation is missing, so that the page can mark them.
 */

/** The language of a scenario, of evidence, of a course. */
export interface Language {
  locale: string
  /** The texts that are still in the original's language, because they have no up-to-date translation. */
  untranslated: readonly string[]
}
/** The language that everything is written in first. */
export const ORIGINAL = 'en'
export const original: Language = { locale: ORIGINAL, untranslated: [] }

/** What a page shows in another language than its own. */
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

/** The language of a text, if it is not the page's. */
export function langOf(foreign: Foreign | null, text: string): string | undefined {
  if (!foreign) return undefined
  return foreign.begin === null || foreign.begin.some((beginning) => text.startsWith(beginning)) ? foreign.lang : undefined
}
