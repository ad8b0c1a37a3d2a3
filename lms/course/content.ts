/** What a package of a course plays: its items in order, and the stories that they need. `package/course.ts` writes it. */
import type { Course, Item } from '@/scenarios/engine/course/course'
import type { Content, Shared, Story } from '../content'

/** As in the course, with what the library says of a scenario. */
export type CourseItem = Item & { title: string; minutes: number }

export interface CourseContent extends Shared {
  /** Stable over releases: `essentials`. */
  course: string
  title: string
  summary: string
  minutes: number
  /** Of what suspended data depends on: items and their order, and what each story depends on. 8 hex digits. */
  hash: string
  items: CourseItem[]
  /** By pattern. */
  stories: Record<string, Story>
  passing: Course['passing']
  /** Paths of the pictures in its texts, by their ids. */
  pictures: Record<string, string>
}

export const isCourse = (content: Content | CourseContent): content is CourseContent => 'items' in content

/** A scenario of the course by itself. What its learning platform is told of it, the course decides. */
export const storyIn = ({ stories, indicators, sources, standsAlone, contacts }: CourseContent, pattern: string): Content => ({
  ...stories[pattern]!,
  ...{ indicators, sources, standsAlone, contacts, report: 'pass' },
})
