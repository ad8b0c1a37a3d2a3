import { formHandler } from '@/server/nextjs/form-handler'
import { strike } from '@/server/live/attendance'
import { isFacilitator } from '@/server/live/stored-rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/attendance/strike',
  { texts: ['id'] },
  async ({ locale, params: { session }, text }) => {
    if (!(await isFacilitator(session, await ownFacilitators()))) return gone(locale)
    await strike(session, text.id)
    return seeOther(`/${locale}/live/${session}/attendance`)
  },
)
