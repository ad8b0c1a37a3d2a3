import 'server-only'
import { database } from '../database'
import { languageOf } from '../platform/locales'

/** Courses of the same title also get their owners and the time they were made. */
export async function distinctTitles(
  courses: readonly { id: string; draft: { title: string } }[],
  locale: string,
): Promise<Map<string, string>> {
  const times = new Map<string, number>()
  for (const { draft } of courses) times.set(draft.title, (times.get(draft.title) ?? 0) + 1)
  const alike = courses.flatMap(({ id, draft }) => (times.get(draft.title)! > 1 ? [id] : []))
  const more = alike.length === 0 ? new Map<string, string>() : await markedBy(alike, locale)
  return new Map(courses.map(({ id, draft }) => [id, more.has(id) ? `${draft.title} (${more.get(id)})` : draft.title]))
}

async function markedBy(ids: readonly string[], locale: string): Promise<Map<string, string>> {
  const [made, owners] = await Promise.all([
    database().selectFrom('course').select(['id', 'created_at']).where('id', 'in', ids).execute(),
    database()
      .selectFrom('course_owner as o')
      .innerJoin('user as u', 'u.id', 'o.user_id')
      .select(['o.course_id', 'u.name'])
      .where('o.course_id', 'in', ids)
      .orderBy('u.name')
      .execute(),
  ])
  // The minute too, because copies are often made on one day.
  const time = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
  return new Map(
    made.map(({ id, created_at }) => {
      const names = owners.filter(({ course_id }) => course_id === id).map(({ name }) => name)
      return [id, [...names, time.format(created_at)].join(', ')]
    }),
  )
}
