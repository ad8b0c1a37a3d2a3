import { formHandler } from '@/server/nextjs/form-handler'
import { everywhere } from '@/server/live/open-rooms'
import { isFacilitator, newFacilitatorLink } from '@/server/live/stored-rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

/** The old link stops working, and everybody else loses control. */
export const POST = formHandler('/[locale]/live/[session]/facilitator', {}, async ({ locale, params: { session } }) => {
  const own = await ownFacilitators()
  if (!(await isFacilitator(session, own))) return gone(locale)
  const token = await newFacilitatorLink(session, own)
  void everywhere(session, 'facilitators')
  return seeOther(`/${locale}/live/${session}/facilitator/${token}`)
})
