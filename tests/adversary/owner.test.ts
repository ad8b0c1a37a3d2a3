/**
 * An owner with ten accounts tries to find out from figures alone what one person decided, flagged, judged and said: enrols, moves,
 * ends and has people erased, and reads everything after each act. Every reading is subtracted from every other, and the owner knows
 * what their own accounts did.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { SURENESS } from '@/scenarios/engine/play/events'
import { isFlagged, isSeen, legendOf, optionAt } from '@/scenarios/engine/score/marks'
import { courseAnalytics, scenarioStatistics } from '@/server/courses/analytics'
import { createCohort } from '@/server/courses/cohorts'
import { finishedAttempts } from '@/server/courses/analytics-rows'
import { everyRecord } from '@/tests/support/every-record'
import { releaseCourse } from '@/server/courses/figure-release'
import { actOn, moveTo } from '@/tests/support/line-acts'
import { libraryIn } from '@/server/library/library'
import { erase } from '@/server/privacy/erase'
import { type Kind, Score, type Someone, advantage, inWorld } from './world'

const RUNS = 40
const OWN = 10
const ENOUGH = 8

/**
 * What can be known about somebody: one of several answers for each thing. `s3`: the third segment, `d0`: the first decision, `j`: the
 * judgement, `w`: the stated confidence, `t`: when they told somebody.
 */
type Answers = Map<string, number>
/** A figure, and whom it covers: the rule is public, and an owner knows who finished when. */
interface Figure {
  counts: number[]
  who: bigint
}
/** By group and thing: `all j`. */
type Reading = Map<string, Figure>

const legend = legendOf((await libraryIn('en')).scenario('P01', 'hostile')!.key)
function answersOf({ marks, looks, sure, first_told }: NonNullable<Someone['result']>): Answers {
  const { segments, decisions } = legend
  const answers: Answers = new Map([
    ['j', ['genuine', 'approach', 'unsure'].indexOf(looks)],
    ['t', first_told ?? 0],
  ])
  if (sure !== null) answers.set('w', SURENESS.indexOf(sure))
  segments.forEach((_, i) => {
    if (isSeen(marks, i)) answers.set(`s${i}`, Number(isFlagged(marks, i)))
  })
  decisions.forEach((_, d) => {
    const option = optionAt(marks, segments.length + d)
    if (option >= 0) answers.set(`d${d}`, option)
  })
  return answers
}
const most = (counts: readonly number[]): number => counts.indexOf(Math.max(...counts))
const sizeOf = (mask: bigint): number => mask.toString(2).replaceAll('0', '').length

interface Run {
  /** By the present rule, and by the old one. */
  now: Reading[]
  before: Reading[]
  people: Someone[]
  own: bigint
  victim: bigint
  answers: Map<string, Answers>
  bit: (learner: string) => bigint
}

const sumOf = (run: Pick<Run, 'people' | 'answers' | 'bit'>, who: bigint, thing: string): number[] => {
  const counts: number[] = []
  for (const { learner } of run.people) {
    const answer = (who & run.bit(learner)) === 0n ? undefined : run.answers.get(learner)?.get(thing)
    if (answer === undefined) continue
    while (counts.length <= answer) counts.push(0)
    counts[answer]!++
  }
  return counts
}

