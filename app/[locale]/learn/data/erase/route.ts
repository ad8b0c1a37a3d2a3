import { recordErasure } from '@/server/accounts/erasures'
import { eraseLearner } from '@/server/learners'
import { CLEAR_STORAGE, refused, seeOther } from '@/server/replies'
import { currentLearner, forgetCookie } from '@/server/session'

/** Erases everything about the learner, on all devices, once confirmed. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/data/erase'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const form = await request.formData().catch(() => new FormData())
  if (form.get('confirm') !== 'yes') return seeOther(`/${locale}/learn/data#erase`)
  const learner = await currentLearner()
  if (learner) {
    await recordErasure(learner)
    await eraseLearner(learner)
  }
  await forgetCookie()
  return seeOther(`/${locale}/learn?done=erased`, CLEAR_STORAGE)
}
