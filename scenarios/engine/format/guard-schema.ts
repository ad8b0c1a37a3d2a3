import { z } from 'zod'
import type { AuthoredGuard } from './guard'
import { Id } from './text'

/** In a file of its own, so that learners’ pages can use the type without loading Zod. */
export const Guard: z.ZodType<AuthoredGuard> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ fact: Id }).describe('holds once the fact is true'),
      z.strictObject({ check: Id }).describe('holds once the check was made'),
      z.strictObject({ reportedSince: Id }).describe('holds if the learner reported after the fact was last set'),
      z.strictObject({ reports: z.literal(2) }).describe('holds once two reports have been made; for texts only'),
      z.strictObject({ all: z.array(Guard).min(1) }),
      z.strictObject({ any: z.array(Guard).min(1) }),
      z.strictObject({ not: Guard }),
    ],
    'a guard is one of fact, check, reportedSince, reports, all, any, not',
  ),
)
