/** Schema for events from outside. Separate from `play.ts`, which learner pages load without Zod. */
import { z } from 'zod'
import { LOOKS, SURENESS, type PlayEvent } from './play'

const Id = z.string().regex(/^s[0-9a-z]{7}$/)
const Sure = z.enum(SURENESS)

export const PlayEventSchema: z.ZodType<PlayEvent> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('flag'), segment: Id }),
  z.strictObject({ type: z.literal('unflag'), segment: Id }),
  z.strictObject({ type: z.literal('check'), check: Id }),
  z.strictObject({
    type: z.literal('decide'),
    choices: z.record(Id, Id).refine((c) => Object.keys(c).length <= 8),
    sure: Sure.optional(),
  }),
  z.strictObject({ type: z.literal('continue') }),
  z.strictObject({ type: z.literal('judge'), looks: z.enum(LOOKS), sure: Sure }),
])

/** One append: the number of events before these, and the events. */
export const AppendSchema = z.strictObject({ seq: z.int().min(0).max(10_000), events: z.array(PlayEventSchema).min(1).max(200) })
