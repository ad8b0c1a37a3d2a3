import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'

/** The choice that the learner left out: the id of a decision, or the name of a field. */
export const MissingContext = createContext<string | null>(null)

/** Whether a group of radios is the missing choice, and the attributes that its radios then get. */
export function useMissing(name: string): { missing: boolean; invalid: { 'aria-invalid'?: true; 'aria-describedby'?: string } } {
  const field = useContext(MissingContext)
  const missing = field !== null && (field === name || FIELD.choice(field) === name)
  return { missing, invalid: missing ? { 'aria-invalid': true, 'aria-describedby': idOf(name) } : {} }
}
const idOf = (name: string) => `missing-${name}`

/** Shown beside the choice until it is made. */
export function Missing({ name }: { name: string }) {
  const t = useTranslations('play')
  return useMissing(name).missing ? (
    <p id={idOf(name)} className="missing rounded-lg bg-signal-soft px-3 py-1.5 text-note font-medium text-signal">
      {t('chooseOne')}
    </p>
  ) : null
}
