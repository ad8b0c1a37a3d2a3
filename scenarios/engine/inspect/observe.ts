/**
 * Plays a scenario through every state it can reach, once, and notes what the rules on the graph ask about.
 * One pass, because a scenario may have tens of thousands of states.
 */
import type { Compiled, Ids } from '../compile'
import { type Explored, type Graph, explore, liveReads, momentsOf, postorder, submissionsOf, nextScenes } from '../graph'
import { type Decision, type Play, type PlayState, type Scene, holds, isAct, outcome, submission } from '../play'
import type { Scenario } from '../schema'
import type { Path } from './finding'

/** What can be wrong with a state. */
export type StateFault =
  | 'no-act' | 'several-acts' | 'dead-end' | 'sends-nothing' | 'unsent-sentences' | 'tell-within-reach' | 'ignore-within-reach'

export interface Observation {
  /** The first state in which a fault was seen, by place. */
  faults: { fault: StateFault; path: Path; when: string }[]
  /** Guards that were asked, and how they answered. A guard that was never asked is in a place that is never reached. */
  guards: { path: Path; held: boolean; failed: boolean }[]
  /** Routes, and whether one was ever taken. */
  routes: { path: Path; taken: boolean }[]
  /** Authored ids. */
  reached: ReadonlySet<string>
  /** Act options that end the story too soon, with the number of submissions. */
  early: { path: Path; submissions: number; ending: string }[]
  /** Scene-level edges that close a circle. */
  cycles: { from: string; to: string }[]
  /** Null where the start is unknown or the scenario explodes. */
  graph: Graph | null
  explosion: { scene: string; states: number; live: string[] } | null
}

/** Beyond these a scenario is refused. A written one has some hundred states. */
const limitsOf = (play: Play) => {
  const scenes = Object.keys(play.scenes).length
  return { nodes: 5_000 + 10 * scenes, edges: 100_000 + 100 * scenes }
}

/** Where a submission goes when no route of its option holds. */
const NOWHERE = 'nowhere'
export const LEAST_SUBMISSIONS = 4

export function observe(scenario: Scenario, { play }: Pick<Compiled, 'play'>, ids: Ids): Observation {
  const names = nameIds(scenario, ids)
  const seen: Observation = {
    faults: [], guards: [], routes: [], reached: new Set(), early: [], graph: null, explosion: null,
    cycles: cyclesOf(play).map(({ from, to }) => ({ from: names.get(from)!, to: names.get(to)! })),
  }
  if (!Object.hasOwn(scenario.scenes, scenario.start)) return seen
  const sound = withFallbacks(play)
  const live = liveReads(sound)
  const explored = explore(sound, limitsOf(sound), live)
  if (!explored.ok) return { ...seen, explosion: explosionOf(live, explored, names) }
  const watch = new Watch(scenario, names)
  const reached = new Set<string>()
  for (const node of explored.graph.nodes.values()) {
    reached.add(names.get(node.scene)!)
    for (const { to } of node.edges) if (!explored.graph.nodes.has(to) && names.has(to)) reached.add(names.get(to)!)
    const scene = sound.scenes[node.scene]!
    for (const moment of momentsOf(sound, node, live.get(node.scene)!)) watch.look(sound, scene, moment)
  }
  return { ...seen, ...watch.seen(), reached, early: earlyEnds(explored.graph, names), graph: explored.graph }
}

/** From an opaque id of a scene, ending, option, fact or check to the id the author gave. */
function nameIds(scenario: Scenario, ids: Ids): Map<string, string> {
  const names = new Map<string, string>()
  for (const id of Object.keys(scenario.endings)) names.set(ids('ending', id), id)
  const facts = (sets: Record<string, boolean>) => { for (const fact of Object.keys(sets)) names.set(ids('fact', fact), fact) }
  for (const [id, scene] of Object.entries(scenario.scenes)) {
    names.set(ids('scene', id), id)
    for (const check of scene.checks) {
      names.set(ids('check', check.id), check.id)
      facts(check.sets)
    }
    for (const decision of scene.decisions) for (const option of decision.options) facts(option.sets)
  }
  return names
}

