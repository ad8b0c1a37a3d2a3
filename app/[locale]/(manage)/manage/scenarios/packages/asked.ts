import { z } from 'zod'
import { KINDS } from '@/lms/package/about'
import { isLocale } from '@/server/platform/locales'

export const TRUTHS = ['either', 'hostile', 'genuine'] as const
/** The first is what is proposed. */
export const REPORTS = ['completion', 'pass'] as const

/** Before the id of a course in the place of a pattern. */
export const COURSE = 'course:'

/** Why there is no package, and the field to change. */
export const REFUSED = { gone: 'pattern', missing: 'pattern', truth: 'nature', room: 'kind', report: 'report' } as const
export type Why = keyof typeof REFUSED

export const Asked = z.object({
  /** A pattern, or a course: `P01`, `course:ID`. */
  pattern: z.string().max(40),
  kind: z.enum(KINDS),
  nature: z.enum(TRUTHS),
  report: z.enum(REPORTS),
  /** Missing where there is one language. */
  language: z.string().max(20).refine(isLocale).optional(),
})
