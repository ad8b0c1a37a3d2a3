import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { linksAsCsv, mailAll, type InviteResult, inviteOnly } from '@/server/accounts/invitation-list'
import { leftAmong } from '@/server/accounts/leave'
import { movedAddresses } from '@/server/accounts/members'
import { MOST_BYTES, growsTooMuch } from '@/server/accounts/people-file'
import { mailInvitation } from '@/server/accounts/pending-invitations'
import type { Person } from '@/server/accounts/people'
import { type OpenCohort, openCohorts, invitedInto } from '@/server/enrolment/open-cohorts'
import { codeVersions } from '@/server/courses/courses'
import { enrolListed } from '@/server/enrolment/add-people'
import { alreadyThere } from '@/server/enrolment/already-there'
import { change, selectedLines } from '@/server/records/bulk-acts'
import { BUILDERS } from '@/server/courses/owners'
import { type ListedPerson, type PeopleList, leftOver, readPeople, readPeopleApart } from '@/server/accounts/typed-people'
import { notifyEnrolled } from '@/server/reminders/reminders'
import { has } from '@/server/nextjs/current-person'
import { formHandler } from '@/server/nextjs/form-handler'
import { fileResponse, seeOther } from '@/server/nextjs/responses'
import { ENCODINGS } from '@/server/platform/encoding'
import { hasMail } from '@/server/platform/mail'
import { ROLES, type Role } from '@/server/platform/role'
import { hashToken } from '@/server/platform/tokens'
import { fileOrText, keepFor } from '../../../courses/owned-course'
import { unproved } from '../../administrator'
import { mailed } from '../../mailed'
import type { AdditionCounts, AdditionPlan, KeptPeople } from '../form-draft'
import { lookAt } from '../look'

const Roles = z.array(z.enum(ROLES)).catch([])
const Accounts = z.array(z.string().max(200)).max(200).catch([])
const MOST_UNUSED = 20
/** Undefined: we detect it. */
const AskedEncoding = z.enum(ENCODINGS).optional().catch(undefined)

/**
 * Adds everybody on a list to a cohort, or with an account alone. Only lines that could not be read come back. A file is shown before
 * anybody in it is added, and so are the accounts that a search finds.
 */
export const POST = formHandler(
  '/[locale]/manage/people/add/send',
  {
    roles: BUILDERS,
    texts: ['list', 'cohort', 'password', 'q', 'encoding', 'do', 'there', 'asked'],
    lists: ['roles', 'account'],
    files: ['file'],
  },
  async ({ locale, person, text, list, file, address }) => {
    const here = `/${locale}/manage/people/add`
    const given = await fileOrText(file.file, text.list)
    const tooLong = (given?.length ?? 0) > MOST_BYTES
    const asked = AskedEncoding.parse(text.encoding || undefined)
    const read = given === null || tooLong ? null : await readPeopleApart(given, { asked, roles: text.cohort === '' })
    const listed = read?.text ?? text.list
    const tooBig = tooLong || growsTooMuch(listed)
    const typed = {
      text: tooBig ? '' : listed,
      cohort: text.cohort.slice(0, 64),
      roles: Roles.parse(list.roles).filter((role) => role !== 'learner'),
      q: text.q.slice(0, 100),
      accounts: Accounts.parse(list.account),
    }
    const keep = (rest: Partial<KeptPeople> & { added?: AdditionCounts }) =>
      keepFor(person)(here, { ...typed, unread: [], unused: read?.list.unused.slice(0, MOST_UNUSED) ?? [], ...rest })
    if (tooBig) return keep({ note: 'big' })
    if (given !== null && !read) return keep({ note: 'slow' })
    // Enter in the password field presses the form's first button, which searches.
    if (text.do === 'search' && (typed.q.trim() !== '' || text.password === '')) return keep({})
    if (given === null && typed.accounts.length === 0) return keep({ note: 'empty' })
    const cohort = typed.cohort === '' ? null : ((await openCohorts(person)).find(({ id }) => id === typed.cohort) ?? 'closed')
    if (cohort === 'closed') return keep({ note: 'closed' })
    if (!cohort && (!has(person, 'administrator') || typed.accounts.length > 0)) return keep({ note: 'choose' })
    const people = await readable(read?.list ?? readPeople(''), typed.accounts)
    if (people.tooMany) return keep({ note: 'tooMany' })
    // Shows a file before anybody in it is mailed: it may be the wrong one, or its names may have wrong letters, which nobody corrects
    // later.
    const plan = cohort ? await planFor(cohort, people.people) : null
    if (read?.encoding) return keep({ look: lookAt({ ...read, list: await readable(read.list, []) }), ...(plan && { plan }) })
    // Nobody who is in the course already is moved or mailed unasked.
    if (plan && plan.there.length > 0 && text.asked !== plan.mark) return keep({ plan })
    const left = { ...leftOver(people), accounts: [], q: '' }
    if (people.people.length === 0) return keep(left)
    if (cohort) {
      const added = await addTo(cohort, people.people, person, text.there === 'move' ? plan : null)
      return keep(added ? { ...left, roles: [], added } : { note: 'closed' })
    }
    const whole = people.people.map((one) => ({ ...one, roles: [...new Set([...typed.roles, ...one.roles])] }))
    const why = whole.some(({ roles }) => roles.includes('administrator')) ? await unproved(person, text.password, address) : null
    if (why) return keep({ unproved: why })
    const came = await inviteOnly(whole, { mail: hasMail(), by: person.id })
    const said = { enrolled: 0, invited: came.invited.length, already: came.already, moved: 0 }
    return (await handOver(came, people, whole, { locale, person })) ?? keep({ ...left, added: { said } })
  },
)

