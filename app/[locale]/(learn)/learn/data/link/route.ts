import { formHandler } from '@/server/next/form-handler'
import { linkDevice } from '@/server/learning/learners'
import { seeOther } from '@/server/next/responses'
import { anonymousLearner } from '@/server/next/session'

/** Makes a link for another device. */
export const POST = formHandler('/[locale]/learn/data/link', {}, async ({ locale }) => {
  const here = `/${locale}/learn/data`
  // People with an account sign in there instead.
  const learner = await anonymousLearner()
  return seeOther(learner ? `${here}/link/${await linkDevice(learner)}` : here)
})
