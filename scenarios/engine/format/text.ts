import { z } from 'zod'
import { ID, MAX_ID } from './ids'

export const Id = z.string().regex(ID, 'an id is lower-case letters, digits and hyphens, and starts with a letter').max(MAX_ID)

/** An ICU message with flat argument names: `{contact_name}`, `{fee, number, ::currency/EUR}`. */
export const Text = z.string().trim().min(1, 'a text may not be empty').max(4000)
/** Whether a schema is this one, or this one with a description. */
export const isOne = (schema: unknown, of: z.ZodType): boolean => schema === of || (schema as z.ZodType)._zod?.parent === of
export const isText = (schema: unknown): boolean => isOne(schema, Text)
