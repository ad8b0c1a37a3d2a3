/** The three properties of the path score, on generated acyclic graphs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PathScore, type PathStep, type Value, type ValueNode, pathScore, values } from './path'

interface Edge {
  r: number
  to: number
  critical: boolean
  repairs: number
}
/** Node i has edges only to later nodes; the last index is the end. */
type Generated = Edge[][]

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
const anyGraph = graphs(12, WEIGHTS)
const smallGraph = graphs(6, WEIGHTS)
/** At least 1,000 graphs for each property. */
const RUNS = { numRuns: 1200 }

const name = (i: number) => `n${i}`
function valuesOf(graph: Generated): Value[] {
  const nodes = new Map<string, ValueNode>(
    graph.map((edges, i) => [name(i), { type: 'decision', options: edges.map(({ r, to }) => ({ r, to: name(to) })) }]),
  )
  const found = values(nodes, name(0))
  return [...graph, []].map((_, i) => found.get(name(i))!)
}

type Path = { at: number; edge: Edge; n: number }[]
const step = (v: Value[], { at, edge, n }: Path[number]): PathStep => ({
  id: name(at),
  r: edge.r,
  before: v[at]!,
  after: v[edge.to]!,
  critical: edge.critical ? [`${name(at)}.${n}`] : [],
  repairs: [0, 1, 2].map((o) => `${name(edge.repairs)}.${o}`),
})
const score = (v: Value[], path: Path): PathScore =>
  pathScore(
    v[0]!,
    path.map((p) => step(v, p)),
  )

/** From a node to the end, always by the edge with the highest `worth`. */
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

/** Every path from a node to the end. */
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
      const [best, worst] = [score(v, bestPlay(graph, v)), score(v, worstPlay(graph, v))]
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
      const R = path.reduce((sum, { edge }) => sum + edge.r, 0)
      expect(score(v, path).raw).toBeCloseTo((R - v[0]!.lo) / (v[0]!.hi - v[0]!.lo), 9)
    }),
    RUNS,
  )
})

describe('from every prefix', () => {
  /** Calls `each` with the result of best play onward and of every continuation. */
  function compare(graph: Generated, each: (best: PathScore, any: PathScore) => void): void {
    const v = valuesOf(graph)
    for (const path of continuations(graph, 0)) {
      for (let length = 0; length < path.length; length++) {
        const prefix = path.slice(0, length)
        each(score(v, [...prefix, ...bestPlay(graph, v, path[length]!.at)]), score(v, path))
      }
    }
  }

  test('best play onward gives the best credited still possible, recovery included', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        compare(graph, (best, any) => {
          if (any.credited > best.credited + 1e-9) expect.fail(`${any.credited} beats ${best.credited}`)
        })
      }),
      RUNS,
    )
  })

  test('best play onward gives the best raw still possible', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        compare(graph, (best, any) => {
          if (any.raw > best.raw + 1e-9) expect.fail(`${any.raw} beats ${best.raw}`)
        })
      }),
      RUNS,
    )
  })

  test('best play onward also gives the best final score if nothing critical is met', () => {
    fc.assert(
      fc.property(smallGraph, (graph) => {
        const harmless = graph.map((edges) => edges.map((edge) => ({ ...edge, critical: false })))
        compare(harmless, (best, any) => {
          if (any.final > best.final + 1e-9) expect.fail(`${any.final} beats ${best.final}`)
        })
      }),
      RUNS,
    )
  })

  test('for the final score the cap breaks it: a costlier option that repairs can end higher than best play onward', () => {
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
    expect(score(v, [grave, onward])).toMatchObject({ credited: 1, final: 0.49, passed: false })
    expect(score(v, [grave, repair])).toMatchObject({ credited: 0.9, final: 0.9, passed: true })
  })
})

test('a result stays between 0 and 1, and credit for recovery never lowers it', () => {
  fc.assert(
    fc.property(smallGraph, (graph) => {
      const v = valuesOf(graph)
      for (const path of continuations(graph, 0)) {
        const { credited, final, raw, recovery, refund } = score(v, path)
        const sound = credited >= 0 && credited <= 1 && final >= 0 && final <= credited && credited >= raw - 1e-9 && refund >= 0
        if (!sound || (recovery !== null && (recovery < 0 || recovery > 1)))
          expect.fail(JSON.stringify({ credited, final, raw, recovery, refund }))
      }
    }),
    RUNS,
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
