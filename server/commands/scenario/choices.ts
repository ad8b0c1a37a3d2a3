/** Reads a path as an author writes it: option ids in order, `decision=option` where an id is not enough, `check:id`. */
import { idsOf } from '@/scenarios/engine/play/compile'
import type { Choices, PlayEvent } from '@/scenarios/engine/play/events'
import { type Decision, type Play, type PlayState, begin, isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import type { Scenario } from '@/scenarios/engine/format/schema'
import { transition } from '@/scenarios/engine/play/transition'

export type Walked = { ok: true; events: PlayEvent[] } | { ok: false; reason: string }

/** Maps opaque ids to the author's, without segments and artefacts. An option is `decision.option`. */
export function authoredIds(scenario: Scenario): Map<string, string> {
  const ids = idsOf(scenario)
  const names = new Map(Object.keys(scenario.endings).map((id) => [ids('ending', id), id]))
  const nameFacts = (sets: Record<string, boolean>) => {
    for (const id of Object.keys(sets)) names.set(ids('fact', id), id)
  }
  for (const [id, { decisions, checks }] of Object.entries(scenario.scenes)) {
    names.set(ids('scene', id), id)
    for (const check of checks) {
      names.set(ids('check', check.id), check.id)
      nameFacts(check.sets)
    }
    for (const decision of decisions) {
      names.set(ids('decision', decision.id), decision.id)
      for (const { id: option, sets } of decision.options) {
        names.set(ids('option', `${decision.id}.${option}`), `${decision.id}.${option}`)
        nameFacts(sets)
      }
    }
  }
  return names
}

/** The events of a whole attempt. Steps between submissions, and the judgement, are added. */
export function walk(scenario: Scenario, play: Play, words: string[]): Walked {
  const names = authoredIds(scenario)
  const walker = new Walker(play, names, idsOf(scenario))
  for (const word of words) {
    const fault = word.startsWith('check:') ? walker.check(word.slice('check:'.length)) : walker.choose(word)
    if (fault) return { ok: false, reason: fault }
  }
  return walker.finish()
}

class Walker {
  private readonly events: PlayEvent[] = []
  private state: PlayState
  private chosen: Choices = {}
  constructor(
    private readonly play: Play,
    private readonly names: Map<string, string>,
    private readonly ids: ReturnType<typeof idsOf>,
  ) {
    this.state = begin(play)
  }

  check(id: string): string | null {
    if (this.state.phase !== 'scene') return `the story ends before “check:${id}”`
    const refused = this.step({ type: 'check', check: this.ids('check', id) })
    return refused && `the check “${id}” is refused in “${this.here()}”: ${refused}`
  }

  choose(word: string): string | null {
    if (this.state.phase !== 'scene') return `the story ends before “${word}”`
    const [option, decision] = word.split('=').reverse() as [string, string?]
    const open = this.open().filter((d) => !(d.id in this.chosen) && (decision === undefined || this.names.get(d.id) === decision))
    const found = open.flatMap((d) =>
      d.options.filter((o) => this.names.get(o.id) === `${this.names.get(d.id)}.${option}`).map((o) => [d, o] as const),
    )
    if (found.length === 0) return `“${word}” is not on offer in “${this.here()}”: ${this.menu()}`
    if (found.length > 1) return `“${word}” is in ${found.map(([d]) => this.names.get(d.id)).join(' and ')}: write decision=option`
    const [d, o] = found[0]!
    this.chosen[d.id] = o.id
    return this.submitIfComplete()
  }

  finish(): Walked {
    if (this.state.phase === 'scene') return { ok: false, reason: `the story goes on in “${this.here()}”: ${this.menu()}` }
    this.step({ type: 'judge', looks: 'approach', sure: 'guessing' })
    return { ok: true, events: this.events }
  }

  private submitIfComplete(): string | null {
    const decisions = this.open()
    const act = decisions.find(isAct)!
    const chosen = act.options.find((o) => o.id === this.chosen[act.id])
    if (!chosen || (chosen.sends && decisions.some((d) => !(d.id in this.chosen)))) return null
    const refused = this.step({ type: 'decide', choices: this.chosen })
    this.chosen = {}
    if (this.state.phase === 'consequence') this.step({ type: 'continue' })
    return refused && `refused in “${this.here()}”: ${refused}`
  }

  private step(event: PlayEvent): string | null {
    const result = transition(this.play, this.state, event)
    if (!result.ok) return result.reason
    this.events.push(event)
    this.state = result.state
    return null
  }

  private readonly open = (): Decision[] => offered(sceneOf(this.play, this.state), this.state)
  private readonly here = (): string => this.names.get(this.state.scene)!
  /** What can still be chosen. */
  private readonly menu = (): string =>
    this.open()
      .filter((d) => !(d.id in this.chosen))
      .map((d) => `${this.names.get(d.id)}=${d.options.map((o) => this.names.get(o.id)!.split('.')[1]).join('|')}`)
      .join(', ')
}
