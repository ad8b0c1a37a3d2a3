import 'server-only'
import { EmailSchema, MOST_LINES, type Row, nameIn, readTable } from '../accounts/people-table'

/** A person on a list that an owner pasted. */
export interface Listed {
  line: number
  email: string
  name: string | null
}
export interface Unread {
  line: number
  text: string
  why: 'no-address' | 'address' | 'unreadable' | 'name' | 'left'
}

/** Reads a list of people to enrol; an address that occurs twice counts once. */
export function readPeople(text: string): { people: Listed[]; unread: Unread[]; tooMany: boolean } {
  const { rows, unreadable, total } = readTable(text)
  const read = rows.map(readRow)
  const people = new Map<string, Listed>()
  for (const one of read) if ('email' in one && !people.has(one.email)) people.set(one.email, one)
  const unread = [...read.filter((one) => 'why' in one), ...unreadable.map((one) => ({ ...one, why: 'unreadable' as const }))]
  return { people: [...people.values()], unread: unread.sort((a, b) => a.line - b.line), tooMany: total > MOST_LINES }
}

function readRow(row: Row): Listed | Unread {
  const { line, text } = row
  if (!row.cell('email').includes('@')) return { line, text, why: 'no-address' }
  const email = EmailSchema.safeParse(row.cell('email'))
  if (!email.success) return { line, text, why: 'address' }
  const name = nameIn(row)
  return name.length > 120 ? { line, text, why: 'name' } : { line, email: email.data, name: name || null }
}
