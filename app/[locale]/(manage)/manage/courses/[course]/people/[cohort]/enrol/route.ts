import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { leftAmong } from '@/server/accounts/left'
import type { Person } from '@/server/accounts/people'
import { mailAll } from '@/server/accounts/invitation-list'
import { type Came, enrolAccounts, enrolListed } from '@/server/courses/enrolling'
import { invitedInto } from '@/server/courses/cohort-links'
import { tellEnrolled } from '@/server/courses/reminders'
import { codeVersions } from '@/server/courses/cohorts'
import { readPeople } from '@/server/courses/people-list'
import { ENCODINGS, decode, hasOtherLetters } from '@/server/platform/encoding'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { fileOrText } from '../../../../owned'
import { type PostedToCohort, postedToCohort } from '../../posted-cohort'
import type { KeptList } from '../enrol-part'

const Ids = z.array(z.string().max(64)).max(100)
/** Empty to find it out. */
const Asked = z.enum(ENCODINGS).optional().catch(undefined)
const REFUSED = { 'not-published': 'notPublished', archived: 'archivedCourse', 'no-such-cohort': 'gone' } as const

/** Enrols the selected accounts, or everybody on a list; people on the list without an account are invited. */
export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/[cohort]/enrol',
  { roles: BUILDERS, texts: ['list', 'encoding'], lists: ['account'], files: ['file'] },
  async (post) => {
    const to = { ...(await postedToCohort(post)), person: post.person }
    const {
      here,
      keep,
      cohort: { row },
    } = to
    const given = await fileOrText(post.file.file, post.text.list)
    if (given === null) {
      const ids = Ids.safeParse(post.list.account)
      if (!ids.success || ids.data.length === 0) return seeOther(`${here}?note=nobody#enrol`)
      const came = await enrolAccounts(row.id, ids.data)
      mailTo(came, post.person.id)
      return answer(to, came, null)
    }
    const { text, sure } =
      typeof given === 'string' ? { text: given, sure: true } : decode(given, Asked.parse(post.text.encoding || undefined))
    // Once an account has a wrong name, nobody puts it right: these letters are looked at first.
    if (!sure && hasOtherLetters(text)) return keep(here, { list: { text, unread: [], note: 'look' } satisfies KeptList }, 'enrol')
    const read = readPeople(text)
    const { tooMany } = read
    const gone = await leftAmong(read.people.map(({ email }) => email))
    const people = read.people.filter(({ email }) => !gone.has(email))
    const leavers = read.people
      .filter(({ email }) => gone.has(email))
      .map(({ line, email }) => ({ line, text: email, why: 'left' as const }))
    const unread = [...read.unread, ...leavers]
    if (tooMany) return keep(here, { list: { text, unread: [], note: 'tooMany' } satisfies KeptList }, 'enrol')
    // Only the lines that could not be read stay in the field, each with its line number there.
    const left: KeptList | null =
      unread.length === 0 ? null : { text: unread.map((u) => u.text).join('\n'), unread: unread.map((u, i) => ({ ...u, line: i + 1 })) }
    const came: Came =
      people.length === 0
        ? { ok: true, enrolled: [], already: 0, invited: [] }
        : await enrolListed(row.id, people, hasMail(), post.person.id)
    mailTo(came, post.person.id)
    if (came.ok && hasMail())
      void mailAll(came.invited, await invitedInto(row.id)).catch((error: unknown) =>
        console.error(`Invitations could not all be mailed: ${String(error)}`),
      )
    return answer(to, came, left, text)
  },
)

/** Tells people who have an account. The response does not wait for the mail server. */
function mailTo(came: Came, by: string): void {
  if (!came.ok || !hasMail()) return
  void tellEnrolled(came.enrolled, by).catch((error: unknown) => console.error(`People enrolled could not all be told: ${String(error)}`))
}

async function answer(
  { here, keep, person, course, cohort: { row } }: PostedToCohort & { person: Person },
  came: Came,
  left: KeptList | null,
  text = '',
): Promise<Response> {
  if (!came.ok) return keep(here, { list: { text, unread: [], note: REFUSED[came.reason] } satisfies KeptList }, 'enrol')
  const { already } = came
  const [enrolled, invited] = [came.enrolled.length, came.invited.length]
  if (enrolled + invited > 0) await audit({ actor: person.id, action: 'learner.enrolled', thing: row.id, detail: { enrolled, invited } })
  // If people are codes in any version, even those already enrolled are not named.
  const said = (await codeVersions(course.id)).length > 0 ? null : { enrolled, invited, already }
  return keep(here, { list: left, came: enrolled + invited + already > 0 ? { said } : null }, 'enrol')
}
