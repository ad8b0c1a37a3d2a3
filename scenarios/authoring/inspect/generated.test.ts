import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPlay } from '@/tests/support/best-play'
import { soundDraft } from '@/tests/support/sound-scenario'
import { type Outcome, OUTCOMES } from '../../engine/format/outcomes'
import { Scenario } from '../../engine/format/schema'
import { compile } from '../../engine/play/compile'
import { replay } from '../../engine/play/journal'
import { type AttemptScore, scoreAttempt } from '../../engine/score/attempt'
import { outcomesReached } from './endings-reached'
import { type Explored, type Trial, exploredOf, walk } from './trial'

const points = fc.record({ recognise: fc.integer({ min: -2, max: 2 }), verify: fc.integer({ min: -2, max: 2 }) })
const anOption = fc.record({
  rubric: fc.record({ hostile: points, genuine: points }),
  sets: fc.subarray(['gave', 'pocketed', 'declared', 'settled']),
  skips: fc.boolean(),
  silent: fc.boolean(),
})
const aScene = fc.record({ options: fc.array(anOption, { minLength: 4, maxLength: 4 }), worth: fc.integer({ min: 0, max: 2 }) })

const aScenario = fc.array(aScene, { minLength: 1, maxLength: 6 }).map((scenes) => {
  const draft = soundDraft({ scenes: scenes.length })
  Object.assign(draft, { harm: ['gave', { fact: 'pocketed', mended: 'declared' }], business: 'settled' })
  for (const [i, { options, worth }] of scenes.entries()) {
    const scene = draft.scenes[`s${i}`]!
    scene.report = { ...scene.report, worth }
    for (const [j, { rubric, sets, skips, silent }] of options.entries())
      Object.assign(scene.decisions.at(-1)!.options[j]!, {
        rubric,
        sets: Object.fromEntries(sets.map((fact) => [fact, true])),
        ...(skips && { to: i + 2 < scenes.length ? `s${i + 2}` : 'end' }),
        ...(silent && { consequence: undefined }),
      })
  }
  return Scenario.parse(draft)
})
const aVariant = fc
  .tuple(aScenario, fc.constantFrom('hostile' as const, 'genuine' as const))
  .map(([scenario, variant]) => exploredOf(compile(scenario)[variant]!))
const RUNS = { numRuns: 100 }

const picks = fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 })
const when = fc.constantFrom('before' as const, 'after' as const, 'never' as const)
const reports = fc.array(when, { minLength: 6, maxLength: 6 })
type Report = 'before' | 'after' | 'never'

const walked = (of: Explored, way: number[]): Trial => {
  let n = 0
  return walk(of, ({ edges }) => edges[way[n++ % way.length]! % edges.length]!)
}
/** Plays a way as a learner would, with a report where it can still be made. */
function played(of: Explored, trial: Trial, told: readonly Report[]): AttemptScore {
  const events = trial.flatMap(({ node, edge }, n) => {
    const goesOn =
      of.play.scenes[node.scene]!.decisions.at(-1)!.options.find((o) => o.id === edge.submission.act.id)!.consequence.length > 0
    const reads = goesOn || edge.submission.sent.some(({ option }) => option.consequence.length > 0)
    const here: Report = told[n] === 'after' && !reads ? 'before' : told[n]!
    const report = { type: 'report' as const }
    return [
      ...edge.checks.map((check) => ({ type: 'check' as const, check })),
      ...(here === 'before' ? [report] : []),
      { type: 'decide' as const, choices: edge.choices },
      ...(here === 'after' ? [report] : []),
      ...(reads ? [{ type: 'continue' as const }] : []),
    ]
  })
  const { steps, refused } = replay(of.play, [...events, { type: 'judge', looks: 'unsure' }])
  expect(refused).toBeNull()
  return scoreAttempt(of, steps)
}