async function play(seed: number): Promise<Run> {
  return inWorld(seed, {}, async (world) => {
    const { store, below, course, cohort: x, person, into, finishes } = world
    const y = await createCohort(course, { name: 'Y', due: '' })
    const honest: Someone[] = []
    for (let i = 0; i < 42; i++) honest.push(await person(seed % 2 === 0 ? 'vouched' : 'proven'))
    const victim = honest[15]!
    const own: Someone[] = []
    // Accounts that do not count cost nothing, so there are more of them.
    for (const kind of ['proven', 'unproven', 'role', ...Array<'proven'>(OWN - 1).fill('proven'), 'unproven', 'role'] as const)
      own.push(await person(kind))
    const people = [...honest, ...own]
    const bits = new Map(people.map(({ learner }, i) => [learner, 1n << BigInt(i)]))
    const bit = (learner: string) => bits.get(learner)!
    const where = new Map<string, string>()
    const answers = new Map<string, Answers>()
    const erased = new Set<string>()
    const [now, before]: [Reading[], Reading[]] = [[], []]
    /** Whom each figure covers so far, by what the rows say was counted. */
    const counted = new Map<string, bigint>()

    const enrolled = async (one: Someone, to: string) => {
      await into(one, to)
      where.set(one.learner, to)
    }
    const read = async () => {
      const waiting = await finishedAttempts(course)
      await releaseCourse(course)
      const after = new Map(
        (await store.db.selectFrom('attempt_result').select(['attempt_id', 'counted', 'said']).execute()).map((r) => [r.attempt_id, r]),
      )
      const names = ['j', ...legend.segments.map((_, i) => `s${i}`), ...legend.decisions.map((_, d) => `d${d}`)]
      for (const { id, learner, block, counted: had, said } of waiting) {
        const has = after.get(id)!
        const things = names.filter((_, place) => has.counted[place] === '1' && had[place] !== '1')
        if (things.includes('j')) things.push('t')
        if (has.said === 1 && !said) things.push('w')
        for (const thing of things)
          for (const group of ['all', block]) counted.set(`${group} ${thing}`, (counted.get(`${group} ${thing}`) ?? 0n) | bit(learner))
      }
      now.push(await figuresNow(course, counted))
      const rows = [...answers.keys()].filter((l) => !erased.has(l)).map((learner) => ({ learner, cohort: where.get(learner)! }))
      before.push(
        figuresAsTheyWere({ people, answers, bit }, rows, (cohort) => [...where].filter(([l, c]) => c === cohort && !erased.has(l)).length),
      )
    }
    const finish = async (one: Someone, look = true) => {
      await finishes(one)
      answers.set(one.learner, answersOf(one.result!))
      if (look) await read()
    }
    const move = async (one: Someone, to: string) => {
      if (erased.has(one.learner) || !(await moveTo(course, one.handle, to))) return
      where.set(one.learner, to)
      await read()
    }
    const gone = async (one: Someone) => {
      await erase({ learner: one.learner, user: one.user })
      erased.add(one.learner)
      await read()
    }
    // Fifteen people and one of the owner's accounts; the victim is in another cohort, among others.
    for (const one of [...honest.slice(0, 15), own[0]!]) await enrolled(one, x)
    for (const one of honest.slice(15)) await enrolled(one, y)
    for (const one of [...honest.slice(0, 15), own[0]!]) await finish(one, false)
    const others = honest.slice(16).sort(() => world.random() - 0.5)
    for (const [i, one] of others.slice(0, 6 + below(14)).entries()) await finish(one, i % 4 === 0)
    for (const one of own.slice(1, 1 + below(own.length))) {
      await enrolled(one, y)
      await finish(one, below(3) === 0)
    }
    await read()
    await finish(victim)
    await move(own[0]!, y)
    await move(victim, x)
    await move(victim, y)
    // And random acts.
    for (let i = 0; i < 10; i++) {
      const free = [...own, ...others].filter((o) => where.has(o.learner) && !erased.has(o.learner))
      const picked = free[below(free.length)]!
      const act = below(5)
      if (act === 0) await gone(picked)
      else if (act === 1) await move(picked, where.get(picked.learner) === x ? y : x)
      else if (act === 2) await actOn(course, picked.handle, { act: 'end' }).then(read)
      else if (act === 3) {
        const late = others.find((o) => !answers.has(o.learner) && !erased.has(o.learner))
        if (late) await finish(late)
      } else await move(victim, where.get(victim.learner) === x ? y : x)
    }
    for (const one of others) if (below(2) === 0 && !answers.has(one.learner) && !erased.has(one.learner)) await finish(one, below(4) === 0)
    await read()
    await gone(victim)
    // Other pages for owners reveal nothing about results.
    const { rows } = await everyRecord(course, { results: '1' })
    expect(rows.flatMap((r) => r.results).filter((r) => r !== null)).toEqual([])
    return { now, before, people, own: own.reduce((mask, o) => mask | bit(o.learner), 0n), victim: bit(victim.learner), answers, bit }
  })
}

