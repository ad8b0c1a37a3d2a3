import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { audit } from '../accounts/audit'
import { followDirectory } from '../accounts/follow-directory'
import { comeBack, leave } from '../accounts/leave'
import { changeMember, listInDirectory } from '../accounts/members'
import { endOfDay } from '../enrolment/cohorts'
import { fillAll } from './fill-cohorts'
import { type Database, database, locked } from '../database'
import { logFault } from '../platform/log'
import { type Change, TO_DO } from './differences'
import type { Counts } from './reading'

/** How many changes we make before other requests have their turn and progress is recorded. */
const SLICE = 50
const LEASE = 2 * 60_000

export type ApplyStart = 'begun' | 'gone' | 'stale' | 'busy'

/** Stale if another reading was applied since, because it compares with people as they were. @param by a user or `system` */
export async function begin(run: string, by: string, now = Date.now()): Promise<ApplyStart> {
  const begun = await database()
    .transaction()
    .execute(async (db): Promise<{ said: ApplyStart; counts?: Counts }> => {
      await lockRuns(db)
      const row = await db.selectFrom('directory_run').select(['state', 'at', 'counts']).where('id', '=', run).executeTakeFirst()
      if (row?.state === 'superseded') return { said: 'stale' }
      if (!row || (row.state !== 'ready' && row.state !== 'held')) return { said: 'gone' }
      const other = await db
        .selectFrom('directory_run')
        .select('state')
        .where((e) => e.or([e('state', '=', 'applying'), e('applied_at', '>=', row.at)]))
        .executeTakeFirst()
      if (other?.state === 'applying') return { said: 'busy' }
      if (other) {
        await db.updateTable('directory_run').set({ state: 'superseded' }).where('id', '=', run).execute()
        return { said: 'stale' }
      }
      await db
        .updateTable('directory_run')
        .set({ state: 'applying', held_until: now + LEASE })
        .where('id', '=', run)
        .execute()
      return { said: 'begun', counts: JSON.parse(row.counts) as Counts }
    })
  if (begun.counts) {
    const { join, change, move, leave, back, problem } = begun.counts
    const detail = { joins: join, changes: change, moves: move, leaves: leave, backs: back, problems: problem }
    await audit({ actor: by, action: 'directory.applied', thing: run, detail })
  }
  return begun.said
}

/** Locks a shared row, so that of two that begin at once the second sees the first. */
async function lockRuns(db: Database): Promise<void> {
  const name = 'directory lock'
  await db
    .insertInto('setting')
    .values({ name, body: '{}', updated_at: 0 })
    .onConflict((c) => c.column('name').doNothing())
    .execute()
  await locked(db.selectFrom('setting').select('name').where('name', '=', name), 'update').execute()
}

/** Applies a run that has begun, from where it got to. Applying a change twice does no harm. */
export async function carryOn(run: string, stopping?: AbortSignal): Promise<void> {
  try {
    for (;;) {
      if (stopping?.aborted) return
      const { done } = await database().selectFrom('directory_run').select('done').where('id', '=', run).executeTakeFirstOrThrow()
      const rows = await database()
        .selectFrom('directory_change')
        .select(['n', 'kind', 'body'])
        .where('run_id', '=', run)
        .where('n', '>=', done)
        .orderBy('n')
        .limit(SLICE)
        .execute()
      if (rows.length === 0) break
      const invitations = await applySlice(run, rows)
      await database()
        .updateTable('directory_run')
        .set({ done: rows.at(-1)!.n + 1, held_until: Date.now() + LEASE })
        .where('id', '=', run)
        .execute()
      await sayInvitations(run, invitations)
      await breath()
    }
    const { read_by } = await database().selectFrom('directory_run').select('read_by').where('id', '=', run).executeTakeFirstOrThrow()
    await followDirectory(read_by)
    await setEnd(run, { state: 'applied', applied_at: Date.now() })
  } catch (error) {
    logFault('The directory could not be applied to its end', error)
    await setEnd(run, { state: 'failed', reason: JSON.stringify({ problem: 'stopped', value: '' }), applied_at: Date.now() })
  }
  await fillAll(stopping).catch((error: unknown) => logFault('Cohorts could not be filled by their rules', error))
}
async function setEnd(run: string, end: { state: 'applied' | 'failed'; reason?: string; applied_at: number }): Promise<void> {
  await database()
    .updateTable('directory_run')
    .set({ ...end, held_until: null })
    .where('id', '=', run)
    .execute()
  // Earlier readings compare with people as they were.
  await database()
    .updateTable('directory_run')
    .set({ state: 'superseded' })
    .where('state', 'in', ['ready', 'held'])
    .where('at', '<=', end.applied_at)
    .execute()
}

