import { type Course, CourseSchema } from '@/scenarios/engine/course/course'
import { archiveCourse, createCourse, publishCourse } from '@/server/courses/courses'
import { database } from '@/server/database'
import { newLearner } from '@/server/learning/learners'
import { newToken } from '@/server/platform/tokens'
import { OrganisationSchema, saveOrganisation } from '@/server/organisation/organisation'

export const courseOf = (scenarios: string[], rules: Partial<Course> = {}): Course => ({
  title: 'A course',
  summary: 'What it is about.',
  passing: 'debrief',
  shares: 'completion',
  people: 'codes',
  due_days: null,
  renew_months: null,
  items: [
    { id: 'read', kind: 'page', title: 'Something to read', body: 'Text. [G-04]', minutes: 2 },
    ...scenarios.map((scenario, i) => ({ id: `case-${i + 1}`, kind: 'scenario' as const, scenario })),
    { id: 'whom', kind: 'acknowledgement', title: 'I know whom to tell', body: 'Text.', minutes: 1 },
  ],
  ...rules,
})

export const exampleCourse: Course = CourseSchema.parse({
  title: 'Starting here',
  summary: 'For everybody who starts.',
  items: [
    { id: 'hello', kind: 'page', title: 'Why this matters', body: 'A text.', minutes: 2 },
    { id: 'stranger', kind: 'scenario', scenario: 'P01' },
  ],
})

/** Sets the domain of the organisation's own addresses: proven ones count towards crowds. */
export const ownDomain = (): Promise<void> => saveOrganisation(OrganisationSchema.parse({ domains: ['example.org'] }))

export interface PublishedCourse {
  id: string
  cohort: string
  link: string
}

export async function published(course: Course, owner?: string): Promise<PublishedCourse> {
  const id = await createCourse(course, 'Everybody', owner)
  const result = await publishCourse(id)
  if (!result.ok) throw new Error(result.reason)
  const link = newToken()
  const { id: cohort } = await database()
    .updateTable('cohort')
    .set({ link })
    .where('course_id', '=', id)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, cohort, link }
}
export const archived = (id: string) => archiveCourse(id, true)

export const learner = async (): Promise<string> => (await newLearner()).learner
