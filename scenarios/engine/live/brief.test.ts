import { describe, expect, test } from 'vitest'
import { LIBRARY_SCENARIOS, libraryScript } from '@/tests/support/room-script'
import { OUTCOMES } from '../format/outcomes'
import { briefOf } from './brief'
import { difficultyOf } from './difficulty'

describe.each(LIBRARY_SCENARIOS)('the brief of %s, %s', (scenario, variant) => {
  const script = libraryScript(scenario, variant)
  const { key, play } = script.compiled
  const { plot, turn, signs, endings, questions } = briefOf(script)
  test('has the plot, and the turn where the difficulty of the story has it', () => {
    expect(plot).toBe(script.plot)
    const hard = difficultyOf(script.compiled)
    expect(turn && { moment: turn.n, of: turn.of }).toEqual(hard && { moment: hard.moment, of: hard.of })
  })
  test('has at most five signs that the texts hold, each once and none about where somebody comes from', () => {
    const cue = variant === 'hostile' ? 'sign' : 'decoy'
    const named = Object.values(key.segments).filter((segment) => segment.cue === cue && segment.about !== 'origin')
    const labels = named.map(({ indicator }) => (indicator ? script.indicators[indicator]?.label : undefined))
    expect(signs.length).toBeLessThanOrEqual(5)
    expect(new Set(signs.map(({ label }) => label)).size).toBe(signs.length)
    for (const { label } of signs) expect(labels).toContain(label)
    if (variant === 'hostile' && scenario.startsWith('P')) expect(signs.length).toBeGreaterThan(2)
  })
  test('has every ending, and questions of the scenario’s own', () => {
    expect(endings.map(({ outcome }) => outcome)).toEqual(OUTCOMES.filter((outcome) => key.endings[outcome]))
    for (const { outcome, title } of endings) expect(title).toBe(script.fill(key.endings[outcome]!.title))
    const asked = Object.values(key.notes.scenes).map(({ ask }) => script.fill(ask))
    expect(questions).toHaveLength(Math.min(3, Object.keys(play.scenes).length))
    for (const { ask } of questions) {
      expect(asked).toContain(ask)
      expect(ask).toContain('?')
    }
  })
})