/** Everything the pages show, as counts: of all, of each cohort, of the small ones, in item statistics. */
async function figuresNow(course: string, counted: ReadonlyMap<string, bigint>): Promise<Reading> {
  const { all, groups } = await courseAnalytics(course)
  const reading: Reading = new Map()
  for (const [group, told] of [['all', all] as const, ...groups]) {
    if (!told) continue
    const put = (thing: string, counts: number[]) => {
      if (counts.some((n) => n !== 0)) reading.set(`${group} ${thing}`, { counts, who: counted.get(`${group} ${thing}`) ?? 0n })
    }
    for (const cell of told.cells) {
      put('j', [cell.judged - cell.right, cell.right, cell.n - cell.judged])
      put('t', [cell.approached - cell.firstTold.reduce((a, b) => a + b, 0), ...cell.firstTold])
      for (const [i, n] of cell.seen.entries()) put(`s${i}`, [n - cell.flagged[i]!, cell.flagged[i]!])
      for (const [d, chosen] of cell.chosen.entries()) put(`d${d}`, chosen)
    }
    put('w', told.figures.confidence?.words?.map((w) => w.said) ?? [])
  }
  for (const { n, right, unsure } of (await scenarioStatistics()).values()) {
    const hits = Math.round((n - unsure) * (right ?? 0))
    reading.set('statistics j', { counts: [n - unsure - hits, hits, unsure], who: counted.get('all j')! })
  }
  return reading
}

/** The old rule: recounted from the existing rows, by present cohorts of eight, in steps of eight. */
function figuresAsTheyWere(
  run: Pick<Run, 'people' | 'answers' | 'bit'>,
  rows: readonly { learner: string; cohort: string }[],
  enrolled: (cohort: string) => number,
): Reading {
  const blockOf = (cohort: string) => (enrolled(cohort) >= ENOUGH ? cohort : 'small')
  const reading: Reading = new Map()
  for (const block of new Set(rows.map((r) => blockOf(r.cohort)))) {
    // In the order of finishing.
    const own = rows.filter((r) => blockOf(r.cohort) === block)
    const admitted = own.slice(0, Math.floor(own.length / ENOUGH) * ENOUGH)
    for (const thing of new Set(admitted.flatMap((r) => [...run.answers.get(r.learner)!.keys()]))) {
      const who = admitted.filter((r) => run.answers.get(r.learner)!.has(thing)).reduce((mask, r) => mask | run.bit(r.learner), 0n)
      if (sizeOf(who) >= ENOUGH && thing !== 'w') reading.set(`${block} ${thing}`, { counts: sumOf(run, who, thing), who })
    }
  }
  return reading
}

interface Guess {
  answer: number
  /** Among so many honest people. */
  among: number
}

/**
 * Subtracts every figure from every other, and from the result what the owner's own accounts did; takes the smallest remaining group
 * that contains the victim, and guesses that the victim did what most of it did.
 */
function differences(run: Run, readings: readonly Reading[]): { guesses: Map<string, Guess>; fewest: number } {
  const { own, victim } = run
  const byThing = new Map<string, Map<bigint, number[]>>()
  for (const reading of readings)
    for (const [name, { counts, who }] of reading) {
      const thing = name.split(' ')[1]!
      ;(byThing.get(thing) ?? byThing.set(thing, new Map([[0n, []]])).get(thing)!).set(who, counts)
    }
  const guesses = new Map<string, Guess>()
  let fewest = Infinity
  for (const [thing, figures] of byThing)
    for (const [a, inA] of figures)
      for (const [b, inB] of figures) {
        const [more, less] = [a & ~b & ~own, b & ~a & ~own]
        const among = sizeOf(more | less)
        if (among === 0) continue
        fewest = Math.min(fewest, among)
        if (less !== 0n || (more & victim) === 0n || among >= (guesses.get(thing)?.among ?? Infinity)) continue
        const [mineA, mineB] = [sumOf(run, a & own, thing), sumOf(run, b & own, thing)]
        const left = Array.from(
          { length: Math.max(inA.length, inB.length) },
          (_, i) => (inA[i] ?? 0) - (inB[i] ?? 0) - (mineA[i] ?? 0) + (mineB[i] ?? 0),
        )
        guesses.set(thing, { answer: most(left), among })
      }
  return { guesses, fewest }
}

