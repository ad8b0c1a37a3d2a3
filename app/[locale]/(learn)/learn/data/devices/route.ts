import { formHandler } from '@/server/nextjs/form-handler'
import { forgetOthers } from '@/server/learning/learners'
import { seeOther } from '@/server/nextjs/responses'
import { anonymousLearner, deviceToken } from '@/server/nextjs/session'

export const POST = formHandler('/[locale]/learn/data/devices', {}, async ({ locale }) => {
  const [learner, token] = [await anonymousLearner(), await deviceToken()]
  if (learner && token) await forgetOthers(learner, token)
  return seeOther(`/${locale}/learn/data`)
})
