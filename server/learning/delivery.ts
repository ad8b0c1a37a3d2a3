import 'server-only'
import { z } from 'zod'
import type { Links, PlayerStart } from '@/scenarios/engine/play/delivery'
import { PlayEventSchema } from '@/scenarios/engine/play/event-schema'
import { FIELD, choicesOf, ratingIn, oneOf, readForm } from '@/scenarios/engine/play/moment-form'
import { isFinished, stateAt } from '@/scenarios/engine/play/journal'
import { LOOKS, type PlayEvent, SURENESS } from '@/scenarios/engine/play/events'
import type { Play, PlayState } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'
import { unasked } from '@/scenarios/engine/play/unasked'
import { BUDGETS } from '../platform/budgets'
import { launchToken, rootOf } from '../platform/launch-token'
import { type FinishHandler, append } from './append'
import { type Attempt, isAgain } from './attempts'
import { stageOf } from './localise'

const pageOf = ({ id }: Attempt, locale: string): string => `${rootOf(locale)}/learn/attempts/${id}`
const debriefOf = (page: string): string => `${page}/debrief`

export function opened(attempt: Attempt, locale: string, course?: Links['course']): PlayerStart {
  const page = pageOf(attempt, locale)
  const home = rootOf(locale)
  const leave = course ? `${course.href}?note=left` : launchToken() ? home : `${home}/learn?left=${attempt.id}`
  return {
    attempt: attempt.id,
    play: stageOf(attempt).play,
    events: attempt.events,
    again: isAgain(attempt.header),
    links: { action: `${page}/events`, home, course, leave, finish: debriefOf(page) },
  }
}

/** Appends what the form of a moment contains, for pages without script. @returns the address to go to */
export async function postForm(attempt: Attempt, form: FormData, locale: string, onFinished?: FinishHandler): Promise<string> {
  const page = pageOf(attempt, locale)
  const seq = z.coerce.number().int().min(0).safeParse(form.get(FIELD.seq))
  if (!seq.success || seq.data > attempt.events.length) return `${page}?note=refused`
  // The page may show an earlier moment (a second tab, Back). Read the form as of that moment; it must repeat what followed.
  const { play } = attempt.compiled
  const shown = stateAt(attempt.replay, seq.data)
  const read = readForm(form, play, shown)
  if (!read.ok) return `${withQuery(page, { note: 'incomplete', missing: read.missing, ...carried(form) })}#decision`
  if (!z.array(PlayEventSchema).safeParse(read.events).success) return `${page}?note=refused`
  const made = isAgain(attempt.header) ? unasked(play, shown, read.events) : read.events
  if (made.length > 0 && !(await append(attempt, seq.data, made, onFinished)).ok) {
    if (attempt.events.length >= BUDGETS.events) return `${page}?note=full`
    return `${page}?note=${seq.data < attempt.events.length ? 'stale' : 'refused'}`
  }
  const after = follow(play, shown, made)
  if (isFinished(after)) return debriefOf(page)
  if (after.phase === 'consequence') return `${page}#follows`
  return after.scene === shown.scene && after.phase === 'scene' ? withQuery(page, carried(form)) : page
}

const follow = (play: Play, from: PlayState, events: PlayEvent[]): PlayState =>
  events.reduce((state, event) => {
    const result = transition(play, state, event)
    return result.ok ? result.state : state
  }, from)

/** Carries over to the next page of the same moment: choices made so far, the rating and half of a judgement. */
function carried(form: FormData): Record<string, string> {
  const draft = Object.entries(choicesOf(form))
    .map((pair) => pair.join('.'))
    .join('_')
  const rating = ratingIn(form)
  const [looks, sure] = [oneOf(LOOKS, form.get(FIELD.looks)), oneOf(SURENESS, form.get(FIELD.sure))]
  return {
    ...(draft && { draft }),
    ...(rating && { rating: String(rating) }),
    ...(looks && { looks }),
    ...(sure && { sure }),
  }
}

function withQuery(page: string, query: Record<string, string>): string {
  const search = new URLSearchParams(query).toString()
  return search ? `${page}?${search}` : page
}
