import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { replay } from '@/scenarios/engine/play/journal'
import { idsOf } from '@/scenarios/engine/play/opaque-ids'
import { soundDraft, soundEvidence, soundPool, soundScenario } from '@/tests/support/sound-scenario'
import { compile } from '../../engine/play/compile'
import { arrivalsAt, jumpsTo } from './jumps'
import { readDraft } from './read-draft'

const scenario = soundScenario()
const compiled = compile(scenario)
const sceneOf = (events: Parameters<typeof replay>[1], variant: 'hostile' | 'genuine') =>
  replay(compiled[variant]!.play, events).steps.at(-1)!.after

test('every moment is reached by a journal that the engine plays', () => {
  for (const variant of ['hostile', 'genuine'] as const)
    for (const id of Object.keys(scenario.scenes).filter((scene) => scene !== scenario.start)) {
      const events = jumpsTo(compiled, variant, id)!
      expect(sceneOf(events, variant)).toMatchObject({ phase: 'scene', scene: idsOf(scenario)('scene', id) })
    }
})

test('the start needs no event, and an unknown moment has no journal', () => {
  expect(jumpsTo(compiled, 'hostile', scenario.start)).toEqual([])
  expect(jumpsTo(compiled, 'hostile', 'nowhere')).toBeNull()
})

test('the journal is the shortest', () => {
  const last = Object.keys(scenario.scenes).at(-1)!
  const decisions = jumpsTo(compiled, 'hostile', last)!.filter(({ type }) => type === 'decide')
  expect(decisions).toHaveLength(Object.keys(scenario.scenes).length - 1)
})

test('a moment that can be met in several states has several arrivals', () => {
  const remembering = compile(soundScenario({ liveFacts: 2 }))
  const last = Object.keys(soundScenario({ liveFacts: 2 }).scenes).at(-1)!
  const arrivals = arrivalsAt(remembering, 'hostile', last)
  expect(arrivals.length).toBeGreaterThan(1)
  expect(new Set(arrivals.map(({ facts }) => facts.join())).size).toBe(arrivals.length)
})

test('a moment that stands in for another is reached, too', () => {
  const draft = soundDraft()
  ;(draft.scenes.s1!.decisions.at(-1)!.options[0] as { to: unknown }).to = 'bridge'
  const read = readDraft(stringify(draft, { aliasDuplicateObjects: false }), { names: soundPool, evidence: soundEvidence })
  expect(jumpsTo(read.compiled!, 'hostile', 'bridge')).not.toBeNull()
})
