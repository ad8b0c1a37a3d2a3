import 'server-only'
import { setImmediate as breath } from 'node:timers/promises'
import { z } from 'zod'
import { EmailSchema, MOST_LINES, NameSchema, type Row, hasHidden, nameIn, readTable, shown } from '../accounts/people-table'

/** One person as the directory describes them. */
export interface Entry {
  line: number
  address: string
  name: string
  unit: string
  site: string
  manager: string
  groups: string[]
  external: string | null
  language: string
  left: boolean
}
/** A line that was not taken, and why. */
export interface LineProblem {
  line: number
  reason: (typeof LINE_PROBLEMS)[number]
  value: string
  /** Whom it is about, as far as that can be read: they are not taken for leavers. */
  address: string
  external: string
}
export const LINE_PROBLEMS = [
  'unreadable',
  'characters',
  'address',
  'name',
  'long',
  'left',
  'twice',
  'twice-id',
  'taken',
  'manager',
] as const

/** Why a whole file is not read. */
export const FILE_PROBLEMS = ['headings', 'empty', 'too-many', 'no-file', 'big', 'stopped'] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]
export type Entries = { ok: true; entries: Entry[]; problems: LineProblem[] } | { ok: false; problem: FileProblem; value: string }

const Short = z.string().trim().max(200)
const Groups = Short.array().max(200)
const YES = ['1', 'yes', 'y', 'true', 'x', 'left', 'inactive', 'disabled']
const NO = ['', '0', 'no', 'n', 'false', 'active', 'enabled']
/** What is stored of a line as it stands there. */
const READ = ['email', 'name', 'first', 'last', 'unit', 'site', 'manager', 'groups', 'external', 'language'] as const
/** Lines read before other requests have their turn. */
const SLICE = 250

/** Reads a directory: a table with headings, of which only the address and the name must be there. @param today as `2027-03-01` */
export async function readEntries(text: string, today: string): Promise<Entries> {
  const { columns, first, rows, unreadable, total } = readTable(text)
  if (!columns?.some((c) => c === 'name' || c === 'last')) return { ok: false, problem: 'headings', value: first.slice(0, 200) }
  if (total > MOST_LINES) return { ok: false, problem: 'too-many', value: String(total) }
  if (total === 0) return { ok: false, problem: 'empty', value: '' }
  const problems: LineProblem[] = unreadable.map(({ line, text: value }) =>
    problemOf({ line, value: shown(value).slice(0, 200) }, 'unreadable'),
  )
  const entries: Entry[] = []
  const seen = { address: new Set<string>(), external: new Set<string>() }
  for (const [i, row] of rows.entries()) {
    if (i % SLICE === SLICE - 1) await breath()
    const read = readEntry(row, today)
    if ('reason' in read) problems.push(read)
    else if (seen.address.has(read.address)) problems.push(problemOf({ ...read, value: read.address }, 'twice'))
    else if (read.external !== null && seen.external.has(read.external))
      problems.push(problemOf({ ...read, value: read.external }, 'twice-id'))
    else {
      seen.address.add(read.address)
      if (read.external !== null) seen.external.add(read.external)
      entries.push(read)
    }
  }
  return { ok: true, entries, problems: problems.sort((a, b) => a.line - b.line) }
}

export const problemOf = (
  { line, value, address = '', external = '' }: { line: number; value: string; address?: string; external?: string | null },
  reason: LineProblem['reason'],
): LineProblem => ({ line, reason, value, address, external: external ?? '' })

function readEntry(row: Row, today: string): Entry | LineProblem {
  const { line } = row
  const about = { line, address: shown(row.cell('email').toLowerCase()).slice(0, 200), external: shown(row.cell('external')).slice(0, 200) }
  const no = (reason: LineProblem['reason'], value: string) => problemOf({ ...about, value: shown(value).slice(0, 200) }, reason)
  const hidden = READ.map((column) => row.cell(column)).find(hasHidden)
  if (hidden !== undefined) return no('characters', hidden)
  const address = EmailSchema.safeParse(row.cell('email'))
  if (!address.success) return no('address', row.cell('email'))
  const name = NameSchema.safeParse(nameIn(row))
  if (!name.success) return no('name', nameIn(row))
  const left = leftIn(row.cell('left'), today)
  if (left === null) return no('left', row.cell('left'))
  const manager = row.cell('manager')
  if (manager !== '' && !EmailSchema.safeParse(manager).success) return no('manager', manager)
  const long = (['unit', 'site', 'external', 'language'] as const).find((column) => !Short.safeParse(row.cell(column)).success)
  const groups = Groups.safeParse(groupsIn(row.cell('groups')))
  if (long || !groups.success) return no('long', row.cell(long ?? 'groups'))
  const { data } = groups
  return {
    line,
    address: address.data,
    name: name.data,
    unit: row.cell('unit'),
    site: row.cell('site'),
    manager: manager.toLowerCase(),
    groups: [...new Set(data)].sort(),
    external: row.cell('external') || null,
    language: row.cell('language').toLowerCase(),
    left,
  }
}

/** Separated by `|`; without one, by semicolons, or by commas. */
const groupsIn = (cell: string): string[] => {
  const separator = ['|', ';'].find((each) => cell.includes(each)) ?? ','
  return cell
    .split(separator)
    .map((group) => group.trim())
    .filter(Boolean)
}

/** Whether somebody has left: said so, or by a day that has come. Null if it cannot be understood. */
function leftIn(cell: string, today: string): boolean | null {
  const said = cell.toLowerCase()
  if (YES.includes(said)) return true
  if (NO.includes(said)) return false
  const day = z.iso.date().safeParse(said.slice(0, 10))
  return day.success ? day.data <= today : null
}
