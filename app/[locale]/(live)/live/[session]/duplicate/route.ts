import { formHandler } from '@/server/nextjs/form-handler'
import { currentPerson } from '@/server/nextjs/current-person'
import { deviceOf } from '@/server/live/devices'
import { duplicateRoom, mayDuplicate } from '@/server/live/duplicate'
import { addFacilitators, mayOpenMore, openWait } from '@/server/live/stored-rooms'
import { facilitatedRoom } from '@/server/nextjs/live-pages'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ensureFacilitators, ownFacilitators } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/duplicate',
  { texts: ['rehearsal'] },
  async ({ request, locale, params: { session }, text, address }) => {
    const room = await facilitatedRoom(session)
    if (!room) return gone(locale)
    const back = (note: string) => seeOther(`/${locale}/live?${new URLSearchParams({ note })}`)
    // Control of this session is not enough: opening another one takes the right to open sessions. We do not ask for a password again.
    if (!(await mayDuplicate(session, await ownFacilitators(), (await currentPerson())?.roles ?? []))) return back('role')
    const ids = await ensureFacilitators()
    if (!(await mayOpenMore(ids))) return back('quota')
    if ((await openWait(address)) > 0) return back('opened')
    const made = await duplicateRoom(room, text.rehearsal === 'no' ? 0 : room.plan.rehearsal)
    await addFacilitators(made.id, ids, deviceOf(request.headers.get('user-agent')), true)
    return seeOther(`/${locale}/live/${made.id}/facilitator/${made.linkToken}`)
  },
)
