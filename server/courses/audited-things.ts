import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import { database } from '../database'
import { libraryIn } from '../library/library'

/** What the log is about, besides people, by its id: a course, a cohort with its course, a scenario. What is deleted has no name. */
export async function thingsNamed(ids: readonly string[], locale: string): Promise<Map<string, string>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const title = (draft: string) => (JSON.parse(draft) as Course).title
  const [courses, cohorts, library] = await Promise.all([
    database().selectFrom('course').select(['id', 'draft']).where('id', 'in', asked).execute(),
    database()
      .selectFrom('cohort')
      .innerJoin('course', 'course.id', 'cohort.course_id')
      .select(['cohort.id', 'cohort.name', 'course.draft'])
      .where('cohort.id', 'in', asked)
      .execute(),
    libraryIn(locale),
  ])
  return new Map([
    ...courses.map(({ id, draft }) => [id, title(draft)] as const),
    ...cohorts.map(({ id, name, draft }) => [id, `${title(draft)}: ${name}`] as const),
    ...asked.flatMap((id) => (library.pattern(id) ? [[id, library.pattern(id)!.title] as const] : [])),
  ])
}

/** The hash of an invitation's link, 43 characters that lead nowhere. */
export const isToken = (id: string | null): boolean => id !== null && /^[\w-]{43}$/.test(id)
