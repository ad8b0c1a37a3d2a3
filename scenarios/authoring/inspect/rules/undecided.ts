/**
 * Rules on moments in which nobody can know the variant yet: acts lead to the same place, earn the same and do the same harm in
 * both variants, because luck must not score.
 */
import { END } from '../../../engine/play/play'
import type { Edge, GraphNode } from '../../../engine/play/graph'
import { VARIANTS, inVariant, isFork } from '../../../engine/format/variant'
import type { Hit, Path, Rule } from '../../../library/finding'
import { type ForkedVariant, type Knowledge, NOTHING, type SeenForks, isDecided, knowable, knowledgeOf, seenBy } from '../knowable'
import type { ScenarioSubject } from '../subject'
import type { Explored } from '../trial'

export interface Side {
  explored: Explored
  of: ForkedVariant
  knowledge: Knowledge
}
const known = new WeakMap<ScenarioSubject, Side[]>()
/** Both variants with what can be known of them; empty for a tutorial, and until everything leads on. */
export function sidesOf(subject: ScenarioSubject): Side[] {
  const before = known.get(subject)
  if (before) return before
  const all = subject.variants.flatMap((t) => t.explored ?? [])
  const matter = new Map<string, Set<string>>()
  for (const { play, live } of all) {
    for (const [id, { checks }] of Object.entries(play.scenes)) {
      const own = checks.filter((c) => live.get(id)!.has(c.id) || Object.keys(c.sets).some((f) => live.get(id)!.has(f)))
      matter.set(id, new Set([...(matter.get(id) ?? []), ...own.map((c) => c.id)]))
    }
  }
  const sides = all.flatMap((explored): Side[] => {
    const of = knowable(explored.play, explored.key, matter)
    return of ? [{ explored, of, knowledge: knowledgeOf(of) }] : []
  })
  const found = sides.length === 2 ? sides : []
  known.set(subject, found)
  return found
}

function optionPaths({ scenario: { scenes }, ids }: ScenarioSubject): Map<string, Path> {
  return new Map(
    Object.entries(scenes).flatMap(([scene, { decisions }]) =>
      decisions.flatMap((d, i) =>
        d.options.map((o, j) => [ids('option', `${d.id}.${o.id}`), ['scenes', scene, 'decisions', i, 'options', j]] as const),
      ),
    ),
  )
}
const optionAt = ({ scenario }: ScenarioSubject, [, scene, , i, , j]: Path) =>
  scenario.scenes[scene!]!.decisions[i as number]!.options[j as number]!

const SAME = ['rubric', 'why', 'to'] as const
function* forkedOptions(subject: ScenarioSubject): Generator<Hit> {
  const sides = sidesOf(subject)
  const undecided = new Set(sides.flatMap((s) => [...s.knowledge.undecided.options]))
  for (const [id, path] of optionPaths(subject)) {
    if (!undecided.has(id)) continue
    const option = optionAt(subject, path)
    for (const field of SAME) {
      const value = option[field]
      if (value && typeof value === 'object' && isFork(value))
        yield {
          path: [...path, field],
          message: `nobody can know yet where this is offered, so \`${field}\` may not fork: give both variants one`,
        }
    }
  }
}

