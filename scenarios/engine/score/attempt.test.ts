import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleResolved, exampleScenario } from '@/tests/support/example-scenario'
import { attempts } from '@/tests/support/random-play'
import { compile } from '../play/compile'
import { submissionsOf } from '../play/graph'
import { replay } from '../play/journal'
import type { PlayEvent } from '../play/events'
import { type PlayState, type Submission, begin, checkOffer, sceneOf, submission } from '../play/play'
import type { Scenario } from '../format/schema'
import { argumentsOf, drawNames } from '../play/names'
import { stage } from '../play/staging'
import { transition } from '../play/transition'
import { type AttemptScore, scoreAttempt, scorer, worthOfReporting } from './attempt'

const compiled = compile(exampleScenario).hostile!
const { play, key } = compiled
const example = scorer(play, key)
const { ids, flag, check, decide, report, on, judge } = authoredEvents(exampleScenario)

const scoreOf = (events: PlayEvent[], by = example): AttemptScore => {
  const { steps, refused } = replay(by.play, events)
  expect(refused).toBeNull()
  return scoreAttempt(by, steps)
}
/** The headline of a score, which changes elsewhere must not affect. */
const headline = ({ losses, raw, recovery, credited, final, passed, items, flags, unrepairedCritical }: AttemptScore) => ({
  losses,
  raw,
  recovery,
  credited,
  final,
  passed,
  items,
  flags,
  unrepairedCritical,
})

const start = example.values.get(example.graph.start)!
const sit = decide({ 'hello-act': 'sit' })
const send = (choices: Record<string, string>) => decide({ 'request-act': 'send', opening: 'cold', answer: 'public', ...choices })
const hangUp = decide({ 'call-act': 'hang-up' })
const back = decide({ 'call-act': 'back' })
const bin = decide({ 'record-act': 'bin' })
const file = decide({ 'record-act': 'file', what: 'conduct' })

describe('V⁺ and V⁻', () => {
  /** Best and worst sums of points from a state, by trying everything with the plain transition: no graph, nothing dropped. */
  function bruteForce(state: PlayState, memo = new Map<string, [number, number]>()): [hi: number, lo: number] {
    if (state.phase === 'judgement') return [0, 0]
    if (state.phase === 'consequence') return bruteForce(step(state, { type: 'continue' }), memo)
    const id = `${state.scene}|${state.facts.join()}|${state.checks.toSorted().join()}`
    const known = memo.get(id)
    if (known) return known
    const scene = sceneOf(play, state)
    const found: [number, number] = [-Infinity, Infinity]
    const take = ([hi, lo]: [number, number], r: number, report = 0) => {
      found[0] = Math.max(found[0], r + report + hi)
      found[1] = Math.min(found[1], r + lo)
    }
    for (const made of scene.checks) {
      if (checkOffer(play, state, made) === 'offered') take(bruteForce(step(state, { type: 'check', check: made.id }), memo), 0)
    }
    for (const choices of submissionsOf(scene, state)) {
      take(
        bruteForce(step(state, { type: 'decide', choices }), memo),
        points(submission(play, state, choices) as Submission),
        worthOfReporting(key, state.scene),
      )
    }
    memo.set(id, found)
    return found
  }
  function step(state: PlayState, event: PlayEvent): PlayState {
    const result = transition(play, state, event)
    if (!result.ok) throw new Error(result.reason)
    return result.state
  }
  function points({ act, sent }: Submission): number {
    const counted = new Set([act.id, ...sent.map((s) => s.option.id)])
    return Object.values(exampleResolved.scenes)
      .flatMap((s) => s.decisions)
      .reduce(
        (total, { id, weight, options }) =>
          total +
          options
            .filter((o) => counted.has(ids('option', `${id}.${o.id}`)))
            .reduce((sum, o) => sum + weight * Object.values(o.rubric).reduce((a, b) => a + b, 0), 0),
        0,
      )
  }
  test('match an exhaustive search', () => {
    const [hi, lo] = bruteForce(begin(play))
    expect(start.hi).toBeCloseTo(hi, 9)
    expect(start.lo).toBeCloseTo(lo, 9)
    expect(hi).toBeGreaterThan(lo)
  })
})

