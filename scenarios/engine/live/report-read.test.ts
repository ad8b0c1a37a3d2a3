import { expect, test } from 'vitest'
import type { Part } from './kept'
import type { ReportedMoment, RoomReport } from './report'
import { nextStepOf } from './report-read'

/** A report of moments in which so many of ten chose soundly, and one in which so many judged right. */
const reportOf = (chosen: Part[], right: Part | null = 8, also: Partial<ReportedMoment>[] = []): RoomReport => {
  const moment = (sound: Part | null, title: string | null): Partial<ReportedMoment> => ({
    ...{ title, whatIf: false, voted: [10], sound: [sound], told: title === null ? [] : [7], chance: title !== null, flags: [] },
  })
  const moments = [
    ...chosen.map((sound) => moment(sound, 'M')),
    ...also.map((more) => ({ ...moment(9, 'M'), ...more })),
    moment(right, null),
  ]
  return { nature: 'hostile', moments } as RoomReport
}

test('a room did well only if it voted often enough, chose soundly nearly always, told and judged right', () => {
  expect(nextStepOf(reportOf([8, 7, 'most']))).toBe('again')
  expect(nextStepOf(reportOf([8, 7]))).toBe('more')
  // Half of a room is not most of it.
  expect(nextStepOf(reportOf([5, 8]))).toBe('choices')
  expect(nextStepOf(reportOf([8, 7, 9, 'few', 8]))).toBe('again')
  expect(nextStepOf(reportOf([8, 7, 9, 'few', 4]))).toBe('choices')
  expect(nextStepOf(reportOf([8, 8, 8], 5))).toBe('judge')
  expect(nextStepOf(reportOf([], 8, [{ told: [2] }, { told: [1] }, {}]))).toBe('tell')
  const missed = [1, 2, 3].map((n) => ({ quote: `${n}`, label: null, sign: true, question: false, flagged: null }))
  expect(nextStepOf(reportOf([8, 7, 9], 8, [{ flags: missed }]))).toBe('signs')
})
test('what-ifs and moments without a vote say nothing of how a room did', () => {
  expect(nextStepOf(reportOf([8, 8], 8, [{ whatIf: true }]))).toBe('more')
  expect(nextStepOf(reportOf([8, 8], 8, [{ sound: [], told: [], voted: [] }]))).toBe('more')
})
