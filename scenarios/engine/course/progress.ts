/** How far a learner is in a course. Loads no schema, because a package for an LMS asks it in its page. */
import { isPass } from '../score/attempt'
import type { Ended } from './ended'
import type { Item } from './items'

export interface ItemRecord {
  item: string
  doneAt: number | null
  /** The best attempt that ended; null for what has no outcome, and before that. */
  best: Ended | null
  tries: number
}
export type ProgressState = 'not-started' | 'under-way' | 'complete' | 'not-passed'
export interface Progress {
  standing: ProgressState
  done: number
  of: number
  next: Item | null
}

/** How far an enrolment is. A scenario is passed once one of its attempts has held. */
export function progressOf(course: { items: readonly Item[]; passing: 'debrief' | 'mastery' }, records: readonly ItemRecord[]): Progress {
  const byItem = new Map(records.map((r) => [r.item, r]))
  const done = course.items.filter(({ id }) => byItem.get(id)?.doneAt != null)
  const next = course.items.find((item) => !done.includes(item)) ?? null
  const missed = course.passing === 'mastery' && course.items.some(({ id }) => isMissed(byItem.get(id)))
  const standing = next
    ? done.length > 0 || records.some((r) => r.tries > 0)
      ? 'under-way'
      : 'not-started'
    : missed
      ? 'not-passed'
      : 'complete'
  return { standing, done: done.length, of: course.items.length, next }
}

/** Whether it has an outcome and has not held yet. */
export const isMissed = (record: Pick<ItemRecord, 'best'> | undefined): boolean => record?.best != null && !isPass(record.best.outcome)
