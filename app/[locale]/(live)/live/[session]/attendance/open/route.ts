import { formHandler } from '@/server/nextjs/form-handler'
import { carryOut } from '@/server/live/commands'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/live/[session]/attendance/open',
  { texts: ['open'] },
  async ({ locale, params: { session }, text }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    await carryOut(room, { version: room.history.length - 1, command: { type: 'attendance', open: text.open === '1' } })
    return seeOther(`/${locale}/live/${session}/attendance`)
  },
)
