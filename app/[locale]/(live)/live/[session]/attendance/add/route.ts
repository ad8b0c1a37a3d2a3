import { formHandler } from '@/server/nextjs/form-handler'
import { LineSchema, signIn } from '@/server/live/attendance'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

/** For people who have no device in the session. */
export const POST = formHandler(
  '/[locale]/live/[session]/attendance/add',
  { schema: LineSchema },
  async ({ locale, params: { session }, form }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    const note = form.success ? await signIn(room, form.data, null) : 'empty'
    return seeOther(`/${locale}/live/${session}/attendance${note === 'signed' ? '' : `?note=${note}`}`)
  },
)
