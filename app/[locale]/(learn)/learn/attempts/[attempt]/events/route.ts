import { AppendSchema } from '@/scenarios/engine/play/event-schema'
import { attemptFinished } from '@/server/enrolment/attempts'
import { append } from '@/server/learning/append'
import type { Attempt } from '@/server/learning/attempts'
import { postForm } from '@/server/learning/delivery'
import { currentAttempt } from '@/server/nextjs/attempt'
import { formHandler, formOf } from '@/server/nextjs/form-handler'
import { seeOther, wantsJson } from '@/server/nextjs/responses'
import { rootOf } from '@/server/platform/launch-token'

/**
 * Takes JSON from a script, or a form post from a plain page. The last event also completes the attempt's item of a course
 * (`attemptFinished`).
 */
export const POST = formHandler('/[locale]/learn/attempts/[attempt]/events', {}, async ({ locale, params: { attempt: id }, request }) => {
  const attempt = await currentAttempt(id)
  if (wantsJson(request)) return attempt ? appendJson(request, attempt) : Response.json({ reason: 'gone' }, { status: 404 })
  if (!attempt) return seeOther(`${rootOf(locale)}/learn/attempts/${id}`)
  return seeOther(await postForm(attempt, await formOf(request), locale, attemptFinished))
})

async function appendJson(request: Request, attempt: Attempt): Promise<Response> {
  const parsed = AppendSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return Response.json({ reason: 'malformed', problems: parsed.error.issues.map((i) => i.message) }, { status: 400 })
  const result = await append(attempt, parsed.data.seq, parsed.data.events, attemptFinished)
  return result.ok
    ? Response.json({ length: result.length })
    : Response.json({ reason: 'conflict', events: result.events }, { status: 409 })
}
