/**
 * Finds from when a learner can know the variant. A moment is decided on a path once the path has shown two strong forks, or a deciding
 * finding, before the moment's act. Walks everything that can be reached in one variant.
 */
import type { Key } from '../../engine/play/key'
import { type Edge, type Graph, type GraphNode, explore, liveReads, readsOf } from '../../engine/play/graph'
import { type Guard, type Play, type PlayFacts, type Scene, END, guardOf, holds, withFacts } from '../../engine/play/play'

const ENOUGH = 2

interface StrongFork {
  guards: Guard[]
}
export function strongForksOf({ show }: Scene, { segments }: Pick<Key, 'segments'>): StrongFork[] {
  const found: StrongFork[] = []
  const visit = (node: unknown, around: Guard[]): void => {
    if (!node || typeof node !== 'object') return
    const own = Array.isArray(node) ? undefined : guardOf(node)
    const guards = own ? [...around, own] : around
    if ('id' in node && 'text' in node && segments[String(node.id)]?.fork === 'strong') found.push({ guards })
    for (const part of Object.values(node)) if (part !== own) visit(part, guards)
  }
  visit(show, [])
  return found
}

export interface ForkedVariant {
  play: Play
  key: Key
  graph: Graph
  forks: ReadonlyMap<string, StrongFork[]>
}

/** @param matter further checks to keep apart, by scene */
export function knowable(play: Play, key: Key, matter: ReadonlyMap<string, Iterable<string>> = new Map()): ForkedVariant | null {
  const forks = new Map(Object.entries(play.scenes).map(([id, scene]) => [id, strongForksOf(scene, key)]))
  const also = new Map(
    Object.entries(play.scenes).map(([id, scene]) => {
      const reads = new Set<string>([...(matter.get(id) ?? []), ...scene.checks.map((c) => c.id).filter((c) => key.decides.includes(c))])
      for (const { guards } of forks.get(id)!) for (const guard of guards) readsOf(guard, reads)
      return [id, reads] as const
    }),
  )
  const explored = explore(play, { nodes: 20_000, edges: 300_000 }, liveReads(play, also))
  return explored.ok ? { play, key, graph: explored.graph, forks } : null
}

export interface SeenForks {
  strong: number
  settled: boolean
}
export const NOTHING: SeenForks = { strong: 0, settled: false }
export const isDecided = ({ strong, settled }: SeenForks): boolean => settled || strong >= ENOUGH

export function seenBy(
  { play, key, forks }: ForkedVariant,
  node: GraphNode,
  edge: Edge,
  before: SeenForks,
): SeenForks & { showed: boolean } {
  const scene = play.scenes[node.scene]!
  const made = scene.checks.filter((c) => edge.checks.includes(c.id))
  const now: PlayFacts = { facts: withFacts(node.facts, ...made.map((c) => c.sets)), checks: [...node.checks, ...edge.checks] }
  const shown = (known: PlayFacts) => (fork: StrongFork) => fork.guards.every((g) => holds(g, known))
  const here = forks.get(node.scene)!.filter((fork) => shown(node)(fork) || shown(now)(fork)).length
  const settles = edge.checks.some((id) => key.decides.includes(id))
  return { strong: Math.min(ENOUGH, before.strong + here), settled: before.settled || settles, showed: here > 0 || settles }
}

/** The earliest and the latest moment, from 1; Infinity if some path never gets there. */
export type Span = [earliest: number, latest: number]
export interface Knowledge {
  firstStrong: Span
  firstDecided: Span
  /** Options and scenes that are offered on some path before a learner can know. */
  undecided: { options: ReadonlySet<string>; scenes: ReadonlySet<string> }
  decided: ReadonlySet<string>
  moments: ReadonlyMap<string, number>
}
type CheckingHabit = 'anything' | 'nothing' | 'everything'

export function knowledgeOf(of: ForkedVariant, looking: CheckingHabit = 'anything'): Knowledge {
  const spans = { firstStrong: [Infinity, 0] as Span, firstDecided: [Infinity, 0] as Span }
  const undecided = { options: new Set<string>(), scenes: new Set<string>() }
  const decided = new Set<string>()
  const moments = new Map<string, number>()
  const widen = (span: Span, moment: number) => {
    span[0] = Math.min(span[0], moment)
    span[1] = Math.max(span[1], moment)
  }
  const queue: (SeenForks & { id: string; moment: number; strongYet: boolean })[] = []
  const met = new Set<string>()
  const reach = (next: (typeof queue)[number]) => {
    const key = `${next.id}|${next.strong}|${next.settled}|${next.strongYet}|${next.moment}`
    if (met.has(key)) return
    met.add(key)
    queue.push(next)
  }
  reach({ ...NOTHING, id: of.graph.start, moment: 1, strongYet: false })
  for (let now = queue.pop(); now; now = queue.pop()) {
    const node = of.graph.nodes.get(now.id)!
    const { moment } = now
    moments.set(node.scene, Math.min(moment, moments.get(node.scene) ?? Infinity))
    for (const edge of edgesFor(node, looking)) {
      const { showed, ...seen } = seenBy(of, node, edge, now)
      const strongYet = now.strongYet || showed
      if (strongYet && !now.strongYet) widen(spans.firstStrong, moment)
      if (isDecided(seen) && !isDecided(now)) widen(spans.firstDecided, moment)
      if (isDecided(seen)) decided.add(node.scene)
      else {
        undecided.scenes.add(node.scene)
        for (const option of Object.values(edge.choices)) undecided.options.add(option)
      }
      if (edge.to !== END) reach({ ...seen, id: edge.to, moment: moment + 1, strongYet })
      else {
        if (!strongYet) widen(spans.firstStrong, Infinity)
        if (!isDecided(seen)) widen(spans.firstDecided, Infinity)
      }
    }
  }
  return { ...spans, undecided, decided, moments }
}

function edgesFor({ edges }: GraphNode, looking: CheckingHabit): Edge[] {
  if (looking === 'anything') return edges
  if (looking === 'nothing') return edges.filter((e) => e.checks.length === 0)
  const made = [...new Map(edges.map(({ checks }) => [checks.join(' '), checks])).values()]
  const isMost = (checks: string[]) => !made.some((other) => other.length > checks.length && checks.every((check) => other.includes(check)))
  return edges.filter((e) => isMost(e.checks))
}
