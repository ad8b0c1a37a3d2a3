import { beforeAll, describe, expect, test } from 'vitest'
import { courseOf, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { markLeft, memberOfUser } from '../accounts/members'
import { learnerOfUser } from '../accounts/people'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { database } from '../database'
import { newLearner } from '../learning/learners'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { erase } from './erase'
import { exportOf } from './export'
import { endHold, holdsOn, listHolds, placeHold } from './holds'
import { removePerson } from './remove-person'
import { endWhatIsOver } from './retention'

const DAY = 24 * 3600_000
const by = { id: 'boss', name: 'Boss', email: 'boss@example.org' }

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const later = (days: number) => Date.now() + days * DAY
  const hold = (days: number) => ({ reason: 'An inquiry', until: later(days) })
  const account = async (name: string) => {
    const now = new Date().toISOString()
    await database()
      .insertInto('user')
      .values({ id: name, name, email: `${name}@example.org`, emailVerified: '1', createdAt: now, updatedAt: now } as never)
      .execute()
    return name
  }
  const enrolled = async (name: string, cohort: string, over: 'completed' | 'left' = 'completed') => {
    const user = await account(name)
    const learner = await learnerOfUser(user)
    const made = await enrol({ learner, cohort })
    if (!made.ok) throw new Error(made.reason)
    if (over === 'left') await markLeft(database(), await memberOfUser(user))
    else await database().updateTable('enrolment').set({ completed_at: Date.now() }).where('id', '=', made.id).execute()
    return { user, learner, there: async () => (await readEnrolment(learner, made.id)) !== null }
  }
  let plain: { id: string; cohort: string }
  let long: { id: string; cohort: string }
  beforeAll(async () => {
    await account('boss')
    await database().insertInto('user_role').values({ user_id: 'boss', role: 'administrator' }).execute()
    await saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 60, audit: 400 } }))
    plain = await published(courseOf([]))
    long = await published(courseOf([], { keep_years: 2 }))
  })

  test('a course keeps records longer if its version said so, for people who completed it and people who left [p:enrolments]', async () => {
    const [done, gone, short] = [
      await enrolled('kept-done', long.cohort),
      await enrolled('kept-left', long.cohort, 'left'),
      await enrolled('kept-short', plain.cohort),
    ]
    await endWhatIsOver(later(61))
    expect(await Promise.all([done, gone, short].map((one) => one.there()))).toEqual([true, true, false])
    await endWhatIsOver(later(729))
    expect(await Promise.all([done, gone].map((one) => one.there()))).toEqual([true, true])
    await endWhatIsOver(later(731))
    expect(await Promise.all([done, gone].map((one) => one.there()))).toEqual([false, false])
  })
  test('what was shown at enrolment applies, whatever a later version or the organisation says [p:enrolments]', async () => {
    const one = await enrolled('frozen', long.cohort)
    await database()
      .updateTable('course_version')
      .set({ body: JSON.stringify(courseOf([])) })
      .where('course_id', '=', long.id)
      .execute()
    await saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 30, audit: 400 } }))
    await endWhatIsOver(later(400))
    expect(await one.there()).toBe(true)
    await saveOrganisation(OrganisationSchema.parse({ retention: { anonymous: 30, records: 60, audit: 400 } }))
  })

  describe.each(['person', 'course'] as const)('a hold on a %s', (what) => {
    test('neither retention, nor the person, nor an administrator removes what it covers, and afterwards each does [p:hold-rows]', async () => {
      const { id, cohort } = await published(courseOf([]))
      const [kept, other] = [await enrolled(`${what}-kept`, cohort), await enrolled(`${what}-other`, plain.cohort)]
      const placed = await placeHold(what === 'person' ? { user: kept.user } : { course: id }, hold(200))
      await endWhatIsOver(later(61))
      expect([await kept.there(), await other.there()]).toEqual([true, false])
      expect(await erase({ learner: kept.learner, user: kept.user })).toBe('on-hold')
      expect(await erase({ learner: kept.learner, user: null })).toBe('on-hold')
      expect(await removePerson(kept.user, by)).toEqual({ ok: false, reason: 'on-hold' })
      expect(await kept.there()).toBe(true)
      expect(await database().selectFrom('erasure').select('id').execute()).toEqual([])
      expect(await erase({ learner: other.learner, user: other.user })).toBe('erased')
      await database().deleteFrom('erasure').execute()
      expect(await holdsOn(kept)).toMatchObject([{ reason: 'An inquiry', course: what === 'person' ? null : id }])
      if (what === 'person') expect(await exportOf(kept)).toMatchObject({ account: { holds: [{ reason: 'An inquiry' }] } })
      await endHold(placed)
      expect(await holdsOn(kept)).toEqual([])
      expect(await removePerson(kept.user, by)).toEqual({ ok: true })
      await database().deleteFrom('erasure').execute()
    })
    test('it ends with its day, and is then deleted [p:hold-rows]', async () => {
      const { id, cohort } = await published(courseOf([]))
      const kept = await enrolled(`${what}-day`, cohort)
      const placed = await placeHold(what === 'person' ? { user: kept.user } : { course: id }, hold(100))
      await endWhatIsOver(later(99))
      expect(await kept.there()).toBe(true)
      expect((await listHolds()).map((one) => one.id)).toContain(placed)
      await endWhatIsOver(later(101))
      expect(await kept.there()).toBe(false)
      expect((await listHolds()).map((one) => one.id)).not.toContain(placed)
    })
  })
  test('a hold on everything stops all deletion about people until it ends, with or without an account [p:hold-rows]', async () => {
    const { cohort } = await published(courseOf([]))
    const kept = await enrolled('everything-kept', cohort)
    const { learner: device } = await newLearner()
    const counts = async () => {
      const tables = ['learner', 'enrolment', 'user', 'audit', 'invitation', 'member', 'record_tombstone', 'room', 'hold'] as const
      return Promise.all(tables.map(async (table) => (await database().selectFrom(table).selectAll().execute()).length))
    }
    const placed = await placeHold('everything', hold(2000))
    const before = await counts()
    await endWhatIsOver(later(1999))
    expect(await counts()).toEqual(before)
    expect(await erase(kept)).toBe('on-hold')
    expect(await erase({ learner: device, user: null })).toBe('on-hold')
    expect(await removePerson(kept.user, by)).toEqual({ ok: false, reason: 'on-hold' })
    // Everybody reads why, and until when.
    expect(await holdsOn({ learner: null, user: null })).toMatchObject([{ course: null, reason: 'An inquiry' }])
    expect(await endHold(placed)).toEqual({ user: null, course: null })
    await endWhatIsOver(later(1999))
    expect(await kept.there()).toBe(false)
  })
  test('a hold on a course covers learners without an account', async () => {
    const { id, cohort } = await published(courseOf([], { people: 'codes' }))
    const { learner } = await newLearner()
    const made = await enrol({ learner, cohort })
    if (!made.ok) throw new Error(made.reason)
    await placeHold({ course: id }, hold(100))
    await endWhatIsOver(later(50))
    expect(await readEnrolment(learner, made.id)).not.toBeNull()
    expect(await erase({ learner, user: null })).toBe('on-hold')
    await endWhatIsOver(later(101))
    expect(await readEnrolment(learner, made.id)).toBeNull()
  })
})
