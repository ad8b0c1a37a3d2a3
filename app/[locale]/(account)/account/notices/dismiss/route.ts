import { formHandler } from '@/server/nextjs/form-handler'
import { IdsSchema, dismiss } from '@/server/sign-in/dismissed-notices'
import { backFrom } from '@/server/nextjs/responses'

/** Dismisses notices in this browser only. They remain on the account page. */
export const POST = formHandler(
  '/[locale]/account/notices/dismiss',
  { roles: ['learner'], lists: ['id'] },
  async ({ locale, request, list }) => {
    const ids = IdsSchema.safeParse(list.id)
    if (ids.success) await dismiss(ids.data)
    return backFrom(request, `/${locale}/account`)
  },
)
