import type { Course } from '@/scenarios/engine/course/course'

/** The fields of the form of rules. */
export const RULES = [
  'title',
  'summary',
  'passing',
  'shares',
  'people',
  'due_days',
  'renew_months',
  'keep_years',
] as const satisfies (keyof Course)[]
export type Rule = (typeof RULES)[number]
/** Rules that were not saved, as they were typed. */
export interface KeptRules {
  values: Record<Rule, string>
  elsewhere: boolean
  errors: Rule[]
}
