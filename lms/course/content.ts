/** What a package of a course plays: its items in order, and the scenarios that they need. `package/course.ts` writes it. */
import type { Course, Item } from '@/scenarios/engine/course/course'
import { type Content, type SharedContent, type MergedVariants, type Scenario, isCountedScenario, restored, stored } from '../content'

/** As in the course, with what the library says of a scenario. */
export type CourseItem = Item & { title: string; minutes: number }

export interface CourseContent extends SharedContent {
  /** Stable over releases: `essentials`. */
  course: string
  title: string
  summary: string
  minutes: number
  /** Of what suspended data depends on: items and their order, and what each scenario depends on. 8 hex digits. */
  hash: string
  items: CourseItem[]
  /** By scenario. */
  scenarios: Record<string, Scenario>
  passing: Course['passing']
  /** Paths of the pictures in its texts, by their ids. */
  pictures: Record<string, string>
}

/** Of whatever a package plays, whole or in part. */
export const isCourse = <Of extends object>(of: Of): of is Extract<Of, { items: unknown }> => 'items' in of

/** What the first page shows: it stands before everything else, so that it is there first. */
export type CourseIntro = Pick<CourseContent, 'title' | 'summary' | 'minutes' | 'passing' | 'report' | 'standsAlone' | 'contacts'> & {
  items: Pick<CourseItem, 'id' | 'kind' | 'title' | 'minutes'>[]
}
export const courseIntroOf = ({ title, summary, minutes, passing, report, standsAlone, contacts, items }: CourseContent): CourseIntro => ({
  ...{ title, summary, minutes, passing, report, standsAlone, contacts },
  items: items.map(({ id, kind, title, minutes }) => ({ id, kind, title, minutes })),
})

/** As a page holds it. */
export type StoredCourse = Omit<CourseContent, 'scenarios'> & { scenarios: Record<string, MergedVariants<Scenario>> }
export const storedCourse = (content: CourseContent): StoredCourse => ({ ...content, scenarios: each(content.scenarios, stored<Scenario>) })
export const restoredCourse = (content: StoredCourse): CourseContent => ({
  ...content,
  scenarios: each(content.scenarios, restored<Scenario>),
})
const each = <A, B>(scenarios: Record<string, A>, of: (scenario: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(scenarios).map(([scenarioId, scenario]) => [scenarioId, of(scenario)]))

/** A scenario of the course by itself. What its learning platform is told of it, the course decides. */
export const scenarioIn = ({ scenarios, indicators, sources, standsAlone, contacts }: CourseContent, scenarioId: string): Content => ({
  ...scenarios[scenarioId]!,
  ...{ indicators, sources, standsAlone, contacts, report: isCountedScenario(scenarios[scenarioId]!) ? 'pass' : 'completion' },
})