/** What a figure of eight people would reveal: the majority among the victim and seven others at random. */
function ofEight(run: Run, thing: string): number {
  const others = run.people.filter((p) => (run.bit(p.learner) & (run.own | run.victim)) === 0n && run.answers.get(p.learner)?.has(thing))
  const seven = others.toSorted((a, b) => (a.learner < b.learner ? -1 : 1)).slice(0, ENOUGH - 1)
  return most(
    sumOf(
      run,
      seven.reduce((mask, p) => mask | run.bit(p.learner), run.victim),
      thing,
    ),
  )
}

describe('an owner with ten accounts', () => {
  const THINGS = { judgement: 'j', detail: 's', decision: 'd', word: 'w', telling: 't' }
  const scores = new Map(Object.values(THINGS).map((kind) => [kind, { now: new Score(), guess: new Score() }]))
  const runs: Run[] = []
  const found = { recovered: 0, things: 0, fewest: Infinity, fewestBefore: Infinity, told: 0 }
  beforeAll(async () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const run = await play(seed)
      runs.push(run)
      const truth = run.answers.get(run.people[15]!.learner)!
      const [was, is] = [differences(run, run.before), differences(run, run.now)]
      const kinds = new Map([...scores].map(([kind, score]) => [kind, [score.now.run(), score.guess.run()] as const]))
      for (const [thing, answer] of truth) {
        if (thing !== 'w') {
          found.things++
          found.recovered += Number(was.guesses.get(thing)?.among === 1 && was.guesses.get(thing)!.answer === answer)
        }
        const [n, g] = kinds.get(thing[0]!)!
        for (const [score, guessed] of [
          [n, is.guesses.get(thing)?.answer],
          [g, is.guesses.has(thing) ? ofEight(run, thing) : undefined],
        ] as const) {
          if (guessed === undefined) continue
          score.of++
          score.right += Number(guessed === answer)
        }
      }
      found.told += is.guesses.size
      found.fewest = Math.min(found.fewest, is.fewest)
      found.fewestBefore = Math.min(found.fewestBefore, was.fewest)
    }
  }, 300_000)

  test('could read nearly every answer of one person from figures under the old rule', () => {
    expect(found.fewestBefore).toBe(1)
    expect(found.recovered / found.things).toBeGreaterThan(0.85)
  })
  test('knows whom each figure covers: each is the sum over the people counted, once and for good', () => {
    let compared = 0
    for (const run of runs)
      for (const reading of run.now)
        for (const [name, { counts, who }] of reading) {
          const expected = sumOf(run, who, name.split(' ')[1]!)
          if (counts.some((n, i) => n !== (expected[i] ?? 0))) expect([name, counts]).toEqual([name, expected])
          compared++
        }
    expect(compared).toBeGreaterThan(RUNS * 100)
  })
  test('finds no two figures that differ by fewer than eight people who are not their own [p:figures-are-final]', () => {
    expect(found.told).toBeGreaterThan(RUNS * 5)
    expect(found.fewest).toBeGreaterThanOrEqual(ENOUGH)
  })
  test.each(Object.entries(THINGS))(
    'learns no more about a person’s %s than any figure of eight reveals [p:no-figure-of-one]',
    (_, kind) => {
      const { now, guess } = scores.get(kind)!
      // Confidence is rarely released: each value waits until a crowd has used it.
      expect(now.runs.filter((r) => r.of > 0).length).toBeGreaterThan(kind === 'w' ? 2 : RUNS / 4)
      const { mean, se } = advantage(now, guess)
      // One guess in a hundred, or what chance gives once in 150 such programs: five kinds, each once in 740.
      expect(mean).toBeLessThan(Math.max(0.01, 3 * se))
    },
  )
})

