import { submissionsOf } from '../../engine/play/graph'
import { type Decision, type Play, type PlayState, type Scene, holds, effectOf, isAct, submission } from '../../engine/play/play'
import type { ResolvedScenario } from '../../engine/format/variant'
import type { Path } from '../../library/finding'
import type { Names } from './authored-names'

export type StateFault = 'no-act' | 'several-acts' | 'dead-end' | 'sends-nothing' | 'unsent-sentences' | 'ignore-within-reach'

export interface WatchResult {
  faults: { fault: StateFault; path: Path; when: string }[]
  /** Guards that were evaluated, with their results. A guard that is missing here is in a place that is never reached. */
  guards: { path: Path; held: boolean; failed: boolean }[]
  routes: { path: Path; taken: boolean }[]
}

export const NOWHERE = 'nowhere'

/** Collects over states. Places are addressed by index, because a compiled scene keeps the authored order. */
export class Watch {
  private readonly faults = new Map<string, WatchResult['faults'][number]>()
  private readonly guards = new Map<string, WatchResult['guards'][number]>()
  private readonly routes = new Map<string, WatchResult['routes'][number]>()
  constructor(
    private readonly resolved: ResolvedScenario,
    private readonly names: Names,
  ) {}

  seen(): WatchResult {
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
    if (!options.some(({ path }) => this.authored(path).move === 'ignore')) this.fault('ignore-within-reach', act.path, state)
    const sends = options.some(({ o }) => o.sends)
    for (const slot of slots) {
      if (!sends) this.fault('unsent-sentences', slot.path, state)
      else if (!slot.d.options.some((o) => holds(o.when, state))) this.fault('dead-end', slot.path, state)
    }
  }

  private authored([, scene, , decision, , option]: Path): ResolvedScenario['scenes'][string]['decisions'][number]['options'][number] {
    return this.resolved.scenes[scene!]!.decisions[decision as number]!.options[option as number]!
  }

  private askGuards(scene: Scene, state: PlayState, base: Path): void {
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
      const { route } = effectOf(state, read)
      const k = read.act.to!.indexOf(route)
      if (route.to === NOWHERE) this.fault('dead-end', path, state)
      else this.routes.get([...path, k].join('/'))!.taken = true
    }
  }

  private fault(fault: StateFault, path: Path, state: PlayState): void {
    entry(this.faults, [fault, ...path], () => ({ fault, path, when: this.stateInWords(state) }))
  }

  private stateInWords({ facts, checks }: PlayState): string {
    const named = (ids: string[]) => ids.map((id) => this.names.get(id)!).join(', ')
    const parts = [facts.length > 0 ? `with ${named(facts)}` : '', checks.length > 0 ? `after the check ${named(checks)}` : '']
    return parts.filter(Boolean).join(', ')
  }
}

function entry<T>(map: Map<string, T>, path: Path, make: () => T): T {
  const key = path.join('/')
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}
