import 'server-only'
import type { Course, Item } from '@/scenarios/engine/course/course'
import { type Reference, referencesIn } from '@/scenarios/engine/course/text'
import { evidenceIn } from '../library/library'
import { DEFAULT_LOCALE } from '../platform/locales'
import { imagesOf } from './images'

/** Sources that the library lacks, pictures that the course lacks, and faulty links, each with its line. */
export async function textFaults(course: string, item: Item): Promise<Reference[]> {
  if (!('body' in item)) return []
  const { named, faulty } = referencesIn(item.body)
  const { sourceOf } = await evidenceIn(DEFAULT_LOCALE)
  const images = named.some(({ kind }) => kind === 'image') ? await imagesOf(course) : []
  const unknown = named.filter(({ kind, id }) => (kind === 'source' ? !sourceOf(id) : !images.some((image) => image.id === id)))
  return [...unknown, ...faulty].sort((a, b) => a.line - b.line)
}

export async function courseFaults(course: string, { items }: Pick<Course, 'items'>): Promise<(Reference & { title: string })[]> {
  const found = await Promise.all(
    items.map(async (item) => ('title' in item ? (await textFaults(course, item)).map((fault) => ({ ...fault, title: item.title })) : [])),
  )
  return found.flat()
}
