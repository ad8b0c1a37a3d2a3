import { hub } from '@/server/live/hub'
import { deleteRoom, isHost } from '@/server/live/rooms'
import { gone, refused, seeOther } from '@/server/next/responses'
import { ownHosts } from '@/server/next/session'

/** Deletes a session with everything in it, at once. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/live/[session]/delete'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, session } = await params
  if (!(await isHost(session, await ownHosts()))) return gone(locale)
  const form = await request.formData().catch(() => new FormData())
  if (form.get('confirm') !== 'yes') return seeOther(`/${locale}/live/${session}/report#delete`)
  await deleteRoom(session)
  hub().end(session)
  return seeOther(`/${locale}/live?note=deleted`)
}
