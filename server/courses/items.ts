import 'server-only'
import { type Course, minutesOf } from '@/scenarios/engine/course/course'
import { type Item, nameOf, rulesOf } from '@/scenarios/engine/course/items'
import type { Library, LibraryScenario } from '../library/library'

/** What the current library says about the items of courses. */
export function itemsIn(library: Library) {
  /** Undefined if the item has none, or the library lacks it. */
  const scenarioIn = (item: Item): LibraryScenario | undefined => {
    const id = rulesOf(item).scenario(item)
    return id === null ? undefined : library.scenario(id)
  }
  /** Undefined if the library lacks the scenario. */
  const knownTitle = (item: Item): string | undefined => rulesOf(item).title(item, scenarioIn(item)?.title)
  return {
    knownTitle,
    titleOf: (item: Item): string => knownTitle(item) ?? nameOf(item),
    hasResult: (item: Item): boolean => {
      const scenario = scenarioIn(item)
      return rulesOf(item).scenario(item) !== null && (!scenario || (scenario.kind !== 'tutorial' && !scenario.skippable))
    },
    isMissing: (item: Item): boolean => rulesOf(item).scenario(item) !== null && !scenarioIn(item),
    itemMinutes: (item: Item): number | undefined => rulesOf(item).minutes(item, scenarioIn(item)?.minutes),
    courseMinutes: (course: Pick<Course, 'items'>): number => minutesOf(course, (id) => library.scenario(id)?.minutes ?? 0),
  }
}
