import { describe, expect, test } from 'vitest'
import { AnswerSchema } from './schema'
import type { RoomState } from './room-state'
import { NO_WHYS, type WhySheet, cleanWhy, ownWhy, whyList, whysKept, whysOnWall, withAct, withText } from './whys'

const at = (phase: RoomState['phase']) => ({ phase })
/** @param said by device; later ones replace earlier ones of the same device */
const sheetOf = (said: [own: string, text: string][], kept = 3): WhySheet =>
  said.reduce((sheet, [own, text], i) => withText(sheet, { own, about: 'why-1', seq: i, id: `id of ${text}`, text }, kept)!, NO_WHYS)
const texts = (sheet: WhySheet) => whyList(at('voting'), sheet)!.list.map(({ text }) => text)
const acting = (sheet: WhySheet, ...acts: [text: string, act: 'show' | 'back' | 'drop'][]) =>
  acts.reduce((now, [text, act]) => withAct(now, `id of ${text}`, act)!, sheet)

describe('the facilitator gets sentences', () => {
  test('of people three or more at a time, in an order that does not tell who wrote first', () => {
    expect(
      texts(
        sheetOf([
          ['a', 'z'],
          ['b', 'y'],
        ]),
      ),
    ).toEqual([])
    expect(
      texts(
        sheetOf([
          ['a', 'z'],
          ['b', 'y'],
          ['c', 'x'],
        ]),
      ),
    ).toEqual(['x', 'y', 'z'])
    expect(
      texts(
        sheetOf([
          ['b', 'y'],
          ['c', 'x'],
          ['a', 'z'],
        ]),
      ),
    ).toEqual(['x', 'y', 'z'])
    // Newest last, and nothing before them moves.
    expect(
      texts(
        sheetOf([
          ['a', 'z'],
          ['b', 'y'],
          ['c', 'x'],
          ['d', 'c'],
          ['e', 'b'],
        ]),
      ),
    ).toEqual(['x', 'y', 'z'])
    expect(
      texts(
        sheetOf([
          ['a', 'z'],
          ['b', 'y'],
          ['c', 'x'],
          ['d', 'c'],
          ['e', 'b'],
          ['f', 'a'],
        ]),
      ),
    ).toEqual(['x', 'y', 'z', 'a', 'b', 'c'])
  })
  test('of tables at once, because a table speaks for a group', () => expect(texts(sheetOf([['a', 'z']], 1))).toEqual(['z']))
  test('and one person who writes again and again does not fill a batch', () => {
    const flood = sheetOf(Array.from({ length: 50 }, (_, i) => ['a', `t${i}`]))
    expect([texts(flood), flood.slips.length, ownWhy(flood, 'a')]).toEqual([[], 1, 't49'])
  })
  test('and one who writes about both votes does not take two places of a batch', () => {
    const two = sheetOf([
      ['a', 'z'],
      ['b', 'y'],
    ])
    expect(texts(withText(two, { own: 'a, again', about: 'why-2', seq: 9, id: 'later', text: 'x' }, 3)!)).toEqual([])
  })
  test('with a replacement in the next batch, so that no text leaves when its writer takes up the phone', () => {
    const three: [string, string][] = [
      ['a', 'z'],
      ['b', 'y'],
      ['c', 'x'],
    ]
    const changed = sheetOf([...three, ['b', 'w']])
    expect([texts(changed), ownWhy(changed, 'b')]).toEqual([['x', 'y', 'z'], 'w'])
    expect(texts(sheetOf([...three, ['b', 'w'], ['d', 'v'], ['e', 'u']]))).toEqual(['x', 'z', 'u', 'v', 'w'])
  })
  test('in an order of slips that says nothing', () =>
    expect(
      sheetOf([
        ['c', 'x'],
        ['a', 'z'],
        ['b', 'y'],
      ]).slips.map(({ own }) => own),
    ).toEqual(['a', 'b', 'c']))
})

