/**
 * An owner with ten accounts tries to find out from figures alone what one person judged and when they reported. Every reading is
 * subtracted from every other. The owner knows what their own accounts did and which variant everybody met, because a new row may show the
 * variant of the last person to finish.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { LOOKS } from '@/scenarios/engine/play/events'
import { createCohort } from '@/server/enrolment/cohorts'
import { courseFigures, publishCourseFigures, waitingAttempts } from '@/server/reports/figures'
import { erase } from '@/server/privacy/erase'
import { everyRecord } from '@/tests/support/every-record'
import { actOn, moveTo } from '@/tests/support/line-acts'
import { type Kind, Score, type WorldPerson, advantage, inWorld } from './world'

const RUNS = 20
const OWN = 10
const ENOUGH = 8
const HONEST = 64

/** One answer for each thing. `h` and `g`: the judgement in the hostile and the genuine variant, `t`: when they first reported. */
type Answers = Map<string, number>
/** A figure and the people it covers, which an owner knows, because the rule is public. */
interface Figure {
  counts: number[]
  who: bigint
}
/** By group and thing: `all h`. */
type Reading = Map<string, Figure>

function answersOf({ variant, looks, first_report }: NonNullable<WorldPerson['result']>): Answers {
  const judged = LOOKS.indexOf(looks)
  return variant === 'hostile'
    ? new Map([
        ['h', judged],
        ['t', first_report ?? 0],
      ])
    : new Map([['g', judged]])
}
const most = (counts: readonly number[]): number => counts.indexOf(Math.max(...counts))
const sizeOf = (mask: bigint): number => mask.toString(2).replaceAll('0', '').length

interface Run {
  readings: Reading[]
  /** What the owner would read if figures counted everybody who has finished, at once. */
  atOnce: Reading[]
  people: WorldPerson[]
  own: bigint
  victim: string
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
    const honest: WorldPerson[] = []
    for (let i = 0; i < HONEST; i++) honest.push(await person(seed % 4 === 0 ? 'proven' : 'vouched'))
    const victim = honest[24]!
    const own: WorldPerson[] = []
    // Accounts that do not count cost nothing, so there are more of them.
    for (const kind of ['proven', 'unproven', 'role', ...Array<'proven'>(OWN - 1).fill('proven'), 'unproven', 'role'] as const)
      own.push(await person(kind))
    const people = [...honest, ...own]
    const bits = new Map(people.map(({ learner }, i) => [learner, 1n << BigInt(i)]))
    const bit = (learner: string) => bits.get(learner)!
    const where = new Map<string, string>()
    const answers = new Map<string, Answers>()
    const erased = new Set<string>()
    const [readings, atOnce]: [Reading[], Reading[]] = [[], []]
    const counted = new Map<string, bigint>()

    const enrolled = async (one: WorldPerson, to: string) => {
      await into(one, to)
      where.set(one.learner, to)
    }
    const read = async () => {
      const waiting = await waitingAttempts(course)
      await publishCourseFigures(course)
      const after = await store.db.selectFrom('attempt_result').select('attempt_id').where('counted', '=', 1).execute()
      const published = new Set(after.map((r) => r.attempt_id))
      for (const { id, learner, group } of waiting)
        if (published.has(id))
          for (const thing of answers.get(learner)!.keys())
            for (const of of ['all', group]) counted.set(`${of} ${thing}`, (counted.get(`${of} ${thing}`) ?? 0n) | bit(learner))
      readings.push(await figuresNow(course, counted))
      const who = [...answers.keys()].filter((l) => !erased.has(l)).reduce((mask, l) => mask | bit(l), 0n)
      atOnce.push(new Map(['h', 'g', 't'].map((thing) => [`all ${thing}`, { counts: sumOf({ people, answers, bit }, who, thing), who }])))
    }
    const finish = async (one: WorldPerson, look = true) => {
      await finishes(one)
      answers.set(one.learner, answersOf(one.result!))
      if (look) await read()
    }
    const move = async (one: WorldPerson, to: string) => {
      if (erased.has(one.learner) || !(await moveTo(course, one.handle, to))) return
      where.set(one.learner, to)
      await read()
    }
    const gone = async (one: WorldPerson) => {
      await erase({ learner: one.learner, user: one.user })
      erased.add(one.learner)
      await read()
    }
    for (const one of [...honest.slice(0, 24), own[0]!]) await enrolled(one, x)
    for (const one of honest.slice(24)) await enrolled(one, y)
    for (const one of [...honest.slice(0, 24), own[0]!]) await finish(one, false)
    const others = honest.slice(25).sort(() => world.random() - 0.5)
    for (const [i, one] of others.slice(0, 10 + below(20)).entries()) await finish(one, i % 4 === 0)
    for (const one of own.slice(1, 1 + below(own.length))) {
      await enrolled(one, y)
      await finish(one, below(3) === 0)
    }
    await read()
    await finish(victim)
    await move(own[0]!, y)
    await move(victim, x)
    await move(victim, y)
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
    const { rows } = await everyRecord(course, { results: '1' })
    expect(rows.flatMap((r) => r.results).filter((r) => r !== null)).toEqual([])
    return { readings, atOnce, people, own: own.reduce((mask, o) => mask | bit(o.learner), 0n), victim: victim.learner, answers, bit }
  })
}