/** How many people are in the released figures, by kind of thing, from everything an owner's pages show. */
async function sizes(course: string): Promise<Map<string, number>> {
  const { all } = await courseAnalytics(course)
  const found = new Map<string, number>()
  const add = (thing: string, n: number) => found.set(thing, (found.get(thing) ?? 0) + n)
  for (const { item, n, seen, chosen } of all?.cells ?? []) {
    add(`judgement ${item}`, n)
    for (const [i, of] of seen.entries()) add(`detail ${item} ${i}`, of)
    for (const [d, of] of chosen.entries())
      add(
        `decision ${item} ${d}`,
        of.reduce((a, b) => a + b, 0),
      )
  }
  for (const { word, said } of all?.figures.confidence?.words ?? []) add(`word ${word}`, said)
  return found
}

test.each(['word', 'detail', 'decision'])(
  'of an hour in which one person finished nothing is told by a %s that appears (O3) [p:no-hour-of-one]',
  async (kind) => {
    let [batches, told] = [0, 0]
    // With several items some hours concern one, some all of them.
    const items = ['P01', 'P02'].map((pattern, i) => ({ id: `p${i + 1}`, kind: 'pattern' as const, pattern }))
    for (let seed = 1; seed <= 2; seed++)
      await inWorld(seed, { items }, async ({ course, cohort, person, into, finishes }) => {
        let before = new Map<string, number>()
        for (let i = 0; i < 45; i++) {
          const one = await person('vouched')
          await into(one, cohort)
          await finishes(one, 'p1')
          if (i % 3 > 0) await finishes(one, 'p2')
          await releaseCourse(course)
          const now = await sizes(course)
          const grew = (of: string) => [...now].filter(([thing, n]) => thing.startsWith(of) && n !== (before.get(thing) ?? 0)).length
          if (grew('judgement') > 0) batches++
          // Each batch covers at least eight people.
          else told += grew(kind)
          before = now
        }
      })
    // 45 people with the first item and 30 with the second; some of both come in one hour.
    expect(batches).toBeGreaterThan(2 * 5)
    expect(told).toBe(0)
  },
)

describe.each(['vouched', 'proven'] as const)('where honest people are %s', (kind) => {
  test('eight of them are in each figure, whatever an owner has beside ten addresses of the organisation (O2) [p:groups-of-eight] [p:figures-of-the-proven]', async () => {
    const hours: number[] = []
    await inWorld(kind === 'vouched' ? 3 : 4, {}, async ({ course, cohort, person, into, finishes }) => {
      const come = async (of: Kind, email?: string) => {
        const one = await person(of, email)
        await into(one, cohort)
        await finishes(one)
        return one
      }
      const all = async () => {
        const own: Someone[] = []
        for (let i = 0; i < OWN; i++) own.push(await come('proven', `own${i}@example.org`))
        for (let i = 0; i < 9; i++) {
          // One mailbox many times, and a domain of one's own.
          own.push(
            await come('proven', `Own0+${i}@example.org`),
            await come('proven', `me${i}@evil.example`),
            await come('proven', `me${i}@example.org.evil.example`),
          )
          own.push(await come('unproven'), await come('role'), await come('anonymous'))
        }
        return own
      }
      let own = await all()
      let before = 0
      for (let honest = 1; honest <= 3 * ENOUGH; honest++) {
        await come(kind)
        await releaseCourse(course)
        const n = (await courseAnalytics(course)).all?.figures.attempts ?? 0
        if (n === before) continue
        hours.push(honest)
        before = n
        // They are erased and come back with the same ten.
        for (const one of own) await erase({ learner: one.learner, user: one.user })
        own = await all()
      }
    })
    expect(hours).toEqual([ENOUGH, 2 * ENOUGH, 3 * ENOUGH])
  })
})
