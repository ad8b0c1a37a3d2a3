/** Finds in the schema which fields of a file hold what, so that nobody has to maintain a separate list. */
import { z } from 'zod'
import { Artefact, Person } from './artefacts'
import { Scenario } from './schema'
import { isOne, isText } from './text'

function below(schema: unknown): [field: string | null, schema: unknown][] {
  // The sides of a fork hold what the forked field holds.
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).map(([field, inner]) => [SIDES.has(field) ? null : field, inner])
  if (schema instanceof z.ZodArray) return [[null, schema.element]]
  if (schema instanceof z.ZodRecord) return [[null, schema.valueType]]
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => [null, option])
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return [[null, schema.unwrap()]]
  return []
}

export const SIDES: ReadonlySet<string> = new Set(['hostile', 'genuine'])

/** The names of the fields that hold what is `wanted`, anywhere in `schemas`. Guards hold only ids and are skipped. */
export function fieldsHolding(wanted: (schema: unknown) => boolean, ...schemas: z.ZodType[]): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (schema: unknown, field: string | null): void => {
    if (field && wanted(schema)) found.add(field)
    for (const [name, inner] of below(schema)) visit(inner, name ?? field)
  }
  for (const schema of schemas) visit(schema, null)
  return found
}

/** The fields that hold text for a learner or facilitator. Guards also use `when`, but are not strings. */
export const TEXT_FIELDS = fieldsHolding(isText, Scenario)
export const isPerson = (schema: unknown): boolean => isOne(schema, Person)
export const PERSON_FIELDS = fieldsHolding(isPerson, Artefact)
