import { formHandler } from '@/server/nextjs/form-handler'
import { currentPerson } from '@/server/nextjs/current-person'
import { deviceOf } from '@/server/live/devices'
import { duplicateRoom, mayDuplicate } from '@/server/live/duplicate'
import { addHosts, mayOpenMore, openWait } from '@/server/live/rooms'
import { hostedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ensureHosts, ownHosts } from '@/server/nextjs/session'

/** Prepares the same session once more; of a rehearsal also the session that it was for. Leads to the new one's host link. */
export const POST = formHandler(
  '/[locale]/live/[session]/duplicate',
  { texts: ['rehearsal'] },
  async ({ request, locale, params: { session }, text, address }) => {
    const room = await hostedRoom(session)
    if (!room) return gone(locale)
    const back = (note: string) => seeOther(`/${locale}/live?${new URLSearchParams({ note })}`)
    // People who control this session know its story, but another takes the right to open sessions. A password is not asked for twice.
    if (!(await mayDuplicate(session, await ownHosts(), (await currentPerson())?.roles ?? []))) return back('role')
    const hosts = await ensureHosts()
    if (!(await mayOpenMore(hosts))) return back('quota')
    if ((await openWait(address)) > 0) return back('opened')
    const made = await duplicateRoom(room, text.rehearsal === 'no' ? 0 : room.plan.rehearsal)
    await addHosts(made.id, hosts, deviceOf(request.headers.get('user-agent')), true)
    return seeOther(`/${locale}/live/${made.id}/host/${made.hostToken}`)
  },
)
