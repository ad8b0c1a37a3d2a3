/**
 * A colleague who owns the course, with ten accounts and any number of private windows, tries to find out which code belongs to one person:
 * by when it appears or changes, its place in the list, counts, days, names in addresses, and by ending codes and enrolling accounts. They
 * know when that person enrolled and finished, and which codes are their own.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { learnerOfUser } from '@/server/accounts/people'
import { adopt } from '@/server/sign-in/adopt-attempts'
import { changeCohort, cohortsOf, createCohort, removeCohort, waitingCodes } from '@/server/enrolment/cohorts'
import { listWaiting } from '@/server/reports/codes'
import { enrolListed } from '@/server/enrolment/add-people'
import { everyRecord } from '@/tests/support/every-record'
import { remindable } from '@/server/reminders/recipients'
import { actOnAll } from '@/tests/support/line-acts'
import { erase } from '@/server/privacy/erase'
import { type WorldPerson, inWorld } from './world'

const RUNS = 30
const TOGETHER = 5

interface GuessResult {
  /** Codes that may be the victim's, when they were fewest. */ candidates: string[]
  variant: string
  guesses: Record<string, string>
}
interface Run {
  now: GuessResult | null
  /** If codes were listed by fives, however real the people are: shows that the guesser works. */
  before: GuessResult | null
  odd: string[]
  /** Codes that came or changed in the hour in which the victim alone did something. */
  moved: string[][]
}

