import { z } from 'zod'
import { formHandler } from '@/server/nextjs/form-handler'
import { signIn } from '@/server/live/attendance'
import { joinedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

const Line = z.strictObject({
  name: z.string().trim().min(1).max(80),
  organisation: z.string().trim().max(120).default(''),
})

/** We check that the name comes from somebody in the session, but do not store who sent it. */
export const POST = formHandler(
  '/[locale]/live/[session]/attendance/sign',
  { schema: Line },
  async ({ locale, params: { session }, form }) => {
    const joined = await joinedRoom(session)
    if (!joined) return gone(locale)
    const note = form.success ? await signIn(joined.room, form.data) : 'empty'
    const here = `/${locale}/live/${session}`
    return seeOther(note === 'signed' ? `${here}?note=signed` : `${here}/attendance?note=${note}`)
  },
)