/** Everything that is published, of everybody and of each group. Pages show less: of reports only the middle. */
async function figuresNow(course: string, counted: ReadonlyMap<string, bigint>): Promise<Reading> {
  const reading: Reading = new Map()
  const add = (name: string, counts: readonly number[]) => {
    const { counts: before, who } = reading.get(name) ?? { counts: [], who: counted.get(name)! }
    reading.set(name, {
      who,
      counts: Array.from({ length: Math.max(before.length, counts.length) }, (_, i) => (before[i] ?? 0) + (counts[i] ?? 0)),
    })
  }
  for (const { group, variant, judged, reports } of await courseFigures(course)) {
    const counts = LOOKS.map((looks) => judged[looks])
    const of = counts.reduce((a, b) => a + b, 0)
    for (const name of ['all', group]) {
      add(`${name} ${variant === 'hostile' ? 'h' : 'g'}`, counts)
      if (variant === 'hostile') add(`${name} t`, [of - reports.reduce((a, b) => a + b, 0), ...reports])
    }
  }
  return reading
}

interface Guess {
  answer: number
  among: number
}

/** Of each honest person it guesses that they did what most of the smallest remaining group with them did. */
function differences(run: Run, readings: readonly Reading[]): { guesses: Map<string, Guess>; fewest: number } {
  const { own, people, bit } = run
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
        if (less !== 0n) continue
        const [mineA, mineB] = [sumOf(run, a & own, thing), sumOf(run, b & own, thing)]
        const left = Array.from(
          { length: Math.max(inA.length, inB.length) },
          (_, i) => (inA[i] ?? 0) - (inB[i] ?? 0) - (mineA[i] ?? 0) + (mineB[i] ?? 0),
        )
        for (const { learner } of people)
          if ((more & bit(learner)) !== 0n && among < (guesses.get(`${thing} ${learner}`)?.among ?? Infinity))
            guesses.set(`${thing} ${learner}`, { answer: most(left), among })
      }
  return { guesses, fewest }
}

/** What a figure of eight people would reveal: the majority among this person and seven others at random. */
function ofEight(run: Run, thing: string, learner: string): number {
  const others = run.people.filter(
    (p) => (run.bit(p.learner) & (run.own | run.bit(learner))) === 0n && run.answers.get(p.learner)?.has(thing),
  )
  const seven = others.toSorted((a, b) => (a.learner < b.learner ? -1 : 1)).slice(0, ENOUGH - 1)
  const eight = seven.reduce((mask, p) => mask | run.bit(p.learner), run.bit(learner))
  return most(sumOf(run, eight, thing))
}

