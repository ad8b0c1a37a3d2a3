import 'server-only'
import type { Course, Item } from '@/scenarios/engine/course/course'
import type { Enrolment } from '@/server/enrolment/enrolment'
import { itemsIn } from '@/server/courses/items'
import type { Library } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { rootOf } from '@/server/platform/launch-token'

export const courseMinutes = (library: Library, course: Pick<Course, 'items'>): number => itemsIn(library).courseMinutes(course)
export const itemMinutes = (library: Library, item: Item): number => itemsIn(library).itemMinutes(item) ?? 0

export function minutesLeft(library: Library, { course, items }: Enrolment): number {
  const done = new Set(items.filter((i) => i.doneAt !== null).map((i) => i.item))
  return courseMinutes(library, { items: course.items.filter((i) => !done.has(i.id)) })
}

export const itemTitle = (library: Library, item: Item, locale: string): string =>
  itemsIn(library).knownTitle(item) ?? translator(locale, 'courses')('missing')

export const coursePath = (locale: string, enrolment: string): string => `${rootOf(locale)}/courses/${enrolment}`
export const itemPath = (locale: string, enrolment: string, item: string): string => `${coursePath(locale, enrolment)}/items/${item}`

export const nextPath = (locale: string, { row, progress }: Enrolment): string =>
  row.terms_seen_at !== null && row.ended_at === null && progress.next
    ? itemPath(locale, row.id, progress.next.id)
    : coursePath(locale, row.id)
