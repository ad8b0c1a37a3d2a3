import 'server-only'
import { type Course, minutesOf } from '@/scenarios/engine/course/course'
import { type Item, nameOf, rulesOf } from '@/scenarios/engine/course/items'
import { type LibraryPattern, patternOf } from '../library/library'

/** The pattern an item plays; undefined where it needs none, or the library lacks it. */
export function patternIn(item: Item): LibraryPattern | undefined {
  const id = rulesOf(item).pattern(item)
  return id === null ? undefined : patternOf(id)
}
/** Whether the library lacks what it needs. */
export const isMissing = (item: Item): boolean => rulesOf(item).pattern(item) !== null && !patternIn(item)

/** The title by the library of today; undefined where it lacks the pattern. */
export const knownTitle = (item: Item): string | undefined => rulesOf(item).title(item, patternIn(item)?.title)
export const titleOf = (item: Item): string => knownTitle(item) ?? nameOf(item)
export const itemMinutes = (item: Item): number | undefined => rulesOf(item).minutes(item, patternIn(item)?.minutes)
export const courseMinutes = (course: Pick<Course, 'items'>): number => minutesOf(course, (pattern) => patternOf(pattern)?.minutes ?? 0)
