import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { exampleCourse } from '@/tests/support/courses'
import { type Lrs, startLrs } from '@/tests/support/lrs'
import { verbOf } from '@/tests/support/cmi5-rules'
import { playedAttempt as playedBy } from '@/tests/support/played'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { createCourse, publishCourse } from '../courses/courses'
import { attemptFinished, openAttempt } from '../enrolment/attempts'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { database } from '../database'
import { append } from '../learning/append'
import { readAttempt, startAttempt } from '../learning/attempts'
import { eraseLearner, newLearner } from '../learning/learners'
import { repeatOf } from '../learning/repeats'
import { libraryIn } from '../library/library'
import { emptyOutbox, waitAfter } from '../outbox/outbox'
import { config } from '../platform/config'
import { exportOf } from '../privacy/export'
import { adopt } from '../sign-in/adopt-attempts'
import { picker } from '@/tests/support/play'
import { playBy } from '@/tests/support/random-play'
import { STATEMENT_DAYS, statements } from './send'
import { noteDisclosure, statedOf, statedSince } from './disclosure'

const DAY = 24 * 3600_000
const playedAttempt: typeof playedBy = (learner, play) => playedBy(learner, { ...play, onFinished: attemptFinished })
let lrs: Lrs
beforeAll(async () => {
  lrs = await startLrs()
})
afterAll(() => lrs.stop())

