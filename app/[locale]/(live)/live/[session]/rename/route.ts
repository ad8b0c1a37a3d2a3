import { formHandler } from '@/server/nextjs/form-handler'
import { NameSchema, rename } from '@/server/live/session-plan'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/live/[session]/rename',
  { schema: NameSchema },
  async ({ locale, params: { session }, form, fields }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    const here = `/${locale}/live/${session}/${fields.from === 'summary' ? 'summary' : 'plan'}`
    if (!form.success) return seeOther(`${here}?note=long`)
    await rename(room, form.data.name)
    return seeOther(here)
  },
)
