import { expect, test } from 'vitest'
import type { SafeCount } from './safe-counts'
import type { SummaryMoment, RoomSummary } from './summary'
import { nextStepOf } from './summary-advice'

const summaryOf = (chosen: SafeCount[], right: SafeCount | null = 8, also: Partial<SummaryMoment>[] = []): RoomSummary => {
  const moment = (sound: SafeCount | null, title: string | null): Partial<SummaryMoment> => ({
    ...{ title, whatIf: false, voted: [10], sound: [sound], reported: title === null ? [] : [7], chance: title !== null, flags: [] },
  })
  const moments = [
    ...chosen.map((sound) => moment(sound, 'M')),
    ...also.map((more) => ({ ...moment(9, 'M'), ...more })),
    moment(right, null),
  ]
  return { variant: 'hostile', moments } as RoomSummary
}

test('a room did well only if it voted often enough, nearly always chose soundly, reported and judged correctly', () => {
  expect(nextStepOf(summaryOf([8, 7, 'most']))).toBe('again')
  expect(nextStepOf(summaryOf([8, 7]))).toBe('more')
  expect(nextStepOf(summaryOf([5, 8]))).toBe('choices')
  expect(nextStepOf(summaryOf([8, 7, 9, 'few', 8]))).toBe('again')
  expect(nextStepOf(summaryOf([8, 7, 9, 'few', 4]))).toBe('choices')
  expect(nextStepOf(summaryOf([8, 8, 8], 5))).toBe('judge')
  expect(nextStepOf(summaryOf([], 8, [{ reported: [2] }, { reported: [1] }, {}]))).toBe('report')
  const missed = [1, 2, 3].map((n) => ({ quote: `${n}`, label: `${n}`, sign: true, question: false, flagged: null, seen: false }))
  expect(nextStepOf(summaryOf([8, 7, 9], 8, [{ flags: missed }]))).toBe('signs')
})
test('what-ifs and moments without a vote do not count', () => {
  expect(nextStepOf(summaryOf([8, 8], 8, [{ whatIf: true }]))).toBe('more')
  expect(nextStepOf(summaryOf([8, 8], 8, [{ sound: [], reported: [], voted: [] }]))).toBe('more')
})
