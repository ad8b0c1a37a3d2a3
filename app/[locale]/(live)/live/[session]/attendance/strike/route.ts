import { formHandler } from '@/server/nextjs/form-handler'
import { ownLines, strike } from '@/server/live/attendance'
import { facilitatedRoom, joinedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'
import { participantToken } from '@/server/nextjs/session'

/** A facilitator takes off any line, a device its own. */
export const POST = formHandler(
  '/[locale]/live/[session]/attendance/strike',
  { texts: ['id'] },
  async ({ locale, params: { session }, text }) => {
    const here = seeOther(`/${locale}/live/${session}/attendance`)
    if (!(await facilitatedRoom(session))) {
      const [joined, token] = [await joinedRoom(session), await participantToken()]
      if (!joined || !token) return gone(locale)
      if (!(await ownLines(joined.room, token)).some(({ id }) => id === text.id)) return here
    }
    await strike(session, text.id)
    return here
  },
)
