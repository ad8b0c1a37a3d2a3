import { describe, expect, test } from 'vitest'
import { ids, script } from '@/tests/support/example-room'
import { countFlags, flagsShown, isSeen, sortSigns } from './flags'
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
  test('were seen by the room from a quarter of those who flagged anything', () =>
    expect([isSeen(3, 12), isSeen(3, 13), isSeen(null, 12), isSeen(3, null)]).toEqual([true, false, false, false]))
})

describe('the signs of a room', () => {
  const flag = (label: string, quote: string, flagged: number | null, sign = true) => ({
    ...{ label, quote, sign, flagged },
    seen: isSeen(flagged, 12),
  })
  const sorted = (...flags: ReturnType<typeof flag>[]) => {
    const { caught, missed } = sortSigns(flags)
    return [caught, missed].map((list) => list.map(({ quote }) => quote))
  }
  test('stand once, as caught if the room saw one of their sentences', () => {
    const [quiet, alone] = [flag('Secrecy', 'Keep it quiet.', null), flag('Secrecy', 'Come alone.', 9)]
    expect(sorted(quiet, alone, flag('Money', 'A fee.', 12), flag('Hurry', 'By noon.', null))).toEqual([
      ['A fee.', 'Come alone.'],
      ['By noon.'],
    ])
  })
  test('were not missed where the room flagged the same words, though harmless there', () =>
    expect(sorted(flag('Secrecy', 'Between us.', null), flag('Between us.', 'Between us.', 12, false))).toEqual([[], []]))
})