/** The table of docs/scoring.md, written down a second time. */
function outcomeByTable(of: Explored, trial: Trial, told: readonly Report[]): Outcome {
  const timeline: ({ report: true } | { set: string })[][] = trial.map(({ edge }, n) => {
    const { act, sent } = edge.submission
    const sets = [...sent.map((s) => s.option), act].flatMap((o) =>
      Object.entries(o.sets).flatMap(([set, value]) => (value ? [{ set }] : [])),
    )
    const reads = [act, ...sent.map((s) => s.option)].some((o) => o.consequence.length > 0)
    if (told[n] === 'never') return sets
    return told[n] === 'after' && reads ? [...sets, { report: true }] : [{ report: true }, ...sets]
  })
  const all = timeline.flat()
  const lastOf = (test: (event: (typeof all)[number]) => boolean) => all.findLastIndex(test)
  const report = lastOf((e) => 'report' in e)
  const done = of.key.harm.map(({ fact, mended }) => {
    const at = lastOf((e) => 'set' in e && e.set === fact)
    const mend = mended ? lastOf((e) => 'set' in e && e.set === mended) : -1
    return { harmed: at >= 0, open: at > report && at > mend }
  })
  const harmed = done.some((h) => h.harmed)
  const open = done.some((h) => h.open)
  const from = trial.findIndex(({ node }) => node.scene === of.key.matters)
  const inTime = from >= 0 && timeline.slice(from).some((events) => events.some((e) => 'report' in e))
  if (of.key.variant === 'hostile') return open ? 'lost' : harmed ? 'repaired' : inTime ? 'held' : 'missed'
  const settled = all.some((e) => 'set' in e && e.set === of.key.business)
  return harmed && !open ? 'repaired' : harmed || !settled ? 'missed' : 'held'
}

test('a play ends as the table says', () => {
  fc.assert(
    fc.property(aVariant, picks, reports, (of, way, told) => {
      const trial = walked(of, way)
      expect(played(of, trial, told).outcome).toBe(outcomeByTable(of, trial, told))
    }),
    { numRuns: 400 },
  )
})

test('reporting once more only moves lost to repaired, and missed to held or repaired, and never costs points', () => {
  const BETTER: Record<Outcome, readonly Outcome[]> = { lost: ['repaired'], missed: ['held', 'repaired'], held: [], repaired: [] }
  fc.assert(
    fc.property(aVariant, picks, reports, fc.nat(5), fc.constantFrom('before' as const, 'after' as const), (of, way, told, at, how) => {
      fc.pre(told[at] === 'never')
      const trial = walked(of, way)
      const [less, more] = [played(of, trial, told), played(of, trial, told.with(at, how))]
      if (more.outcome !== less.outcome) expect(BETTER[less.outcome]).toContain(more.outcome)
      expect(more.possible).toBe(less.possible)
      expect(more.earned).toBeGreaterThanOrEqual(less.earned)
      expect(more.result).toBeGreaterThanOrEqual(less.result)
    }),
    RUNS,
  )
})

test('the result is a whole number in the range of its outcome, highest with all points', () => {
  const RANGES: Record<Outcome, [number, number]> = { held: [70, 100], repaired: [55, 69], missed: [40, 54], lost: [0, 39] }
  fc.assert(
    fc.property(aVariant, picks, reports, (of, way, told) => {
      const { outcome, earned, possible, result, passed } = played(of, walked(of, way), told)
      const [low, high] = RANGES[outcome]
      expect(Number.isInteger(result) && result >= low && result <= high).toBe(true)
      expect(result === high).toBe(earned === possible)
      expect(passed).toBe(result >= 70)
    }),
    RUNS,
  )
})

test('best play with every report earns all points, and leaves nothing to practise', () => {
  fc.assert(
    fc.property(aVariant, picks, (of, chosen) => {
      let n = 0
      const { steps } = replay(
        of.play,
        bestPlay(of, (among) => chosen[n++ % chosen.length]! % among),
      )
      const { earned, possible, submissions } = scoreAttempt(of, steps)
      expect(earned).toBe(possible)
      for (const { earned: e, possible: p } of submissions.flatMap((s) => s.decisions.flatMap((d) => Object.values(d.skills))))
        expect(e).toBe(p)
    }),
    RUNS,
  )
})

test('every outcome that a play reaches is found on the graph', () => {
  fc.assert(
    fc.property(aVariant, picks, reports, (of, way, told) => {
      expect(OUTCOMES.filter((outcome) => outcomesReached(of).has(outcome))).toContain(played(of, walked(of, way), told).outcome)
    }),
    RUNS,
  )
})