describe('the path of an attempt', () => {
  test('loses points against the best reachable, adds up, and stays within bounds', () => {
    fc.assert(
      fc.property(attempts(play), (events) => {
        const score = scoreOf(events)
        expect(score.losses).toHaveLength(4)
        for (const loss of score.losses) expect(loss).toBeGreaterThanOrEqual(0)
        expect(score.raw).toBeCloseTo(1 - score.losses.reduce((a, b) => a + b, 0) / (start.hi - start.lo), 9)
        expect(score.credited).toBeGreaterThanOrEqual(score.raw - 1e-9)
        expect(score.final).toBeLessThanOrEqual(1)
      }),
      { numRuns: 200 },
    )
  })
  test('scores 1 and passes for best play, checks included', () => {
    const best = [
      check('register'),
      report,
      decide({ 'hello-act': 'name-it' }),
      report,
      send({ 'fee-line': 'too-much', opening: 'cold' }),
      report,
      back,
      file,
      report,
      on,
      judge,
    ]
    expect(scoreOf(best)).toMatchObject({ raw: 1, credited: 1, final: 1, passed: true, firstSlip: null })
  })
  test('a skipped check is charged to the decision that needed it', () => {
    const unchecked = scoreOf([report, sit, report, send({}), hangUp, file])
    // The register would have named it: 3 points for 1. The press office would have made the fee worth a sentence: 1 point.
    expect(unchecked.losses[0]).toBe(2)
    const withPress = scoreOf([report, sit, report, check('press'), send({ 'fee-line': 'too-much' }), hangUp, file])
    expect(unchecked.losses[1]! - withPress.losses[1]!).toBe(1)
  })
  test('its last decision counts, although it leads to an ending', () => {
    const [good, poor] = [scoreOf([sit, send({}), hangUp, file, report]), scoreOf([sit, send({}), hangUp, report, bin])]
    expect(good.losses.at(-1)).toBe(0)
    expect(poor.losses.at(-1)).toBe(6)
    expect(poor.final).toBeLessThan(good.final)
  })
  test('unsent sentences neither count nor harm', () => {
    const leave = decide({ 'request-act': 'leave' })
    const unsent = decide({ 'request-act': 'leave', opening: 'rude', answer: 'inside' })
    expect(headline(scoreOf([sit, unsent, hangUp, bin]))).toEqual(headline(scoreOf([sit, leave, hangUp, bin])))
  })
})

describe('critical options', () => {
  const leak = send({ answer: 'inside' })
  test('cap an attempt, even in a sentence, until a later option repairs them', () => {
    const open = scoreOf([sit, leak, on, hangUp, bin])
    expect(open.unrepairedCritical).toEqual([`${ids('decision', 'answer')}.${ids('option', 'answer.inside')}`])
    expect(open.final).toBeLessThanOrEqual(0.49)
    expect(open.passed).toBe(false)
    expect(scoreOf([sit, leak, on, hangUp, file]).unrepairedCritical).toEqual([])
  })
  test('need each their own repair', () => {
    const origin = decide({ 'hello-act': 'origin' })
    const both = scoreOf([origin, on, leak, on, decide({ 'call-act': 'sorry' }), file])
    expect(both.unrepairedCritical).toEqual([])
    expect(scoreOf([origin, on, leak, on, hangUp, file]).unrepairedCritical).toHaveLength(1)
  })
})

describe('an attempt that ends early', () => {
  const early = structuredClone(exampleScenario)
  for (const option of early.scenes.hello!.decisions[0]!.options) if (option.id === 'sit') option.to = 'end'
  const { play: earlyPlay, key: earlyKey } = compile(early).hostile!
  const by = scorer(earlyPlay, earlyKey)

  test('is scored against everything reachable, not against the one scene it visited', () => {
    const score = scoreOf([report, sit, judge], by)
    const { hi, lo } = by.values.get(by.graph.start)!
    expect(score.losses).toEqual([hi - 1.5])
    expect(score.raw).toBeCloseTo((1.5 - lo) / (hi - lo), 9)
    expect(score.passed).toBe(false)
  })
})

