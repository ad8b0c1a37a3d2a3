import { describe, expect, test } from 'vitest'
import type { SafeCount } from './safe-counts'
import type { SummaryMoment, RoomSummary } from './summary'
import { nextStepOf } from './summary-advice'

const summaryOf = (chosen: SafeCount[], right: SafeCount | null = 8, also: Partial<SummaryMoment>[] = []): RoomSummary => {
  const moment = (sound: SafeCount | null, title: string | null): Partial<SummaryMoment> => ({
    ...{
      title,
      whatIf: false,
      voted: [10],
      sound: [sound],
      reported: title === null ? [] : [7],
      chance: title !== null,
      hands: false,
      flags: [],
      flaggedBy: 12,
    },
  })
  const moments = [
    ...chosen.map((sound) => moment(sound, 'M')),
    ...also.map((more) => ({ ...moment(9, 'M'), ...more })),
    moment(right, null),
  ]
  return { variant: 'hostile', moments } as RoomSummary
}

const stepOf = (summary: RoomSummary) => nextStepOf(summary).id

test('a room did well only if it voted often enough, nearly always chose soundly, reported and judged correctly', () => {
  expect(stepOf(summaryOf([8, 7, 'most']))).toBe('again')
  expect(stepOf(summaryOf([8, 7]))).toBe('more')
  expect(stepOf(summaryOf([5, 8]))).toBe('choices')
  expect(stepOf(summaryOf([8, 7, 9, 'few', 8]))).toBe('again')
  expect(stepOf(summaryOf([8, 7, 9, 'few', 4]))).toBe('choices')
  expect(stepOf(summaryOf([8, 8, 8], 5))).toBe('judge')
  const missed = [1, 2, 3].map((n) => ({ quote: `${n}`, label: `${n}`, sign: true, question: false, flagged: null, seen: false }))
  expect(stepOf(summaryOf([8, 7, 9], 8, [{ flags: missed }]))).toBe('signs')
})
test('a room that chose soundly and did not end well is sent back to its ending, and never praised', () => {
  const ended = (outcome: RoomSummary['outcome']) => stepOf({ ...summaryOf([8, 7, 9]), outcome })
  expect((['held', null, 'repaired', 'missed', 'lost'] as const).map(ended)).toEqual(['again', 'again', 'ending', 'ending', 'ending'])
})
test('what-ifs and moments without a vote do not count', () => {
  expect(stepOf(summaryOf([8, 8], 8, [{ whatIf: true }]))).toBe('more')
  expect(stepOf(summaryOf([8, 8], 8, [{ sound: [], reported: [], voted: [] }]))).toBe('more')
})

describe('telling', () => {
  const told = (reported: SafeCount | null, of: number, also: Partial<SummaryMoment> = {}) => ({
    reported: [reported],
    voted: [of],
    sound: [of],
    ...also,
  })
  const step = (...moments: Partial<SummaryMoment>[]) => nextStepOf(summaryOf([], 8, moments))
  test('is suggested if fewer than half of the votes told, whatever most of the moments were', () => {
    // Four moments of seven below half, and yet half of all votes.
    expect(step(told(4, 12), told(7, 10), told(6, 11), told(5, 11)).id).not.toBe('report')
    expect(step(told(4, 12), told(7, 10), told(5, 11), told(5, 11))).toEqual({
      id: 'report',
      told: 21,
      votes: 44,
      most: false,
      alone: false,
    })
  })
  test('counts no what-if, no moment without anything to tell, and none in which hands were counted', () => {
    const all = [told(9, 12), told(0, 8, { whatIf: true }), told(0, 12, { chance: false }), told(0, 24, { hands: true }), told(null, 9)]
    expect(step(...all).id).not.toBe('report')
    expect(step(...all, told(0, 12))).toEqual({ id: 'report', told: 9, votes: 24, most: false, alone: true })
  })
  test('takes a number that is not kept at its most', () => {
    expect(step(told('few', 12), told(5, 12))).toEqual({ id: 'report', told: 7, votes: 24, most: true, alone: false })
    expect(step(told('few', 4), told('most', 12)).id).not.toBe('report')
  })
})
