/** Finished attempts at a scenario with three details and one decision, for tests of releases. */
import type { Marked } from '@/scenarios/engine/score/cohort'
import type { Attempt } from '@/scenarios/engine/score/figure-release'

export const smallScenario: Marked = {
  nature: 'hostile',
  chances: 3,
  signs: [true, true, false],
  legend: { segments: ['a', 'b', 'c'], decisions: [{ id: 'd', options: ['x', 'y'] }] },
}
export const genuineScenario: Marked = { ...smallScenario, nature: 'genuine', signs: [false, false, false] }
export const markedSmall = (version: string): Marked => (version === 'genuine' ? genuineScenario : smallScenario)

/** Signs, hits and the like are derived from the marks. */
export function attemptOf(learner: number | string, more: Partial<Attempt> = {}): Attempt {
  const given: Attempt = {
    id: `${learner} ${more.item ?? 'i'}`,
    learner: String(learner),
    standing: 'vouched',
    block: 'A',
    item: 'i',
    version: 'hostile',
    at: Number(learner) || 0,
    looks: 'approach',
    sure: 'certain',
    quality: 0.5,
    passed: true,
    signs: 0,
    hits: 0,
    decoys: 0,
    alarms: 0,
    chances: 3,
    firstTold: null,
    marks: '0100',
    counted: '',
    weighed: '',
    said: false,
    rest: null,
    ...more,
  }
  const { signs } = markedSmall(given.version)
  for (const [i, sign] of signs.entries()) {
    if (given.marks[i] === '.') continue
    given[sign ? 'signs' : 'decoys']++
    if (given.marks[i] === '1') given[sign ? 'hits' : 'alarms']++
  }
  return given
}
export const attemptsOf = (n: number, more: Partial<Attempt> = {}, from = 0): Attempt[] =>
  Array.from({ length: n }, (_, i) => attemptOf(from + i, more))