describe('what never changes a score', () => {
  const rescored = (change: (scenario: Scenario) => void) => {
    const other = structuredClone(exampleScenario)
    change(other)
    const { play: otherPlay, key: otherKey } = compile(other).hostile!
    return scorer(otherPlay, otherKey)
  }
  const sameScores = (by: ReturnType<typeof scorer>, runs = 60) =>
    fc.assert(
      fc.property(attempts(play), (events) => {
        expect(headline(scoreOf(events, by))).toEqual(headline(scoreOf(events)))
      }),
      { numRuns: runs },
    )

  test('how an ending is worded, titled and named', () => {
    sameScores(
      rescored((s) => {
        const { early, late } = s.endings
        s.endings = { grim: { title: 'Grim', text: 'All is lost.' }, late: early!, nothing: late! }
        s.ends = [{ when: { fact: 'filed' }, to: 'grim' }, { to: 'late' }]
      }),
    )
  })
  test('which ending a path leads to', () => {
    sameScores(
      rescored((s) => {
        s.ends = [{ when: { fact: 'reported' }, to: 'nothing' }, { to: 'early' }]
      }),
    )
  })
  test('the names drawn and their language [p:names-no-score]', () => {
    const pools = [examplePool, ...Object.entries(examplePool).map(([language, names]) => ({ [language]: names }))]
    for (const pool of pools) {
      for (const seed of [1, 2]) {
        const names = drawNames(pool, Object.keys(play.cast), seed)
        sameScores(scorer(stage(play, names, argumentsOf(compiled.values, names), 'en'), key), 20)
      }
    }
  })
  test('the judgement, and the ratings on the way', () => {
    const events = [sit, send({}), hangUp, file, on]
    const changed = events.map((e) => (e.type === 'decide' ? { ...e, rating: 5 as const } : e))
    expect(headline(scoreOf([...changed, { type: 'judge', looks: 'genuine', sure: 'guessing' }]))).toEqual(
      headline(scoreOf([...events, judge])),
    )
  })
})

describe('noticing', () => {
  test('counts the flags present when a scene is submitted, on what was shown then', () => {
    const unflag = { type: 'unflag' as const, segment: ids('segment', 'hl-add') }
    const score = scoreOf([flag('hl-praise'), flag('hl-add'), unflag, sit, flag('rq-fee'), flag('rq-file'), send({}), hangUp, file])
    // Shown: role, works, praise, add, card; reply-to, fee, style, file; quiet, date; what, due. Ambiguous segments are not counted.
    expect(score.flags).toEqual({ H: 2, S: 3, F: 1, N: 10 })
    expect(score.segments).toHaveLength(13)
  })
  test('leaves out what a check has hidden by then', () => {
    const score = scoreOf([flag('hl-card'), check('register'), sit, send({ 'fee-line': 'fine' }), hangUp, file])
    expect(score.flags.F).toBe(0)
    expect(score.segments.map((s) => s.id)).not.toContain(ids('segment', 'hl-card'))
  })
  test('a flag on a detail about origin is a false alarm and counts against fairness', () => {
    const events = [sit, send({}), hangUp, file]
    const [plain, flagged, decoy] = [scoreOf(events), scoreOf([flag('hl-works'), ...events]), scoreOf([flag('hl-role'), ...events])]
    expect(flagged.flags.F).toBe(1)
    expect(flagged.items.filter((i) => i.k === 'fair')).toEqual([...plain.items.filter((i) => i.k === 'fair'), { k: 'fair', q: 0, w: 1 }])
    expect(decoy.items).toEqual(plain.items)
    expect(flagged.final).toBe(plain.final)
  })
})

describe('the items of a profile', () => {
  test('are the competencies on which the options of a decision differ, by what was chosen and sent', () => {
    const { items } = scoreOf([sit, decide({ 'request-act': 'leave' }), hangUp, bin])
    expect(items.filter((i) => i.k === 'verify')).toEqual([
      { k: 'verify', q: 1 / 3, w: 1 },
      { k: 'verify', q: 0, w: 0.5 },
      { k: 'verify', q: 0, w: 1 },
    ])
  })
  test('hold each chance to report, by its worth', () => {
    const { items } = scoreOf([sit, report, decide({ 'request-act': 'leave' }), hangUp, bin])
    expect(items.filter((i) => i.k === 'report').slice(-4)).toEqual([
      { k: 'report', q: 0, w: 0.5 },
      { k: 'report', q: 1, w: 1 },
      { k: 'report', q: 0, w: 1 },
      { k: 'report', q: 0, w: 0.5 },
    ])
  })
})

