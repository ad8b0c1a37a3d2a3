/**
 * Makes any value fit a schema by changing as little as possible: what is unknown or unreadable is dropped, and where something must
 * stand, a stand-in does.
 */
import { z } from 'zod'
import { Person } from '../../engine/format/artefacts'
import { isOne } from '../../engine/format/text'
import type { Path } from '../../library/finding'
import { mayBeAbsent, within } from './schema-parts'
import { type StandIns, standInFor } from './stand-ins'

const NOTHING = Symbol('nothing')
type Healed = unknown | typeof NOTHING
type Keyed = Record<string, unknown>

export function heal(schema: z.ZodType, value: unknown, standIns: StandIns, path: Path = []): unknown {
  const healed = healedOf(schema, value, standIns, path)
  return healed === NOTHING ? standInFor(schema, standIns, path) : healed
}

function healedOf(schema: z.ZodType, value: unknown, standIns: StandIns, path: Path): Healed {
  if (schema.safeParse(value).success) return value
  const inner = within(schema)
  if (inner) return healedOf(inner, value, standIns, path)
  if (schema instanceof z.ZodUnion) {
    const branch = meantBranch(schema, value)
    return branch ? healedOf(branch, value, standIns, path) : NOTHING
  }
  if (schema instanceof z.ZodObject) return isMap(value) ? healedObject(schema, value, standIns, path) : NOTHING
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? healedList(schema, value, standIns, path) : NOTHING
  if (schema instanceof z.ZodRecord) return isMap(value) ? healedRecord(schema, value, standIns, path) : NOTHING
  const written = typeof value === 'number' || typeof value === 'boolean' ? String(value) : NOTHING
  return written !== NOTHING && !isOne(schema, Person) && schema.safeParse(written).success ? written : NOTHING
}

const isMap = (value: unknown): value is Keyed => typeof value === 'object' && value !== null && !Array.isArray(value)

function healedObject(schema: z.ZodObject, value: Keyed, standIns: StandIns, path: Path): Keyed {
  const out: Keyed = {}
  for (const [key, inner] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const healed = healedOf(inner, value[key], standIns, [...path, key])
    if (healed !== NOTHING) {
      if (healed !== undefined) out[key] = healed
    } else if (mayBeAbsent(inner)) standIns.add([...path, key])
    else out[key] = standInFor(inner, standIns, [...path, key])
  }
  return out
}

/** Keeps the indexes of what it keeps wherever it can, so that paths still lead to the same places. */
function healedList(schema: z.ZodArray, value: unknown[], standIns: StandIns, path: Path): Healed {
  const element = schema.element as z.ZodType
  const items = value.map((item, i) => heal(element, item, standIns, [...path, i]))
  for (let i = 0; i < MOST_ADDED && !schema.safeParse(items).success; i++)
    items.push(standInFor(element, standIns, [...path, items.length]))
  while (items.length > 0 && !schema.safeParse(items).success) items.pop()
  return schema.safeParse(items).success ? items : NOTHING
}
const MOST_ADDED = 2

function healedRecord(schema: z.ZodRecord, value: Keyed, standIns: StandIns, path: Path): Keyed {
  const { keyType, valueType } = schema as unknown as { keyType: z.ZodType; valueType: z.ZodType }
  const out: Keyed = {}
  for (const [key, inner] of Object.entries(value)) {
    if (keyType.safeParse(key).success) out[key] = heal(valueType, inner, standIns, [...path, key])
    else standIns.add([...path, key])
  }
  return out
}

/** The branch with the least wrong; null if none can have been meant. */
function meantBranch(union: z.ZodUnion, value: unknown): z.ZodType | null {
  const branches = (union.options as z.ZodType[]).map((branch) => ({ branch, wrong: wrongIn(branch, value) }))
  const best = branches.reduce((least, each) => (each.wrong < least.wrong ? each : least))
  return best.wrong < Infinity ? best.branch : null
}

function wrongIn(schema: z.ZodType, value: unknown): number {
  const inner = within(schema)
  if (inner) return wrongIn(inner, value)
  if (schema instanceof z.ZodUnion) return Math.min(...(schema.options as z.ZodType[]).map((branch) => wrongIn(branch, value)))
  if (schema instanceof z.ZodArray) return Array.isArray(value) ? 0 : Infinity
  // More than one wrong key of a fork, so that a fork without one of its sides is still one.
  if (schema instanceof z.ZodRecord) return isMap(value) ? 1.5 : Infinity
  if (!(schema instanceof z.ZodObject)) return schema.safeParse(value).success ? 0 : Infinity
  if (!isMap(value)) return Infinity
  const fields = Object.entries(schema.shape) as [string, z.ZodType][]
  if (fields.some(([key, field]) => field instanceof z.ZodLiteral && key in value && !field.safeParse(value[key]).success)) return Infinity
  const unknown = Object.keys(value).filter((key) => !(key in schema.shape)).length
  return unknown + fields.filter(([key, field]) => !(key in value) && !mayBeAbsent(field)).length
}
