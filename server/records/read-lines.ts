import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import { type RecordRow, idIn } from '@/scenarios/engine/course/records'
import { lettersOf } from '../accounts/invitations'
import { database } from '../database'
import { type LineKey, type Scope, codedState } from './record-lines'
import { exemptionsOf, invitedExemptionsOf } from './exemptions'
import { invitedDueSql, invitedOverdueSql, invitedStateSql, overdueSql, stateSql } from '../enrolment/counted'

const DAY = 24 * 3600_000
const startOfDay = (at: number): number => Math.floor(at / DAY) * DAY
/** How many ids one query names. */
const AT_ONCE = 500

/** By the terms of the version that each line is in. */
export async function readLines(keys: readonly LineKey[], scope: Scope, versions: Map<number, Course>): Promise<RecordRow[]> {
  const ids = (kind: LineKey['kind']) => keys.filter((key) => key.kind === kind).map(({ id }) => id)
  const found = new Map(
    [
      ...(await inParts(ids('enrolment'), (part) => enrolled(part, scope, versions))),
      ...(await inParts(ids('invitation'), invited(scope))),
    ].map((row) => [row.id, row.line]),
  )
  return withExemptions(
    scope.course,
    keys.flatMap(({ id }) => found.get(id) ?? []),
  )
}

async function withExemptions(course: string, lines: RecordRow[]): Promise<RecordRow[]> {
  const exempt = lines.filter(({ state, coded }) => state === 'exempt' && !coded)
  const enrolments = exempt.flatMap(({ enrolment }) => enrolment ?? [])
  const invitations = exempt.flatMap(({ key, enrolment }) => (enrolment ? [] : [idIn(key)]))
  const why = new Map([
    ...(await inParts(enrolments, async (part) => [...(await exemptionsOf(part))])),
    ...(await inParts(invitations, async (part) => [...(await invitedExemptionsOf(course, part))])),
  ])
  for (const line of exempt) line.exempted = why.get(line.enrolment ?? idIn(line.key)) ?? null
  return lines
}

async function inParts<T>(ids: readonly string[], read: (part: readonly string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) found.push(...(await read(ids.slice(from, from + AT_ONCE))))
  return found
}

interface LineWithId {
  id: string
  line: RecordRow
}

/** Does not even read the names of people shown as codes, whose line counts from the day it was listed. */
async function enrolled(ids: readonly string[], { now, named }: Scope, versions: Map<number, Course>): Promise<LineWithId[]> {
  const rows = await database()
    .selectFrom('enrolment as e')
    .leftJoin('member as m', (join) => join.onRef('m.id', '=', 'e.member_id').on('e.version', 'in', named.length > 0 ? named : [-1]))
    .select(['e.id', 'e.handle', 'e.code', 'e.cohort_id', 'e.version', 'e.enrolled_at', 'e.listed_at', 'e.due_at', 'e.completed_at'])
    .select([
      'e.turn',
      'e.renew_at',
      'e.ended_at',
      'e.invited_at',
      'e.reminded_at',
      'm.name',
      'm.address',
      'm.unit',
      'm.site',
      'm.manager',
      'm.external_id',
    ])
    .select([stateSql(now).as('state'), codedState(now).as('coded'), overdueSql(now).as('overdue')])
    .where('e.id', 'in', ids)
    .execute()
  return rows.map((r): LineWithId => {
    const coded = versions.get(r.version)!.people !== 'names'
    const dates = { dueAt: r.due_at, completedAt: r.completed_at, renewAt: r.renew_at, endedAt: r.ended_at }
    const line: RecordRow = {
      key: `e-${r.handle}`,
      enrolment: r.id,
      who: coded ? r.code : (r.name ?? ''),
      email: coded ? null : r.address,
      unit: coded ? '' : (r.unit ?? ''),
      site: coded ? '' : (r.site ?? ''),
      manager: coded ? '' : (r.manager ?? ''),
      number: coded ? '' : (r.external_id ?? ''),
      code: r.code,
      coded,
      cohort: r.cohort_id,
      version: r.version,
      turn: r.turn,
      state: coded ? r.coded : r.state,
      overdue: !coded && Boolean(r.overdue),
      exempted: null,
      since: coded ? startOfDay(r.listed_at!) : r.enrolled_at,
      // Everything listed is complete, and the due day would reveal when somebody enrolled.
      ...(coded ? { dueAt: null, completedAt: null, renewAt: null, endedAt: r.ended_at && startOfDay(r.ended_at) } : dates),
      invitedAt: coded ? null : r.invited_at,
      remindedAt: coded ? null : r.reminded_at,
      notMailed: null,
    }
    return { id: r.id, line }
  })
}

const invited =
  ({ now }: Scope) =>
  async (ids: readonly string[]): Promise<LineWithId[]> => {
    const rows = await database()
      .selectFrom('invitation as i')
      .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
      .innerJoin('course as k', 'k.id', 'c.course_id')
      .leftJoin('member as m', 'm.address', 'i.email')
      .select([
        'i.id',
        'i.email',
        'i.name as given',
        'i.created_at',
        'i.named_at',
        'i.ended_at',
        'c.id as cohort',
        'm.name',
        'm.unit',
        'm.site',
        'm.manager',
        'm.external_id',
      ])
      .select(['i.mail', 'i.mail_answer', 'i.reminders', 'i.reminded_at'])
      .select([invitedStateSql.as('state'), invitedOverdueSql(now).as('overdue'), invitedDueSql.as('due_at')])
      .where('i.id', 'in', ids)
      .execute()
    return rows.map((r): LineWithId => {
      const line: RecordRow = {
        key: `i-${r.id}`,
        enrolment: null,
        who: r.name || r.given || '',
        email: r.email,
        unit: r.unit ?? '',
        site: r.site ?? '',
        manager: r.manager ?? '',
        number: r.external_id ?? '',
        code: '',
        coded: false,
        cohort: r.cohort,
        version: null,
        turn: 'first',
        state: r.state,
        overdue: Boolean(r.overdue),
        exempted: null,
        since: r.named_at ?? r.created_at,
        dueAt: r.due_at === null ? null : Number(r.due_at),
        completedAt: null,
        renewAt: null,
        endedAt: r.ended_at,
        ...lettersOf(r),
      }
      return { id: r.id, line }
    })
  }
