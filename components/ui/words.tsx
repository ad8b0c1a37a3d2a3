'use client'
import { createContext, useContext } from 'react'
import { type Foreign, langOf } from '@/scenarios/engine/play/language'

interface Languages {
  scenario: Foreign | null
  /** Of what is cited. */
  sources?: Foreign | null
}
const LanguagesContext = createContext<Languages>({ scenario: null })

/** Says which texts below it are in another language than the page. */
export const InLanguage = ({ children, ...languages }: Languages & { children: React.ReactNode }) => (
  <LanguagesContext value={languages}>{children}</LanguagesContext>
)

/**
 * A text of a scenario, or one that is cited, marked where it is in another language than the page, so that it is read out and broken
 * into lines as what it is.
 */
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
