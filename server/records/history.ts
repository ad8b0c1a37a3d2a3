import 'server-only'
import { type Act, type LineFacts, undoable } from '@/scenarios/engine/course/acts'
import { type RecordRow, idIn } from '@/scenarios/engine/course/records'
import { database } from '../database'
import { selectedLines } from './bulk-acts'
import { memberOfLine } from './acts-on-invited'
import { type Leaving, leavingsOf, memberOfEnrolment } from './leavings'
import { readLines } from './read-lines'
import { type CourseRecord, type MatrixRow, cohortsOf, columnsOf, scopeNow, withItems } from './records'

export type Occurrence =
  | { kind: 'invited' | 'reminded' | 'completed' | 'left' }
  | { kind: 'joined' | 'again'; cohort: string }
  | { kind: 'notMailed'; answer: string }
  | { kind: 'act'; act: Act; id: string; reason: string; from: Facts; to: Facts; undoneAt: number | null; undoable: boolean }
/** A line before or after an act; the cohort by its name. */
export interface Facts {
  cohort: string
  due: number | null
}
export type LineEvent = (Occurrence | Omit<Leaving, 'at' | 'by'>) & {
  at: number
  /** Null if nobody did it, or if their account is gone. */
  by: string | null
}
export interface LineHistory {
  line: MatrixRow
  columns: ReturnType<typeof columnsOf>
  versions: CourseRecord['versions']
  /** Also earlier ones of the same person, newest first. */
  enrolments: RecordRow[]
  /** Newest first. */
  events: LineEvent[]
}

/** Null if there is no such line, or if it is a code. */
export async function lineHistory(course: string, key: string, now = Date.now()): Promise<LineHistory | null> {
  const [line] = await selectedLines(course, { lines: [key] }, now)
  if (!line || line.coded) return null
  const recorded = await scopeNow(course, now)
  const ids = await enrolmentsOf(course, key)
  const rows = await readLines(
    ids.map((id) => ({ kind: 'enrolment' as const, id })),
    recorded.scope,
    recorded.versions,
  )
  const columns = columnsOf(recorded.versions, new Set([line.version]))
  const [own] = await withItems([line], columns, recorded, false)
  // What somebody did under a code stays there.
  const enrolments = rows.filter((row) => !row.coded)
  const named = enrolments.flatMap(({ enrolment }) => enrolment ?? [])
  const cohorts = await cohortsOf(course)
  const leavings = await leavingsOf(line.enrolment ? await memberOfEnrolment(line.enrolment) : await memberOfLine(course, key))
  const events: LineEvent[] = [
    ...leavings,
    ...(line.enrolment ? [] : [...lettersOf(line), ...notMailed(line)]),
    // The log knows more of a leaving than the record does.
    ...(await milestones(named, cohorts)).filter(
      ({ kind, at }) => kind !== 'left' || !leavings.some((one) => one.kind === 'gone' && Math.abs(one.at - at) < A_MINUTE),
    ),
    ...actsOn(await (line.enrolment ? enrolledActs(named) : invitedActs(course, key)), cohorts, now),
  ]
  return { line: own!, columns, versions: recorded.versions, enrolments, events: events.sort((a, b) => b.at - a.at) }
}

const A_MINUTE = 60_000

/** All of the same learner, newest first. Empty for people who are only invited. */
export async function enrolmentsOf(course: string, key: string): Promise<string[]> {
  if (!key.startsWith('e-')) return []
  const rows = await database()
    .selectFrom('enrolment')
    .select('id')
    .where('course_id', '=', course)
    .where('learner_id', '=', (q) =>
      q.selectFrom('enrolment as own').select('own.learner_id').where('own.handle', '=', idIn(key)).where('own.course_id', '=', course),
    )
    .orderBy('enrolled_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

const event = (kind: 'invited' | 'reminded' | 'completed' | 'left', at: number | null): LineEvent[] =>
  at === null ? [] : [{ kind, at, by: null }]
const lettersOf = ({ invitedAt, remindedAt }: Pick<RecordRow, 'invitedAt' | 'remindedAt'>): LineEvent[] => [
  ...event('invited', invitedAt),
  ...event('reminded', remindedAt),
]

/** We know no later moment than that of the invitation. */
const notMailed = ({ notMailed: answer, since }: RecordRow): LineEvent[] =>
  answer === null ? [] : [{ kind: 'notMailed', at: since, by: null, answer }]

/** Of several reminders we know only the last. */
async function milestones(enrolments: readonly string[], cohorts: Map<string, string>): Promise<LineEvent[]> {
  if (enrolments.length === 0) return []
  const rows = await database()
    .selectFrom('enrolment as e')
    .select(['e.block', 'e.enrolled_at', 'e.renews', 'e.invited_at', 'e.reminded_at', 'e.completed_at', 'e.ended_at', 'e.left'])
    .where('e.id', 'in', enrolments)
    .execute()
  return rows.flatMap((r): LineEvent[] => [
    { kind: r.renews === null ? 'joined' : 'again', at: r.enrolled_at, cohort: cohorts.get(r.block) ?? '', by: null },
    ...lettersOf({ invitedAt: r.invited_at, remindedAt: r.reminded_at }),
    ...event('completed', r.completed_at),
    ...(r.left === 1 ? event('left', r.ended_at) : []),
  ])
}

const ACT = ['a.id', 'a.kind', 'a.reason', 'a.at', 'a.undone_at', 'b.undone_at as undone', 'b.before', 'b.after', 'u.name'] as const

async function enrolledActs(enrolments: readonly string[]) {
  if (enrolments.length === 0) return []
  return database()
    .selectFrom('record_before as b')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(ACT)
    .where('b.enrolment_id', 'in', enrolments)
    .execute()
}
async function invitedActs(course: string, key: string): ReturnType<typeof enrolledActs> {
  return database()
    .selectFrom('invited_before as b')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(ACT)
    .where('b.member_id', '=', (await memberOfLine(course, key)) ?? '')
    .where('a.course_id', '=', course)
    .execute()
}

function actsOn(rows: Awaited<ReturnType<typeof enrolledActs>>, cohorts: Map<string, string>, now: number): LineEvent[] {
  const facts = (json: string): Facts => {
    const { cohort, due } = JSON.parse(json) as LineFacts
    return { cohort: cohorts.get(cohort) ?? '', due }
  }
  // The last act has to be undone first.
  const last = rows.filter((r) => r.undone === null).sort((a, b) => b.at - a.at)[0]
  return rows.map((r) => ({
    kind: 'act',
    act: r.kind,
    id: r.id,
    reason: r.reason,
    from: facts(r.before),
    to: facts(r.after),
    undoneAt: r.undone,
    undoable: r === last && undoable(r.kind, r.at, r.undone_at, now),
    at: r.at,
    by: r.name,
  }))
}
