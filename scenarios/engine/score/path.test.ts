import { describe, expect, test } from 'vitest'
import reporting from '@/tests/support/reporting-vectors.json'
import vectors from '@/tests/support/vectors.json'
import { type PathStep, type ValueNode, DEFAULTS, pathScore, pointsOf, values } from './path'

interface AuthoredOption {
  id: string
  q: Record<string, number>
  to: string
  critical?: boolean
  repairs?: string[]
}
type AuthoredNode = { type: 'decision'; options: AuthoredOption[] } | { type: 'chance'; to: [number, string][] } | { type: 'end' }
const authored = vectors.graph.nodes as unknown as Record<string, AuthoredNode>
const sum = (q: Record<string, number>) => Object.values(q).reduce((a, b) => a + b, 0)

const nodes = new Map<string, ValueNode>(
  Object.entries(authored).map(([id, node]) => [
    id,
    node.type === 'decision' ? { type: 'decision', options: node.options.map((o) => ({ r: sum(o.q), to: o.to })) } : node,
  ]),
)
const found = values(nodes, vectors.graph.start)

/** Steps along `node.option` visits. There may be chance between two visits; a step leads to where its option leads. */
const stepsOf = (visits: string[]): PathStep[] =>
  visits.map((visit) => {
    const [node, id] = visit.split('.') as [string, string]
    const option = (authored[node] as { options: AuthoredOption[] }).options.find((o) => o.id === id)!
    return {
      id: visit,
      r: sum(option.q),
      before: found.get(node)!,
      after: found.get(option.to)!,
      report: NOTHING,
      grave: [...(option.repairs ?? []).map((repairs) => ({ repairs })), ...(option.critical ? [{ critical: visit }] : [])],
    }
  })
const NOTHING = { worth: 0, reported: false }
const score = (...visits: string[]) => pathScore(found.get(vectors.graph.start)!, stepsOf(visits))

test.each(Object.entries(vectors.values))('V⁺ and V⁻ of %s', (id, value) => {
  expect(found.get(id)!.hi).toBeCloseTo(value.hi, 9)
  expect(found.get(id)!.lo).toBeCloseTo(value.lo, 9)
})

test.each(Object.entries(vectors.path))('the path %s scores as in the vectors', (_, expected) => {
  const steps = stepsOf(expected.visits)
  const actual = pathScore(found.get('n1')!, steps)
  const { hi, lo } = found.get('n1')!
  expect([hi, lo, hi - lo]).toEqual([expected.Vplus, expected.Vminus, expected.range])
  expect(steps.reduce((total, s) => total + s.r, 0)).toBeCloseTo(expected.R, 9)
  expected.losses.forEach(([visit, loss], i) => {
    expect(steps[i]!.id).toBe(visit)
    expect(actual.losses[i]).toBeCloseTo(loss as number, 9)
  })
  for (const name of ['raw', 'refund', 'credited', 'final'] as const) expect(actual[name], name).toBeCloseTo(expected[name], 9)
  expect(actual.firstSlip).toBe(expected.firstSlip)
  if (expected.recovery === null) expect(actual.recovery).toBeNull()
  else expect(actual.recovery).toBeCloseTo(expected.recovery, 9)
  expect(actual.unrepairedCritical).toEqual(expected.unrepairedCritical)
  expect(actual.passed).toBe(expected.passed)
})

describe('luck', () => {
  test('decisions made so far score the same, whatever chance brings', () => {
    const ended = score('n1.check', 'n2.declineOnly')
    const wentOn = score('n1.check', 'n2.declineOnly', 'n3.discloseAll')
    expect(wentOn.final).toBe(ended.final)
    expect(wentOn.raw).toBe(ended.raw)
  })
})

describe('an early end', () => {
  test('is scored against the best reachable, not against what was visited', () => {
    const { raw, final } = score('n1.judgeByName', 'n1b.doubleDown')
    expect(raw).toBeCloseTo(1 - 14 / 26, 9)
    expect(final).toBeLessThan(0.5)
  })
  test('does not score full for a worse last answer that leads to an ending', () => {
    const { losses, final, raw } = score('n1.check', 'n2.writePublicOnly', 'n3.fadeOut')
    expect(losses.at(-1)).toBe(6)
    expect(raw).toBeLessThan(1)
    expect(final).toBeLessThan(1)
  })
})

