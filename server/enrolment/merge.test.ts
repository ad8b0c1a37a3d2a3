import { describe, expect, test } from 'vitest'
import { courseOf, learner, published } from '@/tests/support/courses'
import { ownLibrary } from '@/tests/support/library'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { adopt } from '../sign-in/adopt-attempts'
import { readAttempt } from '../learning/attempts'
import { newId } from '../platform/tokens'
import { certificateOf, issueCertificate } from '../certificates/certificates'
import { enrol, enrolmentsOf, readEnrolment } from './enrolment'
import { readItem } from './progress'
import { openAttempt } from './attempts'

const { scenario } = ownLibrary()

onEachDatabase((fresh) => {
  const store = holdStore(fresh)

  async function user(): Promise<string> {
    const id = newId()
    const now = store().kind === 'sqlite' ? new Date().toISOString() : new Date()
    await store()
      .db.insertInto('user')
      .values({
        id,
        name: 'Sam',
        email: `${id}@example.org`,
        emailVerified: store().kind === 'sqlite' ? 0 : false,
        createdAt: now,
        updatedAt: now,
      } as never)
      .execute()
    return id
  }
  const enrolled = async (who: string, cohort: string, now?: number): Promise<string> => {
    const result = await enrol({ learner: who, cohort, now })
    if (!result.ok) throw new Error(result.reason)
    return result.id
  }

  describe('signing in later', () => {
    test('keeps enrolments, with the attempt that counts and the certificate', async () => {
      const { cohort } = await published(courseOf([scenario]))
      const other = await published(courseOf([]))
      const [anonymous, account] = [await learner(), await user()]
      const id = await enrolled(anonymous, cohort)
      const enrolment = (await readEnrolment(anonymous, id))!
      const attempt = (await openAttempt(enrolment, enrolment.course.items[1] as never, 'en'))!
      const complete = await enrolled(anonymous, other.cohort)
      for (const item of ['read', 'whom']) await readItem(complete, item)
      const certificate = await issueCertificate((await readEnrolment(anonymous, complete))!, 'Sam')
      await adopt(anonymous, account)
      const own = await learnerOfUser(account)
      expect((await enrolmentsOf(own)).map((e) => e.row.id).sort()).toEqual([id, complete].sort())
      expect(await readAttempt(own, attempt)).not.toBeNull()
      expect(await certificateOf(complete)).toEqual(certificate)
      expect(await readEnrolment(anonymous, id)).toBeNull()
      await adopt(anonymous, account)
      expect(await enrolmentsOf(own)).toHaveLength(2)
    })

    test.each([
      ['the anonymous learner', true],
      ['the account', false],
    ] as const)('keeps of the same course what is further along: of %s', async (_, theirs) => {
      const { id: course, cohort } = await published(courseOf([scenario]))
      const [anonymous, account] = [await learner(), await user()]
      const own = await learnerOfUser(account)
      // The organisation had enrolled the account in a cohort of its own, with a due day.
      await store()
        .db.insertInto('cohort')
        .values({ id: `own-${course}`, course_id: course, name: 'Starters', link: null, due_at: 77, created_at: 0 })
        .execute()
      const assigned = await enrolled(own, `own-${course}`)
      const brought = await enrolled(anonymous, cohort)
      const { code, handle } = (await readEnrolment(own, assigned))!.row
      await readItem(theirs ? brought : assigned, 'read')
      await adopt(anonymous, account)
      const kept = await enrolmentsOf(own)
      expect(kept).toHaveLength(1)
      expect(kept[0]!.row.id).toBe(theirs ? brought : assigned)
      expect(kept[0]!.progress.done).toBe(1)
      expect(kept[0]!.row, 'where the organisation looks for it').toMatchObject({ cohort_id: `own-${course}`, code, handle, due_at: 77 })
    })

    test('a certificate always stays', async () => {
      const { cohort } = await published(courseOf([]))
      const [anonymous, account] = [await learner(), await user()]
      const own = await learnerOfUser(account)
      const ids = [await enrolled(own, cohort), await enrolled(anonymous, cohort)]
      for (const id of ids) for (const item of ['read', 'whom']) await readItem(id, item)
      const certificate = await issueCertificate((await readEnrolment(anonymous, ids[1]!))!, '')
      await adopt(anonymous, account)
      expect((await enrolmentsOf(own)).map((e) => e.row.id)).toEqual([ids[1]])
      expect(await certificateOf(ids[1]!)).toEqual(certificate)
    })

    test('a course taken again without signing in renews the account’s own enrolment', async () => {
      const { cohort } = await published(courseOf([], { renew_months: 12 }))
      const [anonymous, account] = [await learner(), await user()]
      const own = await learnerOfUser(account)
      const first = await enrolled(own, cohort, Date.UTC(2024, 0, 1))
      for (const item of ['read', 'whom']) await readItem(first, item, Date.UTC(2024, 0, 1))
      const second = await enrolled(anonymous, cohort)
      await adopt(anonymous, account)
      expect((await enrolmentsOf(own)).map((e) => [e.row.id, e.row.renews])).toEqual([
        [second, first],
        [first, null],
      ])
    })
  })
})
