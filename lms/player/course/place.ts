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

export interface CoursePageProps {
  content: CourseContent
  session: CourseSession
  mode: LmsState['mode']
  /** Begins another attempt; null if the LMS takes no other result now. */
  again: (() => void) | null
  go(place: PlaceInCourse): void
  leave: (() => void) | null
  keep: (() => void) | null
}
export interface PartProps<I extends CourseItem = CourseItem> extends CoursePageProps {
  item: I
}

/** A scenario that has begun goes on at once; otherwise the next part opens, or the list at the end. */
export function nextPlace({ content, session }: Pick<CoursePageProps, 'content' | 'session'>): PlaceInCourse {
  const id = session.progress().next?.id
  const item = content.items.find((one) => one.id === id)
  if (!item) return { at: 'list' }
  return item.kind === 'scenario' && session.stateOf(item) === 'underWay' ? { at: 'play', item } : { at: 'item', item }
}

export function firstPlace(from: Pick<CoursePageProps, 'content' | 'session'>): PlaceInCourse {
  const next = nextPlace(from)
  return next.at === 'play' ? next : { at: 'list' }
}
