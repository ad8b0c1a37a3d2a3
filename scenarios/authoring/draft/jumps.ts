/** How to get to any moment of a draft, in any state in which it can be met. */
import type { Variant } from '../../engine/format/schema'
import type { CompiledScenario } from '../../engine/play/compiled'
import type { PlayEvent } from '../../engine/play/events'
import { type Edge, explore } from '../../engine/play/graph'
import { type Play, begin } from '../../engine/play/play'
import { idsOf } from '../../engine/play/opaque-ids'
import { transition } from '../../engine/play/transition'

/** A state in which a moment can be met, as far as something later depends on it. Facts and checks are opaque ids. */
export interface Arrival {
  facts: string[]
  checks: string[]
  /** The shortest journal that leads there. */
  events: PlayEvent[]
}

/** The shortest journal that reaches a moment; null if none does. */
export const jumpsTo = (compiled: CompiledScenario, variant: Variant, moment: string): PlayEvent[] | null =>
  arrivalsAt(compiled, variant, moment)[0]?.events ?? null

/** All states in which a moment can be met, the nearest first. @param moment the id as the author writes it */
export function arrivalsAt(compiled: CompiledScenario, variant: Variant, moment: string): Arrival[] {
  const half = compiled[variant]
  if (!half) return []
  const scene = idsOf({ id: half.scenario })('scene', moment)
  return arrivalsOf(half.play).get(scene) ?? []
}

const known = new WeakMap<Play, Map<string, Arrival[]>>()
function arrivalsOf(play: Play): Map<string, Arrival[]> {
  const made = known.get(play) ?? explored(play)
  known.set(play, made)
  return made
}

/** A scenario of this size is refused anyway; a draft may have become one by mistake. */
const LIMITS = { nodes: 5_000, edges: 100_000 }

function explored(play: Play): Map<string, Arrival[]> {
  const result = explore(play, LIMITS)
  const arrivals = new Map<string, Arrival[]>()
  if (!result.ok) return arrivals
  const { start, nodes } = result.graph
  const cameBy = new Map<string, { from: string; edge: Edge } | null>([[start, null]])
  for (const id of cameBy.keys()) {
    const node = nodes.get(id)
    if (!node) continue
    const arrival = { facts: node.facts, checks: node.checks, events: eventsOf(play, wayTo(id, cameBy)) }
    arrivals.set(node.scene, [...(arrivals.get(node.scene) ?? []), arrival])
    for (const edge of node.edges) if (!cameBy.has(edge.to)) cameBy.set(edge.to, { from: id, edge })
  }
  return arrivals
}

function wayTo(id: string, cameBy: ReadonlyMap<string, { from: string; edge: Edge } | null>): Edge[] {
  const way: Edge[] = []
  for (let step = cameBy.get(id); step; step = cameBy.get(step.from)) way.unshift(step.edge)
  return way
}

function eventsOf(play: Play, way: readonly Edge[]): PlayEvent[] {
  let state = begin(play)
  const events: PlayEvent[] = []
  const step = (event: PlayEvent) => {
    const next = transition(play, state, event)
    if (!next.ok) return
    events.push(event)
    state = next.state
  }
  for (const { checks, choices } of way) {
    for (const check of checks) step({ type: 'check', check })
    step({ type: 'decide', choices })
    if (state.phase === 'consequence') step({ type: 'continue' })
  }
  return events
}
