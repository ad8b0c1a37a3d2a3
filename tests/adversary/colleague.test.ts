/**
 * A colleague who owns the course, with ten accounts and as many private windows as they like, tries to learn which code is
 * one person's: by when it appears, by its place in the list, by counts, days and names in addresses, while their own accounts
 * come, end, merge and are erased. They know when that person enrolled, and which codes are their own.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/records'
import { adopt, learnerOfUser } from '@/server/accounts/people'
import { changeCohort, cohortsOf } from '@/server/courses/cohorts'
import { listWaiting } from '@/server/courses/codes'
import { readRecords } from '@/server/courses/records'
import { endFor, roster } from '@/server/courses/roster'
import { erase } from '@/server/privacy/erase'
import { type Someone, inWorld } from './world'

const RUNS = 40
const TOGETHER = 5

interface Found { /** Codes that may be the victim's, when they were fewest. */ candidates: string[]; truth: string; /** What each way of guessing says. */ guesses: Record<string, string> }
interface Run { now: Found | null; /** By fives, whoever they were. */ before: Found | null; odd: string[] }

const play = (seed: number): Promise<Run> => inWorld(seed, { people: 'codes', due_days: 9 }, async (world) => {
  const { store, below, random, course, cohort, person, into, finishes } = world
  const kind = seed % 2 === 0 ? 'vouched' as const : 'proven' as const
  const honest: Someone[] = []
  const own: Someone[] = []
  for (let i = 0; i < 16; i++) honest.push(await person(kind))
  for (let i = 0; i < 10; i++) own.push(await person((['proven', 'proven', 'unproven', 'role', 'proven'] as const)[(i + seed) % 5]!))
  for (let i = 0; i < 8; i++) own.push(await person('anonymous'))
  const victim = honest[0]!
  const codes = new Map<string, string>()
  const mine = () => new Set(own.flatMap((o) => codes.get(o.learner) ?? []))
  const odd: string[] = []
  /** The codes that wait by the rule as it was, and where the victim's was listed. */
  let waiting: string[] = []
  let [before, now]: [Found | null, Found | null] = [null, null]
  let known = new Set<string>()
  const enrolled: Someone[] = []

  const read = async () => {
    const { lines, waiting: told } = await roster(course, cohort)
    const { rows } = await readRecords(course, RecordFilter.parse({}), { locale: 'en', all: true })
    const counts = (await cohortsOf(course))[0]!
    if (told % TOGETHER !== 0 || (counts.enrolled - lines.filter((l) => l.endedAt === null).length) % TOGETHER !== 0) odd.push(`counts ${told} ${counts.enrolled}`)
    if (lines.some((l) => l.enrolledAt !== null || l.dueAt !== null || l.name !== null)) odd.push('a day or a name')
    const addresses = JSON.stringify(lines)
    for (const one of enrolled) if (addresses.includes(one.enrolment) || addresses.includes(one.learner)) odd.push('an id')
    const fresh = lines.filter((l) => !known.has(l.code))
    known = new Set([...known, ...lines.map((l) => l.code)])
    const theirs = fresh.filter((l) => !mine().has(l.code))
    const truth = codes.get(victim.learner)
    if (truth === undefined || !fresh.some((l) => l.code === truth)) return
    const candidates = theirs.map((l) => l.code)
    const days = new Map(rows.map((r) => [r.code, `${r.enrolledAt} ${r.dueAt}`]))
    const count = (day: string | undefined) => candidates.filter((c) => days.get(c) === day).length
    now = {
      candidates, truth, guesses: {
        first: candidates[0]!, last: candidates.at(-1)!,
        handle: theirs.toSorted((a, b) => (a.handle < b.handle ? -1 : 1))[0]!.code,
        oddDay: candidates.toSorted((a, b) => count(days.get(a)) - count(days.get(b)))[0]!,
        record: rows.find((r) => candidates.includes(r.code))!.code,
      },
    }
  }
  const comes = async (one: Someone) => {
    await into(one, cohort)
    enrolled.push(one)
    const { code } = await store.db.selectFrom('enrolment').select('code').where('id', '=', one.enrolment).executeTakeFirstOrThrow()
    codes.set(one.learner, code)
    waiting.push(code)
    if (waiting.length === TOGETHER) {
      const truth = codes.get(victim.learner)
      const candidates = waiting.filter((c) => !mine().has(c))
      if (truth && waiting.includes(truth)) before = { candidates, truth, guesses: { first: candidates.toSorted()[0]! } }
      waiting = []
    }
    await read()
  }
  const acts: (() => Promise<unknown>)[] = [
    // Own accounts end by their codes, are erased, and bring along what a window of theirs has done.
    async () => {
      const line = (await roster(course, cohort)).lines.find((l) => mine().has(l.code) && l.endedAt === null)
      if (line) await endFor(course, cohort, line.handle)
    },
    async () => {
      const one = own.find((o) => o.user && o.kind !== 'role' && o.enrolment !== '')
      if (one) await erase({ learner: one.learner, user: one.user })
      if (one) own.splice(own.indexOf(one), 1)
    },
    async () => {
      const [window, account] = [own.find((o) => o.kind === 'anonymous' && o.enrolment !== ''), own.find((o) => o.user)]
      if (!window || !account) return
      await adopt(window.learner, account.user!)
      own.splice(own.indexOf(window), 1)
      const { code } = await store.db.selectFrom('enrolment').select('code').where('learner_id', '=', await learnerOfUser(account.user!)).executeTakeFirst() ?? { code: '' }
      if (code) codes.set(account.learner, code)
    },
    () => changeCohort(cohort, { name: 'All', due: below(2) ? '2031-05-05' : '' }),
    () => listWaiting(),
  ]
  // Four windows wait, and the victim comes; then whatever order chance brings.
  const windows = own.filter((o) => o.kind === 'anonymous')
  for (const one of windows.slice(0, 4)) await comes(one)
  await comes(victim)
  const rest = [...honest.slice(1), ...own.filter((o) => o.user), ...windows.slice(4)].sort(() => random() - 0.5)
  for (const one of rest) {
    if (one.user === null || honest.includes(one) || own.includes(one)) await comes(one)
    if (below(3) === 0) {
      await acts[below(acts.length)]!()
      await read()
    }
    if (below(4) === 0) {
      const some = enrolled.filter((e) => honest.includes(e) && e.result === null)
      if (some.length > 0) await finishes(some[below(some.length)]!)
      await read()
    }
  }
  return { now, before, odd }
})

