import { describe, expect, test } from 'vitest'
import { soundEvidence, soundPool, soundScenario, soundTutorial } from '@/tests/support/sound-scenario'
import type { Scenario } from '../../engine/format/schema'
import { idsOf } from '../../engine/play/opaque-ids'
import { knowledgeOf } from './knowable'
import { subjectOf } from './subject'
import { sidesOf } from './rules/undecided'

const subject = (scenario: Scenario) => subjectOf(scenario, idsOf(scenario), soundPool, soundEvidence)
const known = (scenario: Scenario, looking?: Parameters<typeof knowledgeOf>[1]) => {
  const { names, ...rest } = subject(scenario)
  const [side] = sidesOf({ names, ...rest } as ReturnType<typeof subject>)
  const { undecided, decided, ...spans } = knowledgeOf(side!.of, looking)
  const named = (ids: ReadonlySet<string>) => [...ids].map((id) => names.get(id)).sort()
  return { ...spans, undecided: named(undecided.scenes), decided: named(decided) }
}

describe('a moment is decided', () => {
  test('once two strong forks were shown, its own included, without any checks', () => {
    expect(known(soundScenario(), 'nothing')).toMatchObject({
      firstStrong: [4, 4],
      firstDecided: [4, 4],
      undecided: ['s0', 's1', 's2'],
      decided: ['s3', 's4', 's5', 's6'],
    })
  })

  test('by one deciding finding, with its check', () => {
    expect(known(soundScenario(), 'everything')).toMatchObject({
      firstStrong: [3, 3],
      firstDecided: [3, 3],
      decided: ['s2', 's3', 's4', 's5', 's6'],
    })
    expect(known(soundScenario())).toMatchObject({ firstDecided: [3, 4], undecided: ['s0', 's1', 's2'] })
  })

  test('by nothing that is not shown on the path', () => {
    const scenario = soundScenario()
    const [artefact] = scenario.scenes.s3!.show
    Object.assign(artefact!, { when: { fact: 'f2' } })
    expect(known(scenario, 'nothing')).toMatchObject({ firstStrong: [4, 5], firstDecided: [4, 6] })
  })

  test('never, if a path shows too little', () => {
    const scenario = soundScenario()
    for (const { show } of Object.values(scenario.scenes)) Object.assign(show[0]!, { when: { fact: 'f0' } })
    expect(known(scenario, 'nothing').firstDecided).toEqual([4, Infinity])
  })
})

test('a tutorial has nothing to know', () => {
  expect(sidesOf(subject(soundTutorial()))).toEqual([])
})
