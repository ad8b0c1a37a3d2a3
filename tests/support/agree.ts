/** Checks the XState machine against the plain transition function, in every state a play can reach. */
import { isDeepStrictEqual } from 'node:util'
import { liveReads, submissionsOf } from '@/scenarios/engine/play/graph'
import { type AttemptSnapshot, openAt, playOn, stateOf } from '@/scenarios/engine/play/machine'
import type { Choices, PlayEvent } from '@/scenarios/engine/play/events'
import { type Play, type PlayState, type Refusal, begin, isAct, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'

export interface Agreement {
  states: number
  events: number
  phases: Set<PlayState['phase']>
  refusals: Set<Refusal>
  disagreements: string[]
}

const UNKNOWN = 's0000000'

/**
 * In every state that differs in what it offers, tries every event of every type, also those that must be refused. A machine that ran there
 * from the start and one resumed there must both be in the state that the function gives.
 */
export function agree(play: Play): Agreement {
  const situation = situations(play)
  const found: Agreement = { states: 0, events: 0, phases: new Set(), refusals: new Set(), disagreements: [] }
  const start = begin(play)
  const queue = [{ state: start, running: openAt({ play }) }]
  const seen = new Set([situation(start)])
  const flagged = new Set<string>()
  const compare = (what: string, expected: PlayState, ...snapshots: AttemptSnapshot[]) => {
    for (const snapshot of snapshots) {
      const actual = stateOf(snapshot)
      if (!isDeepStrictEqual(actual, expected))
        found.disagreements.push(`${what}: ${JSON.stringify(actual)} and not ${JSON.stringify(expected)}`)
    }
  }
  for (let at = queue.pop(); at; at = queue.pop()) {
    const resumed = openAt({ play, state: at.state })
    found.states++
    found.phases.add(at.state.phase)
    compare('arrived or resumed', at.state, at.running, resumed)
    const shown = [at.state.phase, ...shownSegments(sceneOf(play, at.state), at.state).map((s) => s.id)].join(' ')
    const flagging = flagged.has(shown) ? [] : flagsIn(play, at.state)
    flagged.add(shown)
    for (const tries of [...singlesIn(play, at.state), ...flagging]) {
      let [state, snapshot] = [at.state, resumed]
      for (const event of tries) {
        const result = transition(play, state, event)
        snapshot = playOn(snapshot, event)
        found.events++
        if (result.ok) state = result.state
        else found.refusals.add(result.reason)
        compare(JSON.stringify(event), state, snapshot)
      }
      if (tries.length === 1 && !seen.has(situation(state))) {
        seen.add(situation(state))
        queue.push({ state, running: playOn(at.running, tries[0]!) })
      }
    }
  }
  return found
}

/** States with the same key offer the same: they differ at most in facts, checks and flags that nothing reads any more. */
function situations(play: Play): (state: PlayState) => string {
  const live = liveReads(play)
  return ({ phase, scene, facts, checks, next, reports }) => {
    const to = next ?? scene
    const reads = new Set([...(live.get(to) ?? []), ...(play.scenes[to]?.checks ?? []).map((c) => c.id)])
    return [phase, to, reports.includes(scene), ...[...facts, ...checks].filter((id) => reads.has(id)).sort()].join(' ')
  }
}

function singlesIn(play: Play, state: PlayState): PlayEvent[][] {
  const { checks } = sceneOf(play, state)
  const elsewhere = Object.values(play.scenes)
    .flatMap((s) => s.checks)
    .find((c) => !checks.includes(c))
  const tried = [UNKNOWN, ...checks.map((c) => c.id), ...(elsewhere ? [elsewhere.id] : [])]
  const events: PlayEvent[] = [
    ...tried.map((check): PlayEvent => ({ type: 'check', check })),
    ...choicesIn(play, state).map((choices): PlayEvent => ({ type: 'decide', choices, rating: 4 })),
    { type: 'report' },
    { type: 'continue' },
    { type: 'judge', looks: 'approach', sure: 'certain' },
  ]
  return events.map((event) => [event])
}

/** Short runs of events that flag twice, unflag twice, and carry a flag on. Tried once for each set of segments shown. */
function flagsIn(play: Play, state: PlayState): PlayEvent[][] {
  const decide: PlayEvent = { type: 'decide', choices: choicesIn(play, state)[0]! }
  const segments = new Set([UNKNOWN, ...idsIn(sceneOf(play, state).show), ...idsIn(play.scenes[play.start]!.show)])
  return [...segments].flatMap((segment): PlayEvent[][] => {
    const [flag, unflag]: PlayEvent[] = [
      { type: 'flag', segment },
      { type: 'unflag', segment },
    ]
    return [[unflag!], [flag!, flag!, unflag!, unflag!], [flag!, decide, unflag!]]
  })
}

function idsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(idsIn)
  if (!node || typeof node !== 'object') return []
  return [...('id' in node ? [String(node.id)] : []), ...Object.values(node).flatMap(idsIn)]
}

/** Every submission on offer, and some of each wrong kind: incomplete, unknown, hidden by a guard, mixed up. */
function choicesIn(play: Play, state: PlayState): Choices[] {
  const scene = sceneOf(play, state)
  const offers = [...submissionsOf(scene, state)]
  const longest = offers.reduce((a, b) => (Object.keys(b).length > Object.keys(a).length ? b : a), {})
  const without = Object.keys(longest).map((left) => Object.fromEntries(Object.entries(longest).filter(([id]) => id !== left)))
  const hidden = scene.decisions.flatMap((d) =>
    [...d.options.filter((o) => o.when ?? d.when).map((o) => o.id), UNKNOWN].map((option) => ({ ...longest, [d.id]: option })),
  )
  const acts = scene.decisions.filter(isAct).flatMap((d) => d.options.map((o): [string, string] => [d.id, o.id]))
  const crossed = acts.map(
    ([act, option]): Choices => ({ ...Object.fromEntries(scene.decisions.map((d) => [d.id, option])), [act]: option }),
  )
  return [...offers, ...without, ...hidden, ...crossed, {}, { ...longest, [UNKNOWN]: UNKNOWN }]
}
