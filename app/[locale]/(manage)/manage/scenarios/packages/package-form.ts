import { z } from 'zod'
import { KINDS } from '@/lms/package/about'
import { isLocale } from '@/server/platform/locales'

export const CHOICES = ['either', 'hostile', 'genuine'] as const
/** The form proposes the first. */
export const REPORTS = ['completion', 'pass'] as const

/** Comes before a course's id in the field for a scenario. */
export const COURSE = 'course:'

export const REFUSED = { gone: 'scenario', missing: 'scenario', variant: 'variant', room: 'kind', report: 'report' } as const
export type PackageRefusal = keyof typeof REFUSED

export const PackageForm = z.object({
  scenario: z.string().max(40),
  kind: z.enum(KINDS),
  variant: z.enum(CHOICES),
  report: z.enum(REPORTS),
  language: z.string().max(20).refine(isLocale).optional(),
})
