import 'server-only'
import type { Course, Item } from '@/scenarios/engine/course/course'
import { citedAt } from '@/scenarios/engine/course/text'
import { evidenceIn } from '../library/library'
import { DEFAULT_LOCALE } from '../platform/locales'

/** A source that a text cites and that is not in the library, with the line that cites it. */
export interface UnknownCite {
  id: string
  line: number
}

export async function unknownCites(item: Item): Promise<UnknownCite[]> {
  if (!('body' in item)) return []
  const { sourceOf } = await evidenceIn(DEFAULT_LOCALE)
  return citedAt(item.body).filter(({ id }) => !sourceOf(id))
}

/** The same for a whole course, by the titles of its parts. */
export async function unknownSources({ items }: Pick<Course, 'items'>): Promise<{ id: string; title: string }[]> {
  const found = await Promise.all(
    items.map(async (item) => ('title' in item ? (await unknownCites(item)).map(({ id }) => ({ id, title: item.title })) : [])),
  )
  return found.flat()
}
