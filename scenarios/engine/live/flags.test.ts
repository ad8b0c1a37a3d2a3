import { describe, expect, test } from 'vitest'
import { ids, script } from '@/tests/support/example-room'
import { countFlags, flagsShown, isSeen, sawIn, sortSigns } from './flags'
import { PEOPLE } from './ballot'

const [praise, heard, origin] = ['hl-praise', 'hl-heard', 'hl-works'].map((id) => ids('segment', id)) as [string, string, string]
const shown = (...rows: [n: number, ...flags: string[]][]) =>
  flagsShown(
    script,
    countFlags(
      rows.map(([n, ...flags]) => ({ n, flags })),
      PEOPLE,
      40,
    ),
  )

describe('flags that a screen shows', () => {
  test('are those of at least three people, never on where somebody comes from, and say that those were left out', () => {
    expect(shown([3, praise], [2, heard], [7, origin])).toEqual({ by: 12, counts: { [praise]: 3 }, withheld: true })
    expect(shown([9, praise], [2, origin])).toEqual({ by: 11, counts: { [praise]: 9 } })
    expect([shown([4, praise]), shown([9])]).toEqual([null, null])
  })
  test('were seen by the room from half of those who flagged anything, by some from a quarter, and by few if withheld', () => {
    const saw = [sawIn(6, 12), sawIn(5, 12), sawIn(3, 12), sawIn(3, 13), sawIn(null, 8), sawIn(null, null)]
    expect(saw).toEqual(['room', 'some', 'some', 'few', 'few', null])
    expect([isSeen(3, 12), isSeen(3, 13), isSeen(null, 5), isSeen(null, null)]).toEqual([true, false, false, null])
  })
})

describe('the signs of a room', () => {
  const flag = (label: string, quote: string, flagged: number | null, { sign = true, by = 12 as number | null } = {}) => ({
    ...{ label, quote, sign, flagged },
    seen: isSeen(flagged, by),
  })
  const sorted = (...flags: ReturnType<typeof flag>[]) => {
    const { caught, missed } = sortSigns(flags)
    return [caught, missed].map((list) => list.map(({ quote }) => quote))
  }
  test('are counted sentence by sentence: another of the same kind that few flagged was missed', () => {
    const [quiet, alone] = [flag('Secrecy', 'Keep it quiet.', null), flag('Secrecy', 'Come alone.', 9)]
    expect(sorted(quiet, alone, flag('Money', 'A fee.', 12), flag('Hurry', 'By noon.', 2), flag('By', 'Odd', 9, { sign: false }))).toEqual([
      ['A fee.', 'Come alone.'],
      ['Keep it quiet.', 'By noon.'],
    ])
  })
  test('were neither noticed nor missed where too few flagged to say', () =>
    expect(sorted(flag('Secrecy', 'Between us.', null, { by: null }))).toEqual([[], []]))
})
