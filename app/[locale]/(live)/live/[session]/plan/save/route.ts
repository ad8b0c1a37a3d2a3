import { formHandler } from '@/server/nextjs/form-handler'
import { changePlan, readPlanForm } from '@/server/live/session-plan'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/live/[session]/plan/save',
  { texts: ['do'] },
  async ({ locale, params: { session }, fields }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    const plan = readPlanForm(room, fields)
    const note = !plan ? 'unfit' : (await changePlan(room, plan)) ? 'saved' : 'begun'
    return seeOther(`/${locale}/live/${session}/plan?${new URLSearchParams({ note })}`)
  },
)
