import { isHost, newHostLink } from '@/server/live/rooms'
import { gone, refused, seeOther } from '@/server/replies'
import { ownHosts } from '@/server/session'

/** Makes a new host link; the old one no longer works. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/live/[session]/host'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, session } = await params
  if (!(await isHost(session, await ownHosts()))) return gone(locale)
  return seeOther(`/${locale}/live/${session}/host/${await newHostLink(session)}`)
}
