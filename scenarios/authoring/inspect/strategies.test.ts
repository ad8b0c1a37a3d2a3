import { describe, expect, test } from 'vitest'
import { soundScenario } from '@/tests/support/sound-scenario'
import type { Scenario } from '../../engine/format/schema'
import { compile } from '../../engine/play/compile'
import { idsOf } from '../../engine/play/opaque-ids'
import { authoredNames } from './authored-names'
import { STRATEGIES, blindResults, randomPick } from './strategies'
import { type Explored, exploredOf, playUnchecked, scoreTrial } from './trial'

const sound = soundScenario()
const names = authoredNames(sound, idsOf(sound))
const ready = (scenario: Scenario, variant: 'hostile' | 'genuine' = 'hostile'): Explored => exploredOf(compile(scenario)[variant]!)
const hostile = ready(sound)

const acts = (strategy: keyof typeof STRATEGIES): string[] =>
  playUnchecked(hostile, STRATEGIES[strategy](hostile.key)).map(({ edge }) => names.get(edge.submission.act.id)!.split('.')[1]!)
const always = (id: string) => Array(7).fill(id)

describe('a blind strategy', () => {
  test('ignores the contact every time', () => expect(acts('ignore')).toEqual(always('leave')))

  test('takes the longest or the shortest text every time', () => {
    expect(acts('longest')).toEqual(always('mistake'))
    expect(acts('shortest')).toEqual(always('leave'))
  })

  test('takes the first or the last option', () => {
    const standing = (at: number) => Object.values(sound.scenes).map(({ decisions }) => decisions.at(-1)!.options.at(at)!.id)
    expect(acts('first')).toEqual(standing(0))
    expect(acts('last')).toEqual(standing(-1))
  })

  test('takes what sounds most careful', () => expect(acts('careful')).toEqual(always('mistake')))

  test('leaves it to an office, and to IT, but not to “it”', () => {
    const { decisions } = hostile.play.scenes[hostile.play.start]!
    const options = ['I like it, I take it', 'Show it to the office', 'IT’s, after IT has seen it'].map((text) => ({
      ...decisions[0]!.options[0]!,
      text,
    }))
    expect(STRATEGIES.refer(hostile.key)({ ...decisions[0]!, options }).text).toBe('IT’s, after IT has seen it')
    expect(STRATEGIES.refer(hostile.key)({ ...decisions[0]!, options: options.slice(0, 2) }).text).toBe('Show it to the office')
  })

  test('makes no checks', () => {
    expect(playUnchecked(hostile, STRATEGIES.first(hostile.key)).every(({ edge }) => edge.checks.length === 0)).toBe(true)
  })

  test('is tried with all reports, with one at the start and with none', () => {
    const results = blindResults(hostile)
    expect(results).toHaveLength(21)
    expect(results.filter(({ strategy }) => strategy === 'ignore').map(({ reports, outcome }) => [reports, outcome])).toEqual([
      ['always', 'held'],
      ['start', 'missed'],
      ['never', 'missed'],
    ])
    expect(results.filter(({ strategy }) => strategy === 'longest').map(({ outcome }) => outcome)).toEqual(['repaired', 'lost', 'lost'])
  })
})

describe('a random player', () => {
  test('plays the same for the same seed, and differently for others', () => {
    expect(playUnchecked(hostile, randomPick(3))).toEqual(playUnchecked(hostile, randomPick(3)))
    const paths = new Set(
      [1, 2, 3, 4, 5].map((seed) =>
        playUnchecked(hostile, randomPick(seed))
          .map((s) => s.edge.submission.act.id)
          .join(),
      ),
    )
    expect(paths.size).toBeGreaterThan(1)
  })

  test('takes each of four options about a quarter of the time', () => {
    const decision = hostile.play.scenes[hostile.play.start]!.decisions[0]!
    const taken = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed++) {
      const { id } = randomPick(seed)(decision)
      taken.set(id, (taken.get(id) ?? 0) + 1)
    }
    for (const n of taken.values()) expect(Math.abs(n / 2000 - 0.25)).toBeLessThan(0.05)
  })
})

test('a trial on the graph gets the same outcome and points as the journal of the same acts', async () => {
  const { replay } = await import('../../engine/play/journal')
  const { scoreAttempt } = await import('../../engine/score/attempt')
  const trial = playUnchecked(hostile, randomPick(11))
  const events = trial.flatMap(({ edge }) => [
    { type: 'decide' as const, choices: edge.choices },
    { type: 'report' as const },
    { type: 'continue' as const },
  ])
  const { steps, refused } = replay(hostile.play, [...events, { type: 'judge', looks: 'unsure' }])
  expect(refused).toBeNull()
  const { outcome, earned, possible } = scoreAttempt(hostile, steps)
  expect(scoreTrial(hostile, trial, 'always')).toEqual({ outcome, earned, possible })
})
