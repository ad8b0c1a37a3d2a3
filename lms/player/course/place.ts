import type { CourseSession } from '../../course/session'
import type { CourseContent, CourseItem } from '../../course/content'
import type { LmsState } from '../../runtime'

export type ScenarioOf = CourseItem & { kind: 'scenario' }
export type PlaceInCourse =
  | { at: 'list' }
  | { at: 'left' }
  | { at: 'unsaved' }
  | { at: 'item'; item: CourseItem }
  | { at: 'play'; item: ScenarioOf }
  | { at: 'debrief'; item: ScenarioOf }

/** What every page of a course is given. */
export interface CoursePageProps {
  content: CourseContent
  session: CourseSession
  mode: LmsState['mode']
  go(place: PlaceInCourse): void
  /** Leaves the package; null where nobody waits for that. */
  leave: (() => void) | null
  /** Saves the result as a file, where no LMS takes it. */
  keep: (() => void) | null
}
export interface PartProps<I extends CourseItem = CourseItem> extends CoursePageProps {
  item: I
}

/** Where one goes on: a scenario that was begun, at once; else the next part, or the list at the end. */
export function nextPlace({ content, session }: Pick<CoursePageProps, 'content' | 'session'>): PlaceInCourse {
  const id = session.progress().next?.id
  const item = content.items.find((one) => one.id === id)
  if (!item) return { at: 'list' }
  return item.kind === 'scenario' && session.stateOf(item) === 'underWay' ? { at: 'play', item } : { at: 'item', item }
}

/** Where the page opens: what was being played goes on, and everything else begins with the list. */
export function firstPlace(from: Pick<CoursePageProps, 'content' | 'session'>): PlaceInCourse {
  const next = nextPlace(from)
  return next.at === 'play' ? next : { at: 'list' }
}
