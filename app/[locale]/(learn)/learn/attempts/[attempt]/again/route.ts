import { repeatOf } from '@/server/learning/repeats'
import { repeatableAtLink } from '@/server/lti/repeats'
import { currentAttempt } from '@/server/nextjs/attempt'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { mayStartHere } from '@/server/nextjs/session'
import { rootOf } from '@/server/platform/launch-token'

/** Another attempt at what a learning platform has opened. The best one counts there. */
export const POST = formHandler('/[locale]/learn/attempts/[attempt]/again', {}, async ({ locale, params: { attempt: id }, request }) => {
  const attempt = await currentAttempt(id)
  const known = attempt && (await repeatableAtLink(attempt))
  const made = known && (await mayStartHere(request)) ? await repeatOf(known.first, locale) : null
  return seeOther(`${rootOf(locale)}/learn/attempts/${made?.id ?? id}`)
})
