import { beforeAll, describe, expect, test } from 'vitest'
import type { Course } from '@/scenarios/engine/course/course'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { courseOf, published } from '@/tests/support/courses'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { removePerson } from '../privacy/remove-person'
import { eraseAgain, recordErasure } from '../privacy/erase-account'
import { learnerOfUser, setRoles } from '../accounts/people'
import { newId } from '../platform/tokens'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { erase } from '../privacy/erase'
import { exportOf } from '../privacy/export'
import { endWhatIsOver } from '../privacy/retention'
import { removeCohort } from '../enrolment/cohorts'
import { deleteCourse } from '../courses/courses'
import { endEnrolment } from '@/tests/support/line-acts'
import { enrol } from '../enrolment/enrolment'
import { readItem } from '../enrolment/progress'
import { readRecords } from './records'

const DAY = 24 * 3600_000

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const NAMES: Partial<Course> = { people: 'names', due_days: 10 }

  async function account(name = 'Zita Quenneville'): Promise<string> {
    const [id, now] = [newId(), store().kind === 'sqlite' ? new Date().toISOString() : new Date()]
    await store()
      .db.insertInto('user')
      .values({
        id,
        name,
        email: `${id}@example.org`,
        emailVerified: store().kind === 'sqlite' ? 0 : false,
        createdAt: now,
        updatedAt: now,
      } as never)
      .execute()
    return id
  }
  async function taking(rules: Partial<Course>, values: object = {}) {
    const user = await account()
    const learner = await learnerOfUser(user)
    const made = await published(courseOf([], rules))
    const enrolled = await enrol({ learner, cohort: made.cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    if (Object.keys(values).length > 0) await store().db.updateTable('enrolment').set(values).where('id', '=', enrolled.id).execute()
    return { user, learner, enrolment: enrolled.id, ...made }
  }
  const missed = async (id: string) =>
    void (await store().db.updateTable('enrolment').set({ completed_at: Date.now(), passed: 0 }).where('id', '=', id).execute())
  const of = (course: string) => store().db.selectFrom('record_tombstone').selectAll().where('course_id', '=', course).execute()

  describe('a tombstone', () => {
    test.each<[string, Partial<Course>, (enrolment: string) => Promise<void>, object[]]>([
      ['not begun', NAMES, async () => {}, [{ standing: 'not-started', overdue: 0 }]],
      [
        'exempt',
        NAMES,
        async (id) => void (await store().db.updateTable('enrolment').set({ exempt_at: 5, due_at: 6 }).where('id', '=', id).execute()),
        [{ standing: 'exempt', overdue: 0 }],
      ],
      ['under way', NAMES, (id) => readItem(id, 'read'), [{ standing: 'under-way', overdue: 0 }]],
      [
        'overdue',
        NAMES,
        async (id) =>
          void (await store()
            .db.updateTable('enrolment')
            .set({ due_at: Date.now() - DAY })
            .where('id', '=', id)
            .execute()),
        [{ standing: 'not-started', overdue: 1 }],
      ],
      [
        'complete, and due since',
        NAMES,
        async (id) => {
          await readItem(id, 'read')
          await readItem(id, 'whom')
          await store()
            .db.updateTable('enrolment')
            .set({ due_at: Date.now() - DAY })
            .where('id', '=', id)
            .execute()
        },
        [{ standing: 'complete', overdue: 0 }],
      ],
      ['not passed', NAMES, missed, [{ standing: 'complete', overdue: 0 }]],
      ['not passed, where results are shared', { ...NAMES, shares: 'results' }, missed, [{ standing: 'not-passed', overdue: 0 }]],
      ['of a course without a day', { people: 'names' }, async () => {}, []],
      ['under a code', { people: 'codes', due_days: 10 }, async () => {}, []],
      ['of somebody who had left', NAMES, (id) => endEnrolment(id), []],
    ])(
      'of a record that was %s stays as it stood, or not at all where the course was asked of nobody by name [p:tombstone]',
      async (_, rules, act, left) => {
        const { user, learner, enrolment, id: course } = await taking(rules)
        await act(enrolment)
        expect(await erase({ learner, user })).toBe('erased')
        expect(await of(course)).toMatchObject(left)
      },
    )

    test('holds the course, its version, the cohort, the status and the month, and leads to nobody [p:tombstone]', async () => {
      const { user, learner, enrolment, id: course, cohort } = await taking(NAMES)
      const { code } = await store().db.selectFrom('enrolment').select('code').where('id', '=', enrolment).executeTakeFirstOrThrow()
      await erase({ learner, user })
      const [row] = await of(course)
      const { id, ...rest } = row!
      expect(rest).toEqual({
        course_id: course,
        version: 1,
        cohort_id: cohort,
        standing: 'not-started',
        overdue: 0,
        month: new Date().toISOString().slice(0, 7),
      })
      expect(id).toMatch(/^[\w-]{20}$/)
      for (const trace of [user, learner, enrolment, code, 'Quenneville'])
        expect(
          (await everything(store())).filter(({ row: text }) => text.includes(trace)),
          trace,
        ).toEqual([])
    })

    test('is written once, also if a person is erased twice at the same moment', async () => {
      const { user, learner, id: course } = await taking(NAMES)
      await Promise.allSettled([erase({ learner, user }), erase({ learner, user })])
      expect(await of(course)).toHaveLength(1)
    })

    test('also remains when an administrator removes the account; the log names the course and nobody [p:tombstone]', async () => {
      const by = await account('Ada Holt')
      await setRoles(by, ['administrator'])
      const { user, id: course } = await taking(NAMES)
      expect(await removePerson(user, { id: by, name: 'Ada Holt', email: 'ada@example.org' })).toEqual({ ok: true })
      expect(await of(course)).toHaveLength(1)
      const lines = await store().db.selectFrom('audit').selectAll().where('subject', '=', course).execute()
      const now = new Date()
      expect(lines).toMatchObject([
        { action: 'data.erased', actor: 'system', detail: null, at: Date.UTC(now.getUTCFullYear(), now.getUTCMonth()) },
      ])
    })

    test('is counted by cohort and status, appears in no row and no export, and its course and cohort cannot be deleted', async () => {
      const { user, learner, id: course, cohort } = await taking(NAMES)
      await erase({ learner, user })
      const records = await readRecords(course, RecordFilter.parse({}))
      expect(records).toMatchObject({ rows: [], totals: [], erased: [{ cohort, standing: 'not-started', overdue: false, count: 1 }] })
      expect([await deleteCourse(course), await removeCohort(course, cohort)]).toEqual([false, false])
      const other = await taking(NAMES)
      expect(JSON.stringify(await exportOf(other))).not.toContain(course)
    })

    test('is written again if an older backup brings the person back, for the month of the erasure, and never twice', async () => {
      const { user, learner, id: course } = await taking(NAMES, { due_at: Date.UTC(2026, 2, 1) })
      // As after a restore: the person exists, the ledger knows them, and there is no tombstone.
      await recordErasure(user)
      await recordErasure(learner)
      await store()
        .db.updateTable('erasure')
        .set({ at: Date.UTC(2026, 1, 27) })
        .execute()
      await store().db.transaction().execute(eraseAgain)
      expect(await of(course)).toMatchObject([{ month: '2026-02', overdue: 0 }])
      expect(await store().db.transaction().execute(eraseAgain)).toBe(0)
      expect(await of(course)).toHaveLength(1)
    })
  })

  describe('a tombstone ends', () => {
    beforeAll(() => saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 60, audit: 365 } })))
    test('when its month is as long ago as records are kept [p:tombstone]', async () => {
      const { user, learner, id: course } = await taking(NAMES)
      await erase({ learner, user })
      const now = new Date()
      const over = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) + 60 * DAY
      await endWhatIsOver(over - 1)
      expect(await of(course)).toHaveLength(1)
      expect((await endWhatIsOver(over)).tombstones).toBeGreaterThan(0)
      expect(await of(course)).toEqual([])
    })
  })
})
