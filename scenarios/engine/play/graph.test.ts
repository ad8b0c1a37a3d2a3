import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import { attempts } from '@/tests/support/random-play'
import { compile } from './compile'
import { type Graph, explore, liveReads, nodeOf, postorder, submissionsAhead } from './graph'
import { replay } from './journal'
import type { PlayEvent } from './events'
import { type Play, END } from './play'
import type { Scenario } from '../format/schema'

const hostile = (scenario: Scenario): Play => compile(scenario).hostile!.play
const play = hostile(exampleScenario)
const { ids } = authoredEvents(exampleScenario)

function graphOf(of: Play): Graph {
  const explored = explore(of)
  if (!explored.ok) throw new Error('too many states')
  return explored.graph
}
const nodesAt = ({ nodes }: Graph, scene: string) => [...nodes.values()].filter((n) => n.scene === ids('scene', scene))

function row(length: number, edit: (scene: Scenario['scenes'][string], i: number) => void): Play {
  const template = { ...exampleScenario.scenes.call!, lead: undefined }
  const scenes = Array.from({ length }, (_, i) => {
    const scene = structuredClone(template)
    const to = i + 1 < length ? `r${i + 1}` : END
    scene.show = scene.show.slice(1, 2)
    scene.decisions = [
      { ...scene.decisions[0]!, id: `act${i}`, options: scene.decisions[0]!.options.slice(0, 2).map((o) => ({ ...o, to })) },
    ]
    edit(scene, i)
    return [`r${i}`, scene] as const
  })
  return hostile({ ...exampleScenario, start: 'r0', scenes: Object.fromEntries(scenes) })
}

describe('live reads', () => {
  const live = liveReads(play)
  const at = (scene: string) => live.get(ids('scene', scene))!

  test('a fact is live from where it can be set to its last reader', () => {
    expect(at('hello')).toContain(ids('fact', 'unlisted'))
    expect(at('request')).not.toContain(ids('fact', 'unlisted'))
    expect(at('call')).toContain(ids('fact', 'turned-away'))
    expect(at('record')).not.toContain(ids('fact', 'turned-away'))
    // Neither what is shown nor which ending comes affects what follows.
    expect(at('record')).toEqual(new Set())
  })
  test('so does a check', () => {
    expect(at('request')).toContain(ids('check', 'register'))
    expect(at('call')).not.toContain(ids('check', 'register'))
    expect(at('hello')).not.toContain(ids('check', 'picture'))
  })
})

