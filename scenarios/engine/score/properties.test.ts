import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PathScore, type PathStep, type Value, type ValueNode, actLossOf, pathScore, pointsLost, pointsOf, values } from './path'

interface Edge {
  r: number
  to: number
  critical: boolean
  repairs: number
}
/** Node i has edges only to later nodes; the last index is the end. `report` is what a report is worth in a node. */
type Generated = Edge[][] & { report?: number[] }

function graphs(most: number, weights: fc.Arbitrary<number>): fc.Arbitrary<Generated> {
  const points = fc
    .tuple(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 5 }), weights)
    .map(([q, w]) => w * q.reduce((a, b) => a + b, 0))
  return fc.integer({ min: 1, max: most }).chain((n) =>
    fc.tuple(
      ...Array.from({ length: n }, (_, i) =>
        fc.array(
          fc.record({
            r: points,
            to: fc.integer({ min: i + 1, max: n }),
            critical: fc.boolean(),
            repairs: fc.integer({ min: 0, max: n }),
          }),
          { minLength: 1, maxLength: 3 },
        ),
      ),
    ),
  )
}
const WEIGHTS = fc.constantFrom(0.1, 0.3, 0.5, 1, 1, 1, 2, 5)
const reporting = (graph: fc.Arbitrary<Generated>): fc.Arbitrary<Generated> =>
  fc
    .tuple(graph, fc.array(fc.constantFrom(0, 0, 0.5, 1, 2), { minLength: 12, maxLength: 12 }))
    .map(([g, report]) => Object.assign(g, { report }))
const anyGraph = reporting(graphs(12, WEIGHTS))
const smallGraph = reporting(graphs(6, WEIGHTS))
const worthIn = (graph: Generated, at: number): number => graph.report?.[at] ?? 0
const RUNS = { numRuns: 1200 }

const name = (i: number) => `n${i}`
function valuesOf(graph: Generated): Value[] {
  const nodes = new Map<string, ValueNode>(
    graph.map((edges, i) => [
      name(i),
      { type: 'decision', options: edges.map(({ r, to }) => ({ r, to: name(to) })), report: worthIn(graph, i) },
    ]),
  )
  const found = values(nodes, name(0))
  return [...graph, []].map((_, i) => found.get(name(i))!)
}

type Path = { at: number; edge: Edge; n: number; reported?: 'before' | 'after' | 'never' }[]
const stepsOf = (graph: Generated, v: Value[], path: Path): PathStep[] =>
  path.map(({ at, edge, n, reported = 'before' }) => {
    const repaired = [{ repairs: `${name(edge.repairs)}.0` }]
    return {
      id: name(at),
      r: edge.r,
      before: v[at]!,
      after: v[edge.to]!,
      report: { worth: worthIn(graph, at), reported: reported !== 'never' },
      grave: [
        ...(reported === 'before' ? repaired : []),
        ...[0, 1, 2].map((o) => ({ repairs: `${name(edge.repairs)}.${o}` })),
        ...(edge.critical ? [{ critical: `${name(at)}.${n}` }] : []),
        ...(reported === 'after' ? repaired : []),
      ],
    }
  })
const score = (graph: Generated, v: Value[], path: Path): PathScore => pathScore(v[0]!, stepsOf(graph, v, path), { mustReport: true })

function walk(graph: Generated, from: number, worth: (edge: Edge) => number): Path {
  const path: Path = []
  for (let at = from; at < graph.length; at = path.at(-1)!.edge.to) {
    const n = graph[at]!.reduce((best, edge, i) => (worth(edge) > worth(graph[at]![best]!) ? i : best), 0)
    path.push({ at, edge: graph[at]![n]!, n })
  }
  return path
}
const bestPlay = (graph: Generated, v: Value[], from = 0) => walk(graph, from, ({ r, to }) => r + v[to]!.hi)
const worstPlay = (graph: Generated, v: Value[], from = 0) => walk(graph, from, ({ r, to }) => -(r + v[to]!.lo))

const silent = (path: Path): Path => path.map((at) => ({ ...at, reported: 'never' }))
const reportedBy = (path: Path, picks: readonly ('before' | 'after' | 'never')[]): Path =>
  path.map((at, i) => ({ ...at, reported: picks[i] ?? 'never' }))
