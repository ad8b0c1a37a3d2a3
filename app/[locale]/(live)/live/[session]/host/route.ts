import { hub } from '@/server/live/hub'
import { isHost, newHostLink } from '@/server/live/rooms'
import { gone, refused, seeOther } from '@/server/next/responses'
import { ownHosts } from '@/server/next/session'

/** Makes a new host link; the old one no longer works, nor does anybody else's control. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/live/[session]/host'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, session } = await params
  const own = await ownHosts()
  if (!(await isHost(session, own))) return gone(locale)
  const token = await newHostLink(session, own)
  hub().recheck(session)
  return seeOther(`/${locale}/live/${session}/host/${token}`)
}
