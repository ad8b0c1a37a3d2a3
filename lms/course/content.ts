import type { Course, Item } from '@/scenarios/engine/course/course'
import { type Content, type SharedContent, type MergedVariants, type Scenario, isCountedScenario, restored, stored } from '../content'

export type CourseItem = Item & { title: string; minutes: number }

export interface CourseContent extends SharedContent {
  /** The same over releases: `essentials`. */
  course: string
  title: string
  summary: string
  minutes: number
  /** 8 hex digits over everything that suspended data depends on: the items in order, and what each scenario depends on. */
  hash: string
  items: CourseItem[]
  scenarios: Record<string, Scenario>
  passing: Course['passing']
  /** Paths of the pictures in its texts, by picture id. */
  pictures: Record<string, string>
}

export const isCourse = <Of extends object>(of: Of): of is Extract<Of, { items: unknown }> => 'items' in of

export type CourseIntro = Pick<CourseContent, 'title' | 'summary' | 'minutes' | 'passing' | 'report' | 'standsAlone' | 'contacts'> & {
  items: Pick<CourseItem, 'id' | 'kind' | 'title' | 'minutes'>[]
}
export const courseIntroOf = ({ title, summary, minutes, passing, report, standsAlone, contacts, items }: CourseContent): CourseIntro => ({
  ...{ title, summary, minutes, passing, report, standsAlone, contacts },
  items: items.map(({ id, kind, title, minutes }) => ({ id, kind, title, minutes })),
})

export type StoredCourse = Omit<CourseContent, 'scenarios'> & { scenarios: Record<string, MergedVariants<Scenario>> }
export const storedCourse = (content: CourseContent): StoredCourse => ({ ...content, scenarios: each(content.scenarios, stored<Scenario>) })
export const restoredCourse = (content: StoredCourse): CourseContent => ({
  ...content,
  scenarios: each(content.scenarios, restored<Scenario>),
})
const each = <A, B>(scenarios: Record<string, A>, of: (scenario: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(scenarios).map(([scenarioId, scenario]) => [scenarioId, of(scenario)]))

/** One scenario of the course by itself. The course decides what of it the LMS hears. */
export const scenarioIn = ({ scenarios, indicators, sources, standsAlone, contacts }: CourseContent, scenarioId: string): Content => ({
  ...scenarios[scenarioId]!,
  ...{ indicators, sources, standsAlone, contacts, report: isCountedScenario(scenarios[scenarioId]!) ? 'pass' : 'completion' },
})