describe('the graph', () => {
  const graph = graphOf(play)

  test('drops facts that nothing reads any more', () => {
    expect(nodesAt(graph, 'hello')).toHaveLength(1)
    expect(nodesAt(graph, 'record')).toHaveLength(1)
  })
  test('does not grow with facts that nothing reads', () => {
    const idle = structuredClone(exampleScenario)
    for (const [i, option] of idle.scenes.hello!.decisions[0]!.options.entries()) option.sets = { ...option.sets, [`idle-${i}`]: true }
    expect(graphOf(hostile(idle)).nodes.size).toBe(graph.nodes.size)
  })
  test('grows by scene, not by path: forty scenes with two ways each are forty nodes', () => {
    expect(graphOf(row(40, () => {})).nodes.size).toBe(40)
  })

  test('holds every state in which an attempt enters a scene', () => {
    const live = liveReads(play)
    fc.assert(
      fc.property(attempts(play), (events) => {
        const { steps } = replay(play, events)
        for (const { before, after } of steps) {
          if (after.phase === 'scene' && after.submissions > before.submissions) expect(graph.nodes.has(nodeOf(live, after))).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('has edges that can be played as written, each leading where it says', () => {
    const live = liveReads(play)
    const queue: { at: string; events: PlayEvent[] }[] = [{ at: graph.start, events: [] }]
    const seen = new Set([graph.start])
    for (let here = queue.pop(); here; here = queue.pop()) {
      for (const { checks, choices, to } of graph.nodes.get(here.at)!.edges) {
        const events = [
          ...here.events,
          ...checks.map((check): PlayEvent => ({ type: 'check', check })),
          { type: 'decide' as const, choices },
        ]
        const { state, refused } = replay(play, events)
        expect(refused).toBeNull()
        const led = state.next ?? (state.phase === 'judgement' ? END : state.scene)
        expect(play.scenes[led] ? nodeOf(live, { ...state, scene: led }) : led).toBe(to)
        if (graph.nodes.has(to) && !seen.has(to)) {
          seen.add(to)
          queue.push({ at: to, events: state.phase === 'consequence' ? [...events, { type: 'continue' }] : events })
        }
      }
    }
    expect(seen.size).toBe(graph.nodes.size)
  })

  test('has one edge for an act that sends nothing, and one for each reply that can be sent', () => {
    const { edges } = nodesAt(graph, 'request').find((n) => n.facts.length === 0 && n.checks.length === 0)!
    // Sent: 3 openings by 2 answers, and with the press office asked also by 2 lines on the fee.
    expect(edges.filter((e) => e.checks.length === 0)).toHaveLength(6 + 1)
    expect(edges.filter((e) => e.checks.length === 1)).toHaveLength(12 + 1)
  })
})

describe('limits', () => {
  /** Each scene sets its own fact, and the last reads them all: 2ⁿ states. */
  const exploding = (n: number) =>
    row(n, (scene, i) => {
      const { options } = scene.decisions[0]!
      if (i < n - 1) options[0]!.sets = { [`f${i}`]: true }
      else options[1]!.when = { any: Array.from({ length: n - 1 }, (_, f) => ({ fact: `f${f}` })) }
    })

  test('a play with too many states is refused, with the scene where it happened', () => {
    const small = explore(exploding(10))
    expect(small.ok && small.graph.nodes.size).toBe(2 ** 10 - 1)
    const explored = explore(exploding(30))
    expect(explored.ok).toBe(false)
    if (!explored.ok) {
      expect(Object.keys(exploding(30).scenes)).toContain(explored.at)
      expect(explored.nodes).toBeGreaterThan(50_000)
    }
  })
  test('a play with too many ways through its scenes is refused too', () => {
    const wide = row(1, (scene) => {
      const [act] = scene.decisions
      for (const option of act!.options) option.sends = true
      const slots = Array.from({ length: 7 }, (_, s) => ({
        ...structuredClone(act!),
        id: `slot${s}`,
        as: 'reply' as const,
        options: Array.from({ length: 6 }, (_, o) => ({ ...structuredClone(act!.options[1]!), id: `o${o}`, to: undefined, sets: {} })),
      }))
      scene.decisions = [...slots, act!]
    })
    expect(explore(wide, { nodes: 50_000, edges: 100_000 })).toMatchObject({ ok: false, at: wide.start, edges: 100_001 })
  })
  test('can be set', () => {
    expect(explore(play, { nodes: 2, edges: 1000 }).ok).toBe(false)
    expect(explore(play, { nodes: 1000, edges: 10 })).toMatchObject({ ok: false, edges: 11 })
  })
})

describe('postorder', () => {
  test('gives children before parents, each once', () => {
    const next: Record<string, string[]> = { a: ['b', 'c', 'b'], b: ['d'], c: ['d'], d: [] }
    const order = postorder(['a'], (id) => next[id]!)
    expect(order).toHaveLength(4)
    for (const [id, children] of Object.entries(next)) for (const c of children) expect(order.indexOf(c)).toBeLessThan(order.indexOf(id))
  })
  test('is not recursive: a chain of 100,000 works', () => {
    const order = postorder(['0'], (id) => (Number(id) < 99_999 ? [String(Number(id) + 1)] : []))
    expect(order).toHaveLength(100_000)
    expect([order[0], order.at(-1)]).toEqual(['99999', '0'])
  })
  test('ends on cycles, and takes several roots', () => {
    expect(postorder(['a', 'b', 'c'], (id) => (id === 'a' ? ['b'] : ['a'])).sort()).toEqual(['a', 'b', 'c'])
  })
})

test('submissions ahead are averaged over the ways on', () => {
  const early = structuredClone(exampleScenario)
  for (const option of early.scenes.call!.decisions[0]!.options.slice(0, 2)) option.to = END
  const of = hostile(early)
  expect(submissionsAhead(of).get(ids('scene', 'call'))).toBe(1.5)
})
