import 'server-only'
import { sql } from 'kysely'
import { fold } from '@/scenarios/engine/course/records'
import { ROLES, type Role } from '@/server/platform/role'
import { database } from '../database'
import { contains } from '../database/contains'

/** How the organisation knows them: by an account, an invitation, or only the directory or single sign-on. Or they have left. */
const STANDINGS = ['account', 'invited', 'known', 'left'] as const
export type PersonState = (typeof STANDINGS)[number]
/** `no-course`: they have not left, but are in no course. */
export const FILTERS = [...STANDINGS, 'no-course'] as const
export type Filter = (typeof FILTERS)[number]
export interface PersonEntry {
  id: string
  user: string | null
  name: string
  email: string
  unit: string
  site: string
  standing: PersonState
  roles: Role[]
  /** The latest among sign-ins still valid, or null. */
  lastSignIn: Date | null
}
export const PEOPLE_PAGE = 50

/** People are invited until they join, whether their link still works or not. */
const standingSql = sql<PersonState>`case
  when m.state = 'left' then 'left'
  when m.user_id is not null then 'account'
  when exists (select 1 from invitation i where i.kind = 'invite' and i.email = m.address) then 'invited'
  else 'known' end`

/** We count only courses by name: a course by codes must not reveal who is in it. */
const inNoCourse = sql<boolean>`m.state = 'active'
  and not exists (select 1 from enrolment e where e.member_id = m.id and e.ended_at is null and exists (select 1 from course_version v
    where v.course_id = e.course_id and v.version = e.version and v.body like '%"people":"names"%'))
  and not exists (select 1 from invitation i join cohort c on c.id = i.cohort_id
    where i.kind = 'invite' and i.email = m.address
      and not exists (select 1 from course_version v where v.course_id = c.course_id and v.body like '%"people":"codes"%'))`

export async function countInNoCourse(): Promise<number> {
  const those = database().selectFrom('member as m').where(inNoCourse)
  return Number((await those.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()).n)
}

export interface PeopleFilter {
  search: string
  standing: Filter | null
  page: number
}
export async function listKnown({ search, standing, page }: PeopleFilter): Promise<{ people: PersonEntry[]; total: number }> {
  const found = database()
    .selectFrom('member as m')
    .leftJoin('user as u', 'u.id', 'm.user_id')
    .$if(search.trim() !== '', (q) =>
      q.where((e) => e.or([contains([e.ref('m.words')], fold(search)), contains([e.ref('u.name'), e.ref('u.email')], search)])),
    )
    .$if(standing === 'no-course', (q) => q.where(inNoCourse))
    .$if(standing !== null && standing !== 'no-course', (q) => q.where(standingSql, '=', standing as PersonState))
  const { n } = await found.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['m.id', 'm.user_id as user', 'm.name', 'm.address', 'm.unit', 'm.site', 'u.name as own', 'u.email'])
    .select(standingSql.as('standing'))
    .orderBy('m.words')
    .orderBy('m.id')
    .limit(PEOPLE_PAGE)
    .offset((page - 1) * PEOPLE_PAGE)
    .execute()
  const more = await ofAccounts(rows.flatMap(({ user }) => user ?? []))
  const people = rows.map(({ own, address, email, ...row }) => ({
    ...row,
    name: row.name || own || '',
    email: email ?? address,
    roles: ROLES.filter((role) => more.roles.some((r) => r.user_id === row.user && r.role === role)),
    lastSignIn: more.lastSignIn(row.user),
  }))
  return { people, total: Number(n) }
}

export async function countKnown(): Promise<number> {
  const all = database().selectFrom('member').where('state', '=', 'active')
  return Number((await all.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()).n)
}

async function ofAccounts(ids: readonly string[]) {
  if (ids.length === 0) return { roles: [], lastSignIn: () => null }
  const roles = await database().selectFrom('user_role').select(['user_id', 'role']).where('user_id', 'in', ids).execute()
  const sessions = await database().selectFrom('session').select(['userId', 'createdAt']).where('userId', 'in', ids).execute()
  const lastSignIn = (user: string | null) => {
    const times = sessions.filter((s) => s.userId === user).map((s) => new Date(s.createdAt).getTime())
    return times.length > 0 ? new Date(Math.max(...times)) : null
  }
  return { roles, lastSignIn }
}

export interface PersonDetails {
  id: string
  user: string | null
  name: string
  address: string
  unit: string
  site: string
  manager: string
  groups: string[]
  source: 'hand' | 'directory' | 'sign-on'
  leftAt: number | null
}
export async function readAbout(by: { member: string } | { user: string }): Promise<PersonDetails | null> {
  const row = await database()
    .selectFrom('member')
    .select(['id', 'user_id as user', 'name', 'address', 'unit', 'site', 'manager', 'groups', 'source', 'state', 'left_at'])
    .where('member' in by ? 'id' : 'user_id', '=', 'member' in by ? by.member : by.user)
    .executeTakeFirst()
  if (!row) return null
  const { state, left_at, groups, ...about } = row
  return { ...about, groups: JSON.parse(groups) as string[], leftAt: state === 'left' ? Number(left_at) : null }
}
