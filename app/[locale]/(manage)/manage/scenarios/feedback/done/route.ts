import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { dropFeedback } from '@/server/learning/feedback'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

const Form = z.object({ id: z.string().regex(/^[\w-]{1,60}$/) })

export const POST = formHandler(
  '/[locale]/manage/scenarios/feedback/done',
  { roles: ['author'], schema: Form },
  async ({ locale, person, form }) => {
    const page = `/${locale}/manage/scenarios/feedback`
    const scenario = form.success ? await dropFeedback(form.data.id) : null
    if (!scenario) return seeOther(`${page}?note=gone`)
    await audit({ actor: person.id, action: 'scenario.feedback-done', thing: scenario })
    return seeOther(`${page}?note=done`)
  },
)
