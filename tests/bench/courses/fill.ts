import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Course } from '@/scenarios/engine/course/course'
import type { Store } from '@/server/database'

export interface Size {
  learners: number
  items: number
  cohorts: number
  invited: number
}
const DAY = 24 * 3600_000
const GIVEN = [
  'Ana',
  'Bo',
  'Chloe',
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
]
const FAMILY = [
  'Abbott',
  'Baran',
  'Costa',
  'Dvorak',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kaya',
  'Lindqvist',
  'Moreau',
]

export const courseOf = (items: number): Course => ({
  title: 'Security onboarding',
  summary: 'For everybody who starts.',
  passing: 'mastery',
  shares: 'results',
  people: 'names',
  due_days: 30,
  renew_months: 12,
  items: Array.from({ length: items }, (_, i) =>
    i % 2 === 0
      ? { id: `p${i}`, kind: 'page' as const, title: `Page ${i}`, body: 'Read this.', minutes: 2 }
      : { id: `p${i}`, kind: 'scenario' as const, scenario: ['P01', 'P02', 'P03'][i % 3]! },
  ),
})

/** Seven in ten complete (of those one in ten not passed, one in ten expired), two in ten have begun, one in ten has not. */
export async function fill(store: Store, size: Size, now = Date.now()): Promise<{ course: string; somebody: string; invited: string }> {
  const { db, kind } = store
  const course = randomBytes(9).toString('hex')
  const body = JSON.stringify(courseOf(size.items))
  await db
    .insertInto('course')
    .values({ id: course, draft: body, version: 1, created_at: now, updated_at: now, archived_at: null })
    .execute()
  await db.insertInto('course_version').values({ course_id: course, version: 1, body, at: now }).execute()
  for (let c = 0; c < size.cohorts; c++)
    await db
      .insertInto('cohort')
      .values({ id: `c${c}`, course_id: course, name: `Cohort ${c + 1}`, link: null, due_at: null, created_at: now + c })
      .execute()
  const numbers = sql`with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < ${sql.lit(size.learners - 1)})`
  const text = (column: string) => sql.raw(`cast(${column} as text)`)
  const pick = (list: readonly string[], by: string) => sql.raw(`case (${by}) ${list.map((n, i) => `when ${i} then '${n}'`).join(' ')} end`)
  const name = sql`${pick(GIVEN, `i % ${GIVEN.length}`)} || ' ' || ${pick(FAMILY, `(i / 7) % ${FAMILY.length}`)}`
  const date = kind === 'postgres' ? sql`now()` : sql`'2026-01-01T00:00:00.000Z'`
  const yes = kind === 'postgres' ? sql`true` : sql`1`
  await sql`insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
    ${numbers} select 'u' || ${text('i')}, ${name}, 'l' || ${text('i')} || '@example.org', ${yes}, ${date}, ${date} from n`.execute(db)
  await sql`insert into learner (id, created_at, user_id) ${numbers} select 'l' || ${text('i')}, ${sql.lit(now)}, 'u' || ${text('i')} from n`.execute(
    db,
  )
  const complete = sql.raw('i % 10 < 7')
  await sql`insert into enrolment (id, course_id, version, learner_id, cohort_id, block, handle, code, enrolled_at, due_at, terms_seen_at,
      completed_at, passed, renew_at)
    ${numbers} select 'e' || ${text('i')}, ${course}, 1, 'l' || ${text('i')}, 'c' || ${text(`(i % ${size.cohorts})`)}, 'c' || ${text(`(i % ${size.cohorts})`)},
      'h' || ${text('i')}, 'k' || ${text('i')}, ${sql.lit(now - 400 * DAY)}, ${sql.lit(now)} + (i % 100 - 50) * ${sql.lit(DAY)}, ${sql.lit(now)},
      case when ${complete} then ${sql.lit(now - 300 * DAY)} + i end,
      case when ${complete} then case when i % 100 = 3 then 0 else 1 end end,
      case when ${complete} then case when i % 10 = 1 then ${sql.lit(now - DAY)} else ${sql.lit(now + 65 * DAY)} end end
    from n`.execute(db)
  for (let item = 0; item < size.items; item++)
    await sql`insert into enrolment_item (enrolment_id, item, variant, attempt_id, tries, done_at, outcome, result)
      ${numbers} select 'e' || ${text('i')}, ${`p${item}`}, ${item % 2 === 0 ? null : 'hostile'}, null, 1, ${sql.lit(now - 300 * DAY)}, 'held', 84
      from n where ${complete} or (i % 10 < 9 and ${sql.lit(item)} < 3)`.execute(db)
  await sql`insert into invitation (id, kind, email, name, roles, cohort_id, created_at, expires_at)
    with recursive n(i) as (select cast(0 as bigint) union all select i + 1 from n where i < ${sql.lit(size.invited - 1)})
    select 'i' || ${text('i')}, 'invite', 'i' || ${text('i')} || '@example.org', ${name}, '[]', 'c' || ${text(`(i % ${size.cohorts})`)},
      ${sql.lit(now)}, ${sql.lit(now + 14 * DAY)} from n`.execute(db)
  await fillMembers(store, now)
  if (kind === 'postgres') await sql`vacuum analyze`.execute(db)
  else await sql`analyze`.execute(db)
  return { course, somebody: `l${Math.floor(size.learners / 2)}@example.org`, invited: `i${Math.floor(size.invited / 2)}@example.org` }
}

async function fillMembers({ db }: Store, now: number): Promise<void> {
  await sql`insert into member (id, user_id, address, name, unit, words, created_at)
    select 'm' || id, id, email, name, 'Unit ' || substr(id, 2, 2), lower(name || chr10 || email || chr10 || 'unit ' || substr(id, 2, 2)), ${sql.lit(now)}
    from "user" cross join (select ${'\n'} as chr10) c where id like 'u%'`.execute(db)
  await sql`insert into member (id, address, name, words, created_at)
    select 'm' || id, email, name, lower(name || chr10 || email), ${sql.lit(now)} from invitation cross join (select ${'\n'} as chr10) c
    where email not in (select address from member)`.execute(db)
  await sql`update enrolment set member_id = 'mu' || substr(learner_id, 2),
    begun_at = case when completed_at is not null or exists (select 1 from enrolment_item i where i.enrolment_id = enrolment.id) then enrolled_at end`.execute(
    db,
  )
}
