import { formHandler } from '@/server/nextjs/form-handler'
import { forgetDevice } from '@/server/learning/learners'
import { seeOtherCleared } from '@/server/nextjs/responses'
import { deviceToken, forgetCookie } from '@/server/nextjs/session'

/** Also clears what the browser itself has stored. */
export const POST = formHandler('/[locale]/learn/data/forget', {}, async ({ locale }) => {
  const token = await deviceToken()
  if (token) await forgetDevice(token)
  await forgetCookie()
  return seeOtherCleared(`/${locale}/learn?done=forgotten`)
})