const reports = fc.array(fc.constantFrom('before' as const, 'after' as const, 'never' as const), { minLength: 12, maxLength: 12 })

function* continuations(graph: Generated, from: number): Generator<Path> {
  if (from >= graph.length) yield []
  else
    for (const [n, edge] of graph[from]!.entries()) for (const rest of continuations(graph, edge.to)) yield [{ at: from, edge, n }, ...rest]
}

const varies = ([{ hi, lo }]: Value[] | [Value]): boolean => hi - lo > 1e-9

test('best play scores 1 and worst play 0, raw and credited', () => {
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const v = valuesOf(graph)
      fc.pre(varies([v[0]!]))
      const [best, worst] = [score(graph, v, bestPlay(graph, v)), score(graph, v, silent(worstPlay(graph, v)))]
      for (const result of [best.raw, best.credited]) expect(result).toBeCloseTo(1, 9)
      for (const result of [worst.raw, worst.credited]) expect(result).toBeCloseTo(0, 9)
    }),
    RUNS,
  )
})

test('raw is (R − V⁻)/range for every path, without chance', () => {
  fc.assert(
    fc.property(anyGraph, fc.infiniteStream(fc.nat(2)), (graph, picks) => {
      const v = valuesOf(graph)
      fc.pre(varies([v[0]!]))
      const path = walk(graph, 0, (edge) => (graph.some((edges) => edges[(picks.next().value as number) % edges.length] === edge) ? 1 : 0))
      const R = path.reduce((sum, { at, edge }) => sum + edge.r + worthIn(graph, at), 0)
      expect(score(graph, v, path).raw).toBeCloseTo((R - v[0]!.lo) / (v[0]!.hi - v[0]!.lo), 9)
    }),
    RUNS,
  )
})

describe('from every prefix', () => {
  function compare(graph: Generated, reported: Parameters<typeof reportedBy>[1], each: (best: PathScore, any: PathScore) => void): void {
    const v = valuesOf(graph)
    for (const acts of continuations(graph, 0)) {
      const path = reportedBy(acts, reported)
      for (let length = 0; length < path.length; length++) {
        const prefix = path.slice(0, length)
        each(score(graph, v, [...prefix, ...bestPlay(graph, v, path[length]!.at)]), score(graph, v, path))
      }
    }
  }

  test('best play onward gives the best credited still possible, recovery included', () => {
    fc.assert(
      fc.property(smallGraph, reports, (graph, reported) => {
        compare(graph, reported, (best, any) => {
          if (any.credited > best.credited + 1e-9) expect.fail(`${any.credited} beats ${best.credited}`)
        })
      }),
      RUNS,
    )
  })

  test('best play onward gives the best raw still possible', () => {
    fc.assert(
      fc.property(smallGraph, reports, (graph, reported) => {
        compare(graph, reported, (best, any) => {
          if (any.raw > best.raw + 1e-9) expect.fail(`${any.raw} beats ${best.raw}`)
        })
      }),
      RUNS,
    )
  })

  test('best play onward also gives the best final score if nothing critical is met', () => {
    fc.assert(
      fc.property(smallGraph, reports, (graph, reported) => {
        const harmless = Object.assign(
          graph.map((edges) => edges.map((edge) => ({ ...edge, critical: false }))),
          { report: graph.report },
        )
        compare(harmless, reported, (best, any) => {
          if (any.final > best.final + 1e-9) expect.fail(`${any.final} beats ${best.final}`)
        })
      }),
      RUNS,
    )
  })

  test('best play onward may end lower if a cap applies: a costlier option that repairs can give a higher final score', () => {
    const graph: Generated = [
      [
        { r: 0, to: 1, critical: true, repairs: 2 },
        { r: -9, to: 2, critical: false, repairs: 2 },
      ],
      [
        { r: 1, to: 2, critical: false, repairs: 2 },
        { r: 0, to: 2, critical: false, repairs: 0 },
      ],
    ]
    const v = valuesOf(graph)
    const [grave, onward, repair] = [
      { at: 0, edge: graph[0]![0]!, n: 0 },
      { at: 1, edge: graph[1]![0]!, n: 0 },
      { at: 1, edge: graph[1]![1]!, n: 1 },
    ]
    expect(score(graph, v, [grave, onward])).toMatchObject({ credited: 1, final: 0.49, passed: false })
    expect(score(graph, v, [grave, repair])).toMatchObject({ credited: 0.9, final: 0.9, passed: true })
  })
})

