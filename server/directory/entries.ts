import 'server-only'
import { z } from 'zod'
import {
  type Column,
  EmailSchema,
  type Heading,
  MOST_LINES,
  NameSchema,
  type PeopleTable,
  type Row,
  hasHidden,
  nameIn,
  readTable,
  shown,
} from '../accounts/people-file'
import { type Encoding, decode } from '../platform/encoding'
import { readApart } from '../platform/read-apart'
import { commonNames, isDistinguished } from './distinguished-names'
import type { Entry, LineNote } from './entry'
import { type ReadLine, resolveManagers } from './managers'

export interface LineProblem {
  line: number
  reason: (typeof LINE_PROBLEMS)[number]
  value: string
  /** Whom it is about, as far as we can read it, so that we do not take them for leavers. */
  address: string
  external: string
}
const LINE_PROBLEMS = [
  'unreadable',
  'characters',
  'no-address',
  'address',
  'name',
  'long',
  'left',
  'enabled',
  'twice',
  'twice-id',
  'taken',
] as const
const FILE_PROBLEMS = ['headings', 'empty', 'too-many', 'no-file', 'big', 'slow', 'stopped'] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]
export type Entries =
  | { ok: true; entries: Entry[]; problems: LineProblem[]; notes: LineNote[]; headings: Heading[] }
  | { ok: false; problem: FileProblem; value: string }

const Short = z.string().trim().max(200)
const Groups = Short.array().max(200)
const YES = ['1', 'yes', 'y', 'true', 'x', 'left', 'inactive', 'disabled']
const NO = ['', '0', 'no', 'n', 'false', 'active', 'enabled']
const READ = ['email', 'name', 'first', 'last', 'unit', 'site', 'manager', 'groups', 'external', 'language', 'joined'] as const
const ASKED: readonly Column[] = [...READ, 'left', 'enabled', 'dn']
const MOST_HEADINGS = 100

export interface DirectoryFile {
  encoding: Encoding
  /** Whether the file says how it is encoded. */
  sure: boolean
  read: Entries
}
/** In a process of its own. @returns null if that takes too long */
export const readDirectoryApart = (...given: Parameters<typeof readDirectoryFile>): Promise<DirectoryFile | null> =>
  readApart<typeof readDirectoryFile>('directory', ...given)

/** @param asked the encoding that somebody chose */
export function readDirectoryFile(bytes: Uint8Array, asked: Encoding | undefined, today: string): DirectoryFile {
  const { text, encoding, sure } = decode(bytes, asked)
  return { encoding, sure, read: readEntries(text, today) }
}

/** Reads a directory: a table with headings that has at least an address and a name. @param today as `2027-03-01` */
export function readEntries(text: string, today: string): Entries {
  const table = readTable(text)
  const { columns, first, rows, unreadable, total } = table
  if (!columns?.some((c) => c === 'name' || c === 'last')) return { ok: false, problem: 'headings', value: first.slice(0, 200) }
  if (total > MOST_LINES) return { ok: false, problem: 'too-many', value: String(total) }
  if (total === 0) return { ok: false, problem: 'empty', value: '' }
  const problems: LineProblem[] = unreadable.map(({ line, text: value }) =>
    problemOf({ line, value: shown(value).slice(0, 200) }, 'unreadable'),
  )
  const headings = usedOf(table)
  const has = new Set(headings.flatMap(({ as }) => as ?? []))
  const lines: ReadLine[] = []
  const seen = { address: new Set<string>(), external: new Set<string>() }
  for (const row of rows) {
    const read = readEntry(row, has, today)
    if (read === null) continue
    const external = 'reason' in read ? '' : (read.external ?? '')
    if ('reason' in read) problems.push(read)
    else if (seen.address.has(read.address)) problems.push(problemOf({ ...read, value: read.address }, 'twice'))
    else if (external !== '' && seen.external.has(external)) problems.push(problemOf({ ...read, value: external }, 'twice-id'))
    else {
      seen.address.add(read.address)
      if (external !== '') seen.external.add(external)
      lines.push({ row, entry: read })
    }
  }
  return {
    ok: true,
    entries: lines.map(({ entry }) => entry),
    problems: problems.sort((a, b) => a.line - b.line),
    notes: [...resolveManagers(lines), ...unreadDays(lines, has)],
    headings: headings.slice(0, MOST_HEADINGS),
  }
}

/** PowerShell writes the name of a type in place of a list. We ignore such a column. */
const isTypeName = (cell: string): boolean => /^(?:Microsoft|System)\.[\w.]+Collection/.test(cell)
function usedOf({ headings, rows }: PeopleTable): Heading[] {
  const noGroups = rows.some((row) => isTypeName(row.cell('groups')))
  const isUsed = (as: Column) => ASKED.includes(as) && !(as === 'groups' && noGroups)
  return headings.map(({ text, as }) => ({ text: shown(text).slice(0, 60), as: as && isUsed(as) ? as : null }))
}

