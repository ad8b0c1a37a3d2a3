import 'server-only'
import { type OrganisationContact, contactsOf, organisation } from '../organisation/organisation'
import { languageOf, strictTranslator } from '../platform/locales'
import type { Fact } from './letter'

type Row = Fact['rows'][number]
type Label = 'course' | 'takes' | 'sender' | 'roles' | 'contact' | 'reporting' | 'server' | 'at' | 'leaving'

/** A line of a letter's details; none where there is nothing to say. */
export const row = (locale: string, label: Label, value: string | null | undefined): Row[] =>
  value ? [{ label: strictTranslator(locale, 'mail')(`fact.${label}`), value }] : []

/** Whose letter it is: whoever asked for it, else the organisation, as where a rule brought somebody. */
export const senderRow = async (locale: string, sender: string | null | undefined): Promise<Row[]> =>
  row(locale, 'sender', sender || (await organisation()).name)

/** Whom to ask about Second Look itself, and whom to ask whether a message is genuine. */
export async function contactRows(locale: string): Promise<Row[]> {
  const ours = await organisation()
  return [...row(locale, 'contact', listed(ours.support)), ...row(locale, 'reporting', reached(reportingContact(contactsOf(ours))))]
}
const listed = (who: Pick<OrganisationContact, 'name' | 'email' | 'phone'>): string =>
  [who.name, who.email, who.phone].filter(Boolean).join(', ')
/** By telephone where there is one: a message that may be forged is not to be checked by a message. */
const reached = (contact: OrganisationContact | null): string =>
  contact ? listed(contact.phone ? { ...contact, email: '' } : contact) : ''
/** A letter names one: the first for everybody, or the only one there is. */
const reportingContact = (all: readonly OrganisationContact[]): OrganisationContact | null =>
  all.find(({ place }) => place === '') ?? (all.length === 1 ? all[0]! : null)

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
