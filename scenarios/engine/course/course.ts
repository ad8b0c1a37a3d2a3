import { z } from 'zod'
import { type ItemOf, ItemSchema, Line, TURNS, type Turn, rulesOf } from './items'
import type { ProgressState } from './progress'

export { ITEM_KINDS, ItemSchema, TURNS } from './items'
export type { Item, ItemKind, ItemOf, Turn } from './items'
export { type ItemRecord, type Progress, type ProgressState, isMissed, progressOf } from './progress'
export type ScenarioItem = ItemOf<'scenario'>

const Items = z
  .array(ItemSchema)
  .max(60)
  .refine((items) => new Set(items.map((i) => i.id)).size === items.length, 'two items have the same id')

export const CourseSchema = z.strictObject({
  title: Line,
  summary: z.string().trim().min(1).max(600),
  /** When a course is passed: once everything is done, or once an attempt at each scenario that counts has held, too. */
  passing: z.enum(['debrief', 'mastery']).default('debrief'),
  /** What the organisation sees of each person: completion only, or each scenario's result too. */
  shares: z.enum(['completion', 'results']).default('completion'),
  /** Whether owners see names, or completion codes that only the learner can link to a person. */
  people: z.enum(['names', 'codes']).default('names'),
  /** Days after joining or being named; null for no due day. */
  due_days: z.number().int().min(1).max(730).nullable().default(null),
  /** Months after completion until it has to be taken again; null for never. */
  renew_months: z.number().int().min(1).max(60).nullable().default(null),
  /** Years that records are kept after their end, if longer than the organisation's own period. */
  keep_years: z.number().int().min(1).max(30).optional(),
  /** What each person's manager is told, in a course by name; nothing if left out. */
  tells_manager: z.literal('overdue').optional(),
  items: Items.min(1),
})
/** A course being built: it may still have no items. */
export const DraftSchema = CourseSchema.extend({ items: Items })
export type Course = z.infer<typeof CourseSchema>

/** The course as somebody meets it at that turn. */
export const partsFor = <C extends Pick<Course, 'items'>>(course: C, turn: Turn): C => ({
  ...course,
  items: course.items.filter(({ only }) => only === undefined || only === turn),
})
/**
 * Null if the two turns are possible: both have parts, and people by name come again. By code, which parts somebody has done would tell that
 * they came again.
 */
export function turnsFault(course: Pick<Course, 'items' | 'people' | 'renew_months'>): 'never' | 'codes' | 'empty' | null {
  if (course.items.every(({ only }) => only === undefined)) return null
  if (course.people === 'codes') return 'codes'
  if (course.renew_months === null) return 'never'
  return TURNS.some((turn) => partsFor(course, turn).items.length === 0) ? 'empty' : null
}

/** Minutes the whole course takes. @param storyMinutes by scenario id; 0 for a scenario that the library does not have */
export const minutesOf = ({ items }: Pick<Course, 'items'>, storyMinutes: (scenario: string) => number): number =>
  items.reduce((sum, item) => {
    const { scenario, minutes } = rulesOf(item)
    const needed = scenario(item)
    return sum + (minutes(item, needed === null ? undefined : storyMinutes(needed)) ?? 0)
  }, 0)

/** The standing the organisation sees: missed mastery shows only if the course shares results. */
export const sharedStanding = ({ shares }: Pick<Course, 'shares'>, standing: ProgressState): ProgressState =>
  standing === 'not-passed' && shares !== 'results' ? 'complete' : standing

/** Whether people's managers are told that they are overdue. */
export const tellsManager = ({ people, tells_manager }: Pick<Course, 'people' | 'tells_manager'>): boolean =>
  people === 'names' && tells_manager === 'overdue'

/** Whether the organisation may see who has a certificate. With mastery, only people who passed can have one. */
export const sharesCertificates = ({ passing, shares }: Pick<Course, 'passing' | 'shares'>): boolean =>
  passing === 'debrief' || shares === 'results'

const DAY = 24 * 3600_000
/**
 * From when the days until somebody is due count: from the day they joined the organisation, or from when they were named if we do not know
 * that day or the course did not exist then. `server/enrolment/counted.ts` has the same in SQL.
 */
export const dueFrom = (namedAt: number, joinedAt: number | null, publishedAt: number | null): number =>
  joinedAt !== null && publishedAt !== null && joinedAt >= publishedAt ? joinedAt : namedAt
/** When somebody is due, in milliseconds since 1970: the cohort's day, or some days after `from`. */
export const dueAt = ({ due_days }: Pick<Course, 'due_days'>, from: number, cohortDue: number | null): number | null =>
  cohortDue ?? (due_days === null ? null : from + due_days * DAY)

/** How many days the course keeps a record after its end; null if it leaves that to the organisation. */
export const keepDays = ({ keep_years }: Pick<Course, 'keep_years'>): number | null => (keep_years === undefined ? null : keep_years * 365)

/** The 31st becomes the last day of a shorter month. */
export function renewAt({ renew_months }: Pick<Course, 'renew_months'>, completedAt: number): number | null {
  if (renew_months === null) return null
  const day = new Date(completedAt)
  const renewed = new Date(completedAt)
  renewed.setUTCMonth(day.getUTCMonth() + renew_months)
  if (renewed.getUTCDate() !== day.getUTCDate()) renewed.setUTCDate(0)
  return renewed.getTime()
}
