import { z } from 'zod'
import { ID, MAX_ID } from './ids'

export const Id = z.string().regex(ID, 'an id is lower-case letters, digits and hyphens, and starts with a letter').max(MAX_ID)

/** An ICU message with flat argument names: `{contact_name}`, `{fee, number, ::currency/EUR}`. */
export const Text = z.string().trim().min(1, 'a text may not be empty').max(4000)
export const isText = (schema: unknown): boolean => schema === Text || (schema as z.ZodType)._zod?.parent === Text