describe('a colleague with ten accounts and many windows', () => {
  const runs: Run[] = []
  beforeAll(async () => {
    for (let seed = 1; seed <= RUNS; seed++) runs.push(await play(seed))
  }, 300_000)
  const listed = () => runs.flatMap(({ now }) => now ?? [])

  test('knew the code at once while four windows and one person made five', () => {
    for (const { before } of runs) expect([before!.candidates.length, before!.guesses.first]).toEqual([1, before!.truth])
  })
  test('has five codes or more to choose from, that are not their own [p:codes-by-crowds]', () => {
    expect(listed().length).toBeGreaterThan(RUNS * 0.7)
    for (const { candidates, truth } of listed()) {
      expect(candidates).toContain(truth)
      expect(candidates.length).toBeGreaterThanOrEqual(TOGETHER)
    }
  })
  test('sees counts in fives, no day, no name and no id [p:codes-by-crowds]', () => expect(runs.flatMap(({ odd }) => odd)).toEqual([]))
  test('guesses no better by place, handle or day than by chance among them [p:codes-by-crowds]', () => {
    const chance = listed().map(({ candidates }) => 1 / candidates.length)
    const [mean, sd] = [chance.reduce((a, b) => a + b, 0), Math.sqrt(chance.reduce((s, p) => s + p * (1 - p), 0))]
    for (const way of ['first', 'last', 'handle', 'oddDay', 'record']) {
      const hits = listed().filter(({ guesses, truth }) => guesses[way] === truth).length
      // Five ways, each beyond 3.5 deviations once in 4,000 programs.
      expect([way, hits <= mean + 3.5 * sd]).toEqual([way, true])
    }
  })
})
