import { formHandler, formOf } from '@/server/next/form-handler'
import { choicesOf, readForm } from '@/components/play/form'
import { AppendSchema, PlayEventSchema } from '@/scenarios/engine/play/event-schema'
import { isFinished, replay } from '@/scenarios/engine/play/journal'
import { type Attempt, readAttempt } from '@/server/learning/attempts'
import { append } from '@/server/courses/course-attempts'
import { BUDGETS } from '@/server/platform/budgets'
import { seeOther, wantsJson } from '@/server/next/responses'
import { currentLearner } from '@/server/next/session'
import { stageOf } from '@/server/learning/localise'
import { z } from 'zod'

/** Takes events: a script's as JSON, a plain page's as a form post. */
export const POST = formHandler('/[locale]/learn/attempts/[attempt]/events', {}, async ({ locale, params: { attempt: id }, request }) => {
  const page = `/${locale}/learn/attempts/${id}`
  const learner = await currentLearner()
  const attempt = learner && (await readAttempt(learner, id))
  if (!attempt) return wantsJson(request) ? Response.json({ reason: 'gone' }, { status: 404 }) : seeOther(page)
  return wantsJson(request) ? appendJson(request, attempt) : appendForm(request, attempt, page)
})

async function appendJson(request: Request, attempt: Attempt): Promise<Response> {
  const parsed = AppendSchema.safeParse(await request.json().catch(() => null))
  if (!parsed.success) return Response.json({ reason: 'malformed', problems: parsed.error.issues.map((i) => i.message) }, { status: 400 })
  const result = await append(attempt, parsed.data.seq, parsed.data.events)
  return result.ok
    ? Response.json({ length: result.length })
    : Response.json({ reason: 'conflict', events: result.events }, { status: 409 })
}

async function appendForm(request: Request, attempt: Attempt, page: string): Promise<Response> {
  const form = await formOf(request)
  const seq = z.coerce.number().int().min(0).safeParse(form.get('seq'))
  if (!seq.success || seq.data > attempt.events.length) return seeOther(`${page}?note=refused`)
  // The page may show an earlier moment (a second tab, Back): the form is read as of then, and must repeat what followed.
  const shown = replay(attempt.scenario.play, attempt.events.slice(0, seq.data)).state
  const read = readForm(form, stageOf(attempt).play, shown)
  if (!read.ok) return seeOther(withQuery(page, { note: 'incomplete', ...carried(form) }))
  if (!z.array(PlayEventSchema).safeParse(read.events).success) return seeOther(`${page}?note=refused`)
  const result = read.events.length === 0 ? ({ ok: true } as const) : await append(attempt, seq.data, read.events)
  if (!result.ok && attempt.events.length >= BUDGETS.events) return seeOther(`${page}?note=full`)
  if (!result.ok) return seeOther(`${page}?note=${seq.data < attempt.events.length ? 'stale' : 'refused'}`)
  const after = replay(attempt.scenario.play, [...attempt.events.slice(0, seq.data), ...read.events]).state
  if (isFinished(after)) return seeOther(`${page}/debrief`)
  return seeOther(after.scene === shown.scene && after.phase === 'scene' ? withQuery(page, carried(form)) : page)
}

/** Choices already made and flagging mode, carried over to the next page of the same moment. */
function carried(form: FormData): Record<string, string> {
  const mode = form.get('mode')
  const flagging = mode ? mode === 'flag' : form.get('flagging') === '1'
  const draft = Object.entries(choicesOf(form))
    .map((pair) => pair.join('.'))
    .join('_')
  return { ...(flagging && { flag: '1' }), ...(draft && { draft }) }
}

function withQuery(page: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString()
  return search ? `${page}?${search}` : page
}