export const problemOf = (
  { line, value, address = '', external = '' }: { line: number; value: string; address?: string; external?: string | null },
  reason: LineProblem['reason'],
): LineProblem => ({ line, reason, value, address, external: external ?? '' })

/** @returns null for a closed account without an address, because it identifies nobody */
function readEntry(row: Row, has: ReadonlySet<Column>, today: string): Entry | LineProblem | null {
  const { line } = row
  const about = { line, address: shown(row.cell('email').toLowerCase()).slice(0, 200), external: shown(row.cell('external')).slice(0, 200) }
  const no = (reason: LineProblem['reason'], value: string) => problemOf({ ...about, value: shown(value).slice(0, 200) }, reason)
  const hidden = READ.map((column) => row.cell(column)).find(hasHidden)
  if (hidden !== undefined) return no('characters', hidden)
  const enabled = enabledIn(row.cell('enabled'))
  if (enabled === false && row.cell('email') === '') return null
  // We give its name, so that it can be found in the directory. Often it is an account that belongs to no person.
  if (row.cell('email') === '') return no('no-address', nameIn(row))
  const address = EmailSchema.safeParse(row.cell('email'))
  if (!address.success) return no('address', row.cell('email'))
  if (enabled === null) return no('enabled', row.cell('enabled'))
  const name = NameSchema.safeParse(nameIn(row))
  if (!name.success) return no('name', nameIn(row))
  const left = leftIn(row.cell('left'), today)
  if (left === null) return no('left', row.cell('left'))
  const long = (['unit', 'site', 'external', 'language'] as const).find((column) => !Short.safeParse(row.cell(column)).success)
  const groups = Groups.safeParse(groupsIn(row.cell('groups')))
  if (long || !groups.success) return no('long', row.cell(long ?? 'groups'))
  return {
    line,
    address: address.data,
    name: name.data,
    ...(has.has('unit') && { unit: row.cell('unit') }),
    ...(has.has('site') && { site: row.cell('site') }),
    // Set once everybody in the file is known.
    ...(has.has('manager') && { manager: '' }),
    ...(has.has('groups') && { groups: [...new Set(groups.data)].sort() }),
    ...(has.has('external') && { external: row.cell('external') || null }),
    ...(has.has('language') && { language: row.cell('language').toLowerCase() }),
    ...(has.has('joined') && joinedIn(row.cell('joined')) !== null && { joined: joinedIn(row.cell('joined'))! }),
    left: left || !enabled,
  }
}

/** Null if we cannot understand it. A time after the day is left out. */
function joinedIn(cell: string): string | null {
  if (cell === '') return ''
  const day = z.iso.date().safeParse(cell.slice(0, 10))
  // Some exports write an empty date as 0001-01-01.
  return day.success && day.data >= '1900' ? day.data : null
}
/** Such a line is read, and the day stays as it was. */
const unreadDays = (lines: readonly ReadLine[], has: ReadonlySet<Column>): LineNote[] =>
  lines.flatMap(({ row, entry: { line, address, name, left } }) => {
    const value = row.cell('joined')
    return has.has('joined') && !left && joinedIn(value) === null
      ? [{ line, reason: 'joined' as const, value: value.slice(0, 200), address, name }]
      : []
  })

/** Separated by `|`, otherwise by semicolons, otherwise by commas. For distinguished names, the names of the groups. */
const groupsIn = (cell: string): string[] => {
  if (isDistinguished(cell)) return commonNames(cell)
  const separator = ['|', ';'].find((each) => cell.includes(each)) ?? ','
  return cell
    .split(separator)
    .map((group) => group.trim())
    .filter(Boolean)
}

/** Whether somebody has left: by a yes, or by a date that has come. Null if we cannot understand it. */
function leftIn(cell: string, today: string): boolean | null {
  const said = cell.toLowerCase()
  if (YES.includes(said)) return true
  if (NO.includes(said)) return false
  const day = z.iso.date().safeParse(said.slice(0, 10))
  return day.success ? day.data <= today : null
}

/** Null if we cannot understand it. Empty counts as open, because the person who exports may not be allowed to see it. */
function enabledIn(cell: string): boolean | null {
  const said = cell.toLowerCase()
  if (said === '' || ['true', 'yes', 'y', '1', 'enabled', 'active'].includes(said)) return true
  return ['false', 'no', 'n', '0', 'disabled', 'inactive'].includes(said) ? false : null
}
