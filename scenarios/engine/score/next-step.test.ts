import { describe, expect, test } from 'vitest'
import {
  AGAIN_AFTER,
  type OfferedScenario,
  type PlayedAttempt,
  aboutOf,
  begun,
  leastPractised,
  nextStep,
  trainedMost,
  variantsMet,
} from './next-step'
import type { Key } from '../play/key'

const NOW = 1_800_000_000_000
const LIBRARY: OfferedScenario[] = [
  { id: 'T', kind: 'tutorial', about: { verify: 9 } },
  { id: 'A', kind: 'scenario', about: { verify: 5, report: 1 } },
  { id: 'B', kind: 'scenario', about: { verify: 1, report: 5 } },
]
let n = 0
const played = (scenario: string, more: Partial<PlayedAttempt> = {}): PlayedAttempt => ({
  id: `attempt-${n++}`,
  scenario,
  variant: 'hostile',
  purpose: 'learn',
  finished: true,
  at: NOW - 10 * AGAIN_AFTER,
  ...more,
})
const both = (scenario: string, at = NOW): PlayedAttempt[] => [played(scenario, { at }), played(scenario, { at, variant: 'genuine' })]
const next = (all: PlayedAttempt[], least?: 'report' | 'verify') => nextStep(LIBRARY, all, { now: NOW, least })

describe('the next step', () => {
  test('is the tutorial if nothing was played, or the first scenario if there is no tutorial', () => {
    expect(next([])).toEqual({ why: 'tutorial', scenario: 'T' })
    expect(nextStep(LIBRARY.slice(1), [], { now: NOW })).toEqual({ why: 'new', scenario: 'A' })
    expect(nextStep([], [], { now: NOW })).toBeNull()
  })
  test('is what has begun, before everything else, the latest first', () => {
    const older = played('A', { finished: false, at: NOW - 2 })
    const later = played('B', { finished: false, at: NOW - 1 })
    expect(next([older, later])).toEqual({ why: 'open', scenario: 'B', attempt: later.id })
    const tutorial = played('T', { finished: false, at: NOW })
    expect(next([tutorial])).toEqual({ why: 'open', scenario: 'T', attempt: tutorial.id })
    expect(next([older, tutorial])).toEqual({ why: 'open', scenario: 'A', attempt: older.id })
  })
  test('is neither practice that was left nor a tutorial that is no longer needed', () => {
    const left = [played('A', { finished: false, purpose: 'practice', at: NOW }), played('T', { finished: false })]
    expect(next([...left, played('A')])).toEqual({ why: 'new', scenario: 'B' })
  })
  test('is not an attempt at a scenario that the library no longer has', () => {
    expect(next([played('gone', { finished: false })])).toEqual({ why: 'tutorial', scenario: 'T' })
  })
  test('is the first scenario that was not played yet', () => {
    expect(next([played('T', { variant: 'genuine' })])).toEqual({ why: 'new', scenario: 'A' })
    expect(next([played('A')])).toEqual({ why: 'new', scenario: 'B' })
  })
  test('is never the scenario that was just finished as long as another is left', () => {
    for (const just of ['A', 'B']) expect(next([played(just, { at: NOW })])).toMatchObject({ scenario: just === 'A' ? 'B' : 'A' })
  })
  test('is the scenario met longest ago once some days have passed, and until then says when', () => {
    const due = NOW - AGAIN_AFTER
    expect(next([played('A', { at: due }), played('B', { at: due - 1 })])).toEqual({ why: 'again', scenario: 'B' })
    expect(next([played('A', { at: NOW - 1 }), played('B', { at: NOW })])).toEqual({
      why: 'later',
      scenario: 'A',
      from: NOW - 1 + AGAIN_AFTER,
    })
    expect(next([...both('A'), played('B', { at: due })])).toEqual({ why: 'again', scenario: 'B' })
  })
  test('is in the end the scenario with most of what was practised least', () => {
    const all = [...both('A'), ...both('B')]
    expect(next(all, 'report')).toEqual({ why: 'practise', scenario: 'B', competency: 'report' })
    expect(next(all, 'verify')).toEqual({ why: 'practise', scenario: 'A', competency: 'verify' })
  })
})

test('what has begun is in order: what counts before practice, the latest first', () => {
  const practice = played('B', { finished: false, purpose: 'practice', at: NOW })
  const [older, later] = [played('A', { finished: false, at: NOW - 2 }), played('B', { finished: false, at: NOW - 1 })]
  expect(begun([practice, older, played('A'), later])).toEqual([later, older, practice])
})

test('a version is met once it is finished, in practice too', () => {
  const all = [played('A', { purpose: 'practice' }), played('A', { variant: 'genuine', finished: false }), played('B')]
  expect([...variantsMet('A', all)]).toEqual(['hostile'])
})

test('what needs practice comes before what was practised least', () => {
  const enough = { possible: 9, verdict: 'secure' } as const
  const all = { recognise: enough, verify: enough, protect: enough, report: enough, fair: enough }
  expect(leastPractised({})).toBe('recognise')
  expect(leastPractised({ ...all, report: { ...enough, possible: 2 } })).toBe('report')
  expect(leastPractised({ ...all, report: { ...enough, possible: 2 }, protect: { possible: 20, verdict: 'needs practice' } })).toBe(
    'protect',
  )
})

test('a scenario is about what its options differ in, and about reporting if there is something to report', () => {
  const option = (rubric: object) => ({ rubric, cites: [] })
  const report = (worth: number) => ({ worth, why: '', cites: [] })
  const key = {
    options: {
      d: { a: option({ verify: 2, fair: 1 }), b: option({ verify: 0, fair: 1 }) },
      e: { a: option({ protect: -1 }), b: option({}) },
    },
    weights: { d: 2, e: 1 },
    reports: { s: report(2), t: report(0) },
  } as unknown as Key
  expect(aboutOf([key])).toEqual({ verify: 2, protect: 1, report: 2 })
  expect(aboutOf([key, key])).toEqual({ verify: 4, protect: 2, report: 4 })
})

test('a scenario trains most what it asks for more than the others do', () => {
  const all = [
    { protect: 9, verify: 1 },
    { protect: 6, verify: 4 },
    { protect: 9, report: 3 },
  ]
  expect(all.map((about) => trainedMost(about, all))).toEqual(['protect', 'verify', 'report'])
  expect(trainedMost({}, all)).toBeNull()
})
