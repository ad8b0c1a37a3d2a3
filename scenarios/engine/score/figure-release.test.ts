import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptOf, attemptsOf as rows, genuineScenario, markedSmall, smallScenario } from '@/tests/support/attempts'
import { AT, type Cell } from './cohort'
import { CROWD, MADE_UP } from './crowd'
import { type Attempt, releaseFigures, releaseRest, releaseWords } from './figure-release'

const cellOf = (attempts: Attempt[], scenario = smallScenario): Cell | undefined => releaseFigures(attempts, scenario)?.sums
/** The attempts with their new marks. */
function released(attempts: Attempt[]): { cell: Cell | undefined; after: Attempt[] } {
  const done = releaseFigures(attempts, smallScenario)
  return { cell: done?.sums, after: attempts.map((a) => ({ ...a, counted: done?.marked.get(a.id) ?? a.counted })) }
}
const inBatch = (attempts: Attempt[]): Attempt[] => attempts.map((a) => ({ ...a, counted: '1' }))

describe('figures of an item', () => {
  test('are released from eight vouched people or eighteen proven addresses, and not before', () => {
    expect(cellOf(rows(7))).toBeUndefined()
    expect(cellOf(rows(8))!.n).toBe(8)
    expect(cellOf(rows(17, { standing: 'proven' }))).toBeUndefined()
    expect(cellOf(rows(18, { standing: 'proven' }))!.n).toBe(18)
  })
  test('match a count by hand', () => {
    // Eight saw all three; five flagged sign b, two flagged c; one did not reach c. One saw none, could not tell, and told at the second chance.
    const cell = cellOf([
      ...rows(5, { marks: '0100' }),
      ...rows(3, { marks: '0011' }, 5),
      attemptOf(8, { marks: '00..', looks: 'genuine', sure: 'guessing' }),
      attemptOf(9, { marks: '....', looks: 'unsure', sure: null, firstTold: 2 }),
    ])
    expect(cell).toMatchObject({
      n: 10,
      quality: 5,
      passed: 10,
      judged: 9,
      right: 8,
      seen: [9, 9, 8],
      flagged: [0, 5, 3],
      chosen: [[5, 3]],
    })
    expect(cell).toMatchObject({ approached: 10, firstTold: [0, 1, 0] })
    expect([AT.hits, AT.signs, AT.alarms, AT.decoys, AT.judged].map((at) => cell!.moments.sum[at])).toEqual([5, 18, 3, 8, 9])
  })
  test('leave out what only seven saw or decided, until the next batch in which an eighth has', () => {
    const { cell, after } = released([...rows(7, { marks: '0101' }), attemptOf(7, { marks: '.1..' })])
    expect(cell).toMatchObject({ n: 8, seen: [0, 8, 0], chosen: [[0, 0]] })
    const alone = [...after, attemptOf(8, { marks: '1.10' })]
    expect(released(alone).cell, 'one person more is no batch').toBeUndefined()
    const next = released([...alone, ...rows(7, { marks: '.1..' }, 9)])
    expect(next.cell).toMatchObject({ n: 8, seen: [8, 0, 8], flagged: [1, 0, 1], chosen: [[1, 7]] })
    expect(released([...next.after, ...rows(1, { marks: '.1..' }, 16)]).cell).toBeUndefined()
    expect(released([...next.after, ...rows(8, { marks: '....' }, 16)]).cell, 'seven of one batch and none of the next').toMatchObject({
      n: 8,
      seen: [0, 0, 0],
    })
  })
  test('are counted once: what was released is never released again', () => {
    const { after } = released(rows(9))
    expect(released(after).cell).toBeUndefined()
    expect(released([...after, ...rows(7, {}, 20)]).cell).toBeUndefined()
    expect(released([...after, ...rows(8, {}, 20)]).cell!.n).toBe(8)
  })
  test('fall in the month of the last attempt of the batch, even those it did not see', () => {
    const at = (month: number) => Date.UTC(2026, month, 3)
    const done = releaseFigures([...rows(8, { at: at(1) }), attemptOf(8, { at: at(3), marks: '1...' })], smallScenario)!
    expect([done.month, done.sums.seen]).toEqual(['2026-04', [9, 8, 8]])
  })
  test('count a learner once towards a crowd, however many attempts they have', () => {
    expect(cellOf([...rows(7), ...rows(7).map((a) => ({ ...a, id: `${a.id} again` }))])).toBeUndefined()
  })
})

describe('words of confidence', () => {
  test('are counted over all items, each word once a crowd has used it', () => {
    const all = inBatch([
      ...rows(5, { sure: 'fairly' }),
      ...rows(4, { sure: 'fairly', item: 'j', version: 'genuine' }, 4),
      ...rows(7, { sure: 'guessing' }, 20),
    ])
    const { words, said } = releaseWords(all, markedSmall)
    // 0 to 7 are eight people; the fifth used it twice. In the genuine case "approach" is wrong.
    expect(words).toEqual({ guessing: { said: 0, right: 0 }, fairly: { said: 9, right: 5 }, certain: { said: 0, right: 0 } })
    expect(said).toHaveLength(9)
    expect(
      releaseWords(
        all.map((a) => ({ ...a, said: said.includes(a.id) })),
        markedSmall,
      ).said,
    ).toEqual([])
    // People in no batch yet wait with everything they said.
    expect(releaseWords([...all, ...rows(9, { sure: 'guessing' }, 30)], markedSmall).words.guessing.said).toBe(0)
  })
})

