import { describe, expect, test } from 'vitest'
import { syntheticPool, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { STRATEGIES, bestScore, blindScore, playBlind, randomScore, randomStrategy } from './blind'
import { compile, idsOf } from '../play/compile'
import type { Scenario } from '../format/schema'
import { scorer } from '../score/attempt'

const ready = (scenario: Scenario) => {
  const { play, key } = compile(scenario, syntheticPool)
  return scorer(play, key)
}
const synthetic = syntheticScenario()
const sound = ready(synthetic)

/** The act options a strategy takes, by authored id. */
function acts(strategy: keyof typeof STRATEGIES): string[] {
  const ids = idsOf(synthetic)
  return playBlind(sound, STRATEGIES[strategy]).flatMap((event) => {
    if (event.type !== 'decide') return []
    return Object.values(synthetic.scenes).flatMap(({ decisions }) =>
      decisions
        .filter((d) => d.id.startsWith('act'))
        .flatMap((d) =>
          d.options.filter((o) => event.choices[ids('decision', d.id)] === ids('option', `${d.id}.${o.id}`)).map((o) => o.id),
        ),
    )
  })
}
const always = (id: string) => Array(7).fill(id)

describe('a blind strategy', () => {
  test('tells somebody, or ignores the contact, every time', () => {
    expect(acts('tell')).toEqual(always('tell'))
    expect(acts('ignore')).toEqual(always('leave'))
  })

  test('takes the longest or the shortest text every time', () => {
    expect(acts('longest')).toEqual(always('mistake'))
    expect(acts('shortest')).toEqual(always('right'))
  })

  test('takes the first or the last option', () => {
    const standing = (at: number) => Object.values(synthetic.scenes).map(({ decisions }) => decisions.at(-1)!.options.at(at)!.id)
    expect(acts('first')).toEqual(standing(0))
    expect(acts('last')).toEqual(standing(-1))
  })

  test('takes what sounds most careful', () => {
    const careful = syntheticScenario()
    for (const { decisions } of Object.values(careful.scenes))
      for (const d of decisions) {
        for (const o of d.options) if (o.id === 'leave') o.text = 'Ask a colleague to check it first'
      }
    const strategist = ready(careful)
    expect(blindScore(strategist, STRATEGIES.careful).losses).toEqual(blindScore(strategist, STRATEGIES.ignore).losses)
  })

  test('makes no checks, and judges at the end', () => {
    const events = playBlind(sound, STRATEGIES.tell)
    expect(events.some((e) => e.type === 'check')).toBe(false)
    expect(events.at(-1)).toMatchObject({ type: 'judge' })
  })
})

describe('a random player', () => {
  test('plays the same for the same seed, but not always alike', () => {
    expect(playBlind(sound, randomStrategy(3))).toEqual(playBlind(sound, randomStrategy(3)))
    const paths = new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(playBlind(sound, randomStrategy(seed)))))
    expect(paths.size).toBeGreaterThan(1)
  })

  test('takes each of four options about a quarter of the time', () => {
    const decision = compile(synthetic, syntheticPool).play.scenes[idsOf(synthetic)('scene', 's0')]!.decisions[0]!
    const taken = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed++) {
      const { id } = randomStrategy(seed)(decision, sound.key)
      taken.set(id, (taken.get(id) ?? 0) + 1)
    }
    for (const n of taken.values()) expect(Math.abs(n / 2000 - 0.25)).toBeLessThan(0.05)
  })

  test('scores between the worst and the best', () => {
    const { credited, passed } = randomScore(sound, 100)
    expect(credited).toBeGreaterThan(0)
    expect(credited).toBeLessThan(1)
    expect(passed).toBeLessThan(1)
  })
})

describe('the best play', () => {
  test('scores 1', () => expect(bestScore(sound)).toMatchObject({ raw: 1, credited: 1, passed: true }))

  test('makes the checks it needs, in an allowed order', () => {
    const scenario = syntheticScenario()
    const { checks, decisions } = scenario.scenes.s2!
    // The check that comes first by name depends on the other.
    checks[0] = { ...checks[0]!, id: 'zz', minutes: 1 }
    checks[1] = { ...checks[1]!, id: 'aa', minutes: 1, when: { check: 'zz' } }
    Object.assign(decisions[0]!.options.find((o) => o.id === 'right')!, { when: { check: 'aa' } })
    expect(bestScore(ready(scenario))).toMatchObject({ credited: 1 })
  })
})
