import { z } from 'zod'
import { KINDS } from '@/lms/package/about'
import { isLocale } from '@/server/platform/locales'

export const TRUTHS = ['either', 'hostile', 'genuine'] as const
export const REPORTS = ['pass', 'completion'] as const

/** Before the id of a course in the place of a pattern. */
export const COURSE = 'course:'

export const Asked = z.object({
  /** A pattern, or a course: `P01`, `course:ID`. */
  pattern: z.string().max(40),
  kind: z.enum(KINDS),
  nature: z.enum(TRUTHS),
  report: z.enum(REPORTS),
  /** Missing where there is one language. */
  language: z.string().max(20).refine(isLocale).optional(),
})
