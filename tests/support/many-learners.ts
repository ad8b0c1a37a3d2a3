/** Synthetic rows from a seed, for tests and benchmarks. */
import { randomBytes } from 'node:crypto'
import type { Course } from '@/scenarios/engine/course/course'
import { endedWith } from '@/scenarios/engine/course/ended'
import type { Variant } from '@/scenarios/engine/format/schema'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { fold } from '@/scenarios/engine/course/records'
import { SSO_ID } from '@/server/accounts/paths'
import type { Store } from '@/server/database'
import { newCode } from '@/server/platform/tokens'
import { type CompiledVariant, archive, libraryIn } from '@/server/library/library'

export interface ManyLearners {
  course: string
  cohorts: string[]
  enrolments: string[]
  handles: string[]
  learners: string[]
  emails: string[]
}
export interface ManyLearnersOptions {
  course: Course
  cohorts: number[]
  /** The share of learners who have done everything; the others have done a first part. */
  complete?: number
  seed?: number
  accounts?: boolean
  known?: 'vouched' | 'proven' | 'unproven'
  dueAt?: number | null
  termsSeen?: boolean
  owner?: string
  /** When the first one finished; the others follow a quarter of an hour apart. */
  from?: number
}
const id = () => randomBytes(15).toString('base64url')

/** The same numbers for the same seed, 0 to 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
const GIVEN = [
  'Ana',
  'Bjørn',
  'Chloé',
  'Dinh',
  'Esra',
  'Farid',
  'Grete',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Lars',
  'Mila',
  'Noor',
  'Oskar',
  'Priya',
  'Žana',
]
const VARIANTS = ['hostile', 'genuine'] as const
const FAMILY = [
  'Abbott',
  'Baran',
  'Costa',
  'Dvořák',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kaya',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
]

/** Inserts rows in groups that each database can take. */
async function insert({ db }: Store, table: string, rows: Record<string, unknown>[], at = 500): Promise<void> {
  for (let i = 0; i < rows.length; i += at)
    await db
      .insertInto(table as 'learner')
      .values(rows.slice(i, i + at) as never)
      .execute()
}

