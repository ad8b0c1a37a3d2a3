import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleScenario, exampleStory } from '@/tests/support/example-story'
import { compile } from '../play/compile'
import { debrief } from './debrief'
import { replay } from '../play/journal'
import type { PlayEvent } from '../play/play'
import { scorer } from '../score/attempt'
import { argumentsOf, drawNames, format, stage } from '../play/stage'

const compiled = compile(exampleStory).hostile!
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 7)
const args = argumentsOf(compiled.values, names)
const told = {
  compiled,
  scorer: scorer(compiled.play, compiled.key),
  play: stage(compiled.play, names, args, 'en'),
  indicators: { 'flattery-for-access': { label: 'Flattery tied to your access', cites: ['G-02'] } },
  tell: (text: string) => format(text, args, 'en'),
}
const { flag, check, decide, on, judge } = authoredEvents(exampleStory)

/** Plays the events, continuing after each consequence, and returns the debrief. */
function debriefed(...events: PlayEvent[]) {
  const journal: PlayEvent[] = []
  for (const event of events) {
    journal.push(event)
    if (replay(compiled.play, journal).state.phase === 'consequence') journal.push(on)
  }
  const { steps, refused } = replay(compiled.play, journal)
  expect(refused).toBeNull()
  return debrief({ ...told, steps })
}
const rest = [decide({ 'call-act': 'officer' })]

describe('a debrief', () => {
  const view = debriefed(
    flag('hl-praise'),
    flag('hl-works'),
    check('register'),
    decide({ 'hello-act': 'sit' }, 'certain'),
    decide({ opening: 'warm', answer: 'inside', 'fee-line': 'too-much', 'request-act': 'send' }),
    ...rest,
    ...lastScene(),
    judge,
  )

  test('separates noticed, missed and false flags, and marks those about origin', () => {
    const [hello, request] = view.decisions
    expect(hello!.flags.map((f) => [f.kind, f.origin])).toEqual([
      ['false', true],
      ['noticed', false],
    ])
    expect(hello!.flags[1]).toMatchObject({ label: 'Flattery tied to your access', cites: ['G-02'] })
    expect(request!.flags.map((f) => f.kind)).toEqual(['missed'])
  })

  test('explains each sentence sent, then the act', () => {
    const [, request] = view.decisions
    expect(request!.choices.map((c) => c.ask)).toEqual(['Opening', 'Answer', 'On the fee', 'And then?'])
    expect(request!.reply).toBe(true)
    expect(request!.choices[1]).toMatchObject({ critical: true, why: 'That was not public.', cites: ['G-07'] })
    expect(request!.quality).toBe('costly')
  })

  test('says what would have worked, with the checks it needed, unless the choice itself did', () => {
    const best = debriefed(
      check('register'),
      decide({ 'hello-act': 'name-it' }),
      decide({ 'request-act': 'officer' }),
      ...rest,
      ...lastScene(),
      judge,
    )
    expect(best.decisions[0]!.better).toBeNull()
    expect(view.decisions[0]!.better).toEqual({ checks: ['Look in the register'], texts: ['Decline: no such circle is on the register'] })
  })

  test('counts confident mistakes, signs and harmless details', () => {
    expect(view.certain).toEqual({ said: 1, wrong: 1 })
    expect(view.counts.signs[0]).toBe(1)
    expect(view.counts.harmless[0]).toBe(1)
  })

  test('lists every source once, in order of first use, and never INV', () => {
    expect(new Set(view.cites).size).toBe(view.cites.length)
    expect(view.cites).not.toContain('INV')
    expect(view.cites).toEqual(expect.arrayContaining(['G-02', 'G-07']))
  })

  test('names every place and where it leads, with the ending on the path', () => {
    expect(view.path).toHaveLength(view.decisions.length + 1)
    for (const { ways } of Object.values(view.places)) for (const { to } of ways) expect(view.places[to]).toBeDefined()
    expect(view.places[view.path.at(-1)!]!.title).toBe(view.ending.title)
  })

  test('leaves no message argument unformatted', () => {
    expect(JSON.stringify({ ...view, score: null })).not.toMatch(/\{\w+(_name|_given|_family)\}/)
  })
})

test('a mistake that was put right is shown as repaired', () => {
  const { result, decisions } = debriefed(
    decide({ 'hello-act': 'origin' }),
    decide({ 'request-act': 'officer' }),
    decide({ 'call-act': 'sorry' }),
    ...lastScene(),
    judge,
  )
  expect(result).toMatchObject({ repaired: true, unrepaired: false })
  expect(decisions[0]!.choices[0]).toMatchObject({ critical: true, repaired: true })
})

test('an unfinished attempt has no debrief', () => {
  expect(() => debrief({ ...told, steps: replay(compiled.play, [decide({ 'hello-act': 'sit' })]).steps })).toThrow('unfinished')
})

/** A submission of the last scene that any state offers: its report is left unwritten. */
function lastScene(): PlayEvent[] {
  const scene = exampleScenario.scenes.record!
  const act = scene.decisions.find((d) => d.options.some((o) => o.to))!
  const option = act.options.find((o) => !o.sends && !o.when)!
  return [decide({ [act.id]: option.id })]
}
