import { currentPerson } from '@/server/accounts/current'
import { cookieName } from '@/server/cookies'
import { erase } from '@/server/privacy/erase'
import { CLEAR_STORAGE, refused, seeOther } from '@/server/replies'
import { anonymousLearner, currentLearner, dropCookies, forgetCookie } from '@/server/session'

/** Erases everything about whoever asks, on all devices, once confirmed. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/data/erase'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const form = await request.formData().catch(() => new FormData())
  if (form.get('confirm') !== 'yes') return seeOther(`/${locale}/learn/data#erase`)
  const [learner, person, anonymous] = [await currentLearner(), await currentPerson(), await anonymousLearner()]
  if (!(await erase({ learner, user: person?.id ?? null }))) return seeOther(`/${locale}/learn/data?note=lastAdministrator#erase`)
  if (anonymous && anonymous !== learner) await erase({ learner: anonymous, user: null })
  await forgetCookie()
  await dropCookies((name) => name.startsWith(`${cookieName('account')}.`))
  return seeOther(`/${locale}/learn?done=erased`, CLEAR_STORAGE)
}
