import { describe, expect, test } from 'vitest'
import { agree } from '@/tests/support/agree'
import { exampleScenario } from '@/tests/support/example-scenario'
import { compile } from './compile'
import { openAt, playOn, stateOf } from './machine'
import type { PlayEvent } from './events'
import { type Play, begin } from './play'
import { replay } from './journal'

const { play } = compile(exampleScenario).hostile!

test('machine and plain function agree on every event in every reachable state of the example', () => {
  const { states, events, phases, refusals, disagreements } = agree(play)
  expect(disagreements).toEqual([])
  expect(states).toBeGreaterThan(50)
  expect(events).toBeGreaterThan(2000)
  expect([...phases].sort()).toEqual(['consequence', 'debrief', 'judgement', 'scene'])
  expect([...refusals].sort()).toEqual([
    'already-checked',
    'already-flagged',
    'already-reported',
    'incomplete',
    'no-such-check',
    'no-time',
    'not-flagged',
    'not-now',
    'not-offered',
    'not-shown',
  ])
})

describe('an attempt', () => {
  const events = walk(play)

  test('is followed to its debrief and is then done', () => {
    let snapshot = openAt({ play })
    expect(stateOf(snapshot)).toEqual(begin(play))
    for (const [i, event] of events.entries()) {
      snapshot = playOn(snapshot, event)
      expect(stateOf(snapshot)).toEqual(replay(play, events.slice(0, i + 1)).state)
    }
    expect(snapshot.status).toBe('done')
  })

  test('resumed after any event, continues as if it had never stopped', () => {
    const end = replay(play, events).state
    for (let i = 0; i <= events.length; i++) {
      const journal = openAt({ play, events: events.slice(0, i) })
      const unknown = openAt({ play, state: replay(play, events.slice(0, i)).state })
      for (const at of [journal, unknown]) expect(stateOf(events.slice(i).reduce(playOn, at))).toEqual(end)
    }
  })
})

function walk(of: Play): PlayEvent[] {
  const first = of.scenes[of.start]!
  const segment = first.show[0]!.kind === 'profile' ? first.show[0]!.rows[0]!.id : ''
  const events: PlayEvent[] = [
    { type: 'flag', segment },
    { type: 'check', check: first.checks[0]!.id },
  ]
  for (let { state } = replay(of, events); state.phase !== 'debrief'; { state } = replay(of, events)) {
    if (state.phase === 'consequence') events.push({ type: 'continue' })
    else if (state.phase === 'judgement') events.push({ type: 'judge', looks: 'approach', sure: 'fairly' })
    else {
      const { decisions } = of.scenes[state.scene]!
      events.push({ type: 'decide', choices: Object.fromEntries(decisions.filter((d) => !d.when).map((d) => [d.id, d.options[0]!.id])) })
    }
  }
  return events
}