interface Pair extends SeenForks {
  nodes: [string, string]
}
function* togetherUndecided([hostile, genuine]: readonly [Side, Side]): Generator<{ nodes: [GraphNode, GraphNode]; edges: [Edge, Edge] }> {
  const queue: Pair[] = [{ ...NOTHING, nodes: [hostile.of.graph.start, genuine.of.graph.start] }]
  const met = new Set<string>()
  for (let now = queue.pop(); now; now = queue.pop()) {
    const key = `${now.nodes.join('|')}|${now.strong}|${now.settled}`
    if (met.has(key)) continue
    met.add(key)
    const nodes: [GraphNode, GraphNode] = [hostile.of.graph.nodes.get(now.nodes[0])!, genuine.of.graph.nodes.get(now.nodes[1])!]
    const others = new Map(nodes[1].edges.map((edge) => [edgeKey(edge), edge]))
    for (const edge of nodes[0].edges) {
      const other = others.get(edgeKey(edge))
      const seen = seenBy(hostile.of, nodes[0], edge, now)
      if (!other || isDecided(seen)) continue
      yield { nodes, edges: [edge, other] }
      if (edge.to !== END && sceneAt(hostile, edge.to) === sceneAt(genuine, other.to)) queue.push({ ...seen, nodes: [edge.to, other.to] })
    }
  }
}
const edgeKey = ({ checks, choices }: Edge): string => `${checks.toSorted().join(' ')}/${Object.values(choices).toSorted().join(' ')}`
const sceneAt = ({ of }: Side, to: string): string => of.graph.nodes.get(to)?.scene ?? to

function* otherRoutes(subject: ScenarioSubject): Generator<Hit> {
  const sides = sidesOf(subject)
  if (sides.length < 2) return
  const [hostile, genuine] = sides as [Side, Side]
  const paths = optionPaths(subject)
  const found = new Set<string>()
  for (const { edges } of togetherUndecided([hostile, genuine])) {
    const act = edges[0].submission.act.id
    if (found.has(act) || sceneAt(hostile, edges[0].to) === sceneAt(genuine, edges[1].to)) continue
    found.add(act)
    yield {
      path: [...paths.get(act)!, 'to'],
      message: 'nobody can know yet where this is offered, and it leads elsewhere in each variant: lead to one scene',
    }
  }
}

/** What harms in one variant alone, where nobody can tell them apart, would let luck decide. */
function* otherHarm(subject: ScenarioSubject): Generator<Hit> {
  const { harm } = subject.scenario
  const undecided = new Set(sidesOf(subject).flatMap((s) => [...s.knowledge.undecided.options]))
  for (const [id, path] of optionPaths(subject)) {
    if (!undecided.has(id)) continue
    const { sets } = optionAt(subject, path)
    const [h, g] = VARIANTS.map((variant) => {
      const harmful = new Set((inVariant(harm, variant) as { fact: string }[]).map(({ fact }) => fact))
      return Object.keys(inVariant(sets, variant)).filter((fact) => harmful.has(fact))
    }) as [string[], string[]]
    const fact = [...h, ...g].find((f) => !h.includes(f) || !g.includes(f))
    if (fact)
      yield {
        path,
        message: `nobody can know yet where this is offered, and “${fact}” is harm in one variant alone: name it in both, or set it later`,
      }
  }
}

function* reports(subject: ScenarioSubject): Generator<Hit> {
  const undecided = new Set(sidesOf(subject).flatMap((s) => [...s.knowledge.undecided.scenes]))
  for (const [id, { report }] of Object.entries(subject.scenario.scenes)) {
    if (!undecided.has(subject.ids('scene', id))) continue
    const { hostile, genuine } = typeof report.worth === 'number' ? { hostile: report.worth, genuine: report.worth } : report.worth
    const message = hostile !== genuine ? 'the same in both variants' : hostile > 1 ? 'at most 1' : null
    if (message) yield { path: ['scenes', id, 'report', 'worth'], message: `nobody can know yet in this moment: make \`worth\` ${message}` }
  }
}

export const UNDECIDED_RULES: readonly Rule<ScenarioSubject>[] = [
  {
    id: 'undecided-fork',
    severity: 'error',
    about: 'where nobody can know yet, options do not fork in rubric, why or route',
    check: forkedOptions,
  },
  {
    id: 'undecided-route',
    severity: 'error',
    about: 'where nobody can know yet, acts lead to one scene in both variants',
    check: otherRoutes,
  },
  { id: 'undecided-harm', severity: 'error', about: 'where nobody can know yet, acts do the same harm in both variants', check: otherHarm },
  {
    id: 'undecided-report',
    severity: 'error',
    about: 'where nobody can know yet, reporting is worth at most 1, the same in both variants',
    check: reports,
  },
]
