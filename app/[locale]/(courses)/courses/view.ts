import 'server-only'
import type { Course, Item } from '@/scenarios/engine/course/course'
import { minutesOf } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/courses/enrolments'
import { patternOf } from '@/server/library/library'
import { translator } from '@/server/platform/locales'

/** How courses are told on a page. */
const patternMinutes = (id: string): number => patternOf(id)?.minutes ?? 0
export const courseMinutes = (course: Pick<Course, 'items'>): number => minutesOf(course, patternMinutes)
export const itemMinutes = (item: Item): number => minutesOf({ items: [item] }, patternMinutes)

/** Minutes of what is not done yet. */
export function minutesLeft({ course, items }: Enrolment): number {
  const done = new Set(items.filter((i) => i.doneAt !== null).map((i) => i.item))
  return courseMinutes({ items: course.items.filter((i) => !done.has(i.id)) })
}

export const itemTitle = (item: Item, locale: string): string =>
  item.kind === 'pattern' ? (patternOf(item.pattern)?.title ?? translator(locale, 'courses')('missing')) : item.title

export const coursePath = (locale: string, enrolment: string): string => `/${locale}/courses/${enrolment}`
export const itemPath = (locale: string, enrolment: string, item: string): string => `${coursePath(locale, enrolment)}/items/${item}`

/** Where one goes on: at the next part, or on the course's page where the terms are to be read or everything is done. */
export const nextPath = (locale: string, { row, progress }: Enrolment): string =>
  row.terms_seen_at !== null && row.ended_at === null && progress.next
    ? itemPath(locale, row.id, progress.next.id)
    : coursePath(locale, row.id)
