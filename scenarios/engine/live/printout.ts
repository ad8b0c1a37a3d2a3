/** What a room would see on the path that the run sheet plans, to print in case there is no network or no screen. */
import { actOf } from './ballot'
import { offered, sceneOf } from '../play/play'
import { roomView, type RoomView } from './view'
import { type RoomHistory, carryOn, openRoom, roomState } from './room'
import { isChance } from './telling'
import type { RoomCommand } from './room-state'
import { type PathMoment, mainPath } from './main-path'
import { treatmentOf } from './run-sheet'
import type { Treatment } from './treatments'
import type { RoomScript } from './script'
import { type PrintedEnding, printedDebrief } from './printed-debrief'
import { NO_TOTALS } from './shown-totals'

export interface PrintedSlide {
  id: string
  /**
   * `results`: a form to note how a vote went. `reported`: the answer to a room that reports. `reasons`: why it was what it was. `ending`:
   * one of all that there are.
   */
  kind: 'wall' | 'results' | 'reported' | 'reasons' | 'ending'
  votes: 1 | 2
  view: RoomView
  ending?: PrintedEnding
}

export function printedSlides(script: RoomScript): PrintedSlide[] {
  let history = openRoom(script.play)
  const slides: PrintedSlide[] = []
  const show = (at: RoomHistory, kind: PrintedSlide['kind'] = 'wall', votes: PrintedSlide['votes'] = 1) =>
    slides.push({ id: `${slides.length + 1}`, kind, votes, view: roomView(script, at, () => NO_TOTALS, 'projector') })
  const see = (...said: RoomCommand[]) => {
    history = carryOn(history, said)
    show(history)
  }
  const vote = (votes: PrintedSlide['votes']) => {
    see({ type: 'vote' })
    show(history, 'results', votes)
  }
  see()
  see({ type: 'introduce' })
  history = carryOn(history, [{ type: 'start' }])
  for (const { scene, best } of mainPath(script.compiled)) {
    see()
    const treatment = treatmentOf(script.sheet, scene)
    for (const check of best.checks) history = carryOn(history, [{ type: 'askChecks' }, { type: 'check', check }])
    if (treatment !== 'narrate') {
      vote(VOTES[treatment])
      for (const [kind, at] of aside(script, history, scene, best)) show(at, kind)
    }
    history = carryOn(history, [{ type: 'decide', choices: best.choices, by: 'facilitator', report: false }])
    if (roomState(history).phase !== 'consequence') continue
    see()
    history = carryOn(history, [{ type: 'continue' }])
  }
  vote(1)
  const shown = (parts: readonly string[]) => parts.filter((one) => IN_PRINT.includes(one))
  history = carryOn(history, [{ type: 'conclude' }])
  for (const part of shown(roomView(script, history, () => NO_TOTALS, 'facilitator').debrief!.parts)) {
    see({ type: 'show', part })
    if (part === 'verdict') show(history, 'reasons')
    if (part !== 'ending') continue
    const { id, view } = slides.pop()!
    for (const ending of printedDebrief(script).endings)
      slides.push({ id: `${id} ${ending.outcome}`, kind: 'ending', votes: 1, view, ending })
  }
  see({ type: 'close' })
  return slides.map(({ view, ...slide }) => ({
    ...slide,
    view: view.debrief ? { ...view, debrief: { ...view.debrief, parts: shown(view.debrief.parts) } } : view,
  }))
}
const VOTES: Record<Exclude<Treatment, 'narrate'>, PrintedSlide['votes']> = { discuss: 2, vote: 1 }
const IN_PRINT: readonly string[] = ['verdict', 'ending', 'pages', 'keep']

function aside(
  script: RoomScript,
  history: RoomHistory,
  scene: string,
  { choices }: PathMoment['best'],
): [PrintedSlide['kind'], RoomHistory][] {
  const { play } = roomState(history)
  const { id, options } = actOf(offered(sceneOf(script.play, play), play))
  const sending = options.filter(({ sends }) => sends)
  const act = sending.find((option) => option.id === choices[id]) ?? sending[0]
  const reports = script.measured && isChance(script.compiled.key, scene)
  return [
    ...(reports ? [['reported', carryOn(history, [{ type: 'decide', choices, by: 'facilitator', report: true }])] as const] : []),
    ...(act ? [['wall', carryOn(history, [{ type: 'reveal' }, { type: 'word', act: act.id }])] as const] : []),
  ].map(([kind, at]) => [kind, at])
}
