import 'server-only'
import { type Course, minutesOf } from '@/scenarios/engine/course/course'
import { type Item, nameOf, rulesOf } from '@/scenarios/engine/course/items'
import type { Library, LibraryPattern } from '../library/library'

/** What the current library says about the items of courses. */
export function itemsIn(library: Library) {
  /** The pattern that an item plays; undefined if it has none, or the library lacks it. */
  const patternIn = (item: Item): LibraryPattern | undefined => {
    const id = rulesOf(item).pattern(item)
    return id === null ? undefined : library.pattern(id)
  }
  /** The title; undefined if the library lacks the pattern. */
  const knownTitle = (item: Item): string | undefined => rulesOf(item).title(item, patternIn(item)?.title)
  return {
    knownTitle,
    titleOf: (item: Item): string => knownTitle(item) ?? nameOf(item),
    /** Whether playing it has a result that may be shown. */
    hasResult: (item: Item): boolean => {
      const pattern = patternIn(item)
      return rulesOf(item).pattern(item) !== null && (!pattern || (pattern.kind !== 'tutorial' && !pattern.skippable))
    },
    isMissing: (item: Item): boolean => rulesOf(item).pattern(item) !== null && !patternIn(item),
    itemMinutes: (item: Item): number | undefined => rulesOf(item).minutes(item, patternIn(item)?.minutes),
    courseMinutes: (course: Pick<Course, 'items'>): number => minutesOf(course, (id) => library.pattern(id)?.minutes ?? 0),
  }
}
