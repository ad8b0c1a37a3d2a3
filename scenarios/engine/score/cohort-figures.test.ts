import { expect, test } from 'vitest'
import { attemptsOf as rows, markedSmall } from '@/tests/support/attempts'
import { type Cell, addUp } from './cohort'
import { cohortFigures } from './cohort-figures'
import { calibration, probability } from './confidence'
import { type Attempt, releaseFigures, releaseWords } from './figure-release'

function figuresOf(all: Attempt[]) {
  const months = new Map<string, Cell[]>()
  for (const version of new Set(all.map((a) => a.version)))
    for (const item of new Set(all.map((a) => a.item))) {
      const own = all.filter((a) => a.version === version && a.item === item)
      const done = releaseFigures(own, markedSmall(version))
      if (!done) continue
      months.set(done.month, [...(months.get(done.month) ?? []), done.sums])
      for (const a of own) a.counted = done.marked.get(a.id)!
    }
  return cohortFigures(
    { cells: [...addUp([...months.values()].flat()).values()], words: releaseWords(all, markedSmall).words, months },
    markedSmall,
  )
}

test('confidence agrees with `calibration`', () => {
  const all = [...rows(8), ...rows(8, { sure: 'fairly', looks: 'genuine' }, 8), ...rows(8, { sure: 'guessing' }, 16)]
  const { confidence } = figuresOf(all)!
  const expected = calibration(all.map((r) => ({ p: probability(r.sure!, 2), o: r.looks === 'approach' ? 1 : 0 })))
  expect(confidence!.gap.value).toBeCloseTo(expected.gap, 12)
  expect(confidence!.brier).toBeCloseTo(expected.brier, 12)
  expect(confidence!.right.share).toBeCloseTo(expected.hitRate, 12)
  expect(confidence!.words).toEqual([
    { word: 'guessing', said: 8, share: 1 },
    { word: 'fairly', said: 8, share: 0 },
    { word: 'certain', said: 8, share: 1 },
  ])
})
test('a word not yet used by a crowd has no share', () => {
  expect(figuresOf([...rows(9), ...rows(7, { sure: 'guessing' }, 9)])!.confidence!.words).toEqual([
    { word: 'guessing', said: 0, share: null },
    { word: 'fairly', said: 0, share: null },
    { word: 'certain', said: 9, share: 1 },
  ])
})
test('keeps approaches and genuine contacts apart', () => {
  const { hostile, genuine, learners, attempts } = figuresOf([
    ...rows(8),
    ...rows(16, { item: 'j', version: 'genuine', looks: 'approach' }),
  ])!
  expect([hostile!.share, hostile!.of, genuine!.share, genuine!.of]).toEqual([1, 8, 0, 16])
  // It is unknown who was in both, so at least the larger number.
  expect([learners, attempts]).toEqual([16, 24])
})
test('noticing covers the details that a crowd saw', () => {
  const { noticing } = figuresOf([...rows(6, { marks: '0110' }), ...rows(6, { marks: '110.' }, 6), ...rows(4, { marks: '..11' }, 12)])!
  expect([noticing!.hits.of, noticing!.hits.share, noticing!.falseAlarms.of, noticing!.falseAlarms.share]).toEqual([
    24,
    18 / 24,
    16,
    10 / 16,
  ])
})
test('months are shown from two on', () => {
  const at = (month: number) => Date.UTC(2026, month, 3)
  expect(figuresOf(rows(8, { at: at(0) }))!.periods).toEqual([])
  expect(
    figuresOf([...rows(8, { at: at(0) }), ...rows(9, { at: at(2), item: 'j' }, 8)])!.periods.map((p) => [p.month, p.attempts]),
  ).toEqual([
    ['2026-01', 8],
    ['2026-03', 9],
  ])
})
test('whoever cannot tell is neither right nor wrong, and counts on its own', () => {
  const { hostile, unsure, confidence } = figuresOf([...rows(6), ...rows(3, { looks: 'unsure', sure: null }, 6)])!
  expect([hostile!.of, hostile!.share, unsure!.of, unsure!.share]).toEqual([6, 1, 9, 3 / 9])
  expect([confidence!.right.of, confidence!.right.share]).toEqual([6, 1])
  expect(figuresOf(rows(8, { looks: 'unsure', sure: null }))).toMatchObject({ hostile: null, confidence: null })
})
test('telling of an approach is reported as the share that told, and the chance by which half had', () => {
  const told = (...firsts: (number | null)[]) => firsts.flatMap((firstTold, i) => rows(1, { firstTold }, i))
  const reporting = (...firsts: (number | null)[]) => figuresOf(told(...firsts))!.reporting!
  expect(reporting(1, 2, 2, 3, 3, null, null, null)).toMatchObject({ told: { of: 8, share: 5 / 8 }, halfBy: 3 })
  expect(reporting(1, 2, 2, 2, null, null, null, null).halfBy, 'half and no more').toBe(2)
  expect(reporting(1, 2, 2, null, null, null, null, null)).toMatchObject({ told: { share: 3 / 8 }, halfBy: null })
})
test('telling of a genuine contact, and paths without anything to tell, are no part of it', () => {
  const { reporting } = figuresOf([
    ...rows(8, { firstTold: 1 }),
    ...rows(2, { chances: 0 }, 8),
    ...rows(8, { item: 'j', version: 'genuine', looks: 'genuine' }, 20),
  ])!
  expect(reporting).toMatchObject({ told: { of: 8, share: 1 }, halfBy: 1 })
  expect(figuresOf(rows(8, { version: 'genuine', looks: 'genuine' }))!.reporting).toBeNull()
})
test('nothing is shown without a crowd', () => expect(figuresOf(rows(7))).toBeNull())
