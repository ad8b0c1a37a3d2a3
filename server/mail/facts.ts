import 'server-only'
import { ALWAYS_SHOWN, type CohortTotals } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { type OrganisationContact, contactsOf, organisation } from '../organisation/organisation'
import { languageOf, numberIn, strictTranslator } from '../platform/locales'
import { unlinked } from './addresses'
import type { Fact } from './letter'

type Row = Fact['rows'][number]
type Label = 'course' | 'takes' | 'done' | 'manager' | 'sender' | 'roles' | 'contact' | 'reporting' | 'server' | 'at' | 'file' | 'leaving'

/** The installation's own, which administrators copy. */
const OURS: readonly Label[] = ['server', 'file']
/** @param mailboxes that we know and that stay in the value */
export const row = (locale: string, label: Label, value: string | null | undefined, mailboxes: readonly string[] = []): Row[] =>
  value
    ? [{ label: strictTranslator(locale, 'mail')(`fact.${label}`), value: OURS.includes(label) ? value : unlinked(value, mailboxes) }]
    : []

/** The sender of a letter: the person who asked for it. If nobody did, for example because a rule enrolled somebody, the organisation. */
export const senderRow = async (locale: string, sender: Sender | null): Promise<Row[]> =>
  row(locale, 'sender', sender?.label || (await organisation()).name, sender ? [sender.mailbox] : [])
export interface Sender {
  /** Name and address, or the address. */
  label: string
  mailbox: string
}

/** Whom to ask about Second Look itself, and whom to ask whether a message is genuine. */
export async function contactRows(locale: string): Promise<Row[]> {
  const ours = await organisation()
  const [help, reporting] = [ours.support, reportingContact(contactsOf(ours))]
  return [
    ...row(locale, 'contact', listed(help), [help.email]),
    ...(reporting ? row(locale, 'reporting', reached(reporting), [reporting.email]) : []),
  ]
}
const listed = (who: Pick<OrganisationContact, 'name' | 'email' | 'phone'>): string =>
  [who.name, who.email, who.phone].filter(Boolean).join(', ')
/** By telephone if possible, because nobody should check a message that may be forged by sending a message. */
const reached = (contact: OrganisationContact): string => listed(contact.phone ? { ...contact, email: '' } : contact)
/** A letter names a single contact: the first one for everybody, or the only one there is. */
const reportingContact = (all: readonly OrganisationContact[]): OrganisationContact | null =>
  all.find(({ place }) => place === '') ?? (all.length === 1 ? all[0]! : null)

export const minutesRow = (locale: string, minutes: number): Row[] =>
  minutes > 0 ? row(locale, 'takes', strictTranslator(locale, 'mail')('minutes', { minutes })) : []

/** That their manager learns of it when they are overdue. */
export const managerRow = (locale: string, tells: boolean): Row[] =>
  tells ? row(locale, 'manager', strictTranslator(locale, 'mail')('managerTold')) : []

export type DueBy = { day: number; is?: 'day' | 'overdue' | 'renew' } | null
export function dueRow(locale: string, due: DueBy): Row[] {
  if (due === null) return []
  const t = strictTranslator(locale, 'mail')
  const { day, is = 'day' } = due
  return [{ label: t(is === 'renew' ? 'fact.renew' : 'fact.due'), value: t(`due.${is}`, { day: dayIn(locale, day) }) }]
}
/** Due days end with the day in the server's time zone, as on its pages. */
export const dayIn = (locale: string, at: number): string => new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium' }).format(at)

export function countRows(locale: string, { people, states, overdue }: Omit<CohortTotals, 'cohort'>, erased = 0): Row[] {
  const t = strictTranslator(locale, 'records')
  const counted = (label: string, count: number): Row => ({ label, value: numberIn(locale, count) })
  return [
    counted(t('totals.everyone'), people),
    ...STATES.filter((state) => states[state] > 0 || ALWAYS_SHOWN.includes(state)).map((state) =>
      counted(t(`states.${state}`), states[state]),
    ),
    counted(t('overdue'), overdue),
    ...(erased > 0 ? [counted(t('erased.title'), erased)] : []),
  ]
}

export function directoryRows(locale: string, file: string | undefined, counts: { leave: number; listed: number } | null): Row[] {
  return [
    ...row(locale, 'file', file),
    ...row(locale, 'leaving', counts && strictTranslator(locale, 'mail')('leavers', { leave: counts.leave, listed: counts.listed })),
  ]
}
