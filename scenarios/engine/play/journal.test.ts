import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import { attempts, fittingEvents } from '@/tests/support/random-play'
import { compile } from './compile'
import { eventsAlike, eventsBefore, isFinished, replay } from './journal'
import type { PlayEvent } from './events'
import { type PlayState, begin } from './play'
import type { Scenario } from '../format/schema'
import { transition } from './transition'
import { unasked } from './unasked'

const { play } = compile(exampleScenario).hostile!
const { ids, flag, check, decide, on, judge } = authoredEvents(exampleScenario)

const strayEvents: PlayEvent[] = [
  flag('hl-add'),
  flag('rq-fee'),
  { type: 'unflag', segment: ids('segment', 'hl-add') },
  check('register'),
  check('press'),
  on,
  judge,
  decide({}),
  decide({ 'hello-act': 'sit' }),
  decide({ 'hello-act': 'name-it' }),
  decide({ 'request-act': 'leave' }),
  decide({ 'record-act': 'bin' }),
]
const anyEvents = fc
  .tuple(attempts(play), fc.array(fc.record({ at: fc.nat(20), event: fc.constantFrom(...strayEvents) }), { maxLength: 4 }))
  .map(([events, stray]) => stray.reduce((all, { at, event }) => all.toSpliced(at, 0, event), events))

