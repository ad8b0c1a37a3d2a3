import 'server-only'
import { readFile, stat } from 'node:fs/promises'
import { audit } from '../accounts/audit'
import { database } from '../database'
import { everythingHeld } from '../organisation/held'
import { config } from '../platform/config'
import { begin, carryOn, takeOver } from './apply'
import { tooManyLeave } from './leaver-warning'
import { TO_DO } from './differences'
import { MOST_FILE_BYTES, type Reading, compare, digestOf, store, unread } from './reading'
import { notifyAdministrators } from './notify'

/** The file must be unchanged for this long, because half a file would look like half a staff. */
const STILL = 30_000
/** How long we keep a run, and a person who left and has no account. */
const KEPT = 90 * 86_400_000

/** The job: continues what has begun, reads the file if there is one, deletes old runs. */
export async function directoryJob(now = Date.now(), stopping?: AbortSignal): Promise<Record<string, number> | null> {
  const left = await takeOver(now)
  if (left) await carryOn(left, stopping)
  if (!(await everythingHeld(now))) await forgetOld(now)
  const { DIRECTORY_FILE } = config()
  return DIRECTORY_FILE ? readScheduled(DIRECTORY_FILE, now, stopping) : null
}

async function forgetOld(now: number): Promise<void> {
  await database()
    .deleteFrom('directory_run')
    .where('at', '<', now - KEPT)
    .execute()
  // Unless they were invited to a course, people who left and never had an account have no record.
  await database()
    .deleteFrom('member')
    .where('user_id', 'is', null)
    .where('state', '=', 'left')
    .where('left_at', '<', now - KEPT)
    .where((e) => e.not(e.exists(e.selectFrom('invitation').select('invitation.id').whereRef('invitation.email', '=', 'member.address'))))
    .execute()
}

async function readScheduled(path: string, now: number, stopping?: AbortSignal): Promise<Record<string, number> | null> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return fail('no-file')
  if (found.size > MOST_FILE_BYTES) return fail('big')
  if (found.mtimeMs > now - STILL) return null
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return fail('no-file')
  const last = await lastOfFile()
  const same = last?.digest === digestOf(bytes)
  // An administrator was notified or has decided. We look again only if the file was applied, or another reading was applied since.
  if (same && last.state !== 'applied' && last.state !== 'superseded') return null
  const reading = await compare(bytes, { now: new Date(now) })
  const toDo = TO_DO.reduce((sum, kind) => sum + reading.counts[kind], 0)
  if (same && toDo === 0) return null
  const held = tooManyLeave(reading.counts)
  const run = await store(reading, { source: 'file', by: null, state: held ? 'held' : 'ready', file: path })
  if (reading.failed || held) return stop(run, reading)
  if ((await begin(run, 'system', Date.now())) === 'begun') await carryOn(run, stopping)
  return { changes: toDo, problems: reading.counts.problem }
}

async function stop(run: string, { failed, counts }: Reading): Promise<Record<string, number>> {
  if (!failed) await audit({ actor: 'system', action: 'directory.held', thing: run, detail: { leaves: counts.leave } })
  await notifyAdministrators(failed ? 'failed' : 'held', run, counts)
  return { held: failed ? 0 : 1, failed: failed ? 1 : 0 }
}

const lastOfFile = () =>
  database()
    .selectFrom('directory_run')
    .select(['digest', 'state', 'reason'])
    .where('source', '=', 'file')
    .orderBy('at', 'desc')
    .executeTakeFirst()

/** Reports a missing file only once, until it is back. */
async function fail(problem: 'no-file' | 'big'): Promise<Record<string, number> | null> {
  const reason = JSON.stringify({ problem, value: '' })
  if ((await lastOfFile())?.reason === reason) return null
  const reading = unread(problem)
  return stop(await store(reading, { source: 'file', by: null, state: 'held' }), reading)
}
