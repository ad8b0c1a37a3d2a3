/** What a room would see on the way that the run sheet plans: for whoever prints it, should there be no network or no screen. */
import { roomView, type RoomView } from './view'
import { openRoom, command, roomState } from './room'
import { reasonOf, type RoomCommand } from './room-state'
import { mainPath } from './run-sheet'
import type { RoomScript } from './script'
import { NO_TOTALS } from './shown'

export interface PackSlide {
  id: string
  /** `results`: how a vote went, to be written on it. */
  kind: 'wall' | 'results'
  view: RoomView
}

export function packSlides(script: RoomScript): PackSlide[] {
  let history = openRoom(script.play)
  const slides: PackSlide[] = []
  const see = (kind: PackSlide['kind'] = 'wall') =>
    slides.push({ id: `${slides.length + 1}`, kind, view: roomView(script, history, () => NO_TOTALS, 'projector') })
  const say = (given: RoomCommand) => {
    const step = command(history, given)
    if (!step.ok) throw new Error(`${given.type} was refused: ${step.reason}`)
    history = step.history
  }
  const vote = () => {
    say({ type: 'vote' })
    see()
    see('results')
  }
  see()
  say({ type: 'introduce' })
  see()
  say({ type: 'start' })
  for (const { best } of mainPath(script.scorer)) {
    see()
    for (const check of best.checks) {
      say({ type: 'askChecks' })
      say({ type: 'check', check })
    }
    vote()
    say({ type: 'decide', choices: best.choices, by: 'facilitator', tell: false })
    if (roomState(history).phase !== 'consequence') continue
    see()
    say({ type: 'continue' })
  }
  vote()
  say({ type: 'conclude' })
  const { parts } = roomView(script, history, () => NO_TOTALS, 'host').debrief!
  for (const part of parts.filter((one) => one === 'verdict' || reasonOf(one) > 0 || one === 'keep')) {
    say({ type: 'show', part })
    see()
  }
  say({ type: 'close' })
  see()
  return slides
}
