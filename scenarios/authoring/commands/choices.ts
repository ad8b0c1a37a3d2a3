/** Reads a path as authors write it: option ids in order, `decision=option` if an id is not enough, `check:id`, `report`. */
import type { ScenarioSubject } from '../inspect'
import type { Choices, PlayEvent } from '../../engine/play/events'
import { type Decision, type Play, type PlayState, begin, isAct, offered, sceneOf } from '../../engine/play/play'
import { transition } from '../../engine/play/transition'

export type WalkResult = { ok: true; events: PlayEvent[] } | { ok: false; reason: string }

export interface SideActs {
  checks?: readonly string[]
  /** Scenes in which the learner reports, after the act if that is still possible. */
  reports?: 'all' | readonly string[]
}

export const wordsIn = (list: string): string[] =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** The events of a whole attempt. Adds the steps between submissions, and the judgement. */
export function walkChoices(subject: ScenarioSubject, play: Play, words: readonly string[], besides: SideActs = {}): WalkResult {
  const walker = new Walker(play, subject, besides)
  for (const word of words) {
    const fault =
      word === 'report' ? walker.report() : word.startsWith('check:') ? walker.check(word.slice('check:'.length)) : walker.choose(word)
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
    private readonly subject: ScenarioSubject,
    private readonly besides: SideActs,
  ) {
    this.state = begin(play)
    this.lookAround()
  }

  check(id: string): string | null {
    this.goOn()
    if (this.state.phase !== 'scene') return `the scenario ends before “check:${id}”`
    const refused = this.step({ type: 'check', check: this.subject.ids('check', id) })
    return refused && `the check “${id}” is refused in “${this.here()}”: ${refused}`
  }

  /** Reports on the consequence, if there is one, because only the next word moves on. */
  report(): string | null {
    const refused = this.step({ type: 'report' })
    return refused && `reporting is refused in “${this.here()}”: ${refused}`
  }

  choose(word: string): string | null {
    this.goOn()
    if (this.state.phase !== 'scene') return `the scenario ends before “${word}”`
    const [option, decision] = word.split('=').reverse() as [string, string?]
    const open = this.open().filter((d) => !(d.id in this.chosen) && (decision === undefined || this.name(d.id) === decision))
    const found = open.flatMap((d) =>
      d.options.filter((o) => this.name(o.id) === `${this.name(d.id)}.${option}`).map((o) => [d, o] as const),
    )
    if (found.length === 0) return `“${word}” is not on offer in “${this.here()}”: ${this.menu()}`
    if (found.length > 1) return `“${word}” is in ${found.map(([d]) => this.name(d.id)).join(' and ')}: write decision=option`
    const [d, o] = found[0]!
    this.chosen[d.id] = o.id
    return this.submitIfComplete()
  }

  finish(): WalkResult {
    this.goOn()
    if (this.state.phase === 'scene') return { ok: false, reason: `the scenario goes on in “${this.here()}”: ${this.menu()}` }
    this.step({ type: 'judge', looks: 'approach', sure: 'guessing' })
    return { ok: true, events: this.events }
  }

  private submitIfComplete(): string | null {
    const decisions = this.open()
    const act = decisions.find(isAct)!
    const chosen = act.options.find((o) => o.id === this.chosen[act.id])
    if (!chosen || (chosen.sends && decisions.some((d) => !(d.id in this.chosen)))) return null
    const event: PlayEvent = { type: 'decide', choices: this.chosen }
    this.chosen = {}
    const reports = this.besides.reports === 'all' || this.besides.reports?.includes(this.here())
    const after = transition(this.play, this.state, event)
    const later = after.ok && after.state.phase === 'consequence'
    if (reports && !later) this.step({ type: 'report' })
    const refused = this.step(event)
    if (reports && later) this.step({ type: 'report' })
    if (!later) this.lookAround()
    return refused && `refused in “${this.here()}”: ${refused}`
  }

  private goOn(): void {
    if (this.state.phase !== 'consequence') return
    this.step({ type: 'continue' })
    this.lookAround()
  }
  private lookAround(): void {
    if (this.state.phase !== 'scene') return
    for (const id of this.besides.checks ?? []) this.step({ type: 'check', check: this.subject.ids('check', id) })
  }

  private step(event: PlayEvent): string | null {
    const result = transition(this.play, this.state, event)
    if (!result.ok) return result.reason
    this.events.push(event)
    this.state = result.state
    return null
  }

  private readonly name = (id: string): string => this.subject.names.get(id)!
  private readonly open = (): Decision[] => offered(sceneOf(this.play, this.state), this.state)
  private readonly here = (): string => this.name(this.state.scene)
  private readonly menu = (): string =>
    this.open()
      .filter((d) => !(d.id in this.chosen))
      .map((d) => `${this.name(d.id)}=${d.options.map((o) => this.name(o.id).split('.')[1]).join('|')}`)
      .join(', ')
}
