import 'server-only'
import { otherAccounts } from '../accounts/other-accounts'
import { inCourse } from './fill-cohorts'
import { type RuleSubject, type CohortRule, fits, cohortRules } from '../enrolment/rules'
import { database } from '../database'
import type { Change } from './differences'

export interface Effect {
  /** How many cohorts have a rule. */
  rules: number
  enrolled: number
  invited: number
}
type Arrival = Pick<RuleSubject, 'address' | 'unit' | 'site' | 'groups' | 'state' | 'source'> & { id: string | null; account: boolean }

export async function effectOf(run: string): Promise<Effect> {
  const cohorts = await cohortRules()
  const effect: Effect = { rules: cohorts.length, enrolled: 0, invited: 0 }
  if (cohorts.length === 0) return effect
  const people = await comingBy(run)
  // If several cohorts of one course match, the first takes them.
  const taken = new Set<string>()
  for (const cohort of cohorts) {
    const fitting = people.filter((one) => fits(cohort.rule, one) && !taken.has(`${cohort.course_id} ${one.address}`))
    const there = await knownTo(
      cohort,
      fitting.flatMap(({ id }) => id ?? []),
    )
    for (const { id, address, account } of fitting) {
      if (id !== null && there.has(id)) continue
      taken.add(`${cohort.course_id} ${address}`)
      effect[account ? 'enrolled' : 'invited']++
    }
  }
  return effect
}

const PART = 500
const parts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / PART) }, (_, i) => all.slice(i * PART, (i + 1) * PART))

async function comingBy(run: string): Promise<Arrival[]> {
  const rows = await database()
    .selectFrom('directory_change')
    .select('body')
    .where('run_id', '=', run)
    .where('kind', 'in', ['join', 'change', 'move', 'back'])
    .execute()
  const coming: Arrival[] = []
  for (const part of parts(rows.map(({ body }) => JSON.parse(body) as Change))) {
    const ids = part.flatMap(({ member }) => member ?? [])
    const fresh = part.flatMap(({ member, address }) => (member === null ? [address] : []))
    const members = await (ids.length === 0
      ? []
      : database().selectFrom('member').select(['id', 'user_id', 'unit', 'site', 'groups']).where('id', 'in', ids).execute())
    const accounts = await (fresh.length === 0 ? [] : database().selectFrom('user').select('email').where('email', 'in', fresh).execute())
    const others = await otherAccounts(fresh)
    const emails = new Set(accounts.map(({ email }) => email))
    const known = new Map(members.map((one) => [one.id, one]))
    for (const { member, address, said } of part) {
      const now = member === null ? undefined : known.get(member)
      // We enrol nobody into another person's account, and create no second account for its address.
      if (!said || (member === null ? others.has(address) : !now)) continue
      coming.push({
        id: member,
        address,
        account: now ? now.user_id !== null : emails.has(address),
        state: 'active',
        source: 'directory',
        unit: said.unit ?? now?.unit ?? '',
        site: said.site ?? now?.site ?? '',
        groups: said.groups ? JSON.stringify(said.groups) : (now?.groups ?? '[]'),
      })
    }
  }
  return coming
}

/** It has enrolled them before, or they are in its course, or will be again once they are back. */
async function knownTo({ id, course_id }: CohortRule, members: readonly string[]): Promise<Set<string>> {
  const there = new Set<string>()
  for (const part of parts(members)) {
    for (const one of await inCourse(course_id, part)) there.add(one)
    const taken = await database()
      .selectFrom('cohort_joiner')
      .select('member_id')
      .where('cohort_id', '=', id)
      .where('member_id', 'in', part)
      .execute()
    const aside = await database()
      .selectFrom('invitation')
      .innerJoin('member', 'member.address', 'invitation.email')
      .innerJoin('cohort', 'cohort.id', 'invitation.cohort_id')
      .select('member.id as member_id')
      .where('kind', '=', 'left')
      .where('cohort.course_id', '=', course_id)
      .where('member.id', 'in', part)
      .execute()
    for (const { member_id } of [...taken, ...aside]) there.add(member_id)
  }
  return there
}
