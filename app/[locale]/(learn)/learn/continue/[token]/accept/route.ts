import { formHandler } from '@/server/nextjs/form-handler'
import { acceptLink, forgetDevice } from '@/server/learning/learners'
import { seeOther } from '@/server/nextjs/responses'
import { deviceToken, rememberDevice } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/learn/continue/[token]/accept',
  { texts: ['code'] },
  async ({ locale, params: { token }, text }) => {
    const done = await acceptLink(token, text.code)
    if (done === null || done === 'code') return seeOther(`/${locale}/learn/continue/${token}${done === null ? '' : '?note=code'}`)
    const before = await deviceToken()
    if (before) await forgetDevice(before)
    await rememberDevice(done.device)
    return seeOther(`/${locale}/learn`)
  },
)
