import { expect, test } from 'vitest'
import { type PublishedRow, type WaitingAttempt, publishable, scenarioFigures } from './figures'

const waiting = (n: number, more: Partial<WaitingAttempt> = {}, from = 0): WaitingAttempt[] =>
  Array.from({ length: n }, (_, i) => ({
    id: `${from + i} ${more.scenario ?? 'P01'}`,
    learner: String(from + i),
    standing: 'vouched',
    group: 'A',
    scenario: 'P01',
    variant: 'hostile',
    looks: 'approach',
    firstReport: null,
    ...more,
  }))

test('a row needs a crowd of one group, at one scenario, in one variant', () => {
  expect(publishable(waiting(7))).toEqual([])
  for (const other of [{ group: 'B' }, { scenario: 'P02' }, { variant: 'genuine' }] as const)
    expect(publishable([...waiting(7), ...waiting(7, other, 7)])).toEqual([])
  expect(publishable([...waiting(7), ...waiting(1, {}, 7)])).toHaveLength(1)
  expect(publishable(waiting(17, { standing: 'proven' }))).toEqual([])
  expect(publishable(waiting(18, { standing: 'proven' }))).toHaveLength(1)
})

test('one learner counts once towards a crowd, however often they wait', () => {
  expect(publishable([...waiting(7), { ...waiting(1)[0]!, id: 'another' }])).toEqual([])
})

test('a row counts each attempt once: its last judgement, and when its learner first reported', () => {
  const attempts = [
    ...waiting(3, { firstReport: 1 }),
    ...waiting(2, { firstReport: 3, looks: 'unsure' }, 3),
    ...waiting(4, { looks: 'genuine' }, 5),
  ]
  expect(publishable(attempts)).toEqual([
    {
      row: { group: 'A', scenario: 'P01', variant: 'hostile', judged: { genuine: 4, unsure: 2, approach: 3 }, reports: [3, 0, 2] },
      attempts: attempts.map(({ id }) => id),
    },
  ])
})

test('which rows are published depends on who has finished, and not on what they did', () => {
  const finished = [...waiting(11), ...waiting(9, { variant: 'genuine' }, 11), ...waiting(6, { group: 'B' }, 20)]
  const otherwise = finished.map((a, i) => ({ ...a, looks: (['genuine', 'unsure'] as const)[i % 2]!, firstReport: i % 4 || null }))
  const which = (all: WaitingAttempt[]) =>
    publishable(all).map(({ row: { group, scenario, variant }, attempts }) => [group, scenario, variant, attempts])
  expect(which(otherwise)).toEqual(which(finished))
  expect(which(finished)).toHaveLength(2)
})

const row = (more: Partial<PublishedRow>): PublishedRow => ({
  group: 'A',
  scenario: 'P01',
  variant: 'hostile',
  judged: { genuine: 1, unsure: 2, approach: 5 },
  reports: [],
  ...more,
})

test('figures are sums of what was published, without a variant that was not', () => {
  expect(scenarioFigures([])).toEqual([])
  const genuine = row({ variant: 'genuine', judged: { genuine: 6, unsure: 1, approach: 1 } })
  expect(
    scenarioFigures([row({ reports: [1, 0, 2] }), row({ group: 'B', reports: [0, 0, 0, 1] }), genuine, row({ scenario: 'P02' })]),
  ).toEqual([
    {
      scenario: 'P01',
      finished: 24,
      hostile: { of: 16, recognised: 10, unsure: 4, reported: 4, halfBy: 3 },
      genuine: { of: 8, leftAlone: 6, unsure: 1 },
    },
    { scenario: 'P02', finished: 8, hostile: { of: 8, recognised: 5, unsure: 2, reported: 0, halfBy: null }, genuine: null },
  ])
})

test.each([
  [[4], 1],
  [[0, 0, 1], 3],
  [[2, 2], 1],
  [[2, 3], 2],
  [[1, 1, 0, 4], 4],
])('of reports %j half had been made by chance %i', (reports, halfBy) => {
  expect(scenarioFigures([row({ reports })])[0]!.hostile!.halfBy).toBe(halfBy)
})
