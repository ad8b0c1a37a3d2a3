import { formHandler } from '@/server/nextjs/form-handler'
import { everywhere } from '@/server/live/open-rooms'
import { isHost, newHostLink } from '@/server/live/rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ownHosts } from '@/server/nextjs/session'

/** Makes a new host link; the old one stops working, and so does everybody else's control. */
export const POST = formHandler('/[locale]/live/[session]/host', {}, async ({ locale, params: { session } }) => {
  const own = await ownHosts()
  if (!(await isHost(session, own))) return gone(locale)
  const token = await newHostLink(session, own)
  void everywhere(session, 'hosts')
  return seeOther(`/${locale}/live/${session}/host/${token}`)
})
