import { z } from 'zod'
import { SessionSchema } from '@/scenarios/engine/room-schema'
import { countWrongGuess, guessesWait } from '@/server/door'
import { addHost, createRoom, mayCreate } from '@/server/live/rooms'
import { ADDRESS_HEADER } from '@/server/page-headers'
import { refused, seeOther } from '@/server/replies'
import { ensureFacilitator } from '@/server/session'

/** Opens a session and leads to its host link. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/live/create'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const form = await request.formData().catch(() => new FormData())
  const { password, ...given } = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const back = (note: string) => seeOther(`/${locale}/live?${new URLSearchParams({ ...given, note })}#prepare`)
  const address = request.headers.get(ADDRESS_HEADER) ?? 'unknown'
  if ((await guessesWait(address)) > 0) return back('tooMany')
  if (!mayCreate(password ?? '')) {
    await countWrongGuess(address)
    return back('password')
  }
  const plan = SessionSchema.safeParse(given)
  if (!plan.success) return back(z.treeifyError(plan.error).properties?.pattern ? 'pattern' : 'incomplete')
  const made = await createRoom(plan.data, locale)
  if (!made) return back('pattern')
  await addHost(made.id, await ensureFacilitator())
  return seeOther(`/${locale}/live/${made.id}/host/${made.hostToken}`)
}
