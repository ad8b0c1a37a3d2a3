import 'server-only'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** A person on a list that an owner pasted. */
export interface Listed {
  line: number
  email: string
  name: string | null
}
export interface Unread {
  line: number
  text: string
  why: 'no-address' | 'address' | 'unreadable' | 'name'
}

export const MOST_LINES = 1_000
const Email = z.email().max(200)

/**
 * Reads a list of people: one address per line, alone or with a name (`ann@example.org, Ann Lee`, `Ann Lee <ann@example.org>`),
 * separated by commas, semicolons or tabs. A first line of headings is skipped; an address that occurs twice counts once.
 */
export function readPeople(text: string): { people: Listed[]; unread: Unread[]; tooMany: boolean } {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((raw, i) => ({ line: i + 1, text: raw.trim() }))
    .filter(({ text }) => text !== '')
  const rows = lines.length > 0 && !lines[0]!.text.includes('@') && /mail/i.test(lines[0]!.text) ? lines.slice(1) : lines
  const read = rows.slice(0, MOST_LINES).map(readLine)
  const people = new Map<string, Listed>()
  for (const one of read) if ('email' in one && !people.has(one.email)) people.set(one.email, one)
  return { people: [...people.values()], unread: read.filter((one) => 'why' in one), tooMany: rows.length > MOST_LINES }
}

function readLine({ line, text }: { line: number; text: string }): Listed | Unread {
  const whole = /^"?([^"<>]*)"?\s*<([^<>]+)>[,;]?$/.exec(text)
  const cells = whole ? [whole[2]!, whole[1]!] : split(text)
  if (!cells) return { line, text, why: 'unreadable' }
  const at = cells.findIndex((cell) => cell.includes('@'))
  if (at < 0) return { line, text, why: 'no-address' }
  const email = Email.safeParse(cells[at]!.trim().toLowerCase())
  if (!email.success) return { line, text, why: 'address' }
  const name = cells
    .filter((_, i) => i !== at)
    .map((cell) => cell.trim())
    .filter(Boolean)
    .join(' ')
  return name.length > 120 ? { line, text, why: 'name' } : { line, email: email.data, name: name || null }
}

function split(text: string): string[] | null {
  try {
    return (parse(text, { delimiter: [',', ';', '\t'], trim: true, relax_column_count: true }) as string[][])[0] ?? []
  } catch {
    return null
  }
}