/** Changes the settings of this process, as if they had been there when it started. */
const before = { ...config() }
async function set(more: Record<string, unknown>): Promise<void> {
  for (const name of Object.keys(config()).filter((n) => n.startsWith('XAPI_'))) delete (config() as Record<string, unknown>)[name]
  Object.assign(config(), { ...before, ...lrs.settings, XAPI_REPORT: 'completion', XAPI_ACTOR: 'code' }, more)
  // As if it had been so for a day.
  if (config().XAPI_ENDPOINT) await statedSince(Date.now() - DAY)
}
afterEach(() => {
  for (const name of Object.keys(config())) if (!(name in before)) delete (config() as Record<string, unknown>)[name]
  Object.assign(config(), before)
  lrs.failing(undefined)
})

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  beforeEach(async () => {
    await database().deleteFrom('outbox').execute()
    lrs.statements.clear()
    lrs.refused.length = 0
    await set({})
  })
  const waiting = () => database().selectFrom('outbox').selectAll().orderBy('due_at').orderBy('id').execute()
  const send = (now = Date.now()) => emptyOutbox([statements], new AbortController().signal, now)
  const sent = () => [...lrs.statements.values()].sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1))
  const verbs = () => sent().map(verbOf)
  async function person(name: string, emailVerified: string): Promise<string> {
    const dates = { createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() }
    await database()
      .insertInto('user')
      .values({ id: name, name, email: `${name}@example.org`, emailVerified, ...dates } as never)
      .execute()
    return learnerOfUser(name)
  }
  async function inCourse(learner: string, terms: object): Promise<void> {
    const id = await createCourse({ ...exampleCourse, ...terms }, 'Everybody')
    await publishCourse(id)
    const cohort = (await database().selectFrom('cohort').select('id').where('course_id', '=', id).executeTakeFirstOrThrow()).id
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const enrolment = (await readEnrolment(learner, enrolled.id))!
    const item = enrolment.course.items.find((i) => i.kind === 'scenario')!
    const attempt = (await openAttempt(enrolment, item as never, 'en'))!
    const pick = picker(1)
    const read = (await readAttempt(learner, attempt))!
    const played = playBy(read.compiled.play, () => pick(1_000))
    expect((await append(read, 0, played, attemptFinished)).ok).toBe(true)
  }

  describe('statements', () => {
    test('say that a scenario was begun and completed, without a result, and nothing before it is finished [p:xapi-completion]', async () => {
      const { learner } = await newLearner()
      await playedAttempt(learner, { finish: false })
      expect(await waiting()).toEqual([])
      await playedAttempt(learner)
      expect(await send()).toEqual({ sent: 2, later: 0, refused: 0 })
      expect(verbs()).toEqual(['initialized', 'completed'])
      expect(sent().map(({ result }) => result)).toEqual([undefined, { completion: true }])
      expect([lrs.refused, await waiting()]).toEqual([[], []])
    })

    test('say whether it ended well, with the grade, only if XAPI_REPORT is results [p:xapi-completion]', async () => {
      await set({ XAPI_REPORT: 'results' })
      await playedAttempt((await newLearner()).learner)
      await send()
      expect(verbs()).toContain('completed')
      const judged = sent().filter(({ result }) => result?.success !== undefined)
      const ended = await database()
        .selectFrom('attempt_result')
        .select(['outcome', 'result'])
        .orderBy('finished_at', 'desc')
        .executeTakeFirstOrThrow()
      const held = ended.outcome === 'held'
      expect(judged.map((one) => [verbOf(one), one.result])).toEqual([
        [held ? 'passed' : 'failed', { success: held, score: { scaled: ended.result! / 100 } }],
      ])
      expect(verbs()).not.toContain('answered')
      expect(lrs.refused).toEqual([])
    })

    test('contain each decision, as it was shown, only if XAPI_REPORT is answers [p:xapi-completion]', async () => {
      await set({ XAPI_REPORT: 'answers' })
      const { learner } = await newLearner()
      const attempt = (await readAttempt(learner, await playedAttempt(learner)))!
      await send()
      const answers = sent().filter((s) => verbOf(s) === 'answered')
      const decided = attempt.events.filter(({ type }) => type === 'decide').length
      expect(answers.length).toBeGreaterThanOrEqual(decided)
      for (const { object, result } of answers) {
        expect(object.definition!.choices!.map(({ id }) => id)).toContain(result!.response)
        expect(object.definition!.name).toEqual({ en: expect.stringMatching(/\w/) })
        expect(JSON.stringify(object)).not.toMatch(/\{\w+_(name|given|family|they|them|their)\}/)
      }
      expect([lrs.refused, new Set(sent().map(({ id }) => id)).size]).toEqual([[], sent().length])
    })

    test('are about a repeat as well, because it counts', async () => {
      await set({ XAPI_REPORT: 'results' })
      const { learner } = await newLearner()
      const first = (await readAttempt(learner, await playedAttempt(learner)))!
      await send()
      const before = sent().length
      const repeat = (await readAttempt(learner, (await repeatOf(first, 'en'))!.id))!
      const pick = picker(1)
      await append(
        repeat,
        0,
        playBy(repeat.compiled.play, () => pick(1_000)),
        attemptFinished,
      )
      await send()
      // What is put at one moment goes out in any order.
      expect(sent().slice(before).map(verbOf).toSorted()).toEqual(['completed', 'initialized', expect.stringMatching(/passed|failed/)])
    })

    test('are about what counts: there are none about practice, or while nothing is set up', async () => {
      const { learner } = await newLearner()
      const id = (await startAttempt({ learner, scenario: 'P01', variant: 'hostile', locale: 'en', purpose: 'practice' }))!
      const pick = picker(1)
      const read = (await readAttempt(learner, id))!
      await append(
        read,
        0,
        playBy(read.compiled.play, () => pick(1_000)),
        attemptFinished,
      )
      await set({ XAPI_ENDPOINT: undefined })
      await playedAttempt(learner)
      expect(await waiting()).toEqual([])
      expect(await send()).toBeNull()
    })

    test('contain nothing about an attempt that began when learners read something else before they played [p:xapi-said]', async () => {
      const { learner } = await newLearner()
      const id = (await startAttempt({ learner, scenario: 'P01', variant: 'hostile', locale: 'en' }))!
      const pick = picker(1)
      const begun = (await readAttempt(learner, id))!
      Object.assign(config(), { XAPI_REPORT: 'answers' })
      await new Promise((done) => setTimeout(done, 5))
      expect(
        (
          await append(
            begun,
            0,
            playBy(begun.compiled.play, () => pick(1_000)),
            attemptFinished,
          )
        ).ok,
      ).toBe(true)
      expect(await waiting()).toEqual([])
      // The attempt goes on with another version of the scenario, and nobody has read anything in between.
      const next = (await startAttempt({ id: 'goes-on', parent: id, learner, scenario: 'P01', variant: 'hostile', locale: 'en' }))!
      const goesOn = (await readAttempt(learner, next))!
      const events = playBy(goesOn.compiled.play, () => pick(1_000))
      expect((await append(goesOn, 0, events, attemptFinished)).ok).toBe(true)
      expect(await waiting()).toEqual([])
      await playedAttempt(learner)
      expect((await waiting()).length).toBeGreaterThan(3)
      // Off and on again, so that once more nobody has read it.
      const between = (await startAttempt({ learner, scenario: 'P01', variant: 'hostile', locale: 'en' }))!
      // Within one millisecond the attempt would count as begun after the change.
      await new Promise((done) => setTimeout(done, 5))
      Object.assign(config(), { XAPI_ENDPOINT: undefined })
      await noteDisclosure()
      Object.assign(config(), lrs.settings)
      await noteDisclosure()
      const had = (await waiting()).length
      const read = (await readAttempt(learner, between))!
      await append(
        read,
        0,
        playBy(read.compiled.play, () => pick(1_000)),
        attemptFinished,
      )
      expect((await waiting()).length).toBe(had)
    })

    test('never contain more than the terms of a course let the organisation see [p:xapi-terms]', async () => {
      await set({ XAPI_REPORT: 'answers', XAPI_ACTOR: 'email' })
      await inCourse(await person('private', '1'), { shares: 'completion' })
      await send()
      expect(verbs()).toEqual(['initialized', 'completed'])
      lrs.statements.clear()
      await inCourse(await person('shared', '1'), { shares: 'results' })
      await send()
      expect([verbs().length, verbs().includes('answered')]).toEqual([3, false])
      lrs.statements.clear()
      await inCourse(await person('coded', '1'), { shares: 'completion', people: 'codes' })
      await send()
      expect([JSON.stringify(sent()).includes('coded@'), sent().length]).toEqual([false, 2])
    })

    test('contain nothing about a scenario that may be skipped, and about a tutorial only that it was played [p:xapi-terms]', async () => {
      await set({ XAPI_REPORT: 'answers' })
      const { scenarios } = await libraryIn('en')
      const all = [...scenarios.values()]
      for (const scenario of all)
        expect(statedOf(scenario, null)?.report).toBe(
          scenario.skippable ? undefined : scenario.kind === 'tutorial' ? 'completion' : 'answers',
        )
      expect(all.some(({ skippable }) => skippable) && all.some(({ kind }) => kind === 'tutorial')).toBe(true)
    })
  })

  describe('the person in a statement', () => {
    test('is a code, the same for the same person, which leads to nobody without the secret [p:xapi-said]', async () => {
      const [one, two] = [(await newLearner()).learner, (await newLearner()).learner]
      for (const learner of [one, one, two]) await playedAttempt(learner)
      await send()
      const names = sent().map(({ actor }) => ('account' in actor ? actor.account : null))
      expect(new Set(names.map((account) => account?.homePage))).toEqual(new Set(['https://training.example']))
      expect(new Set(names.map((account) => account?.name)).size).toBe(2)
      expect(JSON.stringify(sent())).not.toContain(one)
      for (const { table, row } of await everything(store()))
        for (const account of names) expect(row.includes(account!.name), table).toBe(false)
    })

    test('is an address only if XAPI_ACTOR says so, and only a verified one [p:xapi-said]', async () => {
      const [verified, unverified] = [await person('verified', '1'), await person('unverified', '0')]
      await playedAttempt(verified)
      await send()
      expect(JSON.stringify(sent())).not.toContain('@')
      await set({ XAPI_ACTOR: 'email' })
      lrs.statements.clear()
      for (const learner of [verified, unverified]) await playedAttempt(learner)
      await send()
      const text = JSON.stringify(sent())
      expect([text.includes('mailto:verified@example.org'), text.includes('unverified')]).toEqual([true, false])
    })
  })

  describe('a store that', () => {
    test.each([503, 401, 403, 404, null])('answers %s is tried again, later each time, and has everything once', async (status) => {
      await playedAttempt((await newLearner()).learner)
      lrs.failing(status)
      let now = Date.now()
      const [first] = await waiting()
      const requests = lrs.requests()
      expect(await send(now)).toMatchObject({ sent: 0, later: 1 })
      // One is enough to know.
      expect(lrs.requests() - requests).toBe(1)
      const put = (await waiting()).find(({ id }) => id === first!.id)!
      expect([put.tries, put.due_at]).toEqual([1, now + waitAfter(1)])
      lrs.failing(undefined)
      now += waitAfter(1)
      await send(now)
      expect([await waiting(), verbs()]).toEqual([[], ['initialized', 'completed']])
    })

    test('refuses a statement is not asked again', async () => {
      await playedAttempt((await newLearner()).learner)
      lrs.failing(400)
      expect(await send()).toMatchObject({ refused: 2 })
      expect(await waiting()).toEqual([])
    })
  })

  test('what a store has stays there when its learner is erased here, and people read that [p:xapi-not-erased]', async () => {
    const { learner } = await newLearner()
    await playedAttempt(learner)
    await send()
    const [had, requests] = [lrs.statements.size, lrs.requests()]
    await eraseLearner(learner)
    await send()
    expect([lrs.statements.size, lrs.requests()]).toEqual([had, requests])
    expect(en.data.kinds.statements).toContain('We cannot erase from here what the store has')
    expect(en.privacy.kinds.statements.keep).toContain('erasing here does not reach it')
  })

  describe('statements that wait', () => {
    test('are deleted with their learner [p:xapi-outbox]', async () => {
      const { learner } = await newLearner()
      await playedAttempt(learner)
      expect((await waiting()).length).toBe(2)
      await eraseLearner(learner)
      expect(await waiting()).toEqual([])
    })

    test('are deleted after thirty days, whether a store is set up or not [p:xapi-outbox]', async () => {
      await playedAttempt((await newLearner()).learner)
      await set({ XAPI_ENDPOINT: undefined })
      const now = Date.now()
      await send(now + STATEMENT_DAYS * DAY - 60_000)
      expect(await waiting()).toHaveLength(2)
      await send(now + STATEMENT_DAYS * DAY + 60_000)
      expect(await waiting()).toEqual([])
    })

    test('are in the export, and follow people who sign in [p:xapi-outbox]', async () => {
      const own = await person('signing', '1')
      const { learner } = await newLearner()
      await playedAttempt(learner)
      await adopt(learner, 'signing')
      expect((await waiting()).map(({ learner_id }) => learner_id)).toEqual([own, own])
      expect(JSON.stringify(await exportOf({ learner: own, user: 'signing' }))).toContain('/verbs/completed')
    })
  })
})
