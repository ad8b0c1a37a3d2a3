import 'server-only'
import { database } from '../database'
import { pictureType } from '../organisation/assets'
import { newId } from '../platform/tokens'

/** They are deleted with the course, not before: versions that learners are in may show any of them. */
const IMAGE_BYTES = 1_000_000
export const MOST_IMAGES = 60
export interface CourseImage {
  id: string
  alt: string
}

export const imagesOf = (course: string): Promise<CourseImage[]> =>
  database()
    .selectFrom('course_image')
    .select(['id', 'alt'])
    .where('course_id', '=', course)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()

export type ImageResult = { id: string } | { problem: 'type' | 'size' | 'many' }
/** The first bytes decide the type. Drawings that could run something are refused. */
export async function keepImage(course: string, file: File, alt: string): Promise<ImageResult> {
  if (file.size > IMAGE_BYTES) return { problem: 'size' }
  if ((await imagesOf(course)).length >= MOST_IMAGES) return { problem: 'many' }
  const bytes = Buffer.from(await file.arrayBuffer())
  const type = pictureType(bytes)
  if (!type || type === 'image/svg+xml') return { problem: 'type' }
  const id = newId()
  await database()
    .insertInto('course_image')
    .values({ id, course_id: course, type, body: bytes.toString('base64'), alt, created_at: Date.now() })
    .execute()
  return { id }
}

export async function readImage(id: string): Promise<{ type: string; bytes: Buffer } | null> {
  const row = await database().selectFrom('course_image').select(['type', 'body']).where('id', '=', id).executeTakeFirst()
  return row ? { type: row.type, bytes: Buffer.from(row.body, 'base64') } : null
}
