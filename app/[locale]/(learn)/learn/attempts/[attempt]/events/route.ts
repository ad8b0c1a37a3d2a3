import { AppendSchema } from '@/scenarios/engine/play/event-schema'
import { append } from '@/server/courses/course-attempts'
import { postForm } from '@/server/courses/delivery'
import type { Attempt } from '@/server/learning/attempts'
import { currentAttempt } from '@/server/nextjs/attempt'
import { formHandler, formOf } from '@/server/nextjs/form-handler'
import { seeOther, wantsJson } from '@/server/nextjs/responses'
import { rootOf } from '@/server/platform/launched'

/** Accepts events: JSON from a script, or a form post from a plain page. */
export const POST = formHandler('/[locale]/learn/attempts/[attempt]/events', {}, async ({ locale, params: { attempt: id }, request }) => {
  const attempt = await currentAttempt(id)
  if (wantsJson(request)) return attempt ? appendJson(request, attempt) : Response.json({ reason: 'gone' }, { status: 404 })
  if (!attempt) return seeOther(`${rootOf(locale)}/learn/attempts/${id}`)
  return seeOther(await postForm(attempt, await formOf(request), locale))
})

async function appendJson(request: Request, attempt: Attempt): Promise<Response> {
  const parsed = AppendSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return Response.json({ reason: 'malformed', problems: parsed.error.issues.map((i) => i.message) }, { status: 400 })
  const result = await append(attempt, parsed.data.seq, parsed.data.events)
  return result.ok
    ? Response.json({ length: result.length })
    : Response.json({ reason: 'conflict', events: result.events }, { status: 409 })
}