describe('replay', () => {
  test('folds the transition over the events, up to the first that does not fit', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let state: PlayState = begin(play)
        let applied = 0
        let reason: string | null = null
        for (const event of events) {
          const result = transition(play, state, event)
          if (!result.ok) {
            reason = result.reason
            break
          }
          state = result.state
          applied++
        }
        const { state: end, steps, refused } = replay(play, events)
        expect(end).toEqual(state)
        expect(steps.map((s) => s.event)).toEqual(events.slice(0, applied))
        expect(refused).toEqual(reason === null ? null : { at: applied, reason })
      }),
      { numRuns: 300 },
    )
  })

  test('each step begins where the previous one ended', () => {
    fc.assert(
      fc.property(attempts(play), (events) => {
        const { steps } = replay(play, events)
        expect(steps[0]!.before).toEqual(begin(play))
        for (const [i, { before, after }] of steps.entries()) {
          if (i > 0) expect(before).toBe(steps[i - 1]!.after)
          expect(replay(play, events.slice(0, i + 1)).state).toEqual(after)
        }
      }),
      { numRuns: 50 },
    )
  })

  test('survives a round trip of the journal through JSON', () => {
    fc.assert(
      fc.property(attempts(play), (events) => {
        expect(replay(play, JSON.parse(JSON.stringify(events)) as PlayEvent[]).state).toEqual(replay(play, events).state)
      }),
      { numRuns: 50 },
    )
  })

  test('stops at the last valid event and says why', () => {
    const { state, steps, refused } = replay(play, [check('register'), check('register'), decide({ 'hello-act': 'sit' })])
    expect(refused).toEqual({ at: 1, reason: 'already-checked' })
    expect(steps).toHaveLength(1)
    expect(state).toMatchObject({ scene: play.start, checks: [ids('check', 'register')] })
  })

  test('an attempt is finished once it was judged', () => {
    fc.assert(
      fc.property(attempts(play), (events) => {
        expect(isFinished(replay(play, events).state)).toBe(true)
        expect(isFinished(replay(play, events.slice(0, -1)).state)).toBe(false)
        expect(fittingEvents(play, replay(play, events).state)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })
})

describe('what two variants have in common', () => {
  const events = [check('register'), decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' }), decide({ 'call-act': 'back' })]
  const { steps } = replay(play, events)
  const with_ = (change: (other: typeof play) => void) => {
    const other = structuredClone(play)
    change(other)
    return eventsAlike(steps, play, other)
  }
  const scene = (other: typeof play, id: string) => other.scenes[ids('scene', id)]!
  const otherwise = [{ text: 'Otherwise.' }]
  test('is what comes before the scene in which the learner read something else', () => {
    expect(with_((other) => (scene(other, 'call').lead = otherwise))).toBe(3)
    expect(with_((other) => (scene(other, 'request').decisions.at(-1)!.options[1]!.consequence = otherwise))).toBe(2)
    expect(with_((other) => (scene(other, 'hello').checks.find(({ id }) => id === ids('check', 'register'))!.finding = otherwise))).toBe(0)
    expect(with_(() => {})).toBe(0)
  })
  test('goes past what differs and was not read', () => {
    const parted = with_((other) => {
      scene(other, 'request').checks[0]!.finding = otherwise
      scene(other, 'request').report.reply = otherwise
      scene(other, 'call').lead = otherwise
    })
    expect(parted).toBe(3)
  })
})

test('after a debrief the last act ends an attempt, and nobody is asked what it was', () => {
  const events = [
    decide({ 'hello-act': 'sit' }),
    decide({ 'request-act': 'leave' }),
    decide({ 'call-act': 'back' }),
    decide({ 'record-act': 'bin' }),
  ]
  expect(unasked(play, begin(play), events)).toEqual([...events, { type: 'judge', looks: 'unsure' }])
  expect(unasked(play, begin(play), events.slice(0, -1))).toEqual(events.slice(0, -1))
})

describe('an edit of the scenario', () => {
  const reversed = (scenario: Scenario): Scenario => ({
    ...scenario,
    scenes: Object.fromEntries(
      Object.entries(scenario.scenes)
        .reverse()
        .map(([id, scene]) => [
          id,
          {
            ...scene,
            show: scene.show.toReversed(),
            checks: scene.checks.toReversed(),
            decisions: scene.decisions.toReversed().map((d) => ({ ...d, options: d.options.toReversed() })),
          },
        ]),
    ),
    endings: Object.fromEntries(Object.entries(scenario.endings).reverse()),
  })
  const edited = compile(reversed(exampleScenario)).hostile!.play

  test('that reorders scenes, decisions, options and checks changes no replay', () => {
    expect(edited.scenes[edited.start]!.decisions[0]!.options[0]!.id).not.toBe(play.scenes[play.start]!.decisions[0]!.options[0]!.id)
    fc.assert(
      fc.property(attempts(play), (events) => {
        expect(replay(edited, events)).toEqual(replay(play, events))
      }),
      { numRuns: 100 },
    )
  })

  test('that inserts an option before the chosen one changes no replay', () => {
    const grown = structuredClone(exampleScenario)
    const { options } = grown.scenes.hello!.decisions[0]!
    options.unshift({ ...options[1]!, id: 'think', text: 'Think about it' })
    const events = [decide({ 'hello-act': 'accept' }), on]
    expect(replay(compile(grown).hostile!.play, events).state).toEqual(replay(play, events).state)
  })

  test('that removes the chosen option stops the replay there, with the reason', () => {
    const cut = structuredClone(exampleScenario)
    const [hello] = cut.scenes.hello!.decisions
    hello!.options = hello!.options.filter((o) => o.id !== 'accept')
    const events = [flag('hl-add'), decide({ 'hello-act': 'accept' }), on]
    const { state, refused } = replay(compile(cut).hostile!.play, events)
    expect(refused).toEqual({ at: 1, reason: 'not-offered' })
    expect(state.flags).toEqual([ids('segment', 'hl-add')])
  })
})

describe('events before the n-th submission', () => {
  const events = [
    flag('hl-add'),
    check('picture'),
    decide({ 'hello-act': 'accept' }),
    on,
    flag('rq-fee'),
    decide({ 'request-act': 'leave' }),
    decide({ 'call-act': 'hang-up' }),
  ]
  const { steps } = replay(play, events)

  test('lead to the entry of its scene, before its flags and checks', () => {
    expect([0, 1, 2, 3].map((n) => eventsBefore(steps, n))).toEqual([0, 4, 6, 7])
    for (const n of [0, 1, 2, 3]) {
      const { state } = replay(play, events.slice(0, eventsBefore(steps, n)))
      expect(state).toMatchObject({ phase: 'scene', submissions: n })
    }
  })
  test('are all events if that submission was never reached', () => {
    expect(eventsBefore(steps, 9)).toBe(events.length)
  })
})
