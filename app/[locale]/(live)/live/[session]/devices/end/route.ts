import { formHandler } from '@/server/nextjs/form-handler'
import { endDevice } from '@/server/live/devices'
import { isFacilitator } from '@/server/live/stored-rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/devices/end',
  { texts: ['handle'] },
  async ({ locale, params: { session }, text }) => {
    const own = await ownFacilitators()
    if (!(await isFacilitator(session, own))) return gone(locale)
    return seeOther(`/${locale}/live/${session}/devices?note=${await endDevice(session, text.handle, own)}`)
  },
)
