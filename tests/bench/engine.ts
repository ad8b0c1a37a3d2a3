/** The engine: transitions per second, inspection, replay. Each figure is the median of five runs after a warm-up. */
import { compile } from '@/scenarios/engine/play/compile'
import { inspectScenario } from '@/scenarios/authoring/inspect'
import { replay } from '@/scenarios/engine/play/journal'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Play, begin, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'
import { type Size, soundEvidence, soundPool, soundScenario } from '../support/sound-scenario'
import { median, printTable } from './table'

const RUNS = 5

export function benchEngine(): void {
  const play = playOf({ scenes: 12 })
  const events = walk(play, 12)
  const plain = perSecond(() => fold(play, events), events.length)
  printTable('Transitions, 12 scenes', [
    ['', 'events/s'],
    ['one after another', plain],
  ])

  const nowhere = { file: 'scenario.yaml', locate: () => ({ line: 1, column: 1 }) }
  const sizes: Required<Pick<Size, 'scenes' | 'facts'>>[] = [
    { scenes: 7, facts: 0 },
    { scenes: 40, facts: 30 },
    { scenes: 100, facts: 0 },
    { scenes: 1000, facts: 0 },
  ]
  const rows = sizes.map((size) => {
    const scenario = soundScenario(size)
    const name = `${size.scenes} moments, ${size.facts} facts, both variants`
    return [name, cpu(() => inspectScenario(scenario, soundPool, soundEvidence, nowhere), size.scenes > 100 ? 1 : RUNS)]
  })
  printTable('Inspection, CPU milliseconds', [['', 'ms'], ...rows])

  const long = playOf({ scenes: 250 })
  const journal = walk(long, 250).slice(0, 1000)
  printTable('Replay of a journal', [
    ['', 'ms'],
    [`${journal.length} events`, cpu(() => replay(long, journal), RUNS)],
  ])
}

const playOf = (size: Size): Play => compile(soundScenario(size)).hostile!.play

/** In each scene two flags, one of them removed, then a report, then an act. */
function walk(play: Play, scenes: number): PlayEvent[] {
  const events: PlayEvent[] = []
  let state = begin(play)
  const go = (event: PlayEvent) => {
    const result = transition(play, state, event)
    if (!result.ok) return
    state = result.state
    events.push(event)
  }
  for (let i = 0; i < scenes && state.phase !== 'judgement'; i++) {
    const scene = sceneOf(play, state)
    const [a, b] = shownSegments(scene, state)
    if (a) {
      go({ type: 'flag', segment: a.id })
      go({ type: 'unflag', segment: a.id })
    }
    if (b) go({ type: 'flag', segment: b.id })
    const act = scene.decisions.find((d) => d.options.some((o) => o.to))!
    go({ type: 'report' })
    go({ type: 'decide', choices: { [act.id]: act.options.find((o) => !o.sends)!.id } })
    go({ type: 'continue' })
  }
  return events
}

function fold(play: Play, events: PlayEvent[]): void {
  let state = begin(play)
  for (const event of events) {
    const result = transition(play, state, event)
    if (result.ok) state = result.state
  }
}

/** Steps per second, if one `repeat` makes `n` steps; repeats for a tenth of a second. */
function perSecond(repeat: () => void, n: number): number {
  repeat()
  return median(
    Array.from({ length: RUNS }, () => {
      const began = performance.now()
      let steps = 0
      while (performance.now() - began < 100) {
        repeat()
        steps += n
      }
      return (steps * 1000) / (performance.now() - began)
    }),
  )
}

/** CPU milliseconds of one call. */
function cpu(call: () => unknown, runs: number): number {
  if (runs > 1) call()
  return median(
    Array.from({ length: runs }, () => {
      const before = process.cpuUsage()
      call()
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }),
  )
}
