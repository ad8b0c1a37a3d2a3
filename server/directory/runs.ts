import 'server-only'
import type { Heading } from '../accounts/people-file'
import { database } from '../database'
import type { Encoding } from '../platform/encoding'
import type { Change, Kind } from './differences'
import { KINDS, TO_DO } from './differences'
import type { FileProblem, LineProblem } from './entries'
import type { LineNote } from './entry'
import type { Counts, RunState } from './reading'

export interface Run {
  id: string
  source: 'upload' | 'file'
  state: RunState
  failed: { problem: FileProblem; value: string } | null
  /** The name of the file; empty if it was not kept. */
  file: string
  headings: Heading[]
  encoding: Encoding
  at: number
  counts: Counts
  toDo: number
  done: number
  total: number
}
const RUNS_SHOWN = 20
export const CHANGES_PAGE = 100

export async function listRuns(): Promise<Run[]> {
  const rows = await database().selectFrom('directory_run').selectAll().orderBy('at', 'desc').orderBy('id').limit(RUNS_SHOWN).execute()
  return rows.map(runOf)
}
export async function readRun(id: string): Promise<Run | null> {
  const row = await database().selectFrom('directory_run').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? runOf(row) : null
}

function runOf(row: {
  id: string
  source: Run['source']
  state: RunState
  reason: string
  file: string
  columns: string
  encoding: string
  at: number
  counts: string
  done: number
}): Run {
  const counts = JSON.parse(row.counts) as Counts
  return {
    id: row.id,
    source: row.source,
    state: row.state,
    failed: row.reason === '' ? null : (JSON.parse(row.reason) as Run['failed']),
    file: row.file,
    headings: JSON.parse(row.columns) as Heading[],
    encoding: row.encoding as Encoding,
    at: Number(row.at),
    counts,
    toDo: TO_DO.reduce((sum, kind) => sum + counts[kind], 0),
    done: row.done,
    total: counts.problem + counts.note + KINDS.reduce((sum, kind) => sum + counts[kind], 0),
  }
}

export type Line =
  | ({ kind: Kind; n: number } & Omit<Change, 'kind'>)
  | ({ kind: 'problem'; n: number } & LineProblem)
  | ({ kind: 'note'; n: number } & LineNote)
/** In the order of the page, with people who would leave first. */
export const LINE_KINDS = ['leave', 'problem', 'join', 'change', 'move', 'back', 'kept', 'missing', 'note'] as const satisfies readonly (
  | Kind
  | 'problem'
  | 'note'
)[]

/** One page of a run's lines, of one kind or all, with people who leave first. */
export async function readLines(
  run: string,
  kind: (typeof LINE_KINDS)[number] | null,
  page: number,
): Promise<{ lines: Line[]; total: number }> {
  const all = database()
    .selectFrom('directory_change')
    .where('run_id', '=', run)
    .$if(kind !== null, (q) => q.where('kind', '=', kind!))
  const { n } = await all.select((e) => e.fn.countAll<number | string>().as('n')).executeTakeFirstOrThrow()
  const rows = await all
    .select(['n', 'kind', 'body'])
    .orderBy((e) => e.case().when('kind', '=', 'leave').then(0).else(1).end())
    .orderBy('n')
    .limit(CHANGES_PAGE)
    .offset((page - 1) * CHANGES_PAGE)
    .execute()
  return { lines: rows.map((row) => ({ ...(JSON.parse(row.body) as object), kind: row.kind, n: row.n }) as Line), total: Number(n) }
}

export async function discard(run: string): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('directory_run')
    .set({ state: 'discarded' })
    .where('id', '=', run)
    .where('state', 'in', ['ready', 'held'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
