import { createMachine, initialTransition, transition as machineTransition } from 'xstate'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { endingOf } from '@/scenarios/engine/debrief/debrief'
import type { Variant } from '@/scenarios/engine/format/schema'
import type { Names } from '@/scenarios/authoring/inspect/names'
import type { Choices, PlayEvent } from '@/scenarios/engine/play/events'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { type Play, type PlayState, begin, canReport, checkOffer, isAct, sceneOf } from '@/scenarios/engine/play/play'
import { transition } from '@/scenarios/engine/play/transition'
import { examplePool, exampleScenario } from '@/tests/support/example-scenario'
import { soundPool, soundScenario } from '@/tests/support/sound-scenario'
import { type Chart, endingName } from './chart'
import { graph } from './graph'
import { playable, playableVariants } from './playable'
import type { Workspace } from './verb'

const written = (content: object) => stringify(content, { aliasDuplicateObjects: false })
const SCENARIOS = new Map([exampleScenario, soundScenario()].map((scenario) => [scenario.id, written(scenario)]))
/** Holds two scenarios and our evidence. */
const workspace = (out: Workspace['out']): Workspace => ({
  out,
  asked([scenarioId]) {
    const scenario = { path: `${scenarioId}/scenario.yaml`, bytes: SCENARIOS.get(scenarioId!)! }
    return {
      libraries: [[{ path: 'names.yaml', bytes: written({ ...examplePool, ...soundPool }) }, scenario]],
      named: new Set([scenario.path]),
    }
  },
  evidence: (file) => ({ file, text: readFileSync(`scenarios/evidence/${file}`, 'utf8') }),
  start: () => '',
  watch: () => {},
})

function printed(scenarioId: string, variant: Variant): Chart {
  let text = ''
  const code = graph.run(
    { values: { variant, format: 'xstate' }, words: [scenarioId] },
    workspace((t) => (text += t)),
  )
  expect(code, text).toBe(0)
  return JSON.parse(text) as Chart
}

/** The chart's event for each submission, check and report on offer, and for moving on in the other phases. */
function eventsFor(ids: Names, play: Play, state: PlayState, names: string[]): [event: string | undefined, PlayEvent][] {
  const report: [string, PlayEvent][] = canReport(state) ? [['report', { type: 'report' }]] : []
  if (state.phase === 'consequence') return [...report, ['continue', { type: 'continue' }]]
  if (state.phase === 'judgement') return [['judge', { type: 'judge', looks: 'approach', sure: 'fairly' }]]
  const scene = sceneOf(play, state)
  const decided = (choices: Choices) => {
    const act = scene.decisions.filter(isAct).find((d) => choices[d.id])!
    const begins = `decide.${ids.get(choices[act.id]!)!.split('.')[1]}`
    const said = Object.values(choices).map((option) => ids.get(option)!.replace('.', '='))
    const fitting = names
      .filter((name) => name === begins || name.startsWith(`${begins}.`))
      .filter((name) =>
        name
          .split('.')
          .slice(2)
          .every((part) => said.includes(part)),
      )
    if (fitting.length !== 1) throw new Error(`${fitting.length} events for ${begins} with ${said}`)
    return fitting[0]
  }
  return [
    ...report,
    ...scene.checks
      .filter((c) => checkOffer(play, state, c) === 'offered')
      .map((c): [string | undefined, PlayEvent] => [
        names.find((name) => name === `check.${ids.get(c.id)}`),
        { type: 'check', check: c.id },
      ]),
    ...[...submissionsOf(scene, state)].map((choices): [string | undefined, PlayEvent] => [decided(choices), { type: 'decide', choices }]),
  ]
}

describe.each([
  ['P90', 'hostile'],
  ['P90', 'genuine'],
  ['P99', 'hostile'],
] as const)('the machine that is printed for %s, %s', (scenarioId, variant) => {
  test('can be created as printed, walked to every ending, and agrees with the transition function throughout', () => {
    const chart = printed(scenarioId, variant)
    const one = playable(
      [scenarioId],
      workspace(() => {}),
    )
    const [{ compiled, resolved }] = playableVariants(one, variant) as [ReturnType<typeof playableVariants>[number]]
    const { play, key } = compiled
    const ids = one.subject.names
    const machine = createMachine(chart as Parameters<typeof createMachine>[0])
    const start = initialTransition(machine)[0]
    const seen = new Set([JSON.stringify(start.value)])
    const endings = new Set<string>()
    const disagreements: string[] = []
    const queue = [{ at: start, state: begin(play) }]
    for (let next = queue.pop(); next; next = queue.pop()) {
      const { at, state } = next
      const names = machine.events.filter((type) => at.can({ type }))
      const tried = eventsFor(ids, play, state, names)
      expect(new Set(tried.flatMap(([name]) => name ?? [])), 'nothing else is on offer').toEqual(new Set(names))
      for (const [type, event] of tried) {
        const result = transition(play, state, event)
        if (!result.ok) throw new Error(result.reason)
        if (!type) continue
        const [then] = machineTransition(machine, at, { type })
        const { phase, scene } = result.state
        const ending = phase === 'judgement' ? ids.get(endingOf(key, result.state))! : null
        const agrees =
          phase === 'debrief' ? then.status === 'done' : then.hasTag(phase) && then.matches(ending ? endingName(ending) : ids.get(scene)!)
        if (!agrees) disagreements.push(`${JSON.stringify(at.value)}, ${type}: ${JSON.stringify(then.value)}`)
        if (ending) endings.add(ending)
        if (seen.has(JSON.stringify(then.value))) continue
        seen.add(JSON.stringify(then.value))
        if (phase !== 'debrief') queue.push({ at: then, state: result.state })
      }
    }
    expect(disagreements).toEqual([])
    expect([...endings].sort()).toEqual(Object.keys(resolved.endings).sort())
    const leaves = Object.values(chart.states).reduce((n, s) => n + ('states' in s ? Object.keys(s.states).length : 1), 0)
    expect(seen.size, 'every state is reached').toBe(leaves)
  })
})
