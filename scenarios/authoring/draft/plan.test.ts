import { expect, test } from 'vitest'
import { soundScenario } from '@/tests/support/sound-scenario'
import { guardWords, planOf } from './plan'

const scenario = soundScenario()
const plan = planOf(scenario)

test('a card for every moment, in the order of the file', () => {
  expect(plan.moments.map(({ id }) => id)).toEqual(Object.keys(scenario.scenes))
  expect(plan.start).toBe(scenario.start)
  expect(plan.moments.filter(({ matters }) => matters).map(({ id }) => id)).toEqual([scenario.matters])
})

test('signs stand in the hostile variant alone', () => {
  expect(plan.moments.some(({ signs }) => signs.hostile! > 0)).toBe(true)
  expect(plan.moments.every(({ signs }) => signs.genuine === 0)).toBe(true)
})

test('a way for every option of an act, once for both variants', () => {
  const acts = Object.values(scenario.scenes).flatMap(({ decisions }) => decisions.flatMap(({ options }) => options.filter(({ to }) => to)))
  expect(plan.ways).toHaveLength(acts.length)
  for (const { points } of plan.ways) expect(Object.keys(points)).toEqual(['hostile', 'genuine'])
  expect(plan.ways.some(({ harm }) => harm.hostile)).toBe(true)
})

test('endings by variant and outcome, each with its sentences', () => {
  const held = plan.endings.find(({ variant, outcome }) => variant === 'hostile' && outcome === 'held')!
  expect(held.sentences[0]).toMatchObject({ id: 'kept', claims: { not: { fact: 'given' } } })
})

test('a condition is told in words', () => {
  const lured = { fact: 'lured' }
  expect(guardWords(lured)).toBe('lured')
  expect(guardWords({ all: [{ check: 'copy' }, { not: { any: [lured, { reports: 2 }] } }] })).toBe(
    'checked copy and not (lured or reported twice)',
  )
  expect(guardWords({ any: [{ not: { reportedSince: 'lured' } }, { all: [lured, { fact: 'sent' }] }] })).toBe(
    'not reported since lured or (lured and sent)',
  )
})
