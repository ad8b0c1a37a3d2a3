/** Breadth first, each state by the shortest log that leads to it. */
import { guarded } from '@/scenarios/engine/play/artefacts'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import type { Choices } from '@/scenarios/engine/play/events'
import { type Play, holds, isAct, offered, sceneOf } from '@/scenarios/engine/play/play'
import { type RoomCommand, type RoomState, partsOf } from '@/scenarios/engine/live/room-state'
import { type RoomHistory, type RoomStep, command, openRoom, roomState } from '@/scenarios/engine/live/room'

export interface ReachedRoom {
  history: RoomHistory
  log: RoomCommand[]
}

interface Model {
  /** Called with every step tried, also with refused ones. */
  visit?: (from: RoomHistory, given: RoomCommand, step: RoomStep, log: readonly RoomCommand[]) => void
  attempts?: (play: Play, history: RoomHistory) => RoomCommand[]
  /** States with the same key count as the same. */
  keyOf?: (state: RoomState) => string
  most?: number
}

const LONGEST = 40

export function explore(
  play: Play,
  { visit, attempts = everyCommand, keyOf = courseOf, most = Infinity }: Model = {},
): Map<string, ReachedRoom> {
  const first: ReachedRoom = { history: frozen(openRoom(play)), log: [] }
  const found = new Map([[keyOf(roomState(first.history)), first]])
  for (const { history, log } of found.values()) {
    for (const given of attempts(play, history)) {
      const step = command(history, given)
      visit?.(history, given, step, log)
      if (!step.ok || log.length >= LONGEST || found.size >= most) continue
      const key = keyOf(roomState(step.history))
      if (!found.has(key)) found.set(key, { history: frozen(step.history), log: [...log, given] })
    }
  }
  return found
}

export const courseOf = ({ phase, play, round, locked, paused, chosen }: RoomState): string =>
  [phase, play.scene, play.phase, Math.min(round, 3), locked, paused, chosen !== null].join()

export const onScreen = (play: Play) => {
  const guards = new Map(Object.values(play.scenes).map((scene) => [scene, [...guarded(scene)].map(({ guard }) => guard)]))
  return ({ phase, play: at, part, reached, chosen }: RoomState): string => {
    const scene = sceneOf(play, at)
    const open = guards.get(scene)!.map((guard) => holds(guard, at))
    const end = at.phase === 'judgement' ? at.facts : []
    const made = scene.checks.filter((c) => at.checks.includes(c.id)).map((c) => c.id)
    const disclosed = phase === 'debrief' ? [part, reached.length] : phase === 'closed' ? [reached.length > 0] : []
    return [
      phase,
      at.phase,
      at.scene,
      at.next,
      at.reports.length > 0,
      chosen !== null,
      ...disclosed,
      ...open,
      '/',
      ...made,
      '/',
      ...end,
    ].join()
  }
}
export const onScreenNow = (play: Play) => {
  const shown = onScreen(play)
  return (state: RoomState): string => [shown(state), Math.min(state.round, 2), state.seen, state.paused, state.whatIf].join()
}

const PLAIN = [
  'introduce',
  'start',
  'vote',
  'askChecks',
  'reveal',
  'continue',
  'conclude',
  'undo',
  'lock',
  'unlock',
  'pause',
  'resume',
  'close',
  'reopen',
] as const
const plain = (type: (typeof PLAIN)[number]): RoomCommand => ({ type })

const actsOf = (play: Play, { play: at }: RoomState): string[] =>
  offered(sceneOf(play, at), at)
    .filter(isAct)
    .flatMap(({ options }) => options.map((o) => o.id))

/** Each type with every offered value and one that is not offered. */
export function everyCommand(play: Play, history: RoomHistory): RoomCommand[] {
  const state = roomState(history)
  const now = history.length - 1
  const checks = Object.values(play.scenes).flatMap((s) => s.checks.map((c) => c.id))
  const choices: Choices[] = [...submissionsOf(sceneOf(play, state.play), state.play), {}, { nothing: 'nothing' }]
  return [
    ...PLAIN.map(plain),
    { type: 'vote', until: 60_000 },
    { type: 'discuss', until: 90_000 },
    { type: 'discuss', until: null },
    { type: 'timer', until: 120_000 },
    { type: 'attendance', open: true },
    ...[...actsOf(play, state), 'nothing'].map((act): RoomCommand => ({ type: 'word', act })),
    ...[...partsOf(state.steps), 'nothing'].map((part): RoomCommand => ({ type: 'show', part })),
    ...[...checks, 'nothing'].map((check): RoomCommand => ({ type: 'check', check })),
    ...choices.flatMap((c) =>
      (['majority', 'facilitator'] as const).flatMap((by) =>
        [false, true].map((report): RoomCommand => ({ type: 'decide', choices: c, by, report })),
      ),
    ),
    ...[...new Set([0, Math.floor(now / 2), now - 1, now, now + 1, -1, 0.5])].map(
      (to): RoomCommand => ({ type: 'return', to, whatIf: to === 0 }),
    ),
  ]
}

/** Commands of a normal session, with every offered option in at least one submission. */
export function onwardCommands(play: Play, history: RoomHistory): RoomCommand[] {
  const { play: at, steps } = roomState(history)
  return [
    ...(['introduce', 'start', 'vote', 'askChecks', 'reveal', 'continue', 'conclude'] as const).map(plain),
    { type: 'discuss', until: 90_000 },
    ...actsOf(play, roomState(history)).map((act): RoomCommand => ({ type: 'word', act })),
    ...sceneOf(play, at).checks.map(({ id }): RoomCommand => ({ type: 'check', check: id })),
    ...covering([...submissionsOf(sceneOf(play, at), at)]).flatMap((choices) =>
      [false, true].map((report): RoomCommand => ({ type: 'decide', choices, by: 'facilitator', report })),
    ),
    { type: 'show', part: partsOf(steps).at(-1)! },
  ]
}
function covering(submissions: Choices[]): Choices[] {
  const covered = new Set<string>()
  return submissions.filter((choices) => {
    const before = covered.size
    for (const [decision, option] of Object.entries(choices)) covered.add(`${decision} ${option}`)
    return covered.size > before
  })
}
export function wanderingCommands(play: Play, history: RoomHistory): RoomCommand[] {
  const { path, moment, whatIf } = roomState(history)
  const before = path[path.indexOf(moment) - 1]
  return [
    ...onwardCommands(play, history),
    { type: 'show', part: 'verdict' },
    ...(['pause', 'close', 'undo'] as const).map(plain),
    ...(before !== undefined && !whatIf ? [{ type: 'return', to: before, whatIf: true } as const] : []),
  ]
}

function frozen(history: RoomHistory): RoomHistory {
  deepFreeze(history.at(-1)!.snapshot.context)
  return Object.freeze(history)
}
function deepFreeze<T>(value: T): T {
  if (value && typeof value === 'object' && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}
