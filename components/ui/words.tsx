'use client'
import { createContext, useContext } from 'react'
import { type Foreign, langOf } from '@/scenarios/engine/play/language'

interface Languages {
  scenario: Foreign | null
  /** The language of what is cited. */
  sources?: Foreign | null
}
const LanguagesContext = createContext<Languages>({ scenario: null })

/** Says which texts below it are in another language than the page. */
export const InLanguage = ({ children, ...languages }: Languages & { children: React.ReactNode }) => (
  <LanguagesContext value={languages}>{children}</LanguagesContext>
)

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
