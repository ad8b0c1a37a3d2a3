import { describe, expect, test } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { archived, courseOf, learner, published } from '@/tests/support/courses'
import { ownLibrary } from '@/tests/support/library'
import { soundPool } from '@/tests/support/sound-scenario'
import { playBy } from '@/tests/support/random-play'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { append } from '../learning/append'
import { readAttempt } from '../learning/attempts'
import { startOther } from '../learning/play-again'
import { eraseLearner } from '../learning/learners'
import { libraryIn } from '../library/library'
import { scoreAttempt } from '@/scenarios/engine/score/attempt'
import { replay } from '@/scenarios/engine/play/journal'
import { publishCourse, readCourse, saveDraft } from '../courses/courses'
import { endEnrolment } from '@/tests/support/line-acts'
import { type Enrolment, enrolmentsOf, readEnrolment, enrol, RENEW_EARLY, mayRenew } from './enrolment'
import { openItem, seeTerms, claimAttempt, itemDone, itemGoesOn, readItem } from './progress'
import { cohortOfLink } from './open-cohorts'
import { attemptFinished, courseOfAttempt, isResultShared, openAttempt, playAgain } from './attempts'

const { scenario, publish, withdraw } = ownLibrary()
const DAY = 24 * 3600_000

function picks(seed: number): () => number {
  let state = seed
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >>> 8
}
async function played(variant: 'hostile' | 'genuine', passes: boolean): Promise<PlayEvent[]> {
  const compiled = (await libraryIn('en')).compiled(scenario, variant)!
  for (let seed = 1; seed < 500; seed++) {
    const events = playBy(compiled.play, picks(seed))
    if (scoreAttempt(compiled, replay(compiled.play, events).steps).passed === passes) return events
  }
  throw new Error(`no play of the ${variant} version ${passes ? 'passes' : 'fails'}`)
}

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const enrolled = async (who: string, cohort: string, more: Partial<Parameters<typeof enrol>[0]> = {}): Promise<string> => {
    const result = await enrol({ learner: who, cohort, ...more })
    if (!result.ok) throw new Error(result.reason)
    return result.id
  }
  const read = async (who: string, id: string): Promise<Enrolment> => (await readEnrolment(who, id))!
  async function play(who: string, id: string, item: string, passes = true): Promise<string> {
    const enrolment = await read(who, id)
    const attempt = (await openAttempt(enrolment, enrolment.course.items.find((i) => i.id === item) as never, 'en'))!
    const begun = (await readAttempt(who, attempt))!
    expect(await append(begun, 0, await played(begun.header.variant, passes), attemptFinished)).toMatchObject({ ok: true })
    return attempt
  }

  describe('enrolling', () => {
    test('twice at the same moment enrols once, and draws nothing yet', async () => {
      const { cohort } = await published(courseOf([scenario, scenario, scenario, scenario]))
      const who = await learner()
      const results = await Promise.all([1, 2, 3].map(() => enrol({ learner: who, cohort })))
      expect(new Set(results.map((r) => r.ok && r.id)).size).toBe(1)
      expect(results.filter((r) => r.ok && !r.already)).toHaveLength(1)
      const [only, ...more] = await enrolmentsOf(who)
      expect(more).toEqual([])
      expect(only!.items).toEqual([])
      expect(only!.progress).toMatchObject({ standing: 'not-started', done: 0, of: 6 })
    })

    test('is refused for a course that is archived, unpublished or missing, and its link leads nowhere', async () => {
      const { id, cohort, link } = await published(courseOf([scenario]))
      expect(await cohortOfLink(link)).toMatchObject({ cohort, courseId: id, version: 1 })
      await archived(id)
      expect(await enrol({ learner: await learner(), cohort })).toEqual({ ok: false, reason: 'archived' })
      expect(await cohortOfLink(link)).toBeNull()
      expect(await cohortOfLink('made-up')).toBeNull()
      expect(await enrol({ learner: await learner(), cohort: 'made-up' })).toEqual({ ok: false, reason: 'no-such-cohort' })
    })

    test('fixes the version of that day with its rules; another learner reads nothing [p:terms-first]', async () => {
      const { id: course, cohort } = await published(courseOf([scenario], { shares: 'completion', due_days: 10 }))
      const who = await learner()
      const id = await enrolled(who, cohort, { now: 1_000 })
      await saveDraft(course, courseOf([scenario], { shares: 'results' }), (await readCourse(course))!.updatedAt)
      await publishCourse(course)
      expect((await read(who, id)).course.shares).toBe('completion')
      expect((await read(who, id)).row).toMatchObject({ version: 1, due_at: 1_000 + 10 * DAY })
      const other = await learner()
      expect(await readEnrolment(other, id)).toBeNull()
      expect((await read(other, await enrolled(other, cohort))).course.shares).toBe('results')
    })

    test('enrols people who left again, and keeps the earlier record', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const first = await enrolled(who, cohort)
      await endEnrolment(first)
      expect(await enrolled(who, cohort)).not.toBe(first)
      expect(await enrolmentsOf(who)).toHaveLength(1)
      expect((await read(who, first)).row.ended_at).toBeTypeOf('number')
    })
  })

  describe('going through', () => {
    test('nothing opens before the terms are seen; then items open one after another and stay open [p:terms-first]', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      const open = async () => {
        const enrolment = await read(who, id)
        return enrolment.course.items.filter((i) => openItem(enrolment, i.id)).map((i) => i.id)
      }
      expect(await open()).toEqual([])
      await seeTerms(id, 5)
      await seeTerms(id, 9)
      expect((await read(who, id)).row.terms_seen_at).toBe(5)
      expect(await open()).toEqual(['read'])
      await readItem(id, 'read')
      expect(await open()).toEqual(['read', 'case-1'])
      expect((await read(who, id)).progress).toMatchObject({ standing: 'under-way', done: 1 })
      expect(openItem(await read(who, id), 'made-up')).toBeNull()
      await endEnrolment(id)
      expect(await open()).toEqual([])
    })

    test('the last event of the attempt that counts completes the item, in its own transaction', async () => {
      const { cohort } = await published(courseOf([scenario], { renew_months: 12 }))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await readItem(id, 'whom')
      await readItem(id, 'read')
      const attempt = await play(who, id, 'case-1')
      const { row, progress, items } = await read(who, id)
      expect(progress).toMatchObject({ standing: 'complete', done: 3, next: null })
      expect(row.completed_at).toBeTypeOf('number')
      expect(row.renew_at! - row.completed_at!).toBeGreaterThan(364 * DAY)
      expect(row.passed, 'mastery was not asked for').toBeNull()
      expect(items.find((i) => i.item === 'case-1')).toMatchObject({ attempt, tries: 1, best: { outcome: 'held' } })
    })

    test('two items done at one moment complete the course, also by a process that has not read it yet', async () => {
      for (let round = 0; round < 5; round++) {
        const { id: course, cohort } = await published(courseOf([]))
        const who = await learner()
        const id = await enrolled(who, cohort)
        // This process has not read this version yet, so the transaction reads it.
        const { body } = await store()
          .db.selectFrom('course_version')
          .select('body')
          .where('course_id', '=', course)
          .executeTakeFirstOrThrow()
        await store().db.insertInto('course_version').values({ course_id: course, version: 7, body, at: 0 }).execute()
        await store().db.updateTable('enrolment').set({ version: 7 }).where('id', '=', id).execute()
        await Promise.all(['read', 'whom'].map((item) => readItem(id, item)))
        expect((await read(who, id)).row.completed_at).toBeTypeOf('number')
      }
    })

    test('a form sent twice opens one attempt, in the version that was drawn', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      const enrolment = await read(who, id)
      const item = enrolment.course.items[1] as never
      const attempts = await Promise.all([1, 2, 3].map(() => openAttempt(enrolment, item, 'en')))
      expect(new Set(attempts).size).toBe(1)
      const attempt = (await readAttempt(who, attempts[0]!))!
      const { variant } = (await read(who, id)).items.find((i) => i.item === 'case-1')!
      expect(attempt.header).toMatchObject({ purpose: 'learn', variant })
      expect(await courseOfAttempt(who, attempt.id)).toMatchObject({ enrolment: { row: { id } }, item: { id: 'case-1' }, counts: true })
      expect(await courseOfAttempt(await learner(), attempt.id)).toBeNull()
    })

    test('an attempt that was claimed but never created is created on the next visit', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await claimAttempt(id, 'case-1', 'claimed-and-lost')
      const enrolment = await read(who, id)
      expect(await openAttempt(enrolment, enrolment.course.items[1] as never, 'en')).toBe('claimed-and-lost')
      expect(await readAttempt(who, 'claimed-and-lost')).not.toBeNull()
      await itemGoesOn('claimed-and-lost', 'on-a-newer-version')
      expect((await read(who, id)).items.find((i) => i.item === 'case-1')).toMatchObject({ attempt: 'on-a-newer-version' })
    })

    const again = async (who: string, id: string, passes: boolean) => {
      const enrolment = await read(who, id)
      const repeat = (await readAttempt(who, (await playAgain(enrolment, enrolment.course.items[1] as never, 'en'))!))!
      await append(repeat, 0, await played(repeat.header.variant, passes), attemptFinished)
      return repeat
    }
    const best = async (who: string, id: string) => (await read(who, id)).items.find((i) => i.item === 'case-1')!

    test('what did not hold can be played again, and the course is passed once it has held', async () => {
      const { cohort } = await published(courseOf([scenario], { passing: 'mastery' }))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await readItem(id, 'read')
      await play(who, id, 'case-1', false)
      await readItem(id, 'whom')
      const missed = await read(who, id)
      const first = await best(who, id)
      expect([missed.progress.standing, missed.row.passed, first.best!.outcome]).toEqual([
        'not-passed',
        0,
        expect.not.stringMatching('held'),
      ])

      const worse = await again(who, id, false)
      expect(worse.header).toMatchObject({ purpose: 'repeat', parent: first.attempt })
      expect((await best(who, id)).best!.result).toBeGreaterThanOrEqual(first.best!.result)
      expect((await read(who, id)).row.passed).toBe(0)

      const better = await again(who, id, true)
      const { row, progress } = await read(who, id)
      expect([row.passed, progress.standing]).toEqual([1, 'complete'])
      expect(await best(who, id)).toMatchObject({ attempt: first.attempt, tries: 3, best: { outcome: 'held', result: expect.any(Number) } })
      for (const { id: repeat } of [worse, better])
        expect(await courseOfAttempt(who, repeat)).toMatchObject({ item: { id: 'case-1' }, counts: true })
      const other = (await startOther(better))!
      expect(await courseOfAttempt(who, other), 'practice from a repeat').toMatchObject({ item: { id: 'case-1' }, counts: false })
      expect((await again(who, id, false)).header, 'what has held is practice').toMatchObject({
        purpose: 'practice',
        parent: first.attempt,
      })
      expect((await best(who, id)).best!.outcome).toBe('held')
      const firsts = await store()
        .db.selectFrom('attempt_result as r')
        .innerJoin('attempt as a', 'a.id', 'r.attempt_id')
        .select('first')
        .where('learner_id', '=', who)
        .execute()
      expect(
        firsts.filter((r) => r.first === 1),
        'a repeat is in no figure',
      ).toHaveLength(1)
    })

    test('a repeat that is still open is gone on with, and a form sent twice changes nothing', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await readItem(id, 'read')
      await play(who, id, 'case-1', false)
      const enrolment = await read(who, id)
      const start = () => playAgain(enrolment, enrolment.course.items[1] as never, 'en')
      const open = await start()
      expect([await start(), (await best(who, id)).tries]).toEqual([open, 2])
    })

    test('a repeat draws its variant again', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await readItem(id, 'read')
      await play(who, id, 'case-1', false)
      const met = new Set<string>()
      for (let i = 0; i < 30 && met.size < 2; i++) met.add((await again(who, id, false)).header.variant)
      expect([...met].sort()).toEqual(['genuine', 'hostile'])
    })

    test.each(['results', 'completion'] as const)(
      'passing later moves the days of a course that shares %s only if that tells nothing',
      async (shares) => {
        const { cohort } = await published(courseOf([scenario], { passing: 'mastery', shares, renew_months: 12, people: 'names' }))
        const who = await learner()
        const id = await enrolled(who, cohort)
        await readItem(id, 'read')
        await play(who, id, 'case-1', false)
        await readItem(id, 'whom', 5)
        const before = (await read(who, id)).row
        await again(who, id, true)
        const { row } = await read(who, id)
        expect(row.passed).toBe(1)
        if (shares === 'completion') expect([row.completed_at, row.renew_at]).toEqual([before.completed_at, before.renew_at])
        else expect([row.completed_at! > before.completed_at!, before.renew_at, row.renew_at]).toEqual([true, null, expect.any(Number)])
      },
    )

    test('a course that was passed at once is recorded as passed', async () => {
      const { cohort } = await published(courseOf([scenario], { passing: 'mastery' }))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await Promise.all(['read', 'whom'].map((item) => readItem(id, item)))
      await play(who, id, 'case-1', true)
      expect(await read(who, id)).toMatchObject({ row: { passed: 1 }, progress: { standing: 'complete' } })
    })

    test.each(['results', 'completion'] as const)(
      'who missed it has no day to take the course again, where sharing %s shows that they failed',
      async (shares) => {
        const { cohort } = await published(courseOf([scenario], { passing: 'mastery', shares, renew_months: 12, people: 'names' }))
        const who = await learner()
        const id = await enrolled(who, cohort)
        await Promise.all(['read', 'whom'].map((item) => readItem(id, item)))
        await play(who, id, 'case-1', false)
        const { row } = await read(who, id)
        // A day that is missing would tell that they failed.
        expect([row.passed, row.renew_at !== null]).toEqual([0, shares === 'completion'])
      },
    )

    test('a tutorial counts nothing and cannot be failed, even if it is finished after it left the library', async () => {
      const renamed = soundPool.xa!.map(({ given, family }) => ({ given, family: `${family}s` }))
      publish(undefined, { pool: { ...soundPool, xa: renamed }, kind: 'tutorial' })
      const { cohort } = await published(courseOf([scenario], { passing: 'mastery', shares: 'results' }))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await Promise.all(['read', 'whom'].map((item) => readItem(id, item)))
      const { course } = await read(who, id)
      const attempt = (await openAttempt(await read(who, id), course.items[1] as never, 'en'))!
      const begun = (await readAttempt(who, attempt))!
      const events = playBy(begun.compiled.play, picks(1))
      withdraw()
      expect(await append((await readAttempt(who, attempt))!, 0, events, attemptFinished)).toMatchObject({ ok: true })
      publish()
      const { row, items, progress } = await read(who, id)
      expect(items.find((i) => i.item === 'case-1')).toMatchObject({ best: null, doneAt: expect.any(Number) })
      expect([row.passed, progress.standing]).toEqual([1, 'complete'])
      const result = await store()
        .db.selectFrom('attempt_result')
        .select(['first', 'outcome', 'result'])
        .where('attempt_id', '=', attempt)
        .executeTakeFirst()
      expect(result, 'in no figure, and with no outcome').toEqual({ first: 0, outcome: null, result: null })
      const shared = async (id: string) => isResultShared((await readAttempt(who, id))!, await courseOfAttempt(who, id))
      expect(await shared(attempt), 'the debrief does not say that the organisation sees a score').toBe(false)
      const other = await enrolled(who, (await published(courseOf([scenario], { shares: 'results' }))).cohort)
      await readItem(other, 'read')
      expect(await shared(await play(who, other, 'case-1'))).toBe(true)
    })

    test('an item is completed once, and deleted with its learner', async () => {
      const { cohort } = await published(courseOf([]))
      const who = await learner()
      const id = await enrolled(who, cohort)
      await store()
        .db.transaction()
        .execute((db) => itemDone(db, id, 'read', null, 5))
      await store()
        .db.transaction()
        .execute((db) => itemDone(db, id, 'read', { outcome: 'held', result: 100 }, 9))
      expect((await read(who, id)).items).toEqual([{ item: 'read', doneAt: 5, best: null, tries: 0, attempt: null, variant: null }])
      await eraseLearner(who)
      expect(await store().db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', id).execute()).toEqual([])
    })
  })

  describe('yearly renewal', () => {
    async function completedAt(when: number, renew_months: number | null = 12) {
      const { cohort } = await published(courseOf([], { renew_months }))
      const who = await learner()
      const id = await enrolled(who, cohort, { now: when })
      for (const item of ['read', 'whom']) await readItem(id, item, when)
      return { who, id, cohort }
    }
    const YEAR_ON = Date.UTC(2026, 5, 1)

    test('is offered once, from 30 days before the date', async () => {
      const { who, id, cohort } = await completedAt(Date.UTC(2025, 5, 1))
      const { row } = await read(who, id)
      expect(row.renew_at).toBe(YEAR_ON)
      for (const [now, offered] of [
        [YEAR_ON - RENEW_EARLY - 1, false],
        [YEAR_ON - RENEW_EARLY, true],
        [YEAR_ON + 400 * DAY, true],
      ] as const) {
        expect(mayRenew(row, now)).toBe(offered)
      }
      const again = await enrolled(who, cohort, { renews: id, now: YEAR_ON })
      expect(again).not.toBe(id)
      expect(await enrolled(who, cohort, { renews: id }), 'sent twice').toBe(again)
      expect(await enrolled(who, cohort), 'the link leads to the one under way').toBe(again)
      // A year later again: the completed enrolment is no obstacle.
      for (const item of ['read', 'whom']) await readItem(again, item, YEAR_ON)
      expect(await enrolled(who, cohort, { renews: id, now: YEAR_ON + 1 }), 'an old form').toBe(again)
      const third = await enrolled(who, cohort, { renews: again, now: YEAR_ON + 360 * DAY })
      expect([id, again]).not.toContain(third)
    })

    test('that an owner has ended is no obstacle, and neither is what was renewed', async () => {
      const { cohort } = await published(courseOf([], { people: 'names', renew_months: 12 }))
      const who = await learner()
      const id = await enrolled(who, cohort, { now: Date.UTC(2025, 5, 1) })
      for (const item of ['read', 'whom']) await readItem(id, item, Date.UTC(2025, 5, 1))
      const again = await enrolled(who, cohort, { renews: id, now: YEAR_ON })
      await endEnrolment(again)
      const fresh = await enrolled(who, cohort, { now: YEAR_ON + DAY })
      expect([id, again]).not.toContain(fresh)
      expect(await enrolled(who, cohort, { now: YEAR_ON + DAY }), 'sent twice').toBe(fresh)
    })

    test('is never offered if a course is not renewed or its learner left', async () => {
      const never = await completedAt(Date.UTC(2025, 5, 1), null)
      const left = await completedAt(Date.UTC(2025, 5, 1))
      await endEnrolment(left.id)
      expect(mayRenew((await read(never.who, never.id)).row, YEAR_ON)).toBe(false)
      expect(mayRenew((await read(left.who, left.id)).row, YEAR_ON)).toBe(false)
    })
  })
})
