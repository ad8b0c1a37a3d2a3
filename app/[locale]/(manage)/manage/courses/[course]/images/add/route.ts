import { z } from 'zod'
import { keepImage } from '@/server/courses/images'
import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../../owned-course'
import type { KeptPicture } from '../page'

/** Texts show the description in brackets, so it cannot contain any. */
const Alt = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\][\n]*$/)

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/images/add',
  { roles: BUILDERS, texts: ['alt'], files: ['file'] },
  async (post) => {
    const { course, base, keep } = await postedToCourse(post)
    const back = (problem: KeptPicture['problem']) => keep(`${base}/images`, { alt: post.text.alt, problem } satisfies KeptPicture, 'add')
    const alt = Alt.safeParse(post.text.alt)
    if (!alt.success) return back('alt')
    if (!post.file.file) return back('file')
    const kept = await keepImage(course.id, post.file.file, alt.data)
    return 'problem' in kept ? back(kept.problem) : seeOther(`${base}/images?note=added`)
  },
)
