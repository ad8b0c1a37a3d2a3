import 'server-only'
import { sql } from 'kysely'
import { z } from 'zod'
import { fold } from '@/scenarios/engine/course/records'
import type { Person } from '../accounts/people'
import { database } from '../database'
import { containsFolded } from '../database/contains'
import type { MemberRow } from '../database/row-types/members'

const Field = z.string().trim().max(200).default('')
/** A person has to fit every field that the rule sets. */
export const RULE_FIELDS = ['unit', 'site', 'group'] as const
/** `everyone`: all people of the directory or single sign-on, today's and later ones. A form sends `on`. */
const Everyone = z.preprocess((value) => (value === true || value === 'on' ? true : undefined), z.literal(true).optional())
export const RuleSchema = z.object({ unit: Field, site: Field, group: Field, everyone: Everyone })
export type Rule = z.infer<typeof RuleSchema>
const hasField = (rule: Rule): boolean => RULE_FIELDS.some((field) => rule[field] !== '')
export const isEmpty = (rule: Rule): boolean => !rule.everyone && !hasField(rule)
/** Everybody, and yet only some. */
export const contradicts = (rule: Rule): boolean => rule.everyone === true && hasField(rule)
export const ruleIn = (text: string | null): Rule | null => (text === null ? null : RuleSchema.parse(JSON.parse(text)))

export type RuleSubject = Pick<MemberRow, 'id' | 'address' | 'name' | 'groups' | 'language' | 'unit' | 'site' | 'state' | 'source'>
export const fits = (
  rule: Rule,
  { unit, site, groups, state, source }: Pick<RuleSubject, 'unit' | 'site' | 'groups' | 'state' | 'source'>,
): boolean =>
  state === 'active' &&
  (!rule.everyone || source !== 'hand') &&
  (rule.unit === '' || isSame(rule.unit, unit)) &&
  (rule.site === '' || isSame(rule.site, site)) &&
  (rule.group === '' || (JSON.parse(groups) as string[]).some((group) => isSame(group, rule.group)))
/** Ignores case and accents. */
export const isSame = (one: string, other: string): boolean => fold(one) === fold(other)

/** Narrows down by search words, which end with unit and site; `fits` decides, because only we can read the list of groups. */
export const candidates = (rule: Rule) =>
  database()
    .selectFrom('member')
    .select(['id', 'user_id', 'address', 'name', 'groups', 'language', 'unit', 'site', 'state', 'source'])
    .where('state', '=', 'active')
    .$if(rule.unit !== '', (q) => q.where((e) => containsFolded(e.ref('words'), fold(`\n${rule.unit}\n`))))
    .$if(rule.site !== '', (q) => q.where((e) => containsFolded(e.ref('words'), fold(`\n${rule.site}`))))
    .$if(rule.group !== '', (q) => q.where(sql<boolean>`${sql.ref('groups')} <> '[]'`))

/** How many a rule fits. Of a group, an owner learns only whether it is this many; of a part of it nothing, because two parts may differ by one person. */
const FEW = 5
export type RuleFit = { people: number; accounts: number } | { atLeastFive: boolean } | { unsaid: true }

type Asking = Pick<Person, 'id' | 'roles'>
export const seesGroups = ({ roles }: Asking): boolean => roles.includes('administrator')

export async function fitOf(rule: Rule, asking: Asking): Promise<RuleFit> {
  const rows = (await candidates(rule).execute()).filter((one) => fits(rule, one))
  if (rule.group !== '' && !seesGroups(asking))
    return rule.unit === '' && rule.site === '' ? { atLeastFive: rows.length >= FEW } : { unsaid: true }
  return { people: rows.length, accounts: rows.filter(({ user_id }) => user_id !== null).length }
}

/** What the directory knows. Of groups, owners get only those that a rule in a course of theirs names already. */
export async function ruleSuggestions(asking: Asking): Promise<Record<(typeof RULE_FIELDS)[number], string[]>> {
  const of = async (column: 'unit' | 'site' | 'groups') =>
    (
      await database().selectFrom('member').select(column).distinct().where('state', '=', 'active').orderBy(column).limit(1000).execute()
    ).map((row) => (row as Record<string, string>)[column]!)
  const groups = seesGroups(asking) ? (await of('groups')).flatMap((text) => JSON.parse(text) as string[]) : await groupsRuledBy(asking.id)
  const named = (all: string[]) => [...new Set(all)].filter(Boolean).sort()
  return { unit: named(await of('unit')), site: named(await of('site')), group: named(groups).slice(0, 500) }
}

async function groupsRuledBy(owner: string): Promise<string[]> {
  const rows = await database()
    .selectFrom('cohort')
    .innerJoin('course_owner', 'course_owner.course_id', 'cohort.course_id')
    .select('rule')
    .where('course_owner.user_id', '=', owner)
    .where('rule', 'is not', null)
    .execute()
  return rows.map(({ rule }) => ruleIn(rule)!.group)
}

export interface CohortRule {
  id: string
  course_id: string
  rule: Rule
}
/** Only of courses that people can be enrolled in. */
export const cohortRules = async (): Promise<CohortRule[]> =>
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

export const setRule = (cohort: string, rule: Rule | null): Promise<unknown> =>
  database()
    .updateTable('cohort')
    .set({ rule: rule && !isEmpty(rule) ? JSON.stringify(rule) : null })
    .where('id', '=', cohort)
    .execute()

export interface Joiners {
  /** Are or were enrolled in the cohort. */
  enrolled: number
  invited: number
}
/** How many the rule has brought. Anybody else whom it fits is not counted, because that could show who is in a group. */
export async function joinersOf(cohort: string): Promise<Joiners> {
  const isEnrolled = sql`exists (select 1 from enrolment e where e.member_id = j.member_id and e.cohort_id = j.cohort_id)`
  const isInvited = sql`exists (select 1 from invitation i
    where i.kind = 'invite' and i.cohort_id = j.cohort_id and i.email = m.address
      and i.exempt_at is null)`
  const row = await database()
    .selectFrom('cohort_joiner as j')
    .innerJoin('member as m', 'm.id', 'j.member_id')
    .select((e) => [
      e.fn.count<number | string>(sql<number>`case when ${isEnrolled} then 1 end`).as('enrolled'),
      e.fn.count<number | string>(sql<number>`case when ${isInvited} and not ${isEnrolled} then 1 end`).as('invited'),
    ])
    .where('j.cohort_id', '=', cohort)
    .executeTakeFirstOrThrow()
  return { enrolled: Number(row.enrolled), invited: Number(row.invited) }
}
