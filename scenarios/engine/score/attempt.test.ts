import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { examplePool, exampleResolved, exampleScenario } from '@/tests/support/example-scenario'
import { attempts } from '@/tests/support/random-play'
import type { Scenario } from '../format/schema'
import { compile } from '../play/compile'
import type { KeyedPlay } from '../play/compiled'
import type { PlayEvent } from '../play/events'
import { replay } from '../play/journal'
import { argumentsOf, drawNames } from '../play/names'
import { stage } from '../play/staging'
import { type AttemptScore, scoreAttempt } from './attempt'
import { attemptResult } from './result'
import { skillItems } from './skills'

const variants = compile(exampleScenario)
const [compiled, genuine] = [variants.hostile!, variants.genuine!]
const { play, key } = compiled
const { ids, flag, check, decide, report, on, judge } = authoredEvents(exampleScenario)

const scoreOf = (events: PlayEvent[], by: KeyedPlay = compiled): AttemptScore => {
  const { steps, refused } = replay(by.play, events)
  expect(refused).toBeNull()
  return scoreAttempt(by, steps)
}
/** What changes elsewhere must not affect. */
const headline = ({ outcome, earned, possible, result, passed, flags }: AttemptScore) => ({
  outcome,
  earned,
  possible,
  result,
  passed,
  flags,
})

const sit = decide({ 'hello-act': 'sit' })
const send = (choices: Record<string, string>) => decide({ 'request-act': 'send', opening: 'cold', answer: 'public', ...choices })
const hangUp = decide({ 'call-act': 'hang-up' })
const back = decide({ 'call-act': 'back' })
const bin = decide({ 'record-act': 'bin' })
const file = decide({ 'record-act': 'file', what: 'conduct' })
const leak = send({ answer: 'inside' })

describe('points', () => {
  /** Worked out again from the authored rubrics: the sum of the chosen minus the least that was offered. */
  test('of a decision are the sum of its rubric by its weight, above the worst that was offered', () => {
    const { submissions } = scoreOf([sit, send({}), hangUp, bin])
    // accept −2, sit 1, origin −3, and naming it is not on offer without the register: 1 − −3 of 1 − −3.
    expect(submissions[0]!.decisions).toMatchObject([{ earned: 4, possible: 4 }])
    // cold 1 of warm 1, cold 1, rude −2; public 1 of inside −3, twice as heavy; send 1 of leave 0.
    expect(submissions[1]!.decisions.map(({ earned, possible }) => [earned, possible])).toEqual([
      [3, 3],
      [8, 8],
      [1, 1],
    ])
    // hang-up 1 of come −1, back 3.
    expect(submissions[2]!.decisions).toMatchObject([{ earned: 2, possible: 4 }])
  })
  test('are counted against what was offered in that state', () => {
    const { submissions } = scoreOf([check('register'), sit, send({ 'fee-line': 'fine' }), hangUp, bin])
    expect(submissions[0]!.decisions[0]!.possible).toBeGreaterThan(4)
  })
  test('of sentences that were not sent do not count', () => {
    const leave = decide({ 'request-act': 'leave' })
    const unsent = decide({ 'request-act': 'leave', opening: 'rude', answer: 'inside' })
    expect(headline(scoreOf([sit, unsent, hangUp, bin]))).toEqual(headline(scoreOf([sit, leave, hangUp, bin])))
  })
  test('of a report are its worth, if the learner reported in that moment', () => {
    const worth = Object.values(exampleResolved.scenes).map((scene) => scene.report.worth)
    const quiet = scoreOf([sit, send({}), hangUp, file])
    const told = scoreOf([sit, report, send({}), hangUp, file])
    expect(told.earned - quiet.earned).toBe(worth[1])
    expect(told.possible).toBe(quiet.possible)
    expect(quiet.submissions.map((s) => s.report?.possible ?? 0)).toEqual(worth)
  })
  test('are all earned by best play with every report', () => {
    const best = [
      check('register'),
      report,
      decide({ 'hello-act': 'name-it' }),
      report,
      send({ 'fee-line': 'too-much' }),
      report,
      back,
      file,
      report,
      on,
      judge,
    ]
    const { earned, possible, outcome, result } = scoreOf(best)
    expect(earned).toBe(possible)
    expect({ outcome, result }).toEqual({ outcome: 'held', result: 100 })
  })
  test('stay within what is possible, and the best options are those with most points', () => {
    fc.assert(
      fc.property(attempts(play), (events) => {
        const { earned, possible, submissions } = scoreOf(events)
        expect(earned >= 0 && earned <= possible).toBe(true)
        for (const d of submissions.flatMap((s) => s.decisions)) expect(d.best.includes(d.option)).toBe(d.earned === d.possible)
      }),
      { numRuns: 200 },
    )
  })
})

