import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { Variant } from '@/scenarios/engine/format/schema'
import { startAttempt } from '@/server/learning/attempts'
import { libraryIn } from '@/server/library/library'
import { seeOther } from '@/server/nextjs/responses'
import { ensureLearner } from '@/server/nextjs/session'

const PreviewForm = z.object({ scenario: z.string().max(20), variant: Variant })

/** An author plays one version as a learner would. It is practice, so it enters no profile and no course. */
export const POST = formHandler(
  '/[locale]/manage/scenarios/preview',
  { roles: ['author', 'administrator'], schema: PreviewForm },
  async ({ locale, form }) => {
    const there = form.success && (await libraryIn(locale)).scenario(form.data.scenario)?.variants[form.data.variant]
    if (!there) return seeOther(`/${locale}/manage/scenarios?note=gone`)
    const attempt = await startAttempt({ ...form.data, learner: await ensureLearner(), locale, purpose: 'practice' })
    return seeOther(`/${locale}/learn/attempts/${attempt}`)
  },
)