const play = (seed: number): Promise<Run> =>
  inWorld(seed, { people: 'codes', due_days: 9, shares: 'results' }, async (world) => {
    const { store, below, random, course, cohort, person, into, finishes } = world
    const kind = seed % 2 === 0 ? ('vouched' as const) : ('proven' as const)
    const honest: WorldPerson[] = []
    const own: WorldPerson[] = []
    for (let i = 0; i < 16; i++) honest.push(await person(kind))
    for (let i = 0; i < 10; i++) own.push(await person('proven', `own${i}@example.org`))
    for (let i = 0; i < 3; i++)
      own.push(
        await person('proven', `own0+${i}@example.org`),
        await person('proven', `me${i}@evil.example`),
        await person('unproven'),
        await person('role'),
      )
    for (let i = 0; i < 6; i++) own.push(await person('anonymous'))
    const victim = honest[0]!
    const codes = new Map<string, string>()
    const mine = () => new Set(own.flatMap((o) => codes.get(o.learner) ?? []))
    const gone = new Set<string>()
    const odd: string[] = []
    const moved: string[][] = []
    /** The codes that wait under the old rule, and where the victim's was listed. */
    let waiting: string[] = []
    let [before, now]: [GuessResult | null, GuessResult | null] = [null, null]
    let known = new Map<string, string>()
    const enrolled: WorldPerson[] = []

    const shownNow = async () => [
      ...(await everyRecord(course, { results: '1' })).rows,
      ...(await everyRecord(course, { results: '1', state: 'left' })).rows,
    ]
    /** An hour passes. @returns the codes other than own ones about which something is new */
    const read = async (): Promise<string[]> => {
      await listWaiting()
      const waiting = await waitingCodes(course, cohort)
      const rows = await shownNow()
      const counts = (await cohortsOf(course)).find(({ row }) => row.id === cohort)!
      if (waiting % TOGETHER !== 0 || (counts.enrolled - rows.filter((l) => l.endedAt === null).length) % TOGETHER !== 0)
        odd.push(`counts ${waiting} ${counts.enrolled}`)
      if (
        rows.some((r) => [r.dueAt, r.completedAt, r.renewAt, r.invitedAt, r.remindedAt, r.email].some((value) => value !== null)) ||
        rows.some((r) => r.who !== r.code || r.unit !== '')
      )
        odd.push('a day or a name')
      if ((await remindable(course, cohort)) > 0) odd.push('reminders')
      const addresses = JSON.stringify(rows.map(({ key, code }) => [key, code]))
      for (const one of enrolled) if (addresses.includes(one.enrolment) || addresses.includes(one.learner)) odd.push('an id')
      const shown = new Map(rows.map(({ enrolment: _, ...row }) => [row.code, JSON.stringify(row)]))
      for (const [code, text] of known)
        if (shown.get(code) !== text && !gone.has(code)) odd.push(shown.has(code) ? 'a code changed' : 'a code went')
      const changed = [...known].flatMap(([code, text]) => (shown.has(code) && shown.get(code) !== text ? [code] : []))
      const fresh = rows.filter((l) => !known.has(l.code) && !mine().has(l.code)).map((l) => l.code)
      known = shown
      const variant = codes.get(victim.learner)
      if (variant === undefined || !fresh.includes(variant)) return [...fresh, ...changed]
      const days = new Map(rows.map((r) => [r.code, `${r.since} ${r.dueAt}`]))
      const count = (day: string | undefined) => fresh.filter((c) => days.get(c) === day).length
      const theirs = rows.filter((l) => fresh.includes(l.code))
      now = {
        candidates: fresh,
        variant,
        guesses: {
          first: fresh[0]!,
          last: fresh.at(-1)!,
          handle: theirs.toSorted((a, b) => (a.key < b.key ? -1 : 1))[0]!.code,
          oddDay: fresh.toSorted((a, b) => count(days.get(a)) - count(days.get(b)))[0]!,
          record: rows.find((r) => fresh.includes(r.code))!.code,
        },
      }
      return [...fresh, ...changed]
    }
    const comes = async (one: WorldPerson) => {
      await into(one, cohort)
      await store.db.updateTable('enrolment').set({ terms_seen_at: 1 }).where('id', '=', one.enrolment).execute()
      enrolled.push(one)
      const { code } = await store.db.selectFrom('enrolment').select('code').where('id', '=', one.enrolment).executeTakeFirstOrThrow()
      codes.set(one.learner, code)
      waiting.push(code)
      if (waiting.length === TOGETHER) {
        const variant = codes.get(victim.learner)
        const candidates = waiting.filter((c) => !mine().has(c))
        if (variant && waiting.includes(variant)) before = { candidates, variant, guesses: { first: candidates.toSorted()[0]! } }
        waiting = []
      }
    }
    /** Tries to end every code, to enrol somebody again and to move every code. */
    const probe = async (user: string) => {
      const lines = await shownNow()
      if ((await actOnAll(course, lines, { act: 'end' })) > 0) odd.push('an end')
      const [theirs, nobodys] = [await createCohort(course, { name: 'Y', due: '' }), await createCohort(course, { name: 'Z', due: '' })]
      const { email } = await store.db.selectFrom('user').select('email').where('id', '=', user).executeTakeFirstOrThrow()
      const came = await enrolListed(theirs, [{ email, name: null }], false)
      if (!came.ok) odd.push('not enrolled')
      if ((await actOnAll(course, lines, { act: 'move', cohort: theirs })) > 0) odd.push('a move')
      if ((await removeCohort(course, theirs)) !== (await removeCohort(course, nobodys))) odd.push('a cohort that stays')
      if ((await waitingCodes(course, theirs)) + (await remindable(course, theirs)) > 0) odd.push('somebody in a new cohort')
    }
    const acts: (() => Promise<unknown>)[] = [
      async () => {
        const one = own.find((o) => o.user && o.kind !== 'role' && o.enrolment !== '')
        if (!one) return
        for (const { code } of await store.db.selectFrom('enrolment').select('code').where('learner_id', '=', one.learner).execute())
          gone.add(code)
        await erase({ learner: one.learner, user: one.user })
        own.splice(own.indexOf(one), 1)
      },
      async () => {
        const [window, account] = [own.find((o) => o.kind === 'anonymous' && o.enrolment !== ''), own.find((o) => o.user)]
        if (!window || !account) return
        const both = [window, account].flatMap((o) => codes.get(o.learner) ?? [])
        await adopt(window.learner, account.user!)
        own.splice(own.indexOf(window), 1)
        const left = await store.db
          .selectFrom('enrolment')
          .select(['code', 'id'])
          .where('learner_id', '=', await learnerOfUser(account.user!))
          .execute()
        for (const code of both) if (!left.some((l) => l.code === code)) gone.add(code)
        const [kept, beside] = left
        if (kept) {
          account.enrolment = kept.id
          codes.set(account.learner, kept.code)
        }
        if (beside) {
          own.push({ ...window, learner: beside.id, enrolment: '' })
          codes.set(beside.id, beside.code)
        }
      },
      () => changeCohort(cohort, { name: 'All', due: below(2) ? '2031-05-05' : '' }),
      () => probe(victim.user!),
    ]
    // Four windows wait, and the victim comes; then everything in random order.
    const windows = own.filter((o) => o.kind === 'anonymous')
    for (const one of windows.slice(0, 4)) await comes(one)
    await read()
    await comes(victim)
    moved.push(await read())
    const rest = [...honest.slice(1), ...own.filter((o) => o.user), ...windows.slice(4)].sort(() => random() - 0.5)
    for (const one of rest) {
      if (!honest.includes(one) && !own.includes(one)) continue
      await comes(one)
      if (below(4) === 0) await acts[below(acts.length)]!()
      // Own accounts finish at once, so that nobody waits for them.
      if (own.includes(one) && below(5) > 0) await finishes(one)
      await read()
    }
    const late = honest.slice(1).sort(() => random() - 0.5)
    for (const one of late.splice(0, below(TOGETHER))) await finishes(one)
    await read()
    await finishes(victim)
    moved.push(await read())
    await probe(victim.user!)
    moved.push(await read())
    for (const one of late) {
      await finishes(one)
      await read()
      if (below(4) === 0) await acts[below(acts.length)]!()
    }
    return { now, before, odd, moved }
  })

