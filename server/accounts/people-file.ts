import 'server-only'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

export const MOST_LINES = 10_000
export const MOST_BYTES = 2_000_000
/** These take up to twelve characters each in a page that shows a list again, which carries it twice. A list of people has few. */
const MARKS = /[<>&"']|(?![\t\n\r])\p{Cc}/gu
const MOST_MARKS = 300_000
export const growsTooMuch = (text: string): boolean => (text.match(MARKS)?.length ?? 0) > MOST_MARKS

/** Controls, undecodable characters, and those that change the writing direction and so make one name look like another. */
const HIDDEN = /[\p{Cc}\ufffd\u202a-\u202e\u2066-\u2069]/gu
export const hasHidden = (text: string): boolean => text.search(HIDDEN) >= 0
/** Writes those characters out: `Minister<U+0092>s Office`. */
export const shown = (text: string): string =>
  text.replace(HIDDEN, (one) => `<U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`)
const inOneLine = (cell: string): string => cell.replace(/[\t\n\v\f\r]+/g, ' ').trim()

export const NameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((name) => !hasHidden(name))
export const EmailSchema = z.string().trim().toLowerCase().pipe(z.email().max(200))

/** What people call them, and how Microsoft's and other directories export them. The first named here wins. */
const CALLED = {
  email: [
    ...['email', 'e-mail', 'email address', 'emailaddress', 'e-mail address', 'mail', 'mail address', 'address'],
    ...['userprincipalname', 'user principal name', 'upn'],
  ],
  name: ['full name', 'display name', 'displayname', 'name', 'cn', 'person', 'employee'],
  first: ['first name', 'firstname', 'given name', 'givenname', 'forename'],
  last: ['last name', 'lastname', 'surname', 'family name', 'familyname', 'sn'],
  roles: ['roles', 'role'],
  unit: ['unit', 'department', 'division', 'directorate', 'team', 'organisational unit', 'organizational unit', 'ou'],
  site: ['site', 'location', 'office', 'office location', 'officelocation', 'physicaldeliveryofficename', 'city', 'l'],
  manager: ['manager', 'manager email', 'manager e-mail', 'manager address', 'manager mail', 'line manager', 'supervisor'],
  groups: ['groups', 'group', 'memberof'],
  external: [
    ...['external id', 'externalid', 'employee id', 'employeeid', 'employee number', 'employeenumber', 'personnel number'],
    ...['id', 'object id', 'objectid', 'objectguid'],
  ],
  language: ['language', 'locale', 'preferred language', 'preferredlanguage'],
  left: ['left', 'has left', 'leaver', 'left on', 'inactive', 'disabled'],
  enabled: ['enabled', 'account enabled', 'accountenabled', 'active'],
  dn: ['distinguishedname', 'distinguished name', 'dn'],
} as const satisfies Record<string, readonly string[]>
export type Column = keyof typeof CALLED
const COLUMNS = Object.keys(CALLED) as Column[]
const MEANING = new Map(COLUMNS.flatMap((column) => CALLED[column].map((word): [string, Column] => [word, column])))

export interface Row {
  line: number
  /** The line as the list has it, or nearly. */
  text: string
  /** The trimmed value of a column; empty if it is missing. */
  cell(column: Column): string
  /** The values of all columns with this meaning, including those that are not used. */
  all(column: Column): string[]
}
/** A column as the list calls it, and what we use it as; null if we do not use it. */
export interface Heading {
  text: string
  as: Column | null
}
export interface PeopleTable {
  /** The columns that the first line names. Null if there is no such line; then each line has an address, with or without a name. */
  columns: Column[] | null
  headings: Heading[]
  first: string
  rows: Row[]
  /** Lines that cannot be split into cells, because a quotation mark is not closed. */
  unreadable: { line: number; text: string }[]
  /** Without the line of headings. */
  total: number
}

/** If there are more lines than we take, we read none. */
export function readTable(list: string): PeopleTable {
  // The first line of PowerShell's Export-Csv names a type. We empty the line but keep it, so that the others keep their numbers.
  const text = list.replace(/^\ufeff/, '').replace(/^#TYPE [^\r\n]*/, '')
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((raw, i) => ({ line: i + 1, text: raw.trim() }))
    .filter((each) => each.text !== '')
  const [head] = lines
  if (!head) return { columns: null, headings: [], first: '', rows: [], unreadable: [], total: 0 }
  const delimiter = separatorOf(head.text)
  const named = headings(cellsOf(head.text, delimiter) ?? [])
  const total = lines.length - (named ? 1 : 0)
  const columns = named && [...new Set(named.flatMap(({ as }) => as ?? []))]
  const about = { columns, headings: named ?? [], first: head.text, total }
  if (total > MOST_LINES) return { ...about, rows: [], unreadable: [] }
  return { ...about, ...(named ? underHeadings(text, named, delimiter) : withoutHeadings(lines)) }
}

type TableRows = Pick<PeopleTable, 'rows' | 'unreadable'>
/** `Ann Lee <ann@example.org>` */
const WITH_NAME = /^"?([^"<>]*)(?:"\s*)?<([^<>]+)>[,;]?$/
const PLAIN = { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const

function underHeadings(text: string, named: readonly Heading[], delimiter: string): TableRows & { headings: Heading[] } {
  const { records, unreadable } = recordsIn(text, delimiter)
  const places = placesOf(named)
  const filled = new Set<number>()
  for (const { cells } of records) for (const [i, cell] of cells.entries()) if (cell !== '') filled.add(i)
  const used = new Set(COLUMNS.map((column) => bestOf(column, named, places[column], filled)))
  const headings = named.map((one, i) => (used.has(i) ? one : { ...one, as: null }))
  const at = Object.fromEntries(headings.flatMap(({ as }, i) => (as ? [[as, i]] : []))) as Partial<Record<Column, number>>
  const whole = (cells: readonly string[]) => cells.map((cell) => quoted(inOneLine(cell), delimiter)).join(delimiter)
  const row = ({ line, cells }: Cells): Row => {
    const address = WITH_NAME.exec(cells[at.email!] ?? '')
    const own = (column: Column) => inOneLine(cells[at[column] ?? -1] ?? '')
    const cell = (column: Column) =>
      (column === 'email' && address?.[2]) || own(column) || (column === 'name' && address?.[1]?.trim()) || ''
    const all = (column: Column) => {
      // A line may be much shorter than the headings.
      const end = places[column].findIndex((i) => i >= cells.length)
      return places[column].slice(0, end < 0 ? undefined : end).flatMap((i) => inOneLine(cells[i]!) || [])
    }
    return { line, text: whole(cells), cell, all }
  }
  return { headings, rows: records.map(row), unreadable }
}

function placesOf(named: readonly Heading[]): Record<Column, number[]> {
  const places = Object.fromEntries(COLUMNS.map((column) => [column, [] as number[]])) as Record<Column, number[]>
  for (const [i, { as }] of named.entries()) if (as) places[as].push(i)
  return places
}

/** If several columns have one meaning, takes the first by name that is not empty: an export may have columns that nobody fills. */
function bestOf(column: Column, named: readonly Heading[], places: readonly number[], filled: ReadonlySet<number>): number {
  const ranked = places
    .map((i) => ({ i, rank: (CALLED[column] as readonly string[]).indexOf(wordOf(named[i]!.text)) }))
    .sort((a, b) => a.rank - b.rank)
  return ranked.find(({ i }) => filled.has(i))?.i ?? ranked[0]?.i ?? -1
}

interface Cells {
  line: number
  cells: string[]
}
/** If the list as a whole cannot be parsed, each line is parsed alone, so that only bad lines are lost. */
function recordsIn(text: string, delimiter: string): { records: Cells[]; unreadable: TableRows['unreadable'] } {
  const isFilled = (cells: readonly string[]) => cells.some((cell) => cell !== '')
  try {
    // `info` adds the line number to each row, but the types do not know that.
    const all = parse(text, { ...PLAIN, delimiter, info: true }) as unknown as { record: string[]; info: { lines: number } }[]
    const rows = all.slice(1).filter(({ record }) => isFilled(record))
    return { records: rows.map(({ record, info }) => ({ line: info.lines, cells: record })), unreadable: [] }
  } catch {
    const read: ReturnType<typeof recordsIn> = { records: [], unreadable: [] }
    let headings = true
    for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) {
      const cells = raw.trim() === '' ? [] : cellsOf(raw, delimiter)
      if (!cells) read.unreadable.push({ line: i + 1, text: raw.trim() })
      else if (isFilled(cells) && !headings) read.records.push({ line: i + 1, cells })
      if (cells && isFilled(cells)) headings = false
    }
    return read
  }
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell

function withoutHeadings(lines: readonly { line: number; text: string }[]): TableRows {
  const read: TableRows = { rows: [], unreadable: [] }
  for (const each of lines) {
    const whole = WITH_NAME.exec(each.text)
    const cells = whole ? [whole[2]!, whole[1]!] : cellsOf(each.text, [',', ';', '\t'])?.flatMap(apart)
    if (!cells) {
      read.unreadable.push(each)
      continue
    }
    const at = cells.findIndex((cell) => cell.includes('@'))
    const name = cells
      .filter((cell, i) => i !== at && cell.trim() !== '')
      .map((cell) => cell.trim())
      .join(' ')
    const cell = (column: Column) => (column === 'email' ? (cells[at] ?? '') : column === 'name' ? name : '')
    read.rows.push({ ...each, cell, all: (column) => [cell(column)].filter(Boolean) })
  }
  return read
}

/** `Ann Lee ann@example.org`, or the other way round. Not if there are two addresses. */
function apart(cell: string): string[] {
  const words = cell.trim().split(/\s+/)
  const address = [words[0]!, words.at(-1)!].find((word) => /\S@\S/.test(word))
  const name = words.filter((word) => word !== address)
  return address && name.length === words.length - 1 && name.length > 0 && !name.some((word) => word.includes('@'))
    ? [address, name.join(' ')]
    : [cell]
}

/** The separator of the headings. If it is a tab or a semicolon, commas belong to names: `Lee, Ann;ann@example.org`. */
function separatorOf(head: string): string {
  const bare = head.replace(/"[^"]*"/g, '')
  return ['\t', ';'].find((each) => bare.includes(each)) ?? ','
}

function cellsOf(line: string, delimiter: string | string[]): string[] | null {
  try {
    return (parse(line, { ...PLAIN, delimiter }) as string[][])[0] ?? []
  } catch {
    return null
  }
}

function headings(cells: readonly string[]): Heading[] | null {
  const named = cells.map((text) => ({ text, as: MEANING.get(wordOf(text)) ?? null }))
  return cells.some((cell) => cell.includes('@')) || !named.some(({ as }) => as === 'email') ? null : named
}
const wordOf = (heading: string): string => heading.toLowerCase().replace(/[\s_]+/g, ' ')

export const nameIn = ({ cell }: Row): string => (cell('name') || [cell('first'), cell('last')].filter(Boolean).join(' ')).trim()
