import type { Course } from '@/scenarios/engine/course/course'
import type { Rules } from './model'

export const UNITS = ['Harbours', 'Missions'] as const
export const SITES = ['North', 'South'] as const

const page = (id: string): Course['items'][number] => ({ id, kind: 'page', title: `Read this: ${id}`, body: 'A text.', minutes: 1 })
const played = (scenario: string): Course['items'][number] => ({ id: 'case', kind: 'scenario', scenario })
const base = { summary: 'What it is about.', passing: 'debrief', shares: 'completion', people: 'names' } as const

export const COURSES: readonly Course[] = [
  { ...base, title: 'Essentials of the house', due_days: 30, renew_months: 6, items: [page('why'), played('P01')] },
  { ...base, title: 'Travelling abroad', due_days: 60, renew_months: 12, items: [page('before'), page('after')] },
  {
    ...base,
    title: 'Handling of contacts',
    passing: 'mastery',
    shares: 'results',
    due_days: 45,
    renew_months: 7,
    items: [page('how'), played('P02')],
  },
  { ...base, title: 'Quiet hours', people: 'codes', due_days: null, renew_months: 6, items: [page('one'), page('two')] },
]
/** The titles of courses with one more cohort, which takes in everybody. */
export const FOR_ALL: ReadonlySet<string> = new Set([COURSES[0]!.title, COURSES[2]!.title])
export const rulesOf = ({ people, passing, due_days, renew_months, items }: Course): Rules => ({
  codes: people === 'codes',
  mastery: passing === 'mastery',
  dueDays: due_days,
  renewMonths: renew_months,
  compiled: items.flatMap((item) => (item.kind === 'scenario' ? [item.scenario] : []))[0] ?? null,
})
export const ANEW: Partial<Course> = { due_days: 20, renew_months: 5, items: [page('before'), page('abroad'), page('after')] }
