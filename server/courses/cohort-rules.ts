import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '@/scenarios/engine/course/records'
import { audit } from '../accounts/audit'
import { mailAll } from '../accounts/invitation-list'
import { database } from '../database'
import type { MemberRow } from '../database/tables-accounts'
import { hasMail } from '../platform/mail'
import { invitedInto } from './cohort-links'
import { enrolListed } from './enrolling'
import { tellEnrolled } from './reminders'

/** Who joins a cohort by themselves: whoever fits all that is given. */
const Said = z.string().trim().max(200).default('')
export const RULE_FIELDS = ['unit', 'site', 'group'] as const
export const RuleSchema = z.object({ unit: Said, site: Said, group: Said })
export type Rule = z.infer<typeof RuleSchema>
export const isEmpty = (rule: Rule): boolean => RULE_FIELDS.every((field) => rule[field] === '')
export const ruleIn = (text: string | null): Rule | null => (text === null ? null : RuleSchema.parse(JSON.parse(text)))

type Fitting = Pick<MemberRow, 'id' | 'address' | 'name' | 'groups' | 'language' | 'unit' | 'site' | 'state'>
const fits = (rule: Rule, { unit, site, groups, state }: Fitting): boolean =>
  state === 'active' &&
  (rule.unit === '' || isSame(rule.unit, unit)) &&
  (rule.site === '' || isSame(rule.site, site)) &&
  (rule.group === '' || (JSON.parse(groups) as string[]).some((group) => isSame(group, rule.group)))
/** However somebody wrote it: capitals and accents are not looked at. */
export const isSame = (one: string, other: string): boolean => fold(one) === fold(other)

/**
 * People whom a rule may fit; `fits` looks again. The database narrows them down by the words that people are found by, which end with their
 * unit and their site; the names of groups are a list that only we can read.
 */
const candidates = (rule: Rule) =>
  database()
    .selectFrom('member')
    .select(['id', 'user_id', 'address', 'name', 'groups', 'language', 'unit', 'site', 'state'])
    .where('state', '=', 'active')
    .$if(rule.unit !== '', (q) => q.where(holds(`\n${rule.unit}\n`)))
    .$if(rule.site !== '', (q) => q.where(holds(`\n${rule.site}`)))
    .$if(rule.group !== '', (q) => q.where(sql<boolean>`${sql.ref('groups')} <> '[]'`))

