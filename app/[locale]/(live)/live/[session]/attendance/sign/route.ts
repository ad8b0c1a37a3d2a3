import { formHandler } from '@/server/nextjs/form-handler'
import { LineSchema, signIn } from '@/server/live/attendance'
import { joinedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'
import { participantToken } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/attendance/sign',
  { schema: LineSchema },
  async ({ locale, params: { session }, form }) => {
    const [joined, token] = [await joinedRoom(session), await participantToken()]
    if (!joined || !token) return gone(locale)
    const note = form.success ? await signIn(joined.room, form.data, token) : 'empty'
    const here = `/${locale}/live/${session}`
    return seeOther(note === 'signed' ? `${here}?note=signed` : `${here}/attendance?note=${note}`)
  },
)
