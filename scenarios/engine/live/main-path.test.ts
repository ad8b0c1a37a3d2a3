import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, exampleScript, libraryScript } from '@/tests/support/room-script'
import { scoreAttempt } from '../score/attempt'
import type { PlayEvent } from '../play/events'
import { replay } from '../play/journal'
import { mainPath } from './main-path'
import { worthsIn } from './option-worth'
import type { RoomScript } from './script'

const SCRIPTS: [name: string, of: RoomScript][] = [
  ['the example, hostile', exampleScript('hostile')],
  ['the example, genuine', exampleScript('genuine')],
  ...LIBRARY_SCENARIOS.map(([scenario, variant]): [string, RoomScript] => [`${scenario}, ${variant}`, libraryScript(scenario, variant)]),
]

describe.each(SCRIPTS)('the planned path of %s', (_, { play, compiled }) => {
  const path = mainPath(compiled)
  const events = path.flatMap(({ scene, best }): PlayEvent[] => [
    ...best.checks.map((check): PlayEvent => ({ type: 'check', check })),
    ...(compiled.key.reports[scene]!.worth > 0 ? [{ type: 'report' } as const] : []),
    { type: 'decide', choices: best.choices },
  ])
  const { steps } = events.reduce(
    (at, event) =>
      replay(play, [
        ...at.steps.map((step) => step.event),
        ...(at.state.phase === 'consequence' ? [{ type: 'continue' } as const] : []),
        event,
      ]),
    replay(play, []),
  )
  const score = scoreAttempt(compiled, steps)

  test('ends well with all points, if the room tells wherever that is worth something', () => {
    expect(score.submissions).toHaveLength(path.length)
    expect([score.outcome, score.earned]).toEqual(['held', score.possible])
  })
  test('has at stake in each moment what can be earned in it', () => {
    expect(path.reduce((sum, { stake }) => sum + stake, 0)).toBe(score.possible)
  })
  test('chooses what the cockpit calls sound', () => {
    for (const { at, decisions } of score.submissions) {
      const worths = worthsIn({ play, compiled }, at)
      for (const { option } of decisions) expect(worths[option]).toBe('sound')
    }
  })
})

test('an act that gives something away is costly, whatever it earns', () => {
  const { play, compiled } = exampleScript()
  const harms = new Set(compiled.key.harm.map(({ fact }) => fact))
  const worths = Object.values(play.scenes).flatMap((scene) => {
    const state = { ...replay(play, []).state, scene: Object.keys(play.scenes).find((id) => play.scenes[id] === scene)! }
    const named = worthsIn({ play, compiled }, state)
    return scene.decisions.flatMap(({ options }) =>
      options.flatMap(({ id, sets }) => (named[id] ? [[named[id] === 'costly', Object.keys(sets).some((fact) => harms.has(fact))]] : [])),
    )
  })
  for (const [costly, harmful] of worths) expect(costly).toBe(harmful)
  expect(worths.some(([costly]) => costly)).toBe(true)
})