describe('an owner with ten accounts', () => {
  const THINGS = { 'judgement of an approach': 'h', 'judgement of a genuine case': 'g', reporting: 't' }
  const scores = new Map(Object.values(THINGS).map((thing) => [thing, { now: new Score(), guess: new Score() }]))
  const runs: Run[] = []
  const found = { recovered: 0, things: 0, fewest: Infinity, fewestAtOnce: Infinity }
  beforeAll(async () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const run = await play(seed)
      runs.push(run)
      const [atOnce, is] = [differences(run, run.atOnce), differences(run, run.readings)]
      for (const [thing, answer] of run.answers.get(run.victim)!) {
        const guess = atOnce.guesses.get(`${thing} ${run.victim}`)
        found.things++
        found.recovered += Number(guess?.among === 1 && guess.answer === answer)
      }
      for (const [thing, { now, guess }] of scores) {
        const [ours, theirs] = [now.run(), guess.run()]
        for (const [learner, variant] of run.answers) {
          const answer = is.guesses.get(`${thing} ${learner}`)?.answer
          if (answer === undefined) continue
          ours.of++
          theirs.of++
          ours.right += Number(answer === variant.get(thing))
          theirs.right += Number(ofEight(run, thing, learner) === variant.get(thing))
        }
      }
      found.fewest = Math.min(found.fewest, is.fewest)
      found.fewestAtOnce = Math.min(found.fewestAtOnce, atOnce.fewest)
    }
  }, 300_000)

  test('would read nearly every answer of one person from figures that count everybody at once', () => {
    expect(found.fewestAtOnce).toBe(1)
    expect(found.recovered / found.things).toBeGreaterThan(0.85)
  })
  test('knows whom each figure covers: each is the sum over the people counted, once and for good', () => {
    let compared = 0
    for (const run of runs)
      for (const reading of run.readings)
        for (const [name, { counts, who }] of reading) {
          const expected = sumOf(run, who, name.split(' ')[1]!)
          if (counts.some((n, i) => n !== (expected[i] ?? 0))) expect([name, counts]).toEqual([name, expected])
          compared++
        }
    expect(compared).toBeGreaterThan(RUNS * 50)
  })
  test('finds no two figures that differ by fewer than eight people who are not their own [p:figures-are-final]', () => {
    expect(found.fewest).toBe(ENOUGH)
  })
  test.each(Object.entries(THINGS))(
    'learns no more about a person’s %s than any figure of eight reveals [p:figures-are-final]',
    (_, thing) => {
      const { now, guess } = scores.get(thing)!
      expect(now.runs.filter((r) => r.of >= ENOUGH).length).toBeGreaterThan(RUNS / 2)
      const { mean, se } = advantage(now, guess)
      // One guess in a hundred, or what chance gives once in 250 such programs: three kinds, each once in 740.
      expect(mean).toBeLessThan(Math.max(0.01, 3 * se))
    },
  )
})

function sizes(rows: Awaited<ReturnType<typeof courseFigures>>): Map<string, number> {
  const found = new Map<string, number>()
  for (const what of rows.map(({ scenario, variant }) => `${scenario} ${variant}`).sort()) found.set(what, 0)
  for (const { scenario, variant, judged } of rows)
    found.set(`${scenario} ${variant}`, found.get(`${scenario} ${variant}`)! + judged.genuine + judged.unsure + judged.approach)
  return found
}

test('the hours in which figures appear are the same whatever people answer (O3) [p:figures-are-final]', async () => {
  const items = ['P01', 'P02'].map((scenario, i) => ({ id: `p${i + 1}`, kind: 'scenario' as const, scenario }))
  const variant = (i: number) => (i % 5 < 2 ? 'genuine' : 'hostile')
  const [hours, answers]: [Set<string>, Set<string>] = [new Set(), new Set()]
  for (let seed = 1; seed <= 3; seed++)
    await inWorld(seed, { items }, async ({ course, cohort, person, into, finishes }) => {
      const grew: string[] = []
      const said: unknown[] = []
      let before = new Map<string, number>()
      for (let i = 0; i < 45; i++) {
        const one = await person('vouched')
        await into(one, cohort)
        await finishes(one, 'p1', variant(i))
        said.push(one.result!.looks, one.result!.first_report)
        if (i % 3 > 0) await finishes(one, 'p2', variant(i + 2))
        await publishCourseFigures(course)
        const now = sizes(await courseFigures(course))
        for (const [what, n] of now) if (n !== before.get(what)) grew.push(`${i} ${what} ${n}`)
        before = now
      }
      expect(grew.length).toBeGreaterThan(6)
      hours.add(grew.join('\n'))
      answers.add(said.join())
    })
  expect([hours.size, answers.size]).toEqual([1, 3])
})

describe.each(['vouched', 'proven'] as const)('where honest people are %s', (kind) => {
  test('eight of them are in each figure, whatever an owner has beside ten addresses of the organisation (O2) [p:groups-of-eight]', async () => {
    const hours: number[] = []
    await inWorld(kind === 'vouched' ? 3 : 4, {}, async ({ course, cohort, person, into, finishes }) => {
      const come = async (of: Kind, email?: string) => {
        const one = await person(of, email)
        await into(one, cohort)
        await finishes(one, 'p1', 'hostile')
        return one
      }
      const all = async () => {
        const own: WorldPerson[] = []
        for (let i = 0; i < OWN; i++) own.push(await come('proven', `own${i}@example.org`))
        for (let i = 0; i < 9; i++) {
          // One mailbox many times, and a domain of the attacker's own.
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
        await publishCourseFigures(course)
        const n = (await courseFigures(course)).length
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