describe('the outcome', () => {
  const ends = (events: PlayEvent[], by?: KeyedPlay) => scoreOf(events, by).outcome

  test('of an approach: a report in the moment that matters or later holds it, an earlier one misses it', () => {
    expect(ends([sit, report, send({}), hangUp, bin])).toBe('held')
    expect(ends([sit, send({}), hangUp, file, report])).toBe('held')
    expect(ends([report, sit, send({}), hangUp, bin])).toBe('missed')
    expect(ends([sit, send({}), hangUp, bin])).toBe('missed')
  })
  test('of harm: a report after it repairs it, that on its own consequence included, and none before it', () => {
    expect(ends([sit, report, leak, on, hangUp, bin])).toBe('lost')
    expect(ends([sit, leak, report, on, hangUp, bin])).toBe('repaired')
    expect(ends([sit, leak, on, report, hangUp, bin])).toBe('repaired')
  })
  test('of harm that another act mends: later, and only that harm', () => {
    expect(ends([sit, leak, on, hangUp, file])).toBe('repaired')
    expect(ends([decide({ 'hello-act': 'origin' }), on, send({}), hangUp, file])).toBe('lost')
  })
  test('of a genuine case: the business has to be done', () => {
    expect(ends([sit, send({}), hangUp, file], genuine)).toBe('held')
    expect(ends([sit, send({}), hangUp, bin], genuine)).toBe('missed')
    expect(ends([decide({ 'hello-act': 'origin' }), on, report, send({}), hangUp, file], genuine)).toBe('repaired')
  })
  test('is what is stored, with the result and the first report', () => {
    const { steps } = replay(play, [sit, report, send({}), hangUp, bin, judge])
    const { result } = scoreAttempt(compiled, steps)
    expect(attemptResult(compiled, steps)).toMatchObject({ outcome: 'held', result, firstReport: 2 })
    expect(attemptResult(compiled, steps.slice(0, -1))).toBeNull()
  })
})

describe('what never changes a score', () => {
  const rescored = (change: (scenario: Scenario) => void): KeyedPlay => {
    const other = structuredClone(exampleScenario)
    change(other)
    return compile(other).hostile!
  }
  const sameScores = (by: KeyedPlay, runs = 60) =>
    fc.assert(
      fc.property(attempts(play), (events) => {
        expect(headline(scoreOf(events, by))).toEqual(headline(scoreOf(events)))
      }),
      { numRuns: runs },
    )

  test('how an ending is worded and titled', () => {
    sameScores(
      rescored((s) => {
        const ending = { title: 'Grim', text: 'All is lost.' }
        s.endings = { held: ending, repaired: ending, missed: ending, lost: ending }
      }),
    )
  })
  test('the names drawn, their pronouns and their language [p:names-no-score]', () => {
    const always = (pronoun: 'she' | 'he') =>
      Object.fromEntries(Object.entries(examplePool).map(([l, people]) => [l, people.map((name) => ({ ...name, pronoun }))]))
    const pools = [
      examplePool,
      always('she'),
      always('he'),
      ...Object.entries(examplePool).map(([language, names]) => ({ [language]: names })),
    ]
    for (const pool of pools) {
      for (const seed of [1, 2]) {
        const names = drawNames(pool, Object.keys(play.cast), seed)
        sameScores({ play: stage(play, names, argumentsOf(compiled.values, names), 'en'), key }, 20)
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
    expect(skillItems(key, flagged)).toEqual([...skillItems(key, plain), { k: 'fair', earned: 0, possible: 1 }])
    expect(skillItems(key, decoy)).toEqual(skillItems(key, plain))
    expect({ ...headline(flagged), flags: null }).toEqual({ ...headline(plain), flags: null })
  })
})

describe('the items of skills', () => {
  test('are the competencies that a decision asks for, against the best option that asks least', () => {
    const items = skillItems(key, scoreOf([sit, decide({ 'request-act': 'leave' }), hangUp, bin]))
    expect(items.filter((i) => i.k === 'verify')).toEqual([
      { k: 'verify', earned: 1, possible: 1 },
      { k: 'verify', earned: 0, possible: 1 },
      { k: 'verify', earned: 0, possible: 2 },
    ])
  })
  test('hold each chance to report, by its worth', () => {
    const items = skillItems(key, scoreOf([sit, report, decide({ 'request-act': 'leave' }), hangUp, bin]))
    expect(items.filter((i) => i.k === 'report')).toContainEqual({ k: 'report', earned: 2, possible: 2 })
  })
})

describe('reporting', () => {
  const acts = [sit, send({}), hangUp, file]
  const reported = (...at: number[]) => acts.flatMap((act, i) => (at.includes(i) ? [report, act] : [act]))

  test('is measured as whether, at which chance first, and at how many', () => {
    expect(scoreOf(acts).reporting).toEqual({ chances: 4, reported: 0, first: null })
    expect(scoreOf(reported(1, 3)).reporting).toEqual({ chances: 4, reported: 2, first: 2 })
  })
})

describe('judgement', () => {
  const events = [sit, decide({ 'request-act': 'leave' }), hangUp, bin]
  const cases = { hostile: compiled, genuine }

  test.each([
    ['approach', 'hostile', true],
    ['genuine', 'hostile', false],
    ['approach', 'genuine', false],
    ['genuine', 'genuine', true],
  ] as const)('of %s on a %s case is right: %s', (looks, variant, right) => {
    const { judgement } = scoreOf([...events, { type: 'judge', looks, sure: 'fairly' }], cases[variant])
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
