/** Schema for events from outside. Separate from `play.ts`, which learner pages load without Zod. */
import { z } from 'zod'
import { RATINGS, SURENESS, type PlayEvent } from './events'

const Id = z.string().regex(/^s[0-9a-z]{7}$/)
const Sure = z.enum(SURENESS)

export const PlayEventSchema: z.ZodType<PlayEvent> = z.union([
  z.strictObject({ type: z.literal('flag'), segment: Id }),
  z.strictObject({ type: z.literal('unflag'), segment: Id }),
  z.strictObject({ type: z.literal('check'), check: Id }),
  z.strictObject({ type: z.literal('report') }),
  z.strictObject({
    type: z.literal('decide'),
    choices: z.record(Id, Id).refine((c) => Object.keys(c).length <= 8),
    rating: z.literal(RATINGS).optional(),
  }),
  z.strictObject({ type: z.literal('continue') }),
  z.strictObject({ type: z.literal('judge'), looks: z.enum(['genuine', 'approach']), sure: Sure }),
  z.strictObject({ type: z.literal('judge'), looks: z.literal('unsure') }),
])

export const AppendSchema = z.strictObject({ seq: z.int().min(0).max(10_000), events: z.array(PlayEventSchema).min(1).max(200) })
