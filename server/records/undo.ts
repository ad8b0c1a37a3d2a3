import 'server-only'
import { type Act, undoable, type Change, type LineFacts } from '@/scenarios/engine/course/acts'
import { type Database, database, locked } from '../database'
import type { ActReference } from './act-letters'
import { sayUndone } from './act-notices'
import { type ActResult, factsOf } from './bulk-acts'
import { type InvitedLine, invitedLinesOf, memberOfLine, restoreInvited } from './acts-on-invited'
import { enrolmentsOf } from './history'
import { barredFromUndoing } from './own-record'

export interface ActView {
  id: string
  kind: Act
  at: number
  /** Lines that are still there and for which it was not undone. */
  lines: number
  undoable: boolean
}

export async function readAct(course: string, id: string, now = Date.now()): Promise<ActView | null> {
  const act = await database().selectFrom('record_act').selectAll().where('id', '=', id).where('course_id', '=', course).executeTakeFirst()
  if (!act) return null
  const lines = (await linesOf(id)).length + (await invitedLinesOf(id)).length
  return { id, kind: act.kind, at: act.at, lines, undoable: lines > 0 && undoable(act.kind, act.at, act.undone_at, now) }
}

/** Within a day, unless the line has changed since. @param key their line in the record @returns the key of their line now */
export async function undoForLine(course: string, id: string, key: string, by: string, now = Date.now()): Promise<string | null> {
  const act = await readAct(course, id, now)
  if (!act?.undoable) return null
  const undone: Reversal = { course, act: id, by, kind: act.kind, now }
  const barred = await barredFromUndoing(by, act.kind)
  const member = await memberOfLine(course, key)
  if (member) {
    const lines = (await invitedLinesOf(id)).filter(({ member_id }) => member_id === member && !barred.members.has(member))
    return (await restoreInvitedLines(undone, lines)) > 0 ? key : null
  }
  const theirs = await enrolmentsOf(course, key)
  const lines = (await linesOf(id)).filter(({ enrolment_id }) => theirs.includes(enrolment_id) && !barred.enrolments.has(enrolment_id))
  if ((await restoreLines(undone, lines)) === 0) return null
  const row = await database().selectFrom('enrolment').select('handle').where('id', '=', lines[0]!.enrolment_id).executeTakeFirstOrThrow()
  return `e-${row.handle}`
}

/** Within a day, for each line that has not changed since. Null if it is too late or done already. */
export async function undoAct(course: string, id: string, by: string, now = Date.now()): Promise<ActResult | null> {
  const act = await readAct(course, id, now)
  if (!act?.undoable) return null
  const { numUpdatedRows } = await database()
    .updateTable('record_act')
    .set({ undone_at: now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  const undone: Reversal = { course, act: id, by, kind: act.kind, now }
  const barred = await barredFromUndoing(by, act.kind)
  const lines = (await linesOf(id)).filter(({ enrolment_id }) => !barred.enrolments.has(enrolment_id))
  const invited = (await invitedLinesOf(id)).filter(({ member_id }) => !barred.members.has(member_id))
  const done = (await restoreLines(undone, lines)) + (await restoreInvitedLines(undone, invited))
  return { id, done, changed: lines.length + invited.length - done }
}
const PART = 200

const linesOf = (act: string): Promise<Line[]> =>
  database()
    .selectFrom('record_before')
    .select(['act_id', 'enrolment_id', 'before', 'after'])
    .where('act_id', '=', act)
    .where('undone_at', 'is', null)
    .execute()

interface Reversal extends ActReference {
  kind: Act
  now: number
}
/** In parts, so that nobody else waits for it. @param restore returns whose lines it restored */
async function inParts<L>(
  lines: readonly L[],
  restore: (db: Database, part: readonly L[]) => Promise<string[]>,
  say: Say,
): Promise<number> {
  let done = 0
  for (let from = 0; from < lines.length; from += PART) {
    const part = lines.slice(from, from + PART)
    const restored = await database()
      .transaction()
      .execute((db) => restore(db, part))
    done += restored.length
    await say(restored)
  }
  return done
}
type Say = (restored: string[]) => Promise<void>

const restoreLines = ({ kind, now, ...act }: Reversal, lines: readonly Line[]): Promise<number> =>
  inParts(
    lines,
    (db, part) => restorePart(db, part, now),
    (enrolments) => sayUndone(act, { enrolments, invited: [] }, kind as Change['act']),
  )
const restoreInvitedLines = ({ kind, now, ...act }: Reversal, lines: readonly InvitedLine[]): Promise<number> =>
  inParts(
    lines,
    (db, part) => restoreInvited(db, act.course, part, now),
    (invited) => sayUndone(act, { enrolments: [], invited }, kind as Change['act']),
  )

interface Line {
  act_id: string
  enrolment_id: string
  before: string
  after: string
}
async function restorePart(db: Database, lines: readonly Line[], now: number): Promise<string[]> {
  const rows = await locked(db.selectFrom('enrolment'), 'update')
    .selectAll()
    .where(
      'id',
      'in',
      lines.map((line) => line.enrolment_id),
    )
    .execute()
  const restored: string[] = []
  for (const row of rows) {
    const line = lines.find(({ enrolment_id }) => enrolment_id === row.id)!
    const after = JSON.parse(line.after) as LineFacts
    const before = JSON.parse(line.before) as LineFacts
    const same = JSON.stringify(factsOf(row)) === JSON.stringify(after)
    // Leave people who were enrolled again or have begun again since.
    if (!same || row.newest === 0) continue
    await db
      .updateTable('enrolment')
      .set({ cohort_id: before.cohort, due_at: before.due, exempt_at: before.exempt, ended_at: before.ended })
      .where('id', '=', row.id)
      .execute()
    await db
      .updateTable('record_before')
      .set({ undone_at: now })
      .where('act_id', '=', line.act_id)
      .where('enrolment_id', '=', row.id)
      .execute()
    restored.push(row.id)
  }
  return restored
}

/** A reason may name somebody, so acts go once all their lines or invitations are gone. */
export async function forgetActs(db: Database = database()): Promise<void> {
  await db
    .deleteFrom('invited_before')
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('invitation as i')
            .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
            .innerJoin('member as m', 'm.address', 'i.email')
            .innerJoin('record_act as a', 'a.course_id', 'c.course_id')
            .select('i.id')
            .whereRef('m.id', '=', 'invited_before.member_id')
            .whereRef('a.id', '=', 'invited_before.act_id'),
        ),
      ),
    )
    .execute()
  await db
    .deleteFrom('record_act')
    .where((e) => e.not(e.exists(e.selectFrom('record_before').select('act_id').whereRef('record_before.act_id', '=', 'record_act.id'))))
    .where((e) => e.not(e.exists(e.selectFrom('invited_before').select('act_id').whereRef('invited_before.act_id', '=', 'record_act.id'))))
    .execute()
}