/** Closes every list of routes, so that a list which lets a state fall through is seen and does not throw. */
function withFallbacks(play: Play): Play {
  const scenes = Object.entries(play.scenes).map(([id, scene]) => [id, {
    ...scene,
    decisions: scene.decisions.map((d) => ({
      ...d, options: d.options.map((o) => (o.to?.at(-1)?.when ? { ...o, to: [...o.to, { to: NOWHERE }] } : o)),
    })),
  }])
  return { ...play, scenes: Object.fromEntries(scenes) as Play['scenes'] }
}

function explosionOf(live: Map<string, Set<string>>, { at, nodes }: Extract<Explored, { ok: false }>, names: Map<string, string>) {
  return { scene: names.get(at)!, states: nodes, live: [...live.get(at)!].flatMap((id) => names.get(id) ?? []) }
}

/** Edges of the scene graph that lead back to a scene still open: each closes a circle. */
function cyclesOf(play: Play): { from: string; to: string }[] {
  const finished = new Map(postorder(Object.keys(play.scenes), (id) => nextScenes(play, id)).map((id, i) => [id, i]))
  return Object.keys(play.scenes).flatMap((from) =>
    [...new Set(nextScenes(play, from))].filter((to) => finished.get(to)! >= finished.get(from)!).map((to) => ({ from, to })))
}

/** Breadth first, so that each state is met with the fewest submissions that lead there. */
function earlyEnds({ start, nodes }: Graph, names: Map<string, string>): Observation['early'] {
  const found = new Map<string, Observation['early'][number]>()
  const met = new Set([start])
  let ring = [start]
  for (let submissions = 1; submissions < LEAST_SUBMISSIONS; submissions++) {
    const next: string[] = []
    for (const id of ring) {
      const { scene, edges } = nodes.get(id)!
      for (const { to } of edges) {
        if (nodes.has(to)) {
          if (!met.has(to)) next.push(to)
          met.add(to)
        } else if (names.has(to)) {
          const [from, ending] = [names.get(scene)!, names.get(to)!]
          if (!found.has(`${from} ${ending}`)) found.set(`${from} ${ending}`, { path: ['scenes', from], submissions, ending })
        }
      }
    }
    ring = next
  }
  return [...found.values()]
}

/** Collects over states. Places are told by index, since a compiled scene keeps the order of the authored one. */
class Watch {
  private readonly faults = new Map<string, Observation['faults'][number]>()
  private readonly guards = new Map<string, Observation['guards'][number]>()
  private readonly routes = new Map<string, Observation['routes'][number]>()
  constructor(private readonly scenario: Scenario, private readonly names: Map<string, string>) {}

  seen(): Pick<Observation, 'faults' | 'guards' | 'routes'> {
    return { faults: [...this.faults.values()], guards: [...this.guards.values()], routes: [...this.routes.values()] }
  }

  look(play: Play, scene: Scene, state: PlayState): void {
    const base: Path = ['scenes', this.names.get(state.scene)!]
    this.askGuards(scene, state, base)
    const shown = scene.decisions.map((d, i) => ({ d, path: [...base, 'decisions', i] })).filter(({ d }) => holds(d.when, state))
    const acts = shown.filter(({ d }) => isAct(d))
    const [act] = acts
    if (!act) {
      this.fault('no-act', [...base, 'decisions'], state)
      return
    }
    if (acts.length > 1) this.fault('several-acts', acts[1]!.path, state)
    const slots = shown.filter((s) => s !== act)
    this.lookAtAct(act, slots, state)
    this.followRoutes(play, scene, act, state)
  }

