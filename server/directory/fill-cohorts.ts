import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { audit } from '../accounts/audit'
import { mailAll } from '../accounts/invitation-list'
import { otherAccounts } from '../accounts/other-accounts'
import { database } from '../database'
import { hasMail } from '../platform/mail'
import { invitedInto } from '../enrolment/open-cohorts'
import { enrolListed } from '../enrolment/add-people'
import { type RuleSubject, type CohortRule, candidates, fits, cohortRules } from '../enrolment/rules'
import { notifyEnrolled } from '../reminders/reminders'

export interface FillCounts extends Record<string, number> {
  enrolled: number
  invited: number
}
/** Enrols the people who fit the rules. */
export async function fillAll(stopping?: AbortSignal): Promise<FillCounts | null> {
  const filled: FillCounts = { enrolled: 0, invited: 0 }
  for (const cohort of await cohortRules()) {
    if (stopping?.aborted) break
    const came: FillCounts = { enrolled: 0, invited: 0 }
    try {
      await fill(cohort, came, stopping)
    } finally {
      await sayCame(cohort, came)
    }
    filled.enrolled += came.enrolled
    filled.invited += came.invited
  }
  return filled.enrolled + filled.invited > 0 ? filled : null
}
const PAGE = 100

/** @param came counts on, so that we know what was done even if this breaks off */
async function fill(cohort: CohortRule, came: FillCounts, stopping?: AbortSignal): Promise<void> {
  for (let last = ''; !stopping?.aborted; ) {
    const page = await newcomers(cohort).where('id', '>', last).orderBy('id').limit(PAGE).execute()
    const done = await bring(
      cohort,
      page.filter((one) => fits(cohort.rule, one)),
      true,
    )
    came.enrolled += done.enrolled
    came.invited += done.invited
    if (page.length < PAGE) return
    last = page.at(-1)!.id
    await breath()
  }
}

async function sayCame({ id }: CohortRule, { enrolled, invited }: FillCounts): Promise<void> {
  if (enrolled + invited > 0) await audit({ actor: 'system', action: 'cohort.filled', thing: id, detail: { enrolled, invited } })
}

/** For somebody who has just signed in. No mail, because they are about to see it. */
export async function fillFor(user: string): Promise<void> {
  for (const cohort of await cohortRules()) {
    const page = await newcomers(cohort).where('user_id', '=', user).execute()
    const came = await bring(
      cohort,
      page.filter((one) => fits(cohort.rule, one)),
      false,
    )
    await sayCame(cohort, came)
  }
}

/** An owner may have ended or moved somebody since, and a rule does not undo that. */
const newcomers = ({ id, rule }: CohortRule) =>
  candidates(rule).where((e) =>
    e.not(
      e.exists(
        e.selectFrom('cohort_joiner').select('at').where('cohort_id', '=', id).whereRef('cohort_joiner.member_id', '=', 'member.id'),
      ),
    ),
  )

/** Invites people without an account. People who are or were in the course stay as they are, and nothing is noted about them. */
async function bring(
  { id, course_id }: CohortRule,
  people: readonly (RuleSubject & { user_id: string | null })[],
  tell: boolean,
): Promise<FillCounts> {
  if (people.length === 0) return { enrolled: 0, invited: 0 }
  const there = await inCourse(
    course_id,
    people.map((one) => one.id),
  )
  // Such an address still signs in to another person's account, and that person does not fit.
  const others = await otherAccounts(people.map(({ address }) => address))
  const fresh = people.filter((one) => !there.has(one.id) && !others.has(one.address))
  if (fresh.length === 0) return { enrolled: 0, invited: 0 }
  const came = await enrolListed(
    id,
    fresh.map(({ address, name }) => ({ email: address, name })),
    hasMail(),
  )
  if (!came.ok) return { enrolled: 0, invited: 0 }
  const at = Date.now()
  await database()
    .insertInto('cohort_joiner')
    .values(fresh.map((one) => ({ cohort_id: id, member_id: one.id, at })))
    .onConflict((c) => c.doNothing())
    .execute()
  if (tell && hasMail()) {
    await notifyEnrolled(came.enrolled)
    await mailAll(came.invited, await invitedInto(id))
  }
  return { enrolled: came.enrolled.length, invited: came.invited.length }
}

export async function inCourse(course: string, members: readonly string[]): Promise<Set<string>> {
  const enrolled = await database()
    .selectFrom('enrolment')
    .select('member_id as id')
    .where('course_id', '=', course)
    .where('member_id', 'in', members)
    .execute()
  const invited = await database()
    .selectFrom('invitation')
    .innerJoin('member', 'member.address', 'invitation.email')
    .innerJoin('cohort', 'cohort.id', 'invitation.cohort_id')
    .select('member.id')
    .where('invitation.kind', '=', 'invite')
    .where('cohort.course_id', '=', course)
    .where('member.id', 'in', members)
    .where((e) => e.or([e('invitation.expires_at', '>', Date.now()), e('invitation.exempt_at', 'is not', null)]))
    .execute()
  return new Set([...enrolled, ...invited].flatMap(({ id }) => id ?? []))
}
