import 'server-only'
import { type CohortTotals, noTotals } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { config, ownAddress } from '../platform/config'
import { languageOf, strictTranslator } from '../platform/locales'
import type { MailResult } from '../platform/mail'
import { contactRows, countRows, dayIn, directoryRows, dueRow, minutesRow, row, senderRow } from './facts'
import type { LetterKind } from './kinds'
import type { Fact } from './letter'
import { type Values, sendLetter } from './letters'

const DAY = 24 * 3600_000

/** What a letter would say to somebody, for a preview. Only the reader in it is real. */
export async function sampleOf(kind: LetterKind, locale: string, name: string, now = Date.now()): Promise<Values> {
  const t = strictTranslator(locale, 'mail')
  const actor = t('sample.person')
  return {
    name,
    course: t('sample.course'),
    actor,
    link: `${ownAddress(config())}/${locale}/learn`,
    what: strictTranslator(locale, 'accounts')('notice.sessions', { actor }),
    advice: t('advice.named'),
    details: await DETAILS[kind]?.(locale, now),
  }
}

const DETAILS: Partial<Record<LetterKind, (locale: string, now: number) => Fact[] | Promise<Fact[]>>> = {
  account: async (locale) => [{ rows: [...row(locale, 'roles', sampleRole(locale)), ...(await whose(locale))] }],
  course: (locale, now) => aboutCourse(locale, now, 'day', true),
  invited: (locale, now) => aboutCourse(locale, now, 'day', true),
  enrolled: (locale, now) => aboutCourse(locale, now, 'day', true),
  reminder: (locale, now) => aboutCourse(locale, now, 'day', false),
  renewal: (locale, now) => aboutCourse(locale, now, 'renew', false),
  completed: async (locale, now) => [
    { rows: [...courseRow(locale), ...row(locale, 'done', dayIn(locale, now)), ...(await contactRows(locale))] },
  ],
  extended: async (locale, now) => [{ rows: [...courseRow(locale), ...dueRow(locale, { day: now + 14 * DAY }), ...(await whose(locale))] }],
  exempted: async (locale) => [{ rows: [...courseRow(locale), ...(await whose(locale))] }],
  required: async (locale, now) => [{ rows: [...courseRow(locale), ...dueRow(locale, { day: now + 14 * DAY }), ...(await whose(locale))] }],
  digest: (locale) => {
    const [first, second] = (['course', 'other'] as const).map((one) => strictTranslator(locale, 'mail')(`sample.${one}`))
    return [
      {
        title: first!,
        rows: countRows(locale, countsOf({ invited: 4, 'not-started': 6, 'in-progress': 9, complete: 24, expiring: 2 }, 3)),
      },
      { title: second!, rows: countRows(locale, countsOf({ 'in-progress': 2, complete: 10, failed: 1, exempt: 1 }, 0)) },
    ]
  },
  overduePeople: (locale, now) => {
    const t = strictTranslator(locale, 'mail')
    return [{ title: t('sample.course'), rows: [{ label: t('sample.colleague'), value: dayIn(locale, now - 3 * DAY) }] }]
  },
  directoryHeld: (locale) => [{ rows: directoryRows(locale, sampleFile(), { leave: 412, listed: 2980 }) }],
  directoryFailed: (locale) => [{ rows: directoryRows(locale, sampleFile(), null) }],
  test: (locale, now) => [{ rows: testRows(locale, now) }],
}
const courseRow = (locale: string): Fact['rows'] => row(locale, 'course', strictTranslator(locale, 'mail')('sample.course'))
const sampleRole = (locale: string): string => strictTranslator(locale, 'accounts')('roles.owner')
const sampleFile = (): string => config().DIRECTORY_FILE ?? '/data/people.csv'
const countsOf = (states: Partial<CohortTotals['states']>, overdue: number): CohortTotals => {
  const { states: none } = noTotals('')
  const all = { ...none, ...states }
  return { cohort: '', states: all, overdue, people: STATES.reduce((sum, state) => sum + (state === 'left' ? 0 : all[state]), 0) }
}
const whose = async (locale: string): Promise<Fact['rows']> => [
  ...(await senderRow(locale, { label: strictTranslator(locale, 'mail')('sample.person'), mailbox: '' })),
  ...(await contactRows(locale)),
]
async function aboutCourse(locale: string, now: number, is: 'day' | 'renew', sent: boolean): Promise<Fact[]> {
  const rest = sent ? await whose(locale) : await contactRows(locale)
  return [{ rows: [...courseRow(locale), ...dueRow(locale, { day: now + 14 * DAY, is }), ...minutesRow(locale, 25), ...rest] }]
}

/** To oneself, to see what the mail server answers. @param link says that it arrived */
export async function sendTest({ name, email, link }: { name: string; email: string; link: string }, locale: string): Promise<MailResult> {
  const now = Date.now()
  return sendLetter('test', { to: email, locale }, { name, link, details: [{ rows: testRows(locale, now) }] }, { now })
}
function testRows(locale: string, now: number): Fact['rows'] {
  const { SMTP_URL } = config()
  const at = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' }).format(now)
  return [...row(locale, 'server', SMTP_URL && new URL(SMTP_URL).host), ...row(locale, 'at', at)]
}
