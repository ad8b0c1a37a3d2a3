import 'server-only'
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { setImmediate as breath } from 'node:timers/promises'
import { database } from '../database'
import { otherAccounts } from '../accounts/other-accounts'
import { type Heading, shown } from '../accounts/people-file'
import type { Encoding } from '../platform/encoding'
import { newId } from '../platform/tokens'
import { type Change, type Differences, KINDS, type KnownMember, differences, keepAdministrator } from './differences'
import { type FileProblem, type LineProblem, readDirectoryApart } from './entries'
import type { Entry, LineNote } from './entry'
import { countLost } from './lost-letters'

/** How many rows we read or write before other requests have their turn. */
const SLICE = 500
export const MOST_FILE_BYTES = 4_000_000

/** What we count in a reading: changes by kind, lines that we could not read or not completely, and people as they were. */
export const COUNTED = [...KINDS, 'problem', 'note', 'unchanged', 'listed'] as const
export type Counts = Record<(typeof COUNTED)[number], number> & {
  /** Whether the file says how it is encoded. */ sure: boolean
  /** People with a question mark in their name, unit, site or groups. */
  lost: number
}

export interface Reading {
  digest: string
  encoding: Encoding
  lines: number
  counts: Counts
  /** Its columns, and what we use each one as. */
  headings: Heading[]
  found: Pick<Differences, 'changes' | 'problems'>
  notes: LineNote[]
  failed: { problem: FileProblem; value: string } | null
}

/** @param asked the encoding that somebody chose @param by the user who reads it */
export async function compare(
  bytes: Uint8Array,
  { asked, by = null, now = new Date() }: { asked?: Encoding | undefined; by?: string | null; now?: Date } = {},
): Promise<Reading> {
  const file = await readDirectoryApart(bytes, asked, dayOf(now))
  if (!file) return { ...unread('slow'), digest: digestOf(bytes) }
  const { encoding, sure, read } = file
  const base = { digest: digestOf(bytes), encoding }
  if (!read.ok) return { ...unread(read.problem, read.value), ...base }
  const { headings } = read
  const all = differences(read.entries, await knownPeople(), read.problems)
  const found = await keepingAdministrator(all, by)
  const notes = [...read.notes, ...(await accountNotes(read.entries))].sort((a, b) => a.line - b.line)
  const lines = read.entries.length + read.problems.length
  return { ...base, lines, counts: countsOf(found, sure, notes.length, countLost(read.entries)), headings, found, notes, failed: null }
}
async function accountNotes(entries: readonly Entry[]): Promise<LineNote[]> {
  const others = await otherAccounts(entries.filter(({ left }) => !left).map(({ address }) => address))
  return entries.flatMap(({ line, address, name }) => {
    const value = others.get(address)
    return value === undefined ? [] : [{ line, reason: 'account' as const, value, address, name }]
  })
}
async function keepingAdministrator(found: Differences, reader: string | null): Promise<Differences> {
  const all = await database()
    .selectFrom('user_role')
    .leftJoin('member', 'member.user_id', 'user_role.user_id')
    .select(['user_role.user_id as user', 'member.id'])
    .where('role', '=', 'administrator')
    .execute()
  return keepAdministrator(
    found,
    all.map(({ id }) => id),
    all.find(({ user }) => user === reader)?.id ?? null,
  )
}

export const unread = (problem: FileProblem, value = ''): Reading => ({
  digest: '',
  encoding: 'utf-8',
  lines: 0,
  counts: countsOf(null, true),
  headings: [],
  found: { changes: [], problems: [] },
  notes: [],
  failed: { problem, value },
})
export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const dayOf = (now: Date): string => [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-')

function countsOf(found: Differences | null, sure: boolean, note = 0, lost = 0): Counts {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, found?.changes.filter((change) => change.kind === kind).length ?? 0]))
  return {
    ...kinds,
    problem: found?.problems.length ?? 0,
    note,
    unchanged: found?.unchanged ?? 0,
    listed: found?.listed ?? 0,
    sure,
    lost,
  } as Counts
}

async function knownPeople(): Promise<KnownMember[]> {
  const known: KnownMember[] = []
  for (let last = ''; ; ) {
    const rows = await database()
      .selectFrom('member')
      .select([
        'id',
        'address',
        'name',
        'unit',
        'site',
        'manager',
        'groups',
        'external_id',
        'language',
        'joined_at',
        'state',
        'left_by',
        'source',
      ])
      .where('id', '>', last)
      .orderBy('id')
      .limit(SLICE)
      .execute()
    for (const { external_id, left_by, joined_at, groups, ...row } of rows)
      known.push({
        ...row,
        external: external_id,
        leftBy: left_by,
        joined: joined_at === null ? '' : dayOf(new Date(joined_at)),
        groups: JSON.parse(groups) as string[],
      })
    if (rows.length < SLICE) return known
    last = rows.at(-1)!.id
    await breath()
  }
}

export type RunState = 'reading' | 'ready' | 'held' | 'applying' | 'applied' | 'discarded' | 'superseded' | 'failed'

/** @param file the name of the file @returns the run's id */
export async function store(
  { digest, encoding, lines, counts, headings, found, notes, failed }: Reading,
  { source, by, state, file = '' }: { source: 'upload' | 'file'; by: string | null; state: 'ready' | 'held'; file?: string },
): Promise<string> {
  const id = newId()
  await database()
    .insertInto('directory_run')
    .values({
      id,
      source,
      state: failed ? 'failed' : 'reading',
      reason: failed ? JSON.stringify(failed) : '',
      digest,
      file: shown(basename(file)).slice(0, 120),
      columns: JSON.stringify(headings),
      encoding,
      at: Date.now(),
      read_by: by,
      lines,
      counts: JSON.stringify(counts),
    })
    .execute()
  if (failed) return id
  const rows = [
    ...found.problems.map((problem: LineProblem) => ({ kind: 'problem', member: null, address: problem.address, body: problem })),
    ...found.changes.map((change: Change) => ({ kind: change.kind, member: change.member, address: change.address, body: change })),
    ...notes.map((note) => ({ kind: 'note', member: null, address: note.address, body: note })),
  ]
  for (let from = 0; from < rows.length; from += SLICE) {
    const part = rows.slice(from, from + SLICE).map(({ kind, member, address, body }, i) => ({
      run_id: id,
      n: from + i,
      kind,
      member_id: member,
      address,
      body: JSON.stringify(body),
    }))
    await database().insertInto('directory_change').values(part).execute()
    await breath()
  }
  await database().updateTable('directory_run').set({ state }).where('id', '=', id).where('state', '=', 'reading').execute()
  return id
}