const holds = (part: string) => sql<boolean>`${sql.ref('words')} like ${`%${fold(part).replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`

/** How many people a rule fits now, and how many of them have an account. */
export async function countFitting(rule: Rule): Promise<{ people: number; accounts: number }> {
  const rows = (await candidates(rule).execute()).filter((one) => fits(rule, one))
  return { people: rows.length, accounts: rows.filter(({ user_id }) => user_id !== null).length }
}

export const setRule = (cohort: string, rule: Rule | null): Promise<unknown> =>
  database()
    .updateTable('cohort')
    .set({ rule: rule && !isEmpty(rule) ? JSON.stringify(rule) : null })
    .where('id', '=', cohort)
    .execute()

/**
 * How many people a rule has looked at: who are in the cohort or invited to it, who are elsewhere in the course or were taken out, and how
 * many it no longer fits: they stay enrolled.
 */
export async function joinersOf(cohort: string): Promise<{ came: number; elsewhere: number; outside: number }> {
  const here = sql<number>`case when exists (select 1 from enrolment e where e.member_id = j.member_id and e.cohort_id = j.cohort_id)
    or exists (select 1 from invitation i where i.cohort_id = j.cohort_id and i.email = m.address and i.expires_at > ${Date.now()}) then 1 end`
  const row = await database()
    .selectFrom('cohort_joiner as j')
    .innerJoin('member as m', 'm.id', 'j.member_id')
    .select((e) => [
      e.fn.countAll<number | string>().as('all'),
      e.fn.count<number | string>(here).as('came'),
      e.fn.count<number | string>('outside_at').as('outside'),
    ])
    .where('j.cohort_id', '=', cohort)
    .executeTakeFirstOrThrow()
  return { came: Number(row.came), elsewhere: Number(row.all) - Number(row.came), outside: Number(row.outside) }
}

/** What units, sites and groups there are, for a form. */
export async function known(): Promise<Record<(typeof RULE_FIELDS)[number], string[]>> {
  const of = async (column: 'unit' | 'site' | 'groups') =>
    (
      await database().selectFrom('member').select(column).distinct().where('state', '=', 'active').orderBy(column).limit(1000).execute()
    ).map((row) => (row as Record<string, string>)[column]!)
  const groups = (await of('groups')).flatMap((text) => JSON.parse(text) as string[])
  const named = (all: string[]) => [...new Set(all)].filter(Boolean).sort()
  return { unit: named(await of('unit')), site: named(await of('site')), group: named(groups).slice(0, 500) }
}

interface Ruled {
  id: string
  course_id: string
  rule: Rule
}
/** Cohorts that fill by a rule, of courses that people can be enrolled in. */
const ruled = async (): Promise<Ruled[]> =>
  (
    await database()
      .selectFrom('cohort')
      .innerJoin('course', 'course.id', 'cohort.course_id')
      .select(['cohort.id', 'course_id', 'rule'])
      .where('rule', 'is not', null)
      .where('archived_at', 'is', null)
      .where('course.version', '>', 0)
      .orderBy('cohort.created_at')
      .orderBy('cohort.id')
      .execute()
  ).map(({ rule, ...row }) => ({ ...row, rule: ruleIn(rule)! }))

/** How many cohorts fill by a rule now. */
export const countRuled = async (): Promise<number> => (await ruled()).length

export interface Filled extends Record<string, number> {
  enrolled: number
  invited: number
}
/** The job: brings whomever the rules fit into their cohorts, and notes whom they no longer fit. */
export async function fillAll(stopping?: AbortSignal): Promise<Filled | null> {
  const filled: Filled = { enrolled: 0, invited: 0 }
  for (const cohort of await ruled()) {
    if (stopping?.aborted) break
    await noteOutside(cohort)
    const came: Filled = { enrolled: 0, invited: 0 }
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
/** People looked at before other requests have their turn. */
const PAGE = 100

/** @param came counts on, so that what was done is known even if it breaks off */
async function fill(cohort: Ruled, came: Filled, stopping?: AbortSignal): Promise<void> {
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

/** In the audit log: whom a rule brings, nobody enrolled by hand. */
async function sayCame({ id }: Ruled, { enrolled, invited }: Filled): Promise<void> {
  if (enrolled + invited > 0)
    await audit({ actor: 'system', action: 'learner.enrolled', thing: id, detail: { rule: true, enrolled, invited } })
}

/** The same for somebody who has just signed in: no mail tells them what they are about to see. */
export async function fillFor(user: string): Promise<void> {
  for (const cohort of await ruled()) {
    const page = await newcomers(cohort).where('user_id', '=', user).execute()
    const came = await bring(
      cohort,
      page.filter((one) => fits(cohort.rule, one)),
      false,
    )
    await sayCame(cohort, came)
  }
}

/** Whoever was never brought. An owner may have ended or moved somebody since, and a rule does not undo that. */
const newcomers = ({ id, rule }: Ruled) =>
  candidates(rule).where((e) =>
    e.not(
      e.exists(
        e.selectFrom('cohort_joiner').select('at').where('cohort_id', '=', id).whereRef('cohort_joiner.member_id', '=', 'member.id'),
      ),
    ),
  )

/** Enrols people, or invites those without an account; whoever is or was in the course is left as they are. */
async function bring({ id, course_id }: Ruled, people: readonly (Fitting & { user_id: string | null })[], tell: boolean): Promise<Filled> {
  if (people.length === 0) return { enrolled: 0, invited: 0 }
  const there = await inCourse(
    course_id,
    people.map((one) => one.id),
  )
  const fresh = people.filter((one) => !there.has(one.id)).map(({ address, name }) => ({ email: address, name }))
  const came = await enrolListed(id, fresh, hasMail())
  if (!came.ok) return { enrolled: 0, invited: 0 }
  const at = Date.now()
  await database()
    .insertInto('cohort_joiner')
    .values(people.map((one) => ({ cohort_id: id, member_id: one.id, at })))
    .onConflict((c) => c.doNothing())
    .execute()
  if (tell && hasMail()) {
    await tellEnrolled(came.enrolled)
    await mailAll(came.invited, await invitedInto(id))
  }
  return { enrolled: came.enrolled.length, invited: came.invited.length }
}

async function inCourse(course: string, members: readonly string[]): Promise<Set<string>> {
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
    .where('cohort.course_id', '=', course)
    .where('member.id', 'in', members)
    .where('invitation.expires_at', '>', Date.now())
    .execute()
  return new Set([...enrolled, ...invited].flatMap(({ id }) => id ?? []))
}

/** Notes who no longer fits, or fits again. */
async function noteOutside({ id, rule }: Ruled): Promise<void> {
  const joiners = await database()
    .selectFrom('cohort_joiner')
    .innerJoin('member', 'member.id', 'member_id')
    .select(['member.id', 'address', 'name', 'groups', 'language', 'unit', 'site', 'state', 'outside_at'])
    .where('cohort_id', '=', id)
    .execute()
  for (const one of joiners) {
    const inside = fits(rule, one)
    if (inside === (one.outside_at === null)) continue
    await database()
      .updateTable('cohort_joiner')
      .set({ outside_at: inside ? null : Date.now() })
      .where('cohort_id', '=', id)
      .where('member_id', '=', one.id)
      .execute()
  }
}