describe('the wall', () => {
  const five = sheetOf([
    ['a', '1'],
    ['b', '2'],
    ['c', '3'],
    ['d', '4'],
    ['e', '5'],
    ['f', '6'],
  ])
  test('shows nothing without the facilitator, and nothing during a vote', () => {
    expect(whysOnWall(at('discussing'), five)).toEqual([])
    const let1 = acting(five, ['2', 'show'])
    expect(
      (['voting', 'discussing', 'revealed', 'wording', 'consequence', 'closed'] as const).map((phase) => whysOnWall(at(phase), let1)),
    ).toEqual([[], ['2'], ['2'], [], [], []])
  })
  test('shows the two let through last; what is taken back or dropped leaves it', () => {
    const four = acting(five, ['1', 'show'], ['2', 'show'], ['3', 'show'], ['4', 'show'])
    expect(whysOnWall(at('revealed'), four)).toEqual(['3', '4'])
    expect(whyList(at('revealed'), four)!.list.map(({ state }) => state)).toEqual(['was', 'was', 'wall', 'wall', 'waiting', 'waiting'])
    const fewer = acting(four, ['3', 'back'], ['4', 'drop'], ['2', 'show'])
    expect(whysOnWall(at('revealed'), fewer)).toEqual(['2'])
    expect(whysOnWall(at('revealed'), acting(fewer, ['1', 'show']))).toEqual(['2', '1'])
    // A summary keeps what the room read, without what was taken back.
    expect([whysKept(five), whysKept(four), whysKept(fewer)]).toEqual([[], ['1', '2', '3', '4'], ['1', '2']])
  })
  test('pressing twice changes nothing', () =>
    expect(whysOnWall(at('revealed'), acting(five, ['1', 'show'], ['2', 'show'], ['2', 'show']))).toEqual(['1', '2']))
  test('never shows a text that replaced one let through', () => {
    const let1 = acting(five, ['2', 'show'])
    const after = [
      ['b', 'swapped'],
      ['g', '7'],
      ['h', '8'],
    ].reduce((now, [own, text]) => withText(now, { own: own!, about: 'why-1', seq: 9, id: `id of ${text}`, text: text! }, 3)!, let1)
    expect(whysOnWall(at('revealed'), after)).toEqual([])
    expect(withAct(after, 'id of 2', 'show')).toBeNull()
  })
  test('a dropped text is deleted at once, keeps its place, and its writer cannot send another', () => {
    const dropped = acting(five, ['2', 'drop'])
    expect(texts(dropped)).toEqual(['1', '', '3', '4', '5', '6'])
    expect(JSON.stringify(dropped)).not.toContain('"text":"2"')
    expect(withText(dropped, { own: 'b', about: 'why-1', seq: 9, id: 'again', text: 'again' }, 3)).toBeNull()
    expect([withAct(dropped, 'id of 2', 'show'), ownWhy(dropped, 'b')]).toEqual([null, null])
  })
})

describe('a text at the door', () => {
  const read = (why: unknown) => AnswerSchema.safeParse({ moment: 1, seq: 1, about: 'why-1', why }).data as { why: string } | undefined
  test('has no line breaks, and no characters that show nothing or turn it around', () => {
    expect(read(' It\r\nwas\u202e too \u2066early\u200b\u200d \u0007')?.why).toBe('It was too early')
    expect(cleanWhy(`a${'\u0301'.repeat(40)}b`)).toBe('á\u0301\u0301b')
    expect(cleanWhy('Zoë, café')).toBe('Zoë, café')
  })
  test('is refused if it is empty, longer than 140 letters, or no text; markup stays text', () => {
    for (const bad of ['', ' \u200b\u202e ', 'x'.repeat(141), 'x'.repeat(1e6), null, 1, ['a'], {}])
      expect(read(bad), String(bad).slice(0, 9)).toBeUndefined()
    expect(read('x'.repeat(140))?.why).toHaveLength(140)
    expect(read('<b>no</b>')?.why).toBe('<b>no</b>')
    for (const about of ['why-x', 'why-', 'why', 'because-1'])
      expect(AnswerSchema.safeParse({ moment: 1, seq: 1, about, why: 'a' }).success).toBe(false)
  })
})
