/**
 * An artefact of every kind and look with everything it can hold, generated from the schema: a new kind, look or field is included without
 * a change here. Each text is unique and names a character; everybody in it is `contact`.
 */
import { z } from 'zod'
import { Artefact } from '@/scenarios/engine/format/artefacts'
import { Scenario } from '@/scenarios/engine/format/schema'
import { isText } from '@/scenarios/engine/format/text'
import { variantOf } from '@/scenarios/engine/format/variant'
import { PERSON_FIELDS, TEXT_FIELDS, isPerson } from '@/scenarios/engine/format/fields'
import { compile } from '@/scenarios/engine/play/compile'
import { type Artefact as PlayArtefact, begin, sceneOf } from '@/scenarios/engine/play/play'
import { argumentsOf, drawNames } from '@/scenarios/engine/play/names'
import { stage } from '@/scenarios/engine/play/staging'
import { exampleInput, examplePool } from './example-scenario'

let ids = 0
/** A clause is one of these or none. */
const HANDS = ['hand', 'unreadable', 'sketch']
const oneEach = (clause: object, way: readonly string[]) =>
  ['plain', ...HANDS].map((hand) => sampleOf(clause, [...way, hand], (field) => field === hand || !HANDS.includes(field)))

function sampleOf(schema: unknown, way: readonly string[], has: (field: string) => boolean = () => true): unknown {
  if (isText(schema)) return `Here the ${way.join(' ')} of {contact_name}`
  if (isPerson(schema)) return 'contact'
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(schema.shape).flatMap(([k, v]) => (has(k) ? [[k, sampleOf(v, [...way, k])]] : [])))
  if (schema instanceof z.ZodArray) {
    const isClause = schema.element instanceof z.ZodObject && HANDS.every((hand) => hand in (schema.element as z.ZodObject).shape)
    return isClause ? oneEach(schema.element, way) : [sampleOf(schema.element, way)]
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return sampleOf(schema.unwrap(), way)
  // Of a segment, take the form that does not fork.
  if (schema instanceof z.ZodUnion)
    return sampleOf(schema.options.find((option) => option instanceof z.ZodObject) ?? schema.options.at(-1), way)
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  // Guards are optional, and any id will do as long as it is unique.
  if (schema instanceof z.ZodLazy) return undefined
  if (schema instanceof z.ZodString) return `${way[0]}-${++ids}`
  if (schema instanceof z.ZodNumber) return 3
  throw new Error(`no sample for ${way.join('.')}: add here how to make one`)
}

type Authored = z.input<typeof Artefact>
const authored = Artefact.options.flatMap((option): Authored[] => {
  const { kind } = option.shape
  if (!('look' in option.shape)) return [sampleOf(option, [kind.value]) as Authored]
  const looks = option.shape.look.unwrap().options as readonly string[]
  return looks.map((look) => {
    // Only a video call has tiles.
    const sample = sampleOf(option, [kind.value, look], (field) => field !== 'tiles' || look === 'video') as object
    return { ...sample, look } as Authored
  })
})
const scenario = Scenario.parse({
  ...exampleInput,
  scenes: { ...exampleInput.scenes, hello: { ...exampleInput.scenes.hello!, show: authored } },
})
const resolved = variantOf(scenario, 'hostile')
export const compiled = compile(scenario).hostile!
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 1)
export const play = stage(compiled.play, names, argumentsOf(compiled.values, names), 'en')

const valuesOf = (node: unknown, fields: ReadonlySet<string>): string[] =>
  !node || typeof node !== 'object'
    ? []
    : Object.entries(node).flatMap(([name, value]) =>
        typeof value === 'string' ? (fields.has(name) ? [value] : []) : valuesOf(value, fields),
      )

export interface Sample {
  /** Its kind, and its look where it has one. */
  name: string
  kind: PlayArtefact['kind']
  authored: (typeof resolved.scenes)[string]['show'][number]
  artefact: PlayArtefact
  texts: string[]
  people: string[]
}
export const SAMPLES: readonly Sample[] = sceneOf(play, begin(play)).show.map((artefact, i) => ({
  name: 'look' in artefact ? `${artefact.kind}/${artefact.look}` : artefact.kind,
  kind: artefact.kind,
  authored: resolved.scenes.hello!.show[i]!,
  artefact,
  texts: valuesOf(artefact, TEXT_FIELDS),
  people: [...new Set(valuesOf(artefact, PERSON_FIELDS).map((id) => play.cast[id]!.name))],
}))