describe('how an item goes with the rest', () => {
  const rest = { quality: 0.7, hits: 3, signs: 6 }
  test('covers those who have completed the course', () => {
    expect(releaseRest([...rows(7, { rest }), ...rows(9, {}, 7)], smallScenario)).toBeNull()
    const { sums } = releaseRest([...rows(8, { rest, marks: '01.0' }), ...rows(9, {}, 8)], smallScenario)!
    expect(sums.quality[0]).toBe(8)
    // A hit sign is subtracted from the rest; c is not a sign.
    expect(sums.signs.map(([n, x, y]) => [n, x, y!.toFixed(9)])).toEqual([
      [8, 0, '4.800000000'],
      [8, 8, '3.200000000'],
      [0, 0, '0.000000000'],
    ])
  })
})

test('whatever arrives, and whoever is erased in between, no figure ever grows by fewer than eight real people', () => {
  const attempt = fc.record({
    learner: fc.nat({ max: 60 }),
    proven: fc.boolean(),
    version: fc.constantFrom('hostile', 'genuine'),
    marks: fc.stringMatching(/^[.01]{3}[.01]$/),
    gone: fc.nat({ max: 4 }),
    pass: fc.nat({ max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 150 }), (all) => {
      let present: Attempt[] = []
      const taken = new Set<string>()
      for (const [n, one] of all.entries()) {
        const standing = one.learner % 3 === 0 ? 'vouched' : 'proven'
        present.push(attemptOf(one.learner, { id: String(n), standing, version: one.version, marks: one.marks, at: n }))
        if (one.gone === 0) present = present.filter((a) => Number(a.learner) % 5 !== one.learner % 5)
        if (one.pass !== 0) continue
        for (const [version, scenario] of [
          ['hostile', smallScenario],
          ['genuine', genuineScenario],
        ] as const) {
          const own = present.filter((a) => a.version === version)
          const marked = releaseFigures(own, scenario)?.marked ?? new Map<string, string>()
          for (let place = 0; place < 5; place++) {
            const atom = own.filter((a) => marked.get(a.id)?.[place] === '1' && a.counted[place] !== '1')
            const proven = new Set(atom.filter((a) => a.standing === 'proven').map((a) => a.learner)).size
            const vouched = new Set(atom.filter((a) => a.standing === 'vouched').map((a) => a.learner)).size
            if (atom.length > 0) expect(vouched + Math.max(0, proven - MADE_UP)).toBeGreaterThanOrEqual(CROWD)
            for (const { id } of atom) {
              expect(taken.has(`${id} ${place}`)).toBe(false)
              taken.add(`${id} ${place}`)
            }
          }
          for (const a of own) a.counted = marked.get(a.id) ?? a.counted
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('neither the hour in which a figure appears nor the order of arrivals reveals what one person did [p:no-hour-of-one]', () => {
  const did = fc
    .record({
      marks: fc.stringMatching(/^[.01]{3}[.01]$/),
      sure: fc.constantFrom('guessing', 'fairly', 'certain', null),
      looks: fc.constantFrom('approach', 'genuine'),
      firstTold: fc.constantFrom(1, 2, 3, null),
    })
    .map((one) => (one.sure === null ? { ...one, looks: 'unsure' } : one))
  /** One person an hour, and everything written in that hour. */
  const hours = (people: readonly Partial<Attempt>[]): { written: unknown[]; batches: number[] } => {
    const present: Attempt[] = []
    const [written, batches]: [unknown[], number[]] = [[], []]
    for (const [n, one] of people.entries()) {
      present.push(attemptOf(n, one))
      const figures = releaseFigures(present, smallScenario)
      if (!figures) {
        written.push(null)
        continue
      }
      batches.push(n)
      for (const a of present) a.counted = figures.marked.get(a.id) ?? a.counted
      const { words, said } = releaseWords(present, markedSmall)
      for (const a of present) a.said ||= said.includes(a.id)
      // To nine decimal places: the order of a sum shows in the last ones.
      written.push(
        JSON.parse(JSON.stringify({ figures: figures.sums, words }, (_, v) => (typeof v === 'number' ? Number(v.toFixed(9)) : v))),
      )
    }
    return { written, batches }
  }
  fc.assert(
    fc.property(fc.array(did, { minLength: 24, maxLength: 50 }), fc.nat(), fc.nat(), (people, a, b) => {
      const { written, batches } = hours(people as Partial<Attempt>[])
      expect(batches).toEqual(people.flatMap((_, n) => (n % 8 === 7 ? [n] : [])))
      // Two people in one batch swap places, one of whom came last.
      const [first, last] = [batches[a % batches.length]! - 7, batches[a % batches.length]!]
      const other = first + (b % 7)
      const swapped = people.with(last, people[other]!).with(other, people[last]!)
      expect(hours(swapped as Partial<Attempt>[]).written).toEqual(written)
    }),
    { numRuns: 60 },
  )
})
