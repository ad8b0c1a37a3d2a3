import { permittedToWrite } from '@/server/next/current-person'
import { IdsSchema, dismiss } from '@/server/sign-in/dismissed-notices'
import { ownPath } from '@/server/accounts/paths'
import { refused, seeOther } from '@/server/next/responses'

/** Dismisses notices in this browser, and leads back. On the account page they stay. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/notices/dismiss'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const ids = IdsSchema.safeParse((await request.formData().catch(() => new FormData())).getAll('id'))
  if (ids.success) await dismiss(ids.data)
  const from = request.headers.get('referer') ?? ''
  const path = URL.canParse(from) ? new URL(from) : null
  return seeOther(ownPath(path && path.pathname + path.search, `/${locale}/account`))
}