describe('a critical option', () => {
  test('caps the result at 0.49 and fails it, whatever the credit', () => {
    const start = { hi: 10, lo: 0 }
    const grave: PathStep = { id: 'a', r: 9, before: start, after: { hi: 0, lo: 0 }, report: NOTHING, grave: [{ critical: 'a.x' }] }
    const result = pathScore(start, [grave])
    expect(result).toMatchObject({ credited: 0.9, final: 0.49, passed: false, unrepairedCritical: ['a.x'] })
  })
  test('does not raise a result below the cap', () => {
    expect(score('n1.judgeByName', 'n1b.doubleDown')).toMatchObject({ final: score('n1.judgeByName', 'n1b.doubleDown').credited })
  })
  test('is repaired by a later matching option, but not by an earlier one', () => {
    const value = { hi: 0, lo: 0 }
    const grave: PathStep = { id: 'a', r: 0, before: value, after: value, report: NOTHING, grave: [{ critical: 'a.x' }] }
    const repair: PathStep = { ...grave, id: 'b', grave: [{ repairs: 'a.x' }] }
    expect(pathScore({ hi: 1, lo: 0 }, [grave, repair]).unrepairedCritical).toEqual([])
    expect(pathScore({ hi: 1, lo: 0 }, [repair, grave]).unrepairedCritical).toEqual(['a.x'])
    expect(pathScore({ hi: 1, lo: 0 }, [{ ...grave, grave: [{ repairs: 'a.x' }, { critical: 'a.x' }] }]).unrepairedCritical).toEqual([
      'a.x',
    ])
  })
  test('is repaired only by its own repair', () => {
    expect(score('n1.acceptPolite', 'n2.writePublicOnly', 'n3.sendInternal', 'n4.deleteMessages').unrepairedCritical).toEqual([
      'n3.sendInternal',
      'n4.deleteMessages',
    ])
  })
})

describe('the pass mark', () => {
  const start = { hi: 10, lo: 0 }
  const losing = (loss: number) =>
    pathScore(start, [{ id: 'a', r: 10 - loss, before: start, after: { hi: 0, lo: 0 }, report: NOTHING, grave: [] }])
  test('0.70 passes, anything less does not', () => {
    expect(losing(3)).toMatchObject({ credited: 0.7, passed: true })
    expect(losing(3.01).passed).toBe(false)
  })
  test('a rounding error fails nobody', () => {
    expect(losing(3 + 1e-12).credited).toBeLessThan(0.7)
    expect(losing(3 + 1e-12).passed).toBe(true)
  })
})

test('a scenario without better or worse options is scored 1', () => {
  expect(pathScore({ hi: 2, lo: 2 }, [])).toMatchObject({ raw: 1, credited: 1, passed: true })
})

describe('reporting', () => {
  interface Moment {
    acts: Record<string, { r: number; critical?: boolean }>
    worth: number
    repairs?: string[]
  }
  const withReporting = (moments: Moment[], weight: number): Map<string, ValueNode> =>
    new Map(
      moments.map(({ acts, worth }, i) => [
        `${i}`,
        { type: 'decision', options: Object.values(acts).map(({ r }) => ({ r, to: `${i + 1}` })), report: weight * worth },
      ]),
    )

  test.each(reporting)('$name scores as in the vectors', ({ scenario, play, result }) => {
    const moments = scenario.moments as unknown as Moment[]
    const found = values(withReporting(moments, scenario.weight), '0')
    const steps = play.map(({ act, reported }, i): PathStep => {
      const { acts, worth, repairs = [] } = moments[i]!
      return {
        id: `${i}`,
        r: acts[act]!.r,
        before: found.get(`${i}`)!,
        after: found.get(`${i + 1}`)!,
        report: { worth: scenario.weight * worth, reported },
        grave: [...(acts[act]!.critical ? [{ critical: `${i}.${act}` }] : []), ...(reported ? repairs.map((id) => ({ repairs: id })) : [])],
      }
    })
    const actual = pathScore(found.get('0')!, steps, { mustReport: scenario.variant === 'hostile' })
    const { hi, lo } = found.get('0')!
    expect([hi, lo]).toEqual([result.Vplus, result.Vminus])
    const worth = moments.reduce((sum, { worth }) => sum + scenario.weight * worth, 0)
    expect(worth / (hi - lo)).toBeCloseTo(result.share, 9)
    expect(actual.losses).toHaveLength(result.losses.length)
    for (const [i, loss] of result.losses.entries()) expect(actual.losses[i]).toBeCloseTo(loss, 9)
    for (const name of ['raw', 'refund', 'credited', 'final'] as const) expect(actual[name], name).toBeCloseTo(result[name], 9)
    expect(actual.firstSlip).toBe(result.firstSlip === null ? null : String(result.firstSlip))
    if (result.recovery === null) expect(actual.recovery).toBeNull()
    else expect(actual.recovery).toBeCloseTo(result.recovery, 9)
    expect(actual.unrepairedCritical).toEqual(result.unrepaired)
    expect(actual.passed).toBe(result.passed)
  })
})

test('a result is shown as a pass exactly if it is one', () => {
  for (const final of [0.7, 0.7 - 1e-12, 0.29, 0.57, 0.999, 1, 0]) {
    expect(pointsOf(final) >= 100 * DEFAULTS.passMark).toBe(final >= DEFAULTS.passMark - 1e-9)
  }
  expect([0.6999, 0.695, 0.69, 0.29, 0.57, 0.7, 1].map(pointsOf)).toEqual([69, 69, 69, 29, 57, 70, 100])
})