describe('a colleague with ten accounts and many windows', () => {
  const runs: Run[] = []
  beforeAll(async () => {
    for (let seed = 1; seed <= RUNS; seed++) runs.push(await play(seed))
  }, 300_000)
  const listed = () => runs.flatMap(({ now }) => now ?? [])

  test('would know the code at once if codes were listed by fives, when four windows and one person make five', () => {
    for (const { before } of runs) expect([before!.candidates.length, before!.guesses.first]).toEqual([1, before!.variant])
  })
  test('has five codes or more to choose from, that are not their own [p:codes-by-crowds]', () => {
    expect(listed().length).toBeGreaterThan(RUNS * 0.9)
    for (const { candidates, variant } of listed()) {
      expect(candidates).toContain(variant)
      expect(candidates.length).toBeGreaterThanOrEqual(TOGETHER)
    }
    expect(
      listed().some(({ candidates }) => candidates.length === TOGETHER),
      'and now and then exactly five',
    ).toBe(true)
  })
  test('sees nothing of one code move while one person is at work (O6) [p:codes-stand-still]', () => {
    for (const hour of runs.flatMap(({ moved }) => moved)) if (hour.length > 0) expect(hour.length).toBeGreaterThanOrEqual(TOGETHER)
  })
  test('sees counts in fives, no day, no name, no id, no code that changes or goes, and answers that are all the same (O1, O4) [p:codes-by-crowds] [p:codes-stand-still]', () => {
    expect([...new Set(runs.flatMap(({ odd }) => odd))]).toEqual([])
  })
  test('guesses no better than chance by place, handle or day [p:codes-by-crowds]', () => {
    const chance = listed().map(({ candidates }) => 1 / candidates.length)
    const [mean, sd] = [chance.reduce((a, b) => a + b, 0), Math.sqrt(chance.reduce((s, p) => s + p * (1 - p), 0))]
    for (const way of ['first', 'last', 'handle', 'oddDay', 'record']) {
      const hits = listed().filter(({ guesses, variant }) => guesses[way] === variant).length
      // Five ways; each exceeds 3.5 standard deviations by chance once in 4,000 programs.
      expect([way, hits <= mean + 3.5 * sd]).toEqual([way, true])
    }
  })
})
