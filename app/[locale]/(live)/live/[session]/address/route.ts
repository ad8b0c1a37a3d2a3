import { formHandler } from '@/server/nextjs/form-handler'
import { chooseAddress } from '@/server/live/session-plan'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/live/[session]/address',
  { texts: ['address'] },
  async ({ locale, params: { session }, text }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    // An address that the machine no longer has is not in the list that the cockpit shows next.
    await chooseAddress(room, text.address)
    return seeOther(`/${locale}/live/${session}/cockpit`)
  },
)
