import { expect, test } from 'vitest'
import { CODES_TOGETHER, type Assurance, isCrowd } from './crowd'

const people = (vouched: number, proven: number): Assurance[] => [
  ...Array<Assurance>(vouched).fill('vouched'),
  ...Array<Assurance>(proven).fill('proven'),
]

test('a crowd is eight people who cannot be invented, if one person may hold ten proven addresses [p:groups-of-eight]', () => {
  for (const [vouched, proven, crowd] of [
    [8, 0, true],
    [7, 0, false],
    [7, 10, false],
    [7, 11, true],
    [0, 17, false],
    [0, 18, true],
    [3, 14, false],
    [3, 15, true],
  ] as const) {
    expect([vouched, proven, isCrowd(people(vouched, proven))]).toEqual([vouched, proven, crowd])
  }
})
test('codes are listed from five such people on [p:codes-by-crowds]', () => {
  for (const [vouched, proven, crowd] of [
    [5, 0, true],
    [4, 10, false],
    [4, 11, true],
    [0, 14, false],
    [0, 15, true],
  ] as const) {
    expect([vouched, proven, isCrowd(people(vouched, proven), CODES_TOGETHER)]).toEqual([vouched, proven, crowd])
  }
})
