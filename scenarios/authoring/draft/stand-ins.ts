/** What stands where a draft has nothing that can be read, and where. */
import { z } from 'zod'
import { Cites, Person } from '../../engine/format/artefacts'
import { END, Scenario } from '../../engine/format/schema'
import { Id, isOne, isText } from '../../engine/format/text'
import type { Path } from '../../library/finding'
import { pathText } from './draft'
import { mayBeAbsent, within } from './schema-parts'

export const MISSING_TEXT = 'This text is missing.'

type SceneInput = z.input<typeof Scenario>['scenes'][string]
export const SceneSchema = Scenario.shape.scenes.valueType

export class StandIns {
  private readonly found = new Set<string>()
  private made = 0
  constructor(
    private readonly root: unknown,
    private readonly taken: (id: string) => boolean = () => false,
  ) {}

  add(path: Path): void {
    this.found.add(pathText(path))
  }
  get paths(): string[] {
    return [...this.found]
  }
  covers(path: string): boolean {
    return [...this.found].some((own) => path === own || path.startsWith(`${own}/`))
  }
  /** An id that nothing else has. */
  id(): string {
    for (;;) {
      const id = `stand-in-${++this.made}`
      if (!this.taken(id)) return id
    }
  }
  first(key: 'cast' | 'scenes'): string | undefined {
    const { [key]: map } = (this.root ?? {}) as Record<string, unknown>
    return map && typeof map === 'object' ? Object.keys(map).find((id) => Id.safeParse(id).success) : undefined
  }
}

export function standInFor(schema: z.ZodType, standIns: StandIns, path: Path): unknown {
  standIns.add(path)
  return made(schema, standIns, path)
}

function made(schema: z.ZodType, standIns: StandIns, path: Path): unknown {
  if (schema === SceneSchema) return standInScene(`This moment cannot be read: ${String(path.at(-1))}`, standIns)
  if (pathText(path) === 'start') return standIns.first('scenes') ?? standIns.id()
  if (isText(schema)) return MISSING_TEXT
  if (isOne(schema, Person)) return standIns.first('cast') ?? 'you'
  if (isOne(schema, Id)) return standIns.id()
  if (isOne(schema, Cites)) return ['INV']
  if (schema instanceof z.ZodDefault) return schema.parse(undefined)
  const inner = within(schema)
  if (inner) return made(inner, standIns, path)
  if (schema instanceof z.ZodUnion) return made(schema.options[0] as z.ZodType, standIns, path)
  if (schema instanceof z.ZodLiteral) return schema.value
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodBoolean) return false
  if (schema instanceof z.ZodNumber) return [0, 1].find((n) => schema.safeParse(n).success)
  if (schema instanceof z.ZodRecord) return {}
  if (schema instanceof z.ZodArray) return madeList(schema, standIns, path)
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      (Object.entries(schema.shape) as [string, z.ZodType][])
        .filter(([, field]) => !mayBeAbsent(field))
        .map(([key, field]) => [key, made(field, standIns, [...path, key])]),
    )
  return standIns.id()
}

function madeList(schema: z.ZodArray, standIns: StandIns, path: Path): unknown[] {
  const items: unknown[] = []
  while (items.length < 2 && !schema.safeParse(items).success)
    items.push(made(schema.element as z.ZodType, standIns, [...path, items.length]))
  return items
}

/** Ends the play, because nobody knows where else it would lead. */
export function standInScene(title: string, standIns: StandIns): SceneInput {
  const option = (text: string) => ({ id: standIns.id(), text, to: END })
  return {
    when: 'At some time',
    place: 'Somewhere',
    title,
    show: [{ id: standIns.id(), kind: 'place', title, segments: [{ id: standIns.id(), text: 'Nothing is written here yet.' }] }],
    report: { reply: MISSING_TEXT, worth: 0, why: MISSING_TEXT },
    decisions: [
      {
        id: standIns.id(),
        as: 'buttons',
        ask: 'What do you do?',
        options: [option('End here'), { ...option('Do nothing, and end here'), move: 'ignore' }],
      },
    ],
    notes: { ask: MISSING_TEXT },
  }
}
