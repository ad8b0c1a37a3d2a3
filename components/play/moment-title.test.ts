import { expect, test } from 'vitest'
import type { PlayState } from '@/scenarios/engine/play/play'
import { momentTitle } from './moment-title'

const t = (key: string, values?: { n: number }) => (values ? `${key} ${values.n}` : key)
const titleOf = (phase: PlayState['phase'], submissions: number) =>
  momentTitle(
    t,
    { phase, submissions, scene: 's', facts: [], checks: [], flags: [], reports: [], submitted: null, next: null },
    'The paper',
  )

test('the tab names the current moment: what follows an act belongs to its moment, and the judgement to none', () => {
  expect(titleOf('scene', 0)).toBe('moment 1: The paper')
  expect(titleOf('consequence', 1)).toBe('momentFollows 1: The paper')
  expect(titleOf('scene', 1)).toBe('moment 2: The paper')
  expect(titleOf('judgement', 7)).toBe('beforeDebrief 7: The paper')
})
