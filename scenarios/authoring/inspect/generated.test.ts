import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPlay } from '@/tests/support/best-play'
import { soundDraft } from '@/tests/support/sound-scenario'
import { Scenario } from '../../engine/format/schema'
import type { GraphNode } from '../../engine/play/graph'
import { compile } from '../../engine/play/compile'
import { replay } from '../../engine/play/journal'
import { type Scorer, scoreAttempt, scorer } from '../../engine/score/attempt'
import { type Trial, rewardOf, scoreTrial, valueAt, walk } from './trial'

const COMPETENCE = ['recognise', 'verify', 'protect'] as const
const points = fc.record(
  Object.fromEntries(COMPETENCE.map((k) => [k, fc.integer({ min: -2, max: 2 })])) as Record<
    (typeof COMPETENCE)[number],
    fc.Arbitrary<number>
  >,
)
const forked = <T>(of: fc.Arbitrary<T>) => fc.record({ hostile: of, genuine: of })
const anOption = fc.record({
  rubric: forked(points),
  critical: forked(fc.boolean()),
  skips: fc.boolean(),
  repairs: fc.nat(20),
  silent: fc.boolean(),
})
const aScene = fc.record({
  options: fc.array(anOption, { minLength: 4, maxLength: 4 }),
  worth: forked(fc.integer({ min: 0, max: 2 })),
  repairs: fc.nat(20),
})

const aScenario = fc
  .record({ scenes: fc.array(aScene, { minLength: 1, maxLength: 6 }), weight: fc.constantFrom(0.5, 0.75, 1, 2) })
  .map(({ scenes, weight }) => {
    const draft = soundDraft({ scenes: scenes.length })
    const grave = (n: number) => `act${n % scenes.length}.${['right', 'paper', 'leave', 'mistake'][Math.floor(n / scenes.length) % 4]}`
    draft.report = { weight }
    for (const [i, { options, worth, repairs }] of scenes.entries()) {
      const scene = draft.scenes[`s${i}`]!
      scene.report = { ...scene.report, worth, repairs: [grave(repairs)] }
      const act = scene.decisions.at(-1)!
      for (const [j, { rubric, critical, skips, repairs: mended, silent }] of options.entries()) {
        const over = i + 2 < scenes.length ? `s${i + 2}` : 'end'
        Object.assign(act.options[j]!, {
          rubric,
          critical,
          repairs: [grave(mended)],
          ...(skips && { to: over }),
          ...(silent && { consequence: undefined }),
        })
      }
    }
    return Scenario.parse(draft)
  })
const aVariant = fc.tuple(aScenario, fc.constantFrom('hostile', 'genuine')).map(([scenario, variant]): Scorer => {
  const { play, key } = compile(scenario)[variant as 'hostile']!
  return scorer(play, key)
})
const RUNS = { numRuns: 50 }

const rangeOf = ({ values, graph }: Scorer) => values.get(graph.start)!.hi - values.get(graph.start)!.lo
const by = (worth: (node: GraphNode, edge: GraphNode['edges'][number]) => number) => (node: GraphNode) =>
  node.edges.reduce((best, edge) => (worth(node, edge) > worth(node, best) ? edge : best))
const best = (of: Scorer) => by((node, edge) => rewardOf(of, node, edge) + valueAt(of, edge.to).hi)
const worst = (of: Scorer) => by((node, edge) => -(rewardOf(of, node, edge) + valueAt(of, edge.to).lo))
const any = (of: Scorer, picks: number[]): Trial => {
  let n = 0
  return walk(of, ({ edges }) => edges[picks[n++ % picks.length]! % edges.length]!)
}
const picks = fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 })
const reports = fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })

test('of two journals with the same acts, one that reports wherever the other does, and perhaps more, never scores less', () => {
  fc.assert(
    fc.property(aVariant, picks, reports, reports, (of, way, some, more) => {
      const trial = any(of, way)
      const fewer = scoreTrial(of, trial, (n) => some[n]!)
      const extra = scoreTrial(of, trial, (n) => some[n]! || more[n]!)
      for (const field of ['raw', 'credited', 'final'] as const) expect(extra[field]).toBeGreaterThanOrEqual(fewer[field] - 1e-9)
    }),
    RUNS,
  )
})

test('best acts with every report score 1; the worst acts without a report score 0, before anything is clamped', () => {
  fc.assert(
    fc.property(aVariant, (of) => {
      fc.pre(rangeOf(of) > 1e-9)
      const top = scoreTrial(of, walk(of, best(of)), () => true)
      expect(top.raw).toBeCloseTo(1, 9)
      expect(top.credited).toBeCloseTo(1, 9)
      expect(scoreTrial(of, walk(of, worst(of)), () => false).raw).toBeCloseTo(0, 9)
    }),
    RUNS,
  )
})

test('a path that loses nothing leaves nothing to practise in any competency', () => {
  fc.assert(
    fc.property(aVariant, picks, (of, chosen) => {
      let n = 0
      const { steps, refused } = replay(
        of.play,
        bestPlay(of, (among) => chosen[n++ % chosen.length]! % among),
      )
      expect(refused).toBeNull()
      const { raw, items } = scoreAttempt(of, steps)
      expect(raw).toBeCloseTo(1, 9)
      expect(items.filter(({ q }) => q < 1)).toEqual([])
    }),
    RUNS,
  )
})

test('from every moment, best acts onward with reports give the best score still possible', () => {
  fc.assert(
    fc.property(aVariant, picks, reports, reports, (of, way, reported, later) => {
      const trial = any(of, way)
      for (let length = 0; length <= trial.length; length++) {
        const prefix = trial.slice(0, length)
        let n = 0
        const onward = walk(of, (node) => prefix[n++]?.edge ?? best(of)(node))
        const top = scoreTrial(of, onward, (at) => (at < length ? reported[at]! : true))
        const other = scoreTrial(of, trial, (at) => (at < length ? reported[at]! : later[at]!))
        expect(top.credited).toBeGreaterThanOrEqual(other.credited - 1e-9)
        expect(top.raw).toBeGreaterThanOrEqual(other.raw - 1e-9)
      }
    }),
    RUNS,
  )
})
