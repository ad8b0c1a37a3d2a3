import { formHandler } from '@/server/nextjs/form-handler'
import { everywhere } from '@/server/live/open-rooms'
import { deleteRoom, isFacilitator } from '@/server/live/stored-rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/delete',
  { texts: ['confirm'] },
  async ({ locale, params: { session }, text }) => {
    if (!(await isFacilitator(session, await ownFacilitators()))) return gone(locale)
    if (text.confirm !== 'yes') return seeOther(`/${locale}/live/${session}/summary#delete`)
    await deleteRoom(session)
    void everywhere(session, 'deleted')
    return seeOther(`/${locale}/live?note=deleted`)
  },
)
