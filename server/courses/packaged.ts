import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import { referencesIn } from '@/scenarios/engine/course/text'
import { readImage } from './images'
import { courseVersion, readCourse } from './courses'

export interface PackagedVersion {
  /** As packages name it. */
  id: string
  /** For the name of a file. */
  file: string
  course: Course
  /** Those that its texts name. */
  pictures: { id: string; type: string; bytes: Uint8Array }[]
}

/** The version of a course that new learners get, with its pictures; null if there is none, or the course is archived. */
export async function packagedVersion(id: string): Promise<PackagedVersion | null> {
  const known = await readCourse(id)
  if (!known || known.version === 0 || known.archivedAt !== null) return null
  const course = await courseVersion(id, known.version)
  const file = course.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  // An id has letters, digits, `-` and `_`.
  return { id: `course-${id.replaceAll('_', '-')}`, file: file || 'course', course, pictures: await picturesOf(course) }
}

async function picturesOf({ items }: Course): Promise<PackagedVersion['pictures']> {
  const named = items.flatMap((item) => ('body' in item ? referencesIn(item.body).named.filter(({ kind }) => kind === 'image') : []))
  const read = await Promise.all(
    [...new Set(named.map(({ id }) => id))].map(async (id) => {
      const picture = await readImage(id)
      return picture ? [{ id, ...picture }] : []
    }),
  )
  return read.flat()
}