/** Archives scenarios, so it needs the store of this process. */
export async function manyLearners(
  store: Store,
  {
    course,
    cohorts: sizes,
    complete = 0.7,
    seed = 1,
    accounts = true,
    known = 'vouched',
    dueAt = null,
    termsSeen = true,
    owner,
    from = Date.UTC(2026, 2, 2, 9),
  }: ManyLearnersOptions,
): Promise<ManyLearners> {
  const random = numbers(seed)
  const scenarios = course.items.filter((i) => i.kind === 'scenario')
  const variants = new Map<string, CompiledVariant>()
  const library = await libraryIn('en')
  for (const { scenario } of scenarios)
    for (const variant of VARIANTS) variants.set(`${scenario} ${variant}`, library.compiled(scenario, variant)!)
  for (const compiled of variants.values()) await archive(compiled)
  const [courseId, now] = [id(), from]
  const body = JSON.stringify(course)
  await insert(store, 'course', [{ id: courseId, draft: body, version: 1, created_at: now, updated_at: now, archived_at: null }])
  await insert(store, 'course_version', [{ course_id: courseId, version: 1, body, at: now }])
  if (owner !== undefined) await insert(store, 'course_owner', [{ course_id: courseId, user_id: owner, since: now }])
  const cohorts = sizes.map((_, i) => ({
    id: id(),
    course_id: courseId,
    name: `Cohort ${i + 1}`,
    link: null,
    due_at: null,
    created_at: now + i,
  }))
  await insert(store, 'cohort', cohorts)
  const postgres = store.kind === 'postgres'
  const date = postgres ? new Date(now) : new Date(now).toISOString()
  const rows = {
    user: [] as Record<string, unknown>[],
    account: [] as Record<string, unknown>[],
    member: [] as Record<string, unknown>[],
    learner: [] as Record<string, unknown>[],
    enrolment: [] as Record<string, unknown>[],
    enrolment_item: [] as Record<string, unknown>[],
    attempt: [] as Record<string, unknown>[],
    attempt_result: [] as Record<string, unknown>[],
  }
  for (const [c, size] of sizes.entries()) {
    for (let n = 0; n < size; n++) {
      const [user, learner, enrolment, member] = [id(), id(), id(), id()]
      const name = `${GIVEN[Math.floor(random() * GIVEN.length)]} ${FAMILY[Math.floor(random() * FAMILY.length)]}`
      const email = `l${rows.learner.length}.${user.slice(0, 6).toLowerCase()}@example.org`
      if (accounts)
        rows.member.push({ id: member, user_id: user, address: email, name, words: fold(`${name}\n${email}\n\n`), created_at: now })
      if (accounts)
        rows.user.push({
          id: user,
          name,
          email,
          emailVerified: postgres ? known !== 'unproven' : Number(known !== 'unproven'),
          createdAt: date,
          updatedAt: date,
        })
      if (accounts && known === 'vouched')
        rows.account.push({ id: id(), userId: user, providerId: SSO_ID, accountId: user, createdAt: date, updatedAt: date })
      rows.learner.push({ id: learner, created_at: now, user_id: accounts ? user : null })
      const all = random() < complete
      const done = all ? course.items.length : Math.floor(random() * course.items.length)
      const at = from + rows.learner.length * 900_000
      rows.enrolment.push({
        id: enrolment,
        course_id: courseId,
        version: 1,
        learner_id: learner,
        cohort_id: cohorts[c]!.id,
        block: cohorts[c]!.id,
        handle: id(),
        code: newCode(2),
        enrolled_at: now,
        listed_at: course.people === 'codes' && all ? now : null,
        due_at: dueAt,
        terms_seen_at: termsSeen ? now : null,
        completed_at: all ? at : null,
        passed: null,
        renew_at: null,
        renews: null,
        ended_at: null,
        reminded_at: null,
        member_id: accounts ? member : null,
        begun_at: done > 0 ? now : null,
      })
      const able = random()
      for (const [i, item] of course.items.entries()) {
        const finished = i < done
        if (item.kind !== 'scenario') {
          if (finished)
            rows.enrolment_item.push({
              enrolment_id: enrolment,
              item: item.id,
              variant: null,
              attempt_id: null,
              tries: 0,
              done_at: at,
              outcome: null,
              result: null,
            })
          continue
        }
        const drawn: Variant = random() < 0.5 ? 'hostile' : 'genuine'
        const compiled = variants.get(`${item.scenario} ${drawn}`)!
        // A tutorial has one variant.
        const { variant } = compiled.key
        const attempt = finished ? id() : null
        const result = finished ? resultOf(compiled, able, random) : null
        rows.enrolment_item.push({
          enrolment_id: enrolment,
          item: item.id,
          variant,
          attempt_id: attempt,
          tries: finished ? 1 : 0,
          done_at: finished ? at : null,
          ...(result && isCounted(compiled) ? { outcome: result.outcome, result: result.result } : { outcome: null, result: null }),
        })
        if (!attempt || !result) continue
        rows.attempt.push({
          id: attempt,
          learner_id: learner,
          scenario: item.scenario,
          variant,
          ...compiled.identity,
          names: '{}',
          locale: 'en',
          parent: null,
          purpose: 'learn',
          started_at: at,
        })
        rows.attempt_result.push({
          attempt_id: attempt,
          structure: compiled.identity.structure,
          variant,
          first: 1,
          finished_at: at + i,
          ...result,
        })
      }
    }
  }
  for (const [table, own] of Object.entries(rows)) await insert(store, table, own)
  return {
    course: courseId,
    cohorts: cohorts.map((c) => c.id),
    enrolments: rows.enrolment.map((e) => String(e.id)),
    handles: rows.enrolment.map((e) => String(e.handle)),
    learners: rows.learner.map((l) => String(l.id)),
    emails: rows.user.map((u) => String(u.email)),
  }
}

/** The abler, the more often right, and the sooner reported. */
export function resultOf({ key }: CompiledVariant, able: number, random: () => number) {
  const right = random() < 0.5 + 0.4 * able
  const unsure = random() < 0.1
  const chances = Object.values(key.reports).filter(({ worth }) => worth > 0)
  const first = chances.findIndex(() => random() < 0.15 + 0.3 * able)
  return {
    looks: unsure ? 'unsure' : right === (key.variant === 'hostile') ? 'approach' : 'genuine',
    ...endedWith(Math.floor(100 * Math.min(1, 0.4 + 0.5 * able + 0.1 * random()))),
    first_report: first < 0 ? null : first + 1,
  } as const
}

export const courseOfMany = (scenarios: number, change: Partial<Course> = {}): Course => ({
  title: 'Security onboarding',
  summary: 'For everybody who starts.',
  passing: 'debrief',
  shares: 'completion',
  people: 'names',
  due_days: 30,
  renew_months: 12,
  items: [
    { id: 'welcome', kind: 'page', title: 'Welcome', body: 'Read this first.', minutes: 2 },
    ...Array.from({ length: scenarios }, (_, i) => ({
      id: `p${i + 1}`,
      kind: 'scenario' as const,
      scenario: ['P01', 'P02', 'P03'][i % 3]!,
    })),
    { id: 'whom', kind: 'acknowledgement', title: 'I know whom to tell', body: 'Your contact is below.', minutes: 2 },
  ],
  ...change,
})
