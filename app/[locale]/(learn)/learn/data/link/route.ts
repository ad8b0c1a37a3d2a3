import { formHandler } from '@/server/nextjs/form-handler'
import { linkDevice } from '@/server/learning/learners'
import { seeOther } from '@/server/nextjs/responses'
import { anonymousLearner } from '@/server/nextjs/session'

export const POST = formHandler('/[locale]/learn/data/link', {}, async ({ locale }) => {
  const here = `/${locale}/learn/data`
  // People with an account sign in on the other device instead.
  const learner = await anonymousLearner()
  return seeOther(learner ? `${here}/link/${await linkDevice(learner)}` : here)
})
