import 'server-only'
import type { Change, LineFacts } from '@/scenarios/engine/course/acts'
import { type RecordRow, idIn } from '@/scenarios/engine/course/records'
import { LIFE } from '../accounts/invitations'
import { type Database, database, locked } from '../database'
import type { InvitationRow } from '../database/row-types/accounts'
import { invitedDueSql, invitedStateSql } from '../enrolment/counted'

/** A reminder replaces the invitation, so acts belong to the member and move to the enrolment once the person joins. */

/** `own`: the invitation's own due day. `due`: the one that counts. */
interface InvitedFacts extends LineFacts {
  own: number | null
}

async function invitationsOf(db: Database, by: 'i.id' | 'm.id', values: readonly string[]) {
  if (values.length === 0) return []
  return db
    .selectFrom('invitation as i')
    .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
    .innerJoin('course as k', 'k.id', 'c.course_id')
    .innerJoin('member as m', 'm.address', 'i.email')
    .select([
      'i.id',
      'i.kind',
      'i.cohort_id',
      'i.due_at',
      'i.exempt_at',
      'i.ended_at',
      'i.expires_at',
      'm.id as member',
      'c.course_id as course',
    ])
    .select([invitedStateSql.as('state'), invitedDueSql.as('due')])
    .where('i.kind', 'in', ['invite', 'left', 'ended'])
    .where(by, 'in', values)
    .execute()
}
type Row = Awaited<ReturnType<typeof invitationsOf>>[number]
const factsOf = ({ cohort_id, due, due_at, exempt_at, ended_at }: Row): InvitedFacts => ({
  cohort: cohort_id!,
  due: due === null ? null : Number(due),
  exempt: exempt_at,
  ended: ended_at,
  own: due_at,
})

/** Skips lines that are not as they were seen. @returns the members of the changed lines */
export const changeInvited = (act: string, part: readonly RecordRow[], what: Change, now: number): Promise<string[]> =>
  database()
    .transaction()
    .execute(async (db) => {
      const ids = part.map(({ key }) => idIn(key))
      await locked(db.selectFrom('invitation').select('id').where('id', 'in', ids), 'update').execute()
      const seen = new Map(part.map((line) => [idIn(line.key), line]))
      const rows = (await invitationsOf(db, 'i.id', ids)).filter((row) => {
        const line = seen.get(row.id)!
        return row.state === line.state && factsOf(row).due === line.dueAt && row.cohort_id === line.cohort
      })
      for (const row of rows) {
        const before = factsOf(row)
        await set(db, row, { ...before, ...changed(what, now) }, now)
        // The day may follow from the new cohort.
        const after = factsOf((await invitationsOf(db, 'i.id', [row.id]))[0]!)
        await db
          .insertInto('invited_before')
          .values({ act_id: act, member_id: row.member, before: JSON.stringify(before), after: JSON.stringify(after) })
          .execute()
      }
      return rows.map(({ member }) => member)
    })

function changed(what: Change, now: number): Partial<InvitedFacts> {
  switch (what.act) {
    case 'extend':
      return { own: what.due }
    case 'exempt':
      return { exempt: now }
    case 'require':
      return { exempt: null }
    case 'move':
      return { cohort: what.cohort, own: null }
    case 'end':
      return { ended: now }
  }
}

/** If the course is required again, the link in their mail works again, because it may have ended meanwhile. */
const set = (db: Database, row: Row, { cohort, exempt, ended, own }: InvitedFacts, now: number) =>
  db
    .updateTable('invitation')
    .set({
      cohort_id: cohort,
      exempt_at: exempt,
      due_at: own,
      ended_at: ended,
      kind: ended === null ? 'invite' : row.kind === 'left' ? 'left' : 'ended',
      expires_at: exempt === null && row.exempt_at !== null ? Math.max(Number(row.expires_at), now + LIFE.invite) : row.expires_at,
    })
    .where('id', '=', row.id)
    .execute()

