import 'server-only'
import { type Course, partsFor } from '@/scenarios/engine/course/course'
import { referencesIn } from '@/scenarios/engine/course/text'
import { readImage } from './images'
import { courseVersion, readCourse } from './courses'

export interface PackagedVersion {
  /** The id in packages. */
  id: string
  file: string
  course: Course
  /** Only those that its texts refer to. */
  pictures: { id: string; type: string; bytes: Uint8Array }[]
}

export async function packagedVersion(id: string): Promise<PackagedVersion | null> {
  const known = await readCourse(id)
  if (!known || known.version === 0 || known.archivedAt !== null) return null
  // A platform knows no renewal.
  const course = partsFor(await courseVersion(id, known.version), 'first')
  const file = course.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  // The id of a package has letters, digits and `-`; a course’s also has `_`.
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
