import { formHandler } from '@/server/nextjs/form-handler'
import { currentPerson } from '@/server/nextjs/current-person'
import { countWrongGuess, guessesWait } from '@/server/http/guesses'
import { deviceOf } from '@/server/live/devices'
import { isLed, mayLead } from '@/server/live/facilitators'
import { addFacilitators, isFacilitatorLink } from '@/server/live/stored-rooms'
import { gone, seeOther } from '@/server/nextjs/responses'
import { ensureFacilitators } from '@/server/nextjs/session'

export const POST = formHandler(
  '/[locale]/live/[session]/facilitator/[token]/accept',
  {},
  async ({ locale, params: { session, token }, address, request }) => {
    if ((await guessesWait(address)) > 0 || !(await isFacilitatorLink(session, token))) {
      await countWrongGuess(address)
      return gone(locale)
    }
    const person = await currentPerson()
    if (!person && !(await isLed(session))) return gone(locale)
    if (person && !(await mayLead(person.id))) return seeOther(`/${locale}/live/${session}/facilitator/${token}`)
    await addFacilitators(session, await ensureFacilitators(), deviceOf(request.headers.get('user-agent')))
    return seeOther(`/${locale}/live/${session}/cockpit`)
  },
)