/**
 * Without people who have left the organisation, whose lines come back as unread, and with the present address of people whose address the
 * directory has changed.
 */
async function readable(typed: PeopleList, accounts: readonly string[]): Promise<PeopleList> {
  const ticked = readPeople(accounts.join('\n'))
  const listed = new Set(typed.people.map(({ email }) => email))
  const named = [...typed.people, ...ticked.people.filter(({ email }) => !listed.has(email))]
  const moved = await movedAddresses(named.map(({ email }) => email))
  const people = named.flatMap((one) => {
    const now = moved.get(one.email)
    return now === undefined ? one : named.some(({ email }) => email === now) ? [] : { ...one, email: now }
  })
  const gone = await leftAmong(people.map(({ email }) => email))
  const leavers = people.filter(({ email }) => gone.has(email)).map(({ line, email }) => ({ line, text: email, why: 'left' as const }))
  return { ...typed, people: people.filter(({ email }) => !gone.has(email)), unread: [...typed.unread, ...leavers] }
}

/** Null where people are codes, because some enrolled themselves. */
async function planFor({ id, course }: OpenCohort, people: readonly ListedPerson[]): Promise<AdditionPlan | null> {
  if ((await codeVersions(course)).length > 0) return null
  const there = await alreadyThere(
    course,
    people.map(({ email }) => email),
  )
  const elsewhere = there.filter(({ cohort }) => cohort !== id).length
  return { fresh: people.length - there.length, there, elsewhere, mark: hashToken([id, ...there.map(({ key }) => key)].join(' ')) }
}

/** @param moving whom to bring here from other cohorts; null for nobody */
async function addTo(
  cohort: OpenCohort,
  people: ListedPerson[],
  person: Person,
  moving: AdditionPlan | null,
): Promise<AdditionCounts | null> {
  const came = await enrolListed(cohort.id, people, hasMail(), person.id)
  if (!came.ok) return null
  if (hasMail()) {
    inBackground(notifyEnrolled(came.enrolled, person.id))
    inBackground(mailAll(came.invited, await invitedInto(cohort.id)))
  }
  const [enrolled, invited] = [came.enrolled.length, came.invited.length]
  const keys = moving?.there.flatMap((one) => (one.cohort === cohort.id ? [] : [one.key])) ?? []
  const lines = keys.length > 0 ? await selectedLines(cohort.course, { lines: keys }) : []
  const moved = lines.length > 0 ? (await change(cohort.course, lines, { act: 'move', cohort: cohort.id }, person.id)).done : 0
  if (enrolled + invited > 0) await audit({ actor: person.id, action: 'learner.enrolled', thing: cohort.id, detail: { enrolled, invited } })
  return { said: (await codeVersions(cohort.course)).length > 0 ? null : { enrolled, invited, already: came.already - moved, moved } }
}

/**
 * Mails the links of accounts alone, or without a mail server hands them to the administrator.
 * @returns the response; null to stay on the page
 */
async function handOver(
  { invited, already }: InviteResult,
  { unread }: PeopleList,
  people: readonly { roles: Role[] }[],
  { locale, person }: { locale: string; person: Person },
): Promise<Response | null> {
  const [one] = invited
  if (!one) return null
  const roles = [...new Set(people.flatMap((each) => each.roles))]
  // A single invitation is logged with its id, as later events about it are.
  const thing = invited.length === 1 ? { thing: hashToken(one.token) } : {}
  await audit({ actor: person.id, action: 'account.invited', ...thing, detail: { count: invited.length, roles } })
  const alone = invited.length === 1 && unread.length === 0
  if (hasMail()) {
    if (alone && already === 0) return mailed(locale, one.email, await mailInvitation(one.token, one))
    inBackground(mailAll(invited))
    return null
  }
  if (alone) return seeOther(`/${locale}/manage/people/link/invite/${one.token}`)
  return fileResponse(linksAsCsv(invited, locale), 'text/csv; charset=utf-8', 'invitations.csv')
}

/** The response does not wait for the mail server. The lists of invitations show what failed. */
const inBackground = (mails: Promise<unknown>): void =>
  void mails.catch((error: unknown) => console.error(`Not everybody added could be mailed: ${String(error)}`))
