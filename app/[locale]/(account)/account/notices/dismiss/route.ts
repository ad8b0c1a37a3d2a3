import { formHandler } from '@/server/nextjs/form-handler'
import { IdsSchema, dismiss } from '@/server/sign-in/dismissed-notices'
import { ownPath } from '@/server/accounts/paths'
import { seeOther } from '@/server/nextjs/responses'

/** Dismisses notices in this browser, and leads back. They remain on the account page. */
export const POST = formHandler(
  '/[locale]/account/notices/dismiss',
  { roles: ['learner'], lists: ['id'] },
  async ({ locale, request, list }) => {
    const ids = IdsSchema.safeParse(list.id)
    if (ids.success) await dismiss(ids.data)
    const from = request.headers.get('referer') ?? ''
    const path = URL.canParse(from) ? new URL(from) : null
    return seeOther(ownPath(path && path.pathname + path.search, `/${locale}/account`))
  },
)