interface Invitations {
  ended: number
  reopened: number
}
/** Written to the audit log, because nothing else there shows it for people without an account. */
async function sayInvitations(run: string, { ended, reopened }: Invitations): Promise<void> {
  const said = { actor: 'system', thing: run } as const
  if (ended > 0) await audit({ ...said, action: 'invitation.withdrawn', detail: { directory: true, ended } })
  if (reopened > 0) await audit({ ...said, action: 'invitation.reopened', detail: { directory: true, reopened } })
}

async function applySlice(run: string, rows: readonly { n: number; kind: string; body: string }[]): Promise<Invitations> {
  const invitations: Invitations = { ended: 0, reopened: 0 }
  const changes = rows
    .filter(({ kind }) => TO_DO.some((each) => each === kind))
    .map(({ n, body }) => ({ n, ...(JSON.parse(body) as Change) }))
  for (const { n, kind, member } of changes) {
    if (kind === 'leave' && member) {
      const left = await leave(member, 'directory', 'system', Date.now(), run)
      // The last administrator stays, and the run's page shows that.
      if (!left.ok) await keep(run, n)
      else invitations.ended += left.invitations
    }
    if (kind === 'back' && member) invitations.reopened += await comeBack(member, 'directory', 'system', Date.now(), run)
  }
  await database()
    .transaction()
    .execute(async (db) => {
      const said = changes.flatMap((change) => (change.said ? [{ ...change, said: change.said }] : []))
      await listInDirectory(
        db,
        said.filter(({ member }) => member === null).map((change) => known(change.said)),
      )
      for (const { member, said: now } of said) if (member !== null) await changeMember(db, member, known(now))
    })
  return invitations
}
/** A column that the file does not have changes nothing. */
const known = ({ groups, external, joined, ...said }: NonNullable<Change['said']>) => ({
  ...said,
  ...(groups && { groups: JSON.stringify(groups) }),
  ...(external !== undefined && { external_id: external }),
  ...(joined !== undefined && { joined_at: endOfDay(joined) }),
  source: 'directory' as const,
})

async function keep(run: string, n: number): Promise<void> {
  const { body } = await database()
    .selectFrom('directory_change')
    .select('body')
    .where('run_id', '=', run)
    .where('n', '=', n)
    .executeTakeFirstOrThrow()
  const kept: Change = { ...(JSON.parse(body) as Change), kind: 'kept', why: 'last-administrator' }
  await database()
    .updateTable('directory_change')
    .set({ kind: 'kept', body: JSON.stringify(kept) })
    .where('run_id', '=', run)
    .where('n', '=', n)
    .execute()
  const { counts } = await database().selectFrom('directory_run').select('counts').where('id', '=', run).executeTakeFirstOrThrow()
  const before = JSON.parse(counts) as Counts
  const after: Counts = { ...before, leave: before.leave - 1, kept: before.kept + 1 }
  await database()
    .updateTable('directory_run')
    .set({ counts: JSON.stringify(after) })
    .where('id', '=', run)
    .execute()
}

/** Takes over a run whose process was killed. @returns its id */
export async function takeOver(now = Date.now()): Promise<string | null> {
  const taken = await database()
    .updateTable('directory_run')
    .set({ held_until: now + LEASE })
    .where('state', '=', 'applying')
    .where('held_until', '<', now)
    .returning('id')
    .executeTakeFirst()
  return taken?.id ?? null
}