  private lookAtAct(act: { d: Decision; path: Path }, slots: { d: Decision; path: Path }[], state: PlayState): void {
    const options = act.d.options.map((o, j) => ({ o, path: [...act.path, 'options', j] })).filter(({ o }) => holds(o.when, state))
    for (const { o, path } of options) {
      if (!o.to) this.fault('dead-end', path, state)
      if (o.sends && slots.length === 0) this.fault('sends-nothing', path, state)
    }
    if (options.length === 0) this.fault('dead-end', act.path, state)
    const moves = new Set(options.map(({ path }) => this.authored(path).move))
    if (!moves.has('tell')) this.fault('tell-within-reach', act.path, state)
    if (!moves.has('ignore')) this.fault('ignore-within-reach', act.path, state)
    const sends = options.some(({ o }) => o.sends)
    for (const slot of slots) {
      if (!sends) this.fault('unsent-sentences', slot.path, state)
      else if (!slot.d.options.some((o) => holds(o.when, state))) this.fault('dead-end', slot.path, state)
    }
  }

  /** The option as written, with what the play leaves out. */
  private authored([, scene, , decision, , option]: Path): Scenario['scenes'][string]['decisions'][number]['options'][number] {
    return this.scenario.scenes[scene!]!.decisions[decision as number]!.options[option as number]!
  }

  private askGuards(scene: Scene, state: PlayState, base: Path): void {
    scene.show.forEach((artefact, i) => {
      const path = [...base, 'show', i]
      this.ask(artefact.when, state, path)
      if (artefact.kind === 'messages' && holds(artefact.when, state)) {
        for (const [j, m] of artefact.messages.entries()) this.ask(m.when, state, [...path, 'messages', j])
      }
    })
    scene.checks.forEach((check, i) => {
      if (!state.checks.includes(check.id)) this.ask(check.when, state, [...base, 'checks', i])
    })
    scene.decisions.forEach((decision, i) => {
      const path = [...base, 'decisions', i]
      this.ask(decision.when, state, path)
      if (holds(decision.when, state)) for (const [j, o] of decision.options.entries()) this.ask(o.when, state, [...path, 'options', j])
    })
  }

  private ask(guard: Scene['checks'][number]['when'], state: PlayState, of: Path): void {
    if (!guard) return
    const path = [...of, 'when']
    const record = entry(this.guards, path, () => ({ path, held: false, failed: false }))
    if (holds(guard, state)) record.held = true
    else record.failed = true
  }

  /** Which of an option's several routes is taken, for every submission of this state. */
  private followRoutes(play: Play, scene: Scene, act: { d: Decision; path: Path }, state: PlayState): void {
    const forks = new Map(act.d.options.flatMap((o, j) => (o.to && o.to.length > 1 ? [[o.id, [...act.path, 'options', j, 'to']]] : [])))
    if (forks.size === 0) return
    for (const path of forks.values()) {
      for (const [k, { to }] of act.d.options[path.at(-2) as number]!.to!.entries()) {
        if (to !== NOWHERE) entry(this.routes, [...path, k], () => ({ path: [...path, k], taken: false }))
      }
    }
    for (const choices of submissionsOf(scene, state)) {
      const path = forks.get(choices[act.d.id]!)
      const read = path && submission(play, state, choices)
      if (!read || typeof read === 'string') continue
      const { route } = outcome(state, read)
      const k = read.act.to!.indexOf(route)
      if (route.to === NOWHERE) this.fault('dead-end', path, state)
      else this.routes.get([...path, k].join('/'))!.taken = true
    }
  }

  private fault(fault: StateFault, path: Path, state: PlayState): void {
    entry(this.faults, [fault, ...path], () => ({ fault, path, when: this.tell(state) }))
  }

  /** A state in the author's words: “with told, after the check register”. */
  private tell({ facts, checks }: PlayState): string {
    const named = (ids: string[]) => ids.map((id) => this.names.get(id)!).join(', ')
    const told = [facts.length > 0 ? `with ${named(facts)}` : '', checks.length > 0 ? `after the check ${named(checks)}` : '']
    return told.filter(Boolean).join(', ')
  }
}

function entry<T>(map: Map<string, T>, path: Path, make: () => T): T {
  const key = path.join('/')
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
