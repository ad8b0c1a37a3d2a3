import { formHandler } from '@/server/nextjs/form-handler'
import { forgetDevice } from '@/server/learning/learners'
import { CLEAR_STORAGE, seeOther } from '@/server/nextjs/responses'
import { deviceToken, forgetCookie } from '@/server/nextjs/session'

/** Also clears what the browser itself has stored. */
export const POST = formHandler('/[locale]/learn/data/forget', {}, async ({ locale }) => {
  const token = await deviceToken()
  if (token) await forgetDevice(token)
  await forgetCookie()
  return seeOther(`/${locale}/learn?done=forgotten`, CLEAR_STORAGE)
})
