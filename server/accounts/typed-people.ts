import 'server-only'
import { type Encoding, decode } from '@/server/platform/encoding'
import { readApart } from '@/server/platform/read-apart'
import { ROLES, type Role } from '@/server/platform/role'
import { type Column, EmailSchema, MOST_LINES, type Row, hasHidden, nameIn, readTable, shown } from './people-file'

export interface ListedPerson {
  line: number
  email: string
  name: string | null
}
export interface ListedPersonWithRoles extends ListedPerson {
  roles: Role[]
}
export interface UnreadLine {
  line: number
  text: string
  why: 'no-address' | 'address' | 'unreadable' | 'name' | 'characters' | 'left' | 'roles' | 'twice'
}
export interface PeopleList<Person extends ListedPerson = ListedPersonWithRoles> {
  people: Person[]
  unread: UnreadLine[]
  tooMany: boolean
  head: string | null
  /** Headings of columns that are not read here. */
  unused: string[]
}

export interface PeopleFile {
  text: string
  /** Null for a text that was typed. */
  encoding: { is: Encoding; sure: boolean } | null
  list: PeopleList
}
/** In a process of its own. @returns null if that takes too long */
export const readPeopleApart = (...given: Parameters<typeof readPeopleFile>): Promise<PeopleFile | null> =>
  readApart<typeof readPeopleFile>('people', ...given)

/** @param asked the encoding that somebody chose */
export function readPeopleFile(given: Uint8Array | string, { asked, roles }: { asked?: Encoding | undefined; roles: boolean }): PeopleFile {
  const { text, encoding } = typeof given === 'string' ? { text: given, encoding: null } : decoded(given, asked)
  return { text, encoding, list: readPeople(text, { roles }) }
}
function decoded(bytes: Uint8Array, asked: Encoding | undefined): Pick<PeopleFile, 'text' | 'encoding'> {
  const { text, encoding: is, sure } = decode(bytes, asked)
  return { text, encoding: { is, sure } }
}

/** Of lines with one address, the first counts. @param roles false for a directory, where a column of that name means something else */
export function readPeople(text: string, { roles }: { roles: boolean } = { roles: false }): PeopleList {
  const { columns, headings, first, rows, unreadable, total } = readTable(text)
  const people = new Map<string, ListedPersonWithRoles>()
  const unread: UnreadLine[] = unreadable.map((one) => ({ ...one, why: 'unreadable' }))
  for (const row of rows) {
    const one = readRow(row, roles)
    if ('why' in one) unread.push(one)
    else if (people.has(one.email)) unread.push({ line: row.line, text: row.text, why: 'twice' })
    else people.set(one.email, one)
  }
  const used: readonly (Column | null)[] = ['email', 'name', 'first', 'last', ...(roles ? (['roles'] as const) : [])]
  return {
    people: [...people.values()],
    unread: unread.sort((a, b) => a.line - b.line),
    tooMany: total > MOST_LINES,
    head: columns ? first : null,
    unused: headings.flatMap(({ text: heading, as }) => (heading === '' || used.includes(as) ? [] : [shown(heading).slice(0, 60)])),
  }
}

function readRow(row: Row, withRoles: boolean): ListedPersonWithRoles | UnreadLine {
  const { line, text } = row
  if (!row.cell('email').includes('@')) return { line, text, why: 'no-address' }
  const email = EmailSchema.safeParse(row.cell('email'))
  if (!email.success) return { line, text, why: 'address' }
  const name = nameIn(row)
  if (name.length > 120) return { line, text, why: 'name' }
  if (hasHidden(name)) return { line, text, why: 'characters' }
  const named = withRoles ? wordsIn(row.cell('roles')) : []
  if (!named.every((word) => ROLES.some((role) => role === word))) return { line, text, why: 'roles' }
  return { line, email: email.data, name: name || null, roles: ROLES.filter((role) => role !== 'learner' && named.includes(role)) }
}
const wordsIn = (cell: string): string[] =>
  cell
    .toLowerCase()
    .split(/[\s,;|/+]+/)
    .filter(Boolean)

/** What could not be read, to be corrected in a field: under its headings, and each line with its number there. */
export function leftOver({ unread, head }: Pick<PeopleList, 'unread' | 'head'>): { text: string; unread: UnreadLine[] } {
  const above = head === null || unread.length === 0 ? [] : [head]
  return {
    text: [...above, ...unread.map(({ text }) => text)].join('\n'),
    unread: unread.map((one, i) => ({ ...one, line: i + 1 + above.length })),
  }
}
