import { describe, expect, test } from 'vitest'
import { guarded, resolved } from './artefacts'
import { segmentsOf } from './play'

const invented = {
  id: 'plan',
  when: { fact: 'seen' },
  title: 'A plan',
  days: [
    { id: 'monday', when: { check: 'register' }, slots: [{ id: 'nine', text: 'Nine o’clock', when: { not: { fact: 'late' } } }] },
    { id: 'tuesday', when: 'noon', slots: [{ id: 'ten', text: 'Ten o’clock' }] },
    { id: 'own', from: 'you', slots: [{ id: 'mine', text: 'My own words' }] },
  ],
}
const state = (facts: string[], checks: string[] = []) => ({ facts, checks })
const ids = (facts: string[], checks?: string[]) => segmentsOf(invented, state(facts, checks)).map(({ id }) => id)

describe('for any kind of artefact', () => {
  test('guards are found with their paths, except those behind a closed guard', () => {
    expect([...guarded([invented])].map(({ id, way }) => [id, way.join('.')])).toEqual([
      ['plan', '0'],
      ['monday', '0.days.0'],
      ['nine', '0.days.0.slots.0'],
    ])
    expect([...guarded([invented], (guard) => 'fact' in guard)].map(({ id }) => id)).toEqual(['plan', 'monday'])
  })

  test('everything shown can be flagged, except the learner’s own words', () => {
    expect(ids([])).toEqual([])
    expect(ids(['seen'])).toEqual(['ten'])
    expect(ids(['seen'], ['register'])).toEqual(['nine', 'ten'])
    expect(ids(['late', 'seen'], ['register'])).toEqual(['ten'])
  })

  test('the visible copy has no guards and nothing they hide; a text under `when` stays', () => {
    const [seen] = resolved([invented], state(['seen']))
    expect(seen).toEqual({
      id: 'plan',
      title: 'A plan',
      days: [
        { id: 'tuesday', when: 'noon', slots: [{ id: 'ten', text: 'Ten o’clock' }] },
        { id: 'own', from: 'you', slots: [{ id: 'mine', text: 'My own words' }] },
      ],
    })
    expect(resolved([invented], state([]))).toEqual([])
  })
})
