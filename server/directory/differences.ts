import 'server-only'
import { fold } from '@/scenarios/engine/course/records'
import { type LineProblem, problemOf } from './entries'
import type { Entry } from './entry'
import { mended } from './lost-letters'

export interface KnownMember {
  id: string
  address: string
  name: string
  unit: string
  site: string
  manager: string
  groups: string[]
  external: string | null
  language: string
  joined: string
  state: 'active' | 'left'
  leftBy: string
  source: 'hand' | 'directory' | 'sign-on'
}

export const FIELDS = ['address', 'name', 'unit', 'site', 'manager', 'groups', 'external', 'language', 'joined'] as const
export type Field = (typeof FIELDS)[number]
/** If the file has no such column, the field is missing and stays as it is. */
export type EntryFields = Pick<Entry, Field>

export const KINDS = ['join', 'change', 'move', 'leave', 'back', 'kept', 'missing'] as const
/**
 * `move`: from one unit or site to another. `kept`: nothing is done, see `why`. `missing`: no longer listed, but we could not read some
 * lines, so we do not know whether they have left.
 */
export type Kind = (typeof KINDS)[number]
export interface Change {
  kind: Kind
  member: string | null
  address: string
  name: string
  said: EntryFields | null
  /** Why somebody is kept: a person recorded that they left, or they are the last administrator, whom no file may remove. */
  why?: 'by-hand' | 'last-administrator'
  before: Partial<Record<Field, string | string[] | null>>
}
export const TO_DO = ['join', 'change', 'move', 'leave', 'back'] as const satisfies readonly Kind[]

export interface Differences {
  changes: Change[]
  problems: LineProblem[]
  unchanged: number
  /** How many active people the directory had listed before. */
  listed: number
}

/** Recognises people by the directory's own id, otherwise by address. Leaves people alone whom it has never listed. */
export function differences(entries: readonly Entry[], known: readonly KnownMember[], problems: readonly LineProblem[]): Differences {
  const byId = new Map(known.flatMap((one) => (one.external === null ? [] : [[one.external, one] as const])))
  const byAddress = new Map(known.map((one) => [one.address, one]))
  const found: Differences = {
    changes: [],
    problems: [...problems],
    unchanged: 0,
    listed: known.filter((one) => one.source === 'directory' && one.state === 'active').length,
  }
  const met = new Set<string>()
  for (const entry of entries) {
    const there = (entry.external && byId.get(entry.external)) || byAddress.get(entry.address)
    if (there) met.add(there.id)
    // An address goes to another person only once its holder has another one, or has been removed.
    const holder = byAddress.get(entry.address)
    if (there && holder && holder.id !== there.id) {
      found.problems.push(problemOf({ ...entry, value: entry.address }, 'taken'))
      met.add(holder.id)
      continue
    }
    const change = changeOf(entry, there || null)
    if (change) found.changes.push(change)
    else found.unchanged++
  }
  const listed = (one: KnownMember) => one.source === 'directory' && one.state === 'active' && !met.has(one.id)
  found.changes.push(...leavers(known.filter(listed), found.problems, byId, byAddress))
  return { ...found, changes: byName(found.changes) }
}

function byName(changes: readonly Change[]): Change[] {
  const leaving = changes.filter(({ kind }) => kind === 'leave').map((change) => ({ change, word: fold(change.name || change.address) }))
  const sorted = leaving.sort((a, b) => (a.word < b.word ? -1 : 1)).map(({ change }) => change)
  return [...changes.filter(({ kind }) => kind !== 'leave'), ...sorted]
}

function changeOf(entry: Entry, there: KnownMember | null): Change | null {
  const said = Object.fromEntries(
    FIELDS.flatMap((field) => (entry[field] === undefined ? [] : [[field, mended(entry[field], there?.[field])]])),
  ) as unknown as EntryFields
  const base = { member: there?.id ?? null, address: entry.address, name: entry.name, said, before: {} }
  if (!there) return entry.left ? null : { ...base, kind: 'join' }
  if (entry.left) return there.state === 'left' ? null : { ...base, kind: 'leave', said: null }
  if (there.state === 'left' && there.leftBy === 'hand') return { ...base, kind: 'kept', why: 'by-hand' }
  if (there.state === 'left') return { ...base, kind: 'back', before: beforeOf(said, there) }
  const before = beforeOf(said, there)
  if (Object.keys(before).length === 0 && there.source === 'directory') return null
  return { ...base, kind: isMove(said, before) ? 'move' : 'change', before }
}

const isMove = (said: EntryFields, before: Change['before']): boolean =>
  (['unit', 'site'] as const).some((field) => Boolean(before[field]) && Boolean(said[field]))

const beforeOf = (said: EntryFields, there: KnownMember): Change['before'] =>
  Object.fromEntries(
    FIELDS.filter((field) => said[field] !== undefined && String(said[field] ?? '') !== String(there[field] ?? '')).map((field) => [
      field,
      there[field],
    ]),
  )

/** If all would leave, the reader stays, or else the first. @param administrators all of them, by the id of the person */
export function keepAdministrator(found: Differences, administrators: readonly (string | null)[], reader: string | null): Differences {
  const leaving = found.changes.filter(({ kind, member }) => kind === 'leave' && administrators.includes(member))
  if (administrators.length === 0 || leaving.length < administrators.length) return found
  const kept = leaving.find(({ member }) => member === reader) ?? leaving[0]!
  return {
    ...found,
    changes: found.changes.map((change) => (change === kept ? { ...change, kind: 'kept', why: 'last-administrator' } : change)),
  }
}

/**
 * A line that we could not read may be theirs. Without an address it is theirs only if its id matches or, if it has none, its name: every
 * directory has accounts that belong to no person.
 */
function leavers(
  missing: readonly KnownMember[],
  problems: readonly LineProblem[],
  byId: ReadonlyMap<string, KnownMember>,
  byAddress: ReadonlyMap<string, KnownMember>,
): Change[] {
  const ownerOf = ({ address, external }: LineProblem) => byId.get(external) ?? byAddress.get(address)
  const theirs = new Set(problems.map((problem) => ownerOf(problem)?.id))
  const unknown = problems.filter((problem) => !ownerOf(problem))
  const anybodys = unknown.some(({ reason }) => reason !== 'no-address')
  const namesOf = (lines: readonly LineProblem[]) => new Set(lines.map(({ value }) => fold(value)))
  const names = { all: namesOf(unknown), withoutId: namesOf(unknown.filter(({ external }) => external === '')) }
  const mayBeOn = ({ external, name }: KnownMember) => anybodys || (external === null ? names.all : names.withoutId).has(fold(name))
  return missing
    .filter((one) => !theirs.has(one.id))
    .map((one) => ({
      kind: mayBeOn(one) ? 'missing' : 'leave',
      member: one.id,
      address: one.address,
      name: one.name,
      said: null,
      before: {},
    }))
}