describe('reporting', () => {
  const acts = [sit, send({}), hangUp, file]
  const reported = (...at: number[]) => acts.flatMap((act, i) => (at.includes(i) ? [report, act] : [act]))

  test('is measured as whether, at which chance first, and at how many', () => {
    expect(scoreOf(acts).reporting).toEqual({ chances: 4, reported: 0, first: null })
    expect(scoreOf(reported(1, 3)).reporting).toEqual({ chances: 4, reported: 2, first: 2 })
  })
  test('adds to the path without being an act, so what the acts lost stays the same', () => {
    const [quiet, once] = [scoreOf(acts), scoreOf(reported(2))]
    expect(once.submissions.map((s) => s.loss)).toEqual(quiet.submissions.map((s) => s.loss))
    expect(quiet.losses[2]! - once.losses[2]!).toBe(1)
    expect(once.firstSlip).toBe(quiet.firstSlip)
  })
  test('not at all caps an approach, and says so; in a genuine case nothing can be missed', () => {
    const best = [check('register'), decide({ 'hello-act': 'name-it' }), send({ 'fee-line': 'too-much' }), back, file, on, judge]
    expect(scoreOf(best)).toMatchObject({ final: 0.69, passed: false, silent: true })
    const { play: genuinePlay, key: genuineKey } = compile(exampleScenario).genuine!
    expect(scoreOf(best, scorer(genuinePlay, genuineKey))).toMatchObject({ passed: true, silent: false })
  })
  test('repairs what came before it, including the act of its own moment, but nothing later', () => {
    const leak = send({ answer: 'inside' })
    const gravely = (...events: PlayEvent[]) => scoreOf(events).unrepairedCritical.length
    expect(gravely(sit, report, leak, on, hangUp, bin)).toBe(1)
    expect(gravely(sit, leak, report, on, hangUp, bin)).toBe(0)
    expect(gravely(sit, leak, on, report, hangUp, bin)).toBe(0)
  })
})

describe('judgement', () => {
  const events = [sit, decide({ 'request-act': 'leave' }), hangUp, bin]
  const { hostile, genuine } = compile(exampleScenario)
  const cases = { hostile: hostile!, genuine: genuine! }

  test.each([
    ['approach', 'hostile', true],
    ['genuine', 'hostile', false],
    ['approach', 'genuine', false],
    ['genuine', 'genuine', true],
  ] as const)('of %s on a %s case is right: %s', (looks, variant, right) => {
    const { play: own, key: ownKey } = cases[variant]
    const { judgement } = scoreOf([...events, { type: 'judge', looks, sure: 'fairly' }], scorer(own, ownKey))
    expect(judgement).toEqual({ looks, right })
  })
  test('of a learner who is unsure is neither right nor wrong', () => {
    expect(scoreOf([...events, { type: 'judge', looks: 'unsure' }]).judgement).toEqual({ looks: 'unsure', right: null })
  })
  test('and rating on the way are probabilities of an approach', () => {
    const rated = [decide({ 'hello-act': 'sit' }, 2), decide({ 'request-act': 'leave' }, 5), decide({ 'call-act': 'hang-up' }, 4), bin]
    const { ratings, submissions } = scoreOf([...rated, { type: 'judge', looks: 'genuine', sure: 'certain' }])
    expect(submissions.map((s) => s.rating)).toEqual([2, undefined, 4, undefined])
    expect(ratings.map(({ p, o }) => [p.toFixed(2), o])).toEqual([
      ['0.30', 1],
      ['0.70', 1],
      ['0.05', 1],
    ])
    expect(scoreOf([...rated, { type: 'judge', looks: 'unsure' }]).ratings.at(-1)).toEqual({ p: 0.5, o: 1 })
  })
})
