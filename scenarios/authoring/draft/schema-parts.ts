import { z } from 'zod'

/** The schema that an optional, defaulted, transformed or lazy one wraps. */
export function within(schema: z.ZodType): z.ZodType | null {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodLazy) return schema.unwrap() as z.ZodType
  return schema instanceof z.ZodPipe ? (schema.in as z.ZodType) : null
}
export const mayBeAbsent = (schema: z.ZodType): boolean => schema.safeParse(undefined).success