test('a result stays between 0 and 1, and credit for recovery never lowers it', () => {
  fc.assert(
    fc.property(smallGraph, reports, (graph, reported) => {
      const v = valuesOf(graph)
      for (const path of continuations(graph, 0)) {
        const { credited, final, raw, recovery, refund } = score(graph, v, reportedBy(path, reported))
        const sound = credited >= 0 && credited <= 1 && final >= 0 && final <= credited && credited >= raw - 1e-9 && refund >= 0
        if (!sound || (recovery !== null && (recovery < 0 || recovery > 1)))
          expect.fail(JSON.stringify({ credited, final, raw, recovery, refund }))
      }
    }),
    RUNS,
  )
})

test('of two journals with the same acts, one that reports wherever the other does, and perhaps more, never scores less', () => {
  fc.assert(
    fc.property(smallGraph, reports, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (graph, reported, fewer) => {
      const v = valuesOf(graph)
      const less = reported.map((when, i) => (fewer[i] ? ('never' as const) : when))
      for (const path of continuations(graph, 0)) {
        const [more, quieter] = [score(graph, v, reportedBy(path, reported)), score(graph, v, reportedBy(path, less))]
        for (const figure of ['raw', 'credited', 'final'] as const)
          if (more[figure] < quieter[figure] - 1e-9) expect.fail(`${figure}: ${more[figure]} after telling more, ${quieter[figure]} before`)
      }
    }),
    RUNS,
  )
})

test('the losses in whole points add up to the result that is shown, and a moment without a loss has none', () => {
  fc.assert(
    fc.property(smallGraph, reports, (graph, reported) => {
      const v = valuesOf(graph)
      for (const path of continuations(graph, 0)) {
        const steps = stepsOf(graph, v, reportedBy(path, reported))
        const result = pathScore(v[0]!, steps, { mustReport: true })
        const { acts, actsLost, actsOf, reportingLost, reportingOf, back, capped } = pointsLost(v[0]!, steps, result)
        const sums = [100 - actsLost - reportingLost + back - capped, acts.reduce((a, b) => a + b, 0), actsOf + reportingOf]
        if (sums.join() !== [pointsOf(result.final), actsLost, 100].join()) expect.fail(`${sums}`)
        if (actsLost > actsOf || reportingLost > reportingOf || Math.min(...acts, reportingLost, back, capped) < 0) expect.fail(`${acts}`)
        for (const [i, step] of steps.entries()) if (actLossOf(step) === 0 && acts[i] !== 0) expect.fail(`${acts}`)
        if (steps.every((step) => step.report.reported || step.report.worth === 0) && reportingLost > 0) expect.fail(`${reportingLost}`)
      }
    }),
    RUNS,
  )
})

test('an attempt that does not report an approach does not pass, and a missing report is not a slip', () => {
  fc.assert(
    fc.property(smallGraph, (graph) => {
      const v = valuesOf(graph)
      for (const path of continuations(graph, 0)) {
        const quiet = score(graph, v, silent(path))
        if (quiet.passed || quiet.final > 0.69) expect.fail(`${quiet.final}`)
        expect(quiet.firstSlip).toBe(score(graph, v, path).firstSlip)
      }
    }),
    { numRuns: 300 },
  )
})

test('a chance node is worth the mean of its outcomes', () => {
  const probability = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(probability, fc.integer(), fc.integer(), (p, a, b) => {
      const nodes = new Map<string, ValueNode>([
        [
          'luck',
          {
            type: 'chance',
            to: [
              [p, 'a'],
              [1 - p, 'b'],
            ],
          },
        ],
        ['a', { type: 'decision', options: [{ r: a, to: 'end' }] }],
        ['b', { type: 'decision', options: [{ r: b, to: 'end' }] }],
      ])
      const { hi, lo } = values(nodes, 'luck').get('luck')!
      expect(hi).toBe(p * a + (1 - p) * b)
      expect(lo).toBe(hi)
    }),
  )
})
