import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import { database } from '../database'
import { libraryIn } from '../library/library'
import { languageOf, translator } from '../platform/locales'
import { distinctTitles } from '../courses/titles'

/** `path` only if it is not in the usual place. */
export interface Thing {
  name: string
  path?: string
}
/** Courses, cohorts, scenarios, readings of the directory and platforms, by id. Deleted ones have no name. */
export async function thingsNamed(ids: readonly string[], locale: string): Promise<Map<string, Thing>> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) return new Map()
  const t = translator(locale, 'directory')
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short' })
  const [courses, cohorts, runs, platforms, library] = await Promise.all([
    // All of them, because another course may have the same title.
    database().selectFrom('course').select(['id', 'draft']).execute(),
    database()
      .selectFrom('cohort')
      .innerJoin('course', 'course.id', 'cohort.course_id')
      .select(['cohort.id', 'cohort.name', 'course.id as course'])
      .where('cohort.id', 'in', asked)
      .execute(),
    database().selectFrom('directory_run').select(['id', 'file', 'at']).where('id', 'in', asked).execute(),
    database().selectFrom('lti_platform').select(['id', 'name']).where('id', 'in', asked).execute(),
    libraryIn(locale),
  ])
  const titles = await distinctTitles(
    courses.map(({ id, draft }) => ({ id, draft: JSON.parse(draft) as Course })),
    locale,
  )
  return new Map([
    ...asked.flatMap((id) => (titles.has(id) ? [[id, { name: titles.get(id)! }] as const] : [])),
    ...cohorts.map(({ id, name, course }) => [id, { name: `${titles.get(course) ?? ''}: ${name}` }] as const),
    ...runs.map(
      ({ id, file, at }) =>
        [id, { name: file || t('reading', { at: time.format(Number(at)) }), path: `/manage/people/directory/${id}` }] as const,
    ),
    ...platforms.map(({ id, name }) => [id, { name, path: `/manage/platforms/${id}` }] as const),
    ...asked.flatMap((id) => (library.scenario(id) ? [[id, { name: library.scenario(id)!.title }] as const] : [])),
  ])
}

/** The hash of an invitation's link: 43 characters that lead nowhere. */
export const isToken = (id: string | null): boolean => id !== null && /^[\w-]{43}$/.test(id)
