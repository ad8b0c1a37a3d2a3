import type { Course } from '@/scenarios/engine/course/course'

export const RULES = [
  'title',
  'summary',
  'passing',
  'shares',
  'people',
  'due_days',
  'renew_months',
  'keep_years',
  'tells_manager',
] as const satisfies (keyof Course)[]
export type Rule = (typeof RULES)[number]
export interface KeptRules {
  values: Record<Rule, string>
  elsewhere: boolean
  errors: Rule[]
}
