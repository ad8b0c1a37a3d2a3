import { type Foreign, type Language, foreignTo, langOf } from '@/scenarios/engine/play/language'
import { languageName, translator } from '@/server/platform/locales'

export const foreignNote = (locale: string, foreign: Foreign | null): string | null =>
  foreign && translator(locale, 'spoken')(foreign.begin ? 'partly' : 'whole', { language: languageName(locale, foreign.lang) })

/** For texts without arguments: which of them are in another language than the page, and the language of each. */
export function spoken(locale: string, language: Language): { foreign: Foreign | null; lang: (text: string) => string | undefined } {
  const foreign = foreignTo(locale, language, (text) => text)
  return { foreign, lang: (text) => langOf(foreign, text) }
}

export function ForeignNote({ locale, foreign }: { locale: string; foreign: Foreign | null }) {
  const note = foreignNote(locale, foreign)
  return note && <p className="mt-2 text-small text-ink-3">{note}</p>
}
