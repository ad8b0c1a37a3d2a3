import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import { type Counts, countsOf } from '@/scenarios/engine/live/facilitator'
import { type RoomHistory, command, openRoom, roomState } from '@/scenarios/engine/live/room'
import type { RoomCommand } from '@/scenarios/engine/live/room-state'
import type { RoomScript } from '@/scenarios/engine/live/script'
import type { MomentTotals } from '@/scenarios/engine/live/shown-totals'
import { type AnswerCount, type Move, momentTotals } from '@/scenarios/engine/live/totals'
import { type RoomView, roomView } from '@/scenarios/engine/live/view'
import { RATINGS } from '@/scenarios/engine/play/events'
import { sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { readEvidence } from '@/scenarios/library/evidence'
import type { KnownVariant } from './play'
import { libraryScript } from './room-script'

export interface Slide {
  name: string
  view: RoomView
  counts: Counts
}

const evidence = readEvidence((name) => readFileSync(join('scenarios/evidence', name), 'utf8'))
const scriptOf = ({ scenario, variant }: KnownVariant): RoomScript => ({
  ...libraryScript(scenario, variant),
  sourceOf: (id) => evidence.sources.get(id),
})

/** How a room is divided, at first and after the discussion. */
export const AT_FIRST = [9, 10, 4, 5, 3, 1, 1, 1]
export const AT_LAST = [7, 16, 3, 3, 2, 1, 1, 1]
function divided<T>(options: readonly T[], people: number, weights: readonly number[]): [option: T, n: number][] {
  const all = weights.slice(0, options.length).reduce((sum, w) => sum + w, 0)
  let left = people
  return options.map((option, i) => {
    const n = i === options.length - 1 ? left : Math.min(left, Math.round((people * weights[i]!) / all))
    left -= n
    return [option, n]
  })
}

/** A room of so many people who answer everything. @param hands whether somebody counts hands instead */
export class Room {
  history: RoomHistory
  private answers = new Map<number, AnswerCount[]>()
  private readonly counted = new Map<number, MomentTotals>()
  private moves: Move[] | null = null
  readonly script: RoomScript
  constructor(
    readonly known: KnownVariant,
    readonly people: number,
    readonly phones = true,
  ) {
    this.script = scriptOf(known)
    this.history = openRoom(this.script.play)
  }
  get state() {
    return roomState(this.history)
  }
  restart() {
    this.history = openRoom(this.script.play)
    this.answers.clear()
    this.counted.clear()
    this.moves = null
    this.say({ type: 'introduce' })
    this.say({ type: 'start' })
  }
  say(given: RoomCommand) {
    const step = command(this.history, given)
    if (!step.ok) throw new Error(`${given.type} was refused: ${step.reason}`)
    this.history = step.history
  }
  can = (given: RoomCommand): boolean => command(this.history, given).ok

  private count(moment: number): MomentTotals {
    const moves = this.phones ? this.moves : null
    return momentTotals(this.script, this.history, moment, this.answers.get(moment) ?? [], this.people, moves)
  }
  see(name: string): Slide {
    // In the debrief nothing changes any more.
    const known = this.state.phase === 'debrief' ? this.counted : new Map<number, MomentTotals>()
    const totals = (moment: number) => {
      const made = known.get(moment) ?? this.count(moment)
      known.set(moment, made)
      return made
    }
    return {
      name,
      view: roomView(this.script, this.history, totals, 'projector'),
      counts: countsOf(this.script, this.history, totals(this.state.moment), this.phones ? this.people : 0, 'projector'),
    }
  }

  private add(given: AnswerCount[]) {
    const { moment } = this.state
    this.answers.set(moment, [...(this.answers.get(moment) ?? []), ...given.filter(({ n }) => n > 0)])
  }
  flag() {
    if (!this.phones) return
    const { play } = this.state
    const { key } = this.known.compiled
    const all = shownSegments(sceneOf(this.script.play, play), play).map(({ id }) => id)
    const cued = all.filter((id) => key.segments[id]?.cue !== 'plain')
    const flags = [...cued.slice(0, 3), ...all.filter((id) => !cued.includes(id)).slice(0, 1)]
    this.add(divided(flags, this.people, [24, 9, 4, 3]).map(([id, n]) => ({ about: 'flags', answer: [id], n })))
  }
  vote(weights: readonly number[] = AT_FIRST) {
    const { question, vote } = this.see('').view
    const about = vote!
    const cast = (ballots: [Ballot, number][]) => this.add(ballots.map(([answer, n]) => ({ about, answer, n })))
    const split = <T>(options: readonly T[]) => divided(options, this.people, weights)
    switch (question!.kind) {
      case 'check':
        return cast(split(question!.checks).map(([{ id }, n]) => [{ kind: 'check', check: id }, n]))
      case 'judge':
        return cast(split(question!.looks).map(([looks, n]) => [{ kind: 'judge', looks }, n]))
      case 'word': {
        const { sentences } = question!
        const most = Math.max(...sentences.map((s) => s.options.length))
        return cast(
          split(Array.from({ length: most }, (_, i) => i)).map(([i, n]) => [
            { kind: 'word', choices: Object.fromEntries(sentences.map(({ id, options }) => [id, options[i % options.length]!.id])) },
            n,
          ]),
        )
      }
      case 'decide': {
        const { act, rating } = question!
        if (!this.phones) {
          const hands = Object.fromEntries(split(act.options).map(([{ id }, n]) => [id, n]))
          return this.add([{ about, answer: { hands: { ...hands, reported: 7 } }, n: 1 }])
        }
        const ballots = split(act.options).map(([{ id }, n], i): [Ballot, number] => [
          {
            kind: 'decide',
            choices: { [act.id]: id },
            ...(i % 2 === 0 && { reported: true as const }),
            ...(rating && { rating: RATINGS[(i + this.state.path.length) % RATINGS.length]! }),
          },
          n,
        ])
        if (ballots.length > 1) this.moves = [{ before: ballots[0]![0], after: ballots[1]![0], n: Math.ceil(this.people / 4) }]
        return cast(ballots)
      }
    }
  }
}
