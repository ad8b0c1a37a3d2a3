import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { type Sent, linksAsCsv, mailAll } from '@/server/accounts/invitation-list'
import { leftAmong } from '@/server/accounts/left'
import type { Person } from '@/server/accounts/people'
import { type OpenCohort, inviteOnly, openCohorts } from '@/server/courses/add-people'
import { invitedInto } from '@/server/courses/cohort-links'
import { codeVersions } from '@/server/courses/cohorts'
import { enrolListed } from '@/server/courses/enrolling'
import { BUILDERS } from '@/server/courses/owners'
import { type Listed, readPeople } from '@/server/courses/people-list'
import { tellEnrolled } from '@/server/courses/reminders'
import { has } from '@/server/nextjs/current-person'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { decode, hasOtherLetters } from '@/server/platform/encoding'
import { hasMail } from '@/server/platform/mail'
import { ROLES } from '@/server/platform/role'
import { fileOrText, keepFor } from '../../../courses/owned'
import { unproved } from '../../administrator'
import type { Added, KeptPeople } from '../outcome'

/** What fits into a field again. */
const MOST_KEPT = 1_000_000
const Roles = z.array(z.enum(ROLES)).catch([])

/** Adds everybody on a list: to a cohort, or with an account alone. Only the lines that could not be read come back. */
export const POST = formHandler(
  '/[locale]/manage/people/add/send',
  { roles: BUILDERS, texts: ['list', 'cohort', 'password'], lists: ['roles'], files: ['file'] },
  async ({ locale, person, text, list, file, address }) => {
    const here = `/${locale}/manage/people/add`
    const given = await fileOrText(file.file, text.list)
    const { text: lines, sure } = given === null || typeof given === 'string' ? { text: given ?? '', sure: true } : decode(given)
    const typed = { text: lines.slice(0, MOST_KEPT), cohort: text.cohort.slice(0, 64), roles: Roles.parse(list.roles) }
    const keep = (rest: Partial<KeptPeople> & { added?: Added }) => keepFor(person)(here, { ...typed, unread: [], ...rest })
    if (given === null) return keep({ note: 'empty' })
    const cohort = typed.cohort === '' ? null : ((await openCohorts(person)).find(({ id }) => id === typed.cohort) ?? 'closed')
    if (cohort === 'closed') return keep({ note: 'closed' })
    const administrator = has(person, 'administrator')
    if (!cohort && !administrator) return keep({ note: 'choose' })
    // Once an account has a wrong name, nobody puts it right: letters of an unsure encoding are looked at first.
    if (!sure && hasOtherLetters(lines)) return keep({ note: 'look' })
    const { people, unread, tooMany } = await readable(lines)
    if (tooMany) return keep({ note: 'tooMany' })
    const left = { text: unread.map((u) => u.text).join('\n'), unread: unread.map((u, i) => ({ ...u, line: i + 1 })) }
    if (people.length === 0) return keep(left)
    if (cohort) {
      const added = await addTo(cohort, people, person)
      return keep(added ? { ...left, roles: [], added } : { note: 'closed' })
    }
    const roles = typed.roles.filter((role) => role !== 'learner')
    const why = roles.includes('administrator') ? await unproved(person, text.password, address) : null
    if (why) return keep({ unproved: why })
    const { invited, already } = await inviteOnly(people, { roles, mail: hasMail(), by: person.id })
    if (invited.length > 0) await audit({ actor: person.id, action: 'account.invited', detail: { count: invited.length, roles } })
    if (hasMail()) inBackground(mailAll(invited))
    else if (invited.length > 0) return handedOver(invited, locale)
    return keep({ ...left, added: { said: { enrolled: 0, invited: invited.length, already } } })
  },
)

/** The people on a list, without those who have left the organisation: their lines come back like those that cannot be read. */
async function readable(lines: string): Promise<ReturnType<typeof readPeople>> {
  const read = readPeople(lines)
  const gone = await leftAmong(read.people.map(({ email }) => email))
  const leavers = read.people.filter(({ email }) => gone.has(email)).map(({ line, email }) => ({ line, text: email, why: 'left' as const }))
  return { ...read, people: read.people.filter(({ email }) => !gone.has(email)), unread: [...read.unread, ...leavers] }
}

/** @returns null if nobody can be added any more */
async function addTo(cohort: OpenCohort, people: Listed[], person: Person): Promise<Added | null> {
  const came = await enrolListed(cohort.id, people, hasMail(), person.id)
  if (!came.ok) return null
  if (hasMail()) {
    inBackground(tellEnrolled(came.enrolled, person.id))
    inBackground(mailAll(came.invited, await invitedInto(cohort.id)))
  }
  const [enrolled, invited] = [came.enrolled.length, came.invited.length]
  if (enrolled + invited > 0) await audit({ actor: person.id, action: 'learner.enrolled', thing: cohort.id, detail: { enrolled, invited } })
  return { said: (await codeVersions(cohort.course)).length > 0 ? null : { enrolled, invited, already: came.already } }
}

/** The answer does not wait for the mail server; what failed shows in the lists of invitations. */
const inBackground = (mails: Promise<unknown>): void =>
  void mails.catch((error: unknown) => console.error(`Not everybody added could be mailed: ${String(error)}`))

/** Without a mail server: the one link to hand over, or a file of them. */
const handedOver = (invited: readonly Sent[], locale: string): Response =>
  invited.length === 1
    ? seeOther(`/${locale}/manage/people/link/invite/${invited[0]!.token}`)
    : new Response(linksAsCsv(invited, locale), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'cache-control': 'no-store',
          'content-disposition': 'attachment; filename="invitations.csv"',
        },
      })
