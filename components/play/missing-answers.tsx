import { createContext, useContext, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { FIELD } from '@/scenarios/engine/play/moment-form'

export const MissingContext = createContext<string | null>(null)

export function useMissing(name: string): { missing: boolean; invalid: { 'aria-invalid'?: true; 'aria-describedby'?: string } } {
  const field = useContext(MissingContext)
  const missing = field !== null && (field === name || FIELD.choice(field) === name)
  return { missing, invalid: missing ? { 'aria-invalid': true, 'aria-describedby': idOf(name) } : {} }
}
const idOf = (name: string) => `missing-${name}`

export function Missing({ name }: { name: string }) {
  const t = useTranslations('play')
  const { missing } = useMissing(name)
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (missing) said.current?.scrollIntoView({ block: 'nearest' })
  }, [missing])
  return missing ? (
    <p ref={said} id={idOf(name)} className="missing rounded-lg bg-signal-soft px-3 py-1.5 text-note font-medium text-signal">
      {t('chooseOne')}
    </p>
  ) : null
}
