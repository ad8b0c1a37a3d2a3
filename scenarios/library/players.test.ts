/**
 * Plays by sensible people, written by security trainers who saw the texts of a scenario and none of its points: what somebody does, and
 * which outcome a security officer would give them. Where we decided otherwise, a play says so and why.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import players from '@/tests/support/sensible-players.json'
import { walkChoices } from '../authoring/commands/choices'
import { subjectIn } from '../authoring/inspect'
import type { Outcome } from '../engine/format/outcomes'
import type { Variant } from '../engine/format/schema'
import { replay } from '../engine/play/journal'
import { scoreAttempt } from '../engine/score/attempt'
import { readEvidence } from './evidence'
import { loadLibrary } from './load'

interface SensiblePlay {
  scenario: string
  id: string
  variant: Variant
  who: string
  choices: string[]
  outcome: Outcome
  because: string
  decided?: { outcome: Outcome; because: string }
}
const PLAYS = players as unknown as SensiblePlay[]

const here = join('scenarios', 'library')
const files = (readdirSync(here, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => ({ path, bytes: readFileSync(join(here, path)) }))
const cited = readEvidence((name) => readFileSync(join('scenarios', 'evidence', name), 'utf8'))
const { folders, pool } = loadLibrary(files)

const scenarios = [...new Set(PLAYS.map(({ scenario }) => scenario))]

test('every scenario has twelve plays, six in each variant', () => {
  const written = folders.flatMap(({ scenario }) => (scenario?.value.kind === 'scenario' ? [scenario.value.id] : []))
  expect(scenarios.toSorted()).toEqual(written.toSorted())
  for (const id of scenarios)
    for (const variant of ['hostile', 'genuine'])
      expect(PLAYS.filter((play) => play.scenario === id && play.variant === variant)).toHaveLength(6)
})

describe.each(scenarios)('%s', (id) => {
  const { value, source } = folders.find(({ scenario }) => scenario?.value.id === id)!.scenario!
  const subject = subjectIn(value, pool, { ...cited, sources: new Set(cited.sources.keys()) }, source)!

  test.each(PLAYS.filter(({ scenario }) => scenario === id))('$variant $id: $who', ({ variant, choices, outcome, decided }) => {
    const { compiled } = subject.variants.find(({ name }) => name === variant)!
    const walked = walkChoices(subject, compiled.play, choices)
    expect(walked).toMatchObject({ ok: true })
    if (!walked.ok) return
    const score = scoreAttempt(compiled, replay(compiled.play, walked.events).steps)
    expect(score.outcome).toBe(decided?.outcome ?? outcome)
  })
})
