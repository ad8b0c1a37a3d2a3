import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { SessionSchema } from '@/scenarios/engine/live/schema'
import { currentPerson } from '@/server/nextjs/current-person'
import { countWrongGuess, guessesWait } from '@/server/http/guesses'
import { addFacilitators, createRoom, mayCreate, mayOpenMore, openWait } from '@/server/live/stored-rooms'
import { deviceOf } from '@/server/live/devices'
import { facilitators } from '@/server/organisation/organisation'
import { setFlash } from '@/server/nextjs/flash'
import { seeOther } from '@/server/nextjs/responses'
import { ensureFacilitators } from '@/server/nextjs/session'

export const POST = formHandler('/[locale]/live/create', { texts: ['password'] }, async ({ request, locale, address, text, fields }) => {
  // The values go into the address of the way back, so we cut them to fit. A name does not belong there.
  const { name, ...given } = Object.fromEntries(
    Object.keys(SessionSchema.shape).flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field].slice(0, 80)]])),
  )
  const back = async (note: string) => {
    if (name) await setFlash('session', { name })
    return seeOther(`/${locale}/live?${new URLSearchParams({ ...given, note })}#prepare`)
  }
  if ((await guessesWait(address)) > 0) return back('tooMany')
  if (!(await mayCreate(text.password, (await currentPerson())?.roles ?? []))) {
    if ((await facilitators()) === 'role') return back('role')
    await countWrongGuess(address)
    return back('password')
  }
  const plan = SessionSchema.safeParse({ ...given, ...(name && { name }) })
  if (!plan.success) return back(z.treeifyError(plan.error).properties?.scenario ? 'scenario' : 'incomplete')
  const ids = await ensureFacilitators()
  if (!(await mayOpenMore(ids))) return back('quota')
  if ((await openWait(address)) > 0) return back('opened')
  const made = await createRoom(plan.data, locale)
  if (!made) return back('scenario')
  await addFacilitators(made.id, ids, deviceOf(request.headers.get('user-agent')), true)
  return seeOther(`/${locale}/live/${made.id}/facilitator/${made.linkToken}`)
})
