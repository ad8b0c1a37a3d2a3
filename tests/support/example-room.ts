import type { Ballot } from '@/scenarios/engine/live/ballot'
import type { Choices, Rating, JudgementChoice, PlayEvent } from '@/scenarios/engine/play/events'
import type { RoomCommand } from '@/scenarios/engine/live/room-state'
import { type RoomHistory, carryOn, openRoom } from '@/scenarios/engine/live/room'
import type { AnswerCount } from '@/scenarios/engine/live/totals'
import { authoredEvents } from './authored-events'
import { exampleScenario } from './example-scenario'
import { exampleScript } from './room-script'

export const script = exampleScript()
const authored = authoredEvents(exampleScenario)
export const { ids } = authored

type BareCommand = Exclude<RoomCommand['type'], 'attendance' | 'check' | 'discuss' | 'timer' | 'word' | 'decide' | 'return' | 'show'>
export type CommandInput = RoomCommand | BareCommand
export const logOf = (log: readonly CommandInput[]): RoomCommand[] => log.map((c) => (typeof c === 'string' ? { type: c } : c))
export const roomAfter = (...log: CommandInput[]): RoomHistory => carryOn(openRoom(script.play), logOf(log))

export const choicesOf = (choices: Choices): Choices => (authored.decide(choices) as Extract<PlayEvent, { type: 'decide' }>).choices
export const decide = (choices: Choices, by: 'majority' | 'facilitator' = 'majority'): RoomCommand => ({
  type: 'decide',
  choices: choicesOf(choices),
  by,
  report: false,
})
export const reportAndDecide = (choices: Choices): RoomCommand => ({
  type: 'decide',
  choices: choicesOf(choices),
  by: 'majority',
  report: true,
})
export const check = (id: string): RoomCommand => ({ type: 'check', check: ids('check', id) })
export const word = (decision: string, id: string): RoomCommand => ({ type: 'word', act: option(decision, id) })
export const talk: RoomCommand = { type: 'discuss', until: null }
export const back = (to: number, whatIf = false): RoomCommand => ({ type: 'return', to, whatIf })

export const ballot = (choices: Choices, also: { reported?: true; rating?: Rating } = {}): Ballot => ({
  kind: 'decide',
  choices: choicesOf(choices),
  ...also,
})
export const words = (choices: Choices): Ballot => ({ kind: 'word', choices: choicesOf(choices) })
export const judgement = (looks: JudgementChoice): Ballot => ({ kind: 'judge', looks })
export const gave = (n: number, about: string, answer: AnswerCount['answer']): AnswerCount => ({ about, answer, n })
export const flagged = (n: number, ...segments: string[]): AnswerCount =>
  gave(
    n,
    'flags',
    segments.map((id) => ids('segment', id)),
  )
export const option = (decision: string, id: string): string => ids('option', `${decision}.${id}`)

export const sit = decide({ 'hello-act': 'sit' })
/** By the path that ends quietly. */
export const toJudgement: CommandInput[] = [
  'start',
  sit,
  decide({ 'request-act': 'leave' }),
  decide({ 'call-act': 'hang-up' }),
  decide({ 'record-act': 'bin' }),
]
