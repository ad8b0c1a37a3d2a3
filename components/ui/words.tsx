'use client'
import { createContext, useContext } from 'react'
import { type Foreign, langOf } from '@/scenarios/engine/play/language'

interface Languages {
  scenario: Foreign | null
  sources?: Foreign | null
}
const LanguagesContext = createContext<Languages>({ scenario: null })

export const InLanguage = ({ children, ...languages }: Languages & { children: React.ReactNode }) => (
  <LanguagesContext value={languages}>{children}</LanguagesContext>
)

/** What marks a text of a scenario that is not in the page's language, for an element that holds it alone. */
export function useLanguageOf(text: string): { lang?: string; dir?: 'auto' } {
  const { scenario } = useContext(LanguagesContext)
  const lang = langOf(scenario, text)
  return lang ? { lang, dir: 'auto' } : {}
}

/** A text of a scenario or source, marked if it is not in the page's language, so that it is read out and broken into lines correctly. */
export function Words({ cited = false, children }: { cited?: boolean; children: string | undefined }) {
  const { scenario, sources = null } = useContext(LanguagesContext)
  const lang = langOf(cited ? sources : scenario, children ?? '')
  return lang ? (
    <span lang={lang} dir="auto">
      {children}
    </span>
  ) : (
    children
  )
}
