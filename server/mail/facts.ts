import 'server-only'
import { organisation } from '../organisation/organisation'
import { languageOf, strictTranslator } from '../platform/locales'
import type { Fact } from './letter'

type Row = Fact['rows'][number]
type Label = 'course' | 'takes' | 'sender' | 'roles' | 'contact' | 'server' | 'at' | 'leaving'

/** A line of a letter's details; none where there is nothing to say. */
export const row = (locale: string, label: Label, value: string | null | undefined): Row[] =>
  value ? [{ label: strictTranslator(locale, 'mail')(`fact.${label}`), value }] : []

/** Whom to ask about Second Look itself. */
export async function contactRow(locale: string): Promise<Row[]> {
  const { support } = await organisation()
  return row(locale, 'contact', [support.name, support.email, support.phone].filter(Boolean).join(', '))
}

export const minutesRow = (locale: string, minutes: number): Row[] =>
  minutes > 0 ? row(locale, 'takes', strictTranslator(locale, 'mail')('minutes', { minutes })) : []

/** When something is due: by a day, or some days after somebody joins. */
export type DueBy = { day: number; is?: 'day' | 'overdue' | 'renew' } | { days: number } | null
export function dueRow(locale: string, due: DueBy): Row[] {
  if (due === null) return []
  const t = strictTranslator(locale, 'mail')
  const value = 'days' in due ? t('due.days', due) : t(`due.${due.is ?? 'day'}`, { day: dayIn(locale, due.day) })
  return [{ label: t('fact.due'), value }]
}
/** Due days end with the day where the server stands, as on its pages. */
export const dayIn = (locale: string, at: number): string => new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'long' }).format(at)
