import 'server-only'
import { z } from 'zod'
import type { Delivery } from '@/scenarios/engine/play/delivery'
import { PlayEventSchema } from '@/scenarios/engine/play/event-schema'
import { FIELD, choicesOf, leanIn, oneOf, readForm } from '@/scenarios/engine/play/form'
import { isFinished, stateAt } from '@/scenarios/engine/play/journal'
import { LOOKS, type PlayEvent, SURENESS } from '@/scenarios/engine/play/events'
import type { Play, PlayState } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'
import { type Attempt, isAgain } from '../learning/attempts'
import { stageOf } from '../learning/localise'
import { BUDGETS } from '../platform/budgets'
import { append } from './course-attempts'
import type { Enrolment } from './enrolments'
import { launchToken, rootOf } from '../platform/launched'

const pageOf = ({ id }: Attempt, locale: string): string => `${rootOf(locale)}/learn/attempts/${id}`

/** The delivery for pages without script. Its exits are the addresses to go to. */
export function attemptDelivery(attempt: Attempt, locale: string, enrolment: Enrolment | null): Delivery<string> {
  const page = pageOf(attempt, locale)
  const course = enrolment ? { label: enrolment.course.title, href: `${rootOf(locale)}/courses/${enrolment.row.id}` } : undefined
  const finish = () => `${page}/debrief`
  const leave: Delivery<string>['leave'] = (because) =>
    because
      ? `${page}?note=stale`
      : course
        ? `${course.href}?note=left`
        : launchToken()
          ? rootOf(locale)
          : `/${locale}/learn?left=${attempt.id}`
  return {
    open: () => ({
      attempt: attempt.id,
      play: stageOf(attempt).play,
      events: attempt.events,
      again: isAgain(attempt.header),
      links: { action: `${page}/events`, home: rootOf(locale), course, leave: leave(), finish: finish() },
    }),
    async append(seq, events) {
      const result = await append(attempt, seq, events)
      return result.ok ? result : { ok: false, reason: 'conflict' }
    },
    finish,
    leave,
  }
}

/** Handles the form of a moment. @returns the address to go to */
export async function postForm(attempt: Attempt, form: FormData, locale: string): Promise<string> {
  const page = pageOf(attempt, locale)
  const delivery = attemptDelivery(attempt, locale, null)
  const seq = z.coerce.number().int().min(0).safeParse(form.get(FIELD.seq))
  if (!seq.success || seq.data > attempt.events.length) return `${page}?note=refused`
  // The page may be from an earlier moment (a second tab, Back): read the form as of that moment; it must repeat what followed.
  const { play } = attempt.scenario
  const shown = stateAt(attempt.replay, seq.data)
  const read = readForm(form, play, shown)
  if (!read.ok) return `${withQuery(page, { note: 'incomplete', missing: read.missing, ...carried(form) })}#decision`
  if (!z.array(PlayEventSchema).safeParse(read.events).success) return `${page}?note=refused`
  if (read.events.length > 0 && !(await delivery.append(seq.data, read.events)).ok) {
    if (attempt.events.length >= BUDGETS.events) return `${page}?note=full`
    return seq.data < attempt.events.length ? delivery.leave('conflict') : `${page}?note=refused`
  }
  const after = follow(play, shown, read.events)
  if (isFinished(after)) return delivery.finish()
  if (after.phase === 'consequence') return `${page}#follows`
  return after.scene === shown.scene && after.phase === 'scene' ? withQuery(page, carried(form)) : page
}

const follow = (play: Play, from: PlayState, events: PlayEvent[]): PlayState =>
  events.reduce((state, event) => {
    const result = transition(play, state, event)
    return result.ok ? result.state : state
  }, from)

/** Choices made so far, how it looks, a half of the judgement, and flagging mode, carried over to the next page of the same moment. */
function carried(form: FormData): Record<string, string> {
  const mode = form.get(FIELD.mode)
  const flagging = mode ? mode === 'flag' : form.get(FIELD.flagging) === '1'
  const draft = Object.entries(choicesOf(form))
    .map((pair) => pair.join('.'))
    .join('_')
  const lean = leanIn(form)
  const [looks, sure] = [oneOf(LOOKS, form.get(FIELD.looks)), oneOf(SURENESS, form.get(FIELD.sure))]
  return {
    ...(flagging && { flag: '1' }),
    ...(draft && { draft }),
    ...(lean && { lean: String(lean) }),
    ...(looks && { looks }),
    ...(sure && { sure }),
  }
}

function withQuery(page: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString()
  return search ? `${page}?${search}` : page
}
