import { formHandler } from '@/server/nextjs/form-handler'
import { linkDevice } from '@/server/learning/learners'
import { seeOther } from '@/server/nextjs/responses'
import { anonymousLearner } from '@/server/nextjs/session'

/** Makes a link for another device. */
export const POST = formHandler('/[locale]/learn/data/link', {}, async ({ locale }) => {
  const here = `/${locale}/learn/data`
  // People with an account sign in there instead.
  const learner = await anonymousLearner()
  return seeOther(learner ? `${here}/link/${await linkDevice(learner)}` : here)
})
