import { formHandler } from '@/server/nextjs/form-handler'
import { currentPerson } from '@/server/nextjs/current-person'
import { proves } from '@/server/sign-in/reauthenticate'
import { heldUntil } from '@/server/accounts/notices'
import { cookieName } from '@/server/http/cookies'
import { erase } from '@/server/privacy/erase'
import { seeOther, seeOtherCleared } from '@/server/nextjs/responses'
import { launchToken, rootOf } from '@/server/platform/launch-token'
import { anonymousLearner, currentLearner, dropCookies, forgetCookie } from '@/server/nextjs/session'

export const POST = formHandler('/[locale]/learn/data/erase', { texts: ['confirm', 'password'] }, async ({ locale, address, text }) => {
  const back = (note: string) => seeOther(`${rootOf(locale)}/learn/data?note=${note}#erase`)
  if (text.confirm !== 'yes') return back('confirm')
  const [learner, person, anonymous] = [await currentLearner(), await currentPerson(), await anonymousLearner()]
  const proved = person ? await proves(person.id, text.password, address) : null
  if (proved && !proved.ok) return back(proved.reason)
  const held = person ? await heldUntil(person.id) : null
  const done = await erase({ learner, user: person?.id ?? null })
  if (done !== 'erased') return back(done === 'on-hold' ? 'onHold' : 'lastAdministrator')
  if (anonymous && anonymous !== learner) await erase({ learner: anonymous, user: null })
  await forgetCookie()
  if (person) await dropCookies((name) => name === cookieName('facilitator'))
  if (held) return seeOtherCleared(`/${locale}/learn/data?note=held#erase`)
  await dropCookies(
    (name) => name.startsWith(`${cookieName('account')}.`) || name === cookieName('known') || name === cookieName('notices'),
  )
  return seeOtherCleared(launchToken() === null ? `/${locale}/learn?done=erased` : rootOf(locale))
})
