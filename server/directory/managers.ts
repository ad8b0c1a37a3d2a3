import 'server-only'
import { fold } from '@/scenarios/engine/course/records'
import { EmailSchema, type Row, nameIn } from '../accounts/people-file'
import { commonName, isDistinguished, sameDistinguished } from './distinguished-names'
import type { Entry, LineNote } from './entry'

export interface ReadLine {
  row: Row
  entry: Entry
}

/** The file may have an address, a distinguished name, or the name of exactly one other person. Otherwise we note it and set none. */
export function resolveManagers(lines: readonly ReadLine[]): LineNote[] {
  const notes: LineNote[] = []
  const isNamed = lines.some(({ row, entry }) => entry.manager !== undefined && !EMPTY_OR_ADDRESS.test(row.cell('manager')))
  const people = isNamed ? peopleIn(lines) : NOBODY
  for (const { row, entry } of lines) {
    if (entry.manager === undefined || entry.left) continue
    const said = row.cell('manager')
    entry.manager = addressOf(said, people)
    if (said !== '' && entry.manager === '')
      notes.push({ line: entry.line, reason: 'manager', value: said.slice(0, 200), address: entry.address, name: entry.name })
  }
  return notes
}

const EMPTY_OR_ADDRESS = /^(?:[^\s,=@]+@[^\s,=]+)?$/
interface People {
  exactly: Map<string, string>
  /** By name; null if several people have it. */
  byName: Map<string, string | null>
}
const NOBODY: People = { exactly: new Map(), byName: new Map() }
function peopleIn(lines: readonly ReadLine[]): People {
  const people: People = { exactly: new Map(), byName: new Map() }
  for (const { row, entry } of lines) {
    const { address } = entry
    for (const dn of row.all('dn')) people.exactly.set(sameDistinguished(dn), address)
    const [first, last] = [row.cell('first'), row.cell('last')]
    const names = [nameIn(row), ...row.all('name'), ...(first && last ? [`${first} ${last}`, `${last}, ${first}`] : [])]
    for (const name of new Set(names.map(fold)))
      people.byName.set(name, (people.byName.get(name) ?? address) === address && people.byName.get(name) !== null ? address : null)
  }
  return people
}

function addressOf(said: string, { exactly, byName }: People): string {
  const address = EmailSchema.safeParse(said)
  if (address.success) return address.data
  const known = isDistinguished(said) ? exactly.get(sameDistinguished(said)) : undefined
  return known ?? byName.get(fold(isDistinguished(said) ? commonName(said) : said)) ?? ''
}
