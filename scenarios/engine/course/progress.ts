/** How far a learner is in a course. Loads no schema, because a package for an LMS asks it in its page. */
import type { Item } from './items'

export interface ItemRecord {
  item: string
  doneAt: number | null
  passed: boolean | null
  tries: number
}
export type ProgressState = 'not-started' | 'under-way' | 'complete' | 'not-passed'
export interface Progress {
  standing: ProgressState
  done: number
  of: number
  next: Item | null
}

/** How far an enrolment is. Mastery missed at the first attempt stays missed, because repeats are practice. */
export function progressOf(course: { items: readonly Item[]; passing: 'debrief' | 'mastery' }, records: readonly ItemRecord[]): Progress {
  const byItem = new Map(records.map((r) => [r.item, r]))
  const done = course.items.filter(({ id }) => byItem.get(id)?.doneAt != null)
  const next = course.items.find((item) => !done.includes(item)) ?? null
  const missed =
    course.passing === 'mastery' && course.items.some(({ id, kind }) => kind === 'scenario' && byItem.get(id)?.passed === false)
  const standing = next
    ? done.length > 0 || records.some((r) => r.tries > 0)
      ? 'under-way'
      : 'not-started'
    : missed
      ? 'not-passed'
      : 'complete'
  return { standing, done: done.length, of: course.items.length, next }
}