export interface InvitedLine {
  act_id: string
  member_id: string
  before: string
  after: string
}
/** Leaves out what was undone. */
export const invitedLinesOf = (act: string): Promise<InvitedLine[]> =>
  database()
    .selectFrom('invited_before')
    .select(['act_id', 'member_id', 'before', 'after'])
    .where('act_id', '=', act)
    .where('undone_at', 'is', null)
    .execute()

/** The day they are due may follow from the course and the directory, and nobody has changed it then. */
const isAs = (one: InvitedFacts, other: InvitedFacts): boolean =>
  (['cohort', 'exempt', 'ended', 'own'] as const).every((fact) => one[fact] === other[fact])

/** Leaves out people whom somebody has changed since. @returns the members restored */
export async function restoreInvited(db: Database, course: string, lines: readonly InvitedLine[], now: number): Promise<string[]> {
  const members = lines.map(({ member_id }) => member_id)
  const rows = (await invitationsOf(db, 'm.id', members)).filter((row) => row.course === course)
  const restored: string[] = []
  for (const { act_id, member_id, before, after } of lines) {
    const row = rows.find((one) => one.member === member_id && isAs(factsOf(one), JSON.parse(after) as InvitedFacts))
    // Somebody invited them again.
    const again = rows.some((one) => one.member === member_id && one !== row && one.ended_at === null)
    if (!row || again) continue
    await set(db, row, JSON.parse(before) as InvitedFacts, now)
    await db.updateTable('invited_before').set({ undone_at: now }).where('act_id', '=', act_id).where('member_id', '=', member_id).execute()
    restored.push(member_id)
  }
  return restored
}

/** Null for other lines. */
export async function memberOfLine(course: string, key: string): Promise<string | null> {
  if (!key.startsWith('i-')) return null
  const [row] = await invitationsOf(database(), 'i.id', [idIn(key)])
  return row?.course === course ? row.member : null
}

/** What was done to somebody who was invited still holds, and can be undone, once they join. */
export const carryActs = (invitation: InvitationRow, enrolment: string): Promise<void> =>
  database()
    .transaction()
    .execute(async (db) => {
      const row = await db
        .selectFrom('enrolment as e')
        .innerJoin('cohort as c', 'c.course_id', 'e.course_id')
        .select(['e.course_id', 'e.cohort_id', 'e.due_at'])
        .where('e.id', '=', enrolment)
        .where('c.id', '=', invitation.cohort_id)
        .where('e.completed_at', 'is', null)
        .executeTakeFirst()
      if (!row) return
      if (invitation.exempt_at !== null || invitation.due_at !== null)
        await db
          .updateTable('enrolment')
          .set((e) => ({
            exempt_at: e.fn.coalesce('exempt_at', e.val(invitation.exempt_at)),
            due_at: invitation.due_at ?? row.due_at,
          }))
          .where('id', '=', enrolment)
          .execute()
      const acts = await db
        .selectFrom('invited_before as b')
        .innerJoin('record_act as a', 'a.id', 'b.act_id')
        .innerJoin('member as m', 'm.id', 'b.member_id')
        .select(['b.act_id', 'b.member_id', 'b.before', 'b.after', 'b.undone_at'])
        .where('m.address', '=', invitation.email)
        .where('a.course_id', '=', row.course_id)
        .execute()
      const enrolled = (json: string): string => {
        const { cohort, due, own, exempt } = JSON.parse(json) as InvitedFacts
        const then = own ?? (cohort === row.cohort_id ? row.due_at : due)
        return JSON.stringify({ cohort, due: then, exempt, ended: null } satisfies LineFacts)
      }
      for (const { act_id, member_id, before, after, undone_at } of acts) {
        await db
          .insertInto('record_before')
          .values({ act_id, enrolment_id: enrolment, before: enrolled(before), after: enrolled(after), undone_at })
          .onConflict((c) => c.doNothing())
          .execute()
        await db.deleteFrom('invited_before').where('act_id', '=', act_id).where('member_id', '=', member_id).execute()
      }
    })
