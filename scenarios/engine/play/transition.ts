/**
 * What an event leads to, or why it is refused. No other place decides that: player, replay, verification and room call it.
 */
import type { Choices, PlayEvent } from './events'
import {
  type Play,
  type PlayState,
  type Refusal,
  canReport,
  checkOffer,
  consequences,
  effectOf,
  factsReported,
  sceneOf,
  shownSegments,
  submission,
  withFacts,
} from './play'

export type Transition = { ok: true; state: PlayState } | { ok: false; reason: Refusal }

const refuse = (reason: Refusal): Transition => ({ ok: false, reason })
const go = (state: PlayState): Transition => ({ ok: true, state })

export function transition(play: Play, state: PlayState, event: PlayEvent): Transition {
  switch (event.type) {
    case 'flag':
      return flag(play, state, event.segment)
    case 'unflag':
      return unflag(play, state, event.segment)
    case 'check':
      return check(play, state, event.check)
    case 'report':
      return report(play, state)
    case 'decide':
      return decide(play, state, event.choices)
    case 'continue':
      return state.phase === 'consequence' ? go(enter(play, state, state.next!)) : refuse('not-now')
    case 'judge':
      return state.phase === 'judgement' ? go({ ...state, phase: 'debrief' }) : refuse('not-now')
  }
}

function flag(play: Play, state: PlayState, segment: string): Transition {
  if (state.phase !== 'scene') return refuse('not-now')
  if (!shownSegments(sceneOf(play, state), state).some((s) => s.id === segment)) return refuse('not-shown')
  if (state.flags.includes(segment)) return refuse('already-flagged')
  return go({ ...state, flags: [...state.flags, segment] })
}

function unflag(play: Play, state: PlayState, segment: string): Transition {
  if (state.phase !== 'scene') return refuse('not-now')
  if (!shownSegments(sceneOf(play, state), state).some((s) => s.id === segment)) return refuse('not-shown')
  if (!state.flags.includes(segment)) return refuse('not-flagged')
  return go({ ...state, flags: state.flags.filter((f) => f !== segment) })
}

function check(play: Play, state: PlayState, id: string): Transition {
  if (state.phase !== 'scene') return refuse('not-now')
  const found = sceneOf(play, state).checks.find((c) => c.id === id)
  const offer = found ? checkOffer(play, state, found) : 'hidden'
  if (!found || offer === 'hidden') return refuse('no-such-check')
  if (offer !== 'offered') return refuse(offer === 'made' ? 'already-checked' : 'no-time')
  return go({ ...state, checks: [...state.checks, id], facts: withFacts(state.facts, found.sets) })
}

function report(play: Play, state: PlayState): Transition {
  if (!canReport(state)) return refuse(state.reports.includes(state.scene) ? 'already-reported' : 'not-now')
  return go({ ...state, reports: [...state.reports, state.scene], facts: factsReported(play, state.facts) })
}

function decide(play: Play, state: PlayState, choices: Choices): Transition {
  if (state.phase !== 'scene') return refuse('not-now')
  const submitted = submission(play, state, choices)
  if (typeof submitted === 'string') return refuse(submitted)
  const { facts, route } = effectOf(state, submitted)
  const next = { ...state, facts, submissions: state.submissions + 1 }
  return consequences(submitted, facts, state.checks).length > 0
    ? go({ ...next, phase: 'consequence', submitted: choices, next: route.to })
    : go(enter(play, next, route.to))
}

export function enter(play: Play, state: PlayState, to: string): PlayState {
  const there = { ...state, submitted: null, next: null }
  return play.scenes[to] ? { ...there, phase: 'scene', scene: to } : { ...there, phase: 'judgement' }
}
