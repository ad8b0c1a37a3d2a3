import { expect, test } from 'vitest'
import { type Course, type Item, partsFor } from '@/scenarios/engine/course/course'
import { endedWith } from '@/scenarios/engine/course/ended'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { courseOf, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { createCourse, publishCourse } from '../courses/courses'
import { packagedVersion } from '../courses/packaged'
import { database } from '../database'
import { readRecords } from '../records/records'
import { enrol, readEnrolment } from './enrolment'
import { cohortOf } from './open-cohorts'
import { itemDone } from './progress'

const page = (id: string, only?: Item['only']): Item => ({ id, kind: 'page', title: id, body: 'Text.', minutes: 2, ...(only && { only }) })
const programme = (rules: Partial<Course> = {}): Course =>
  courseOf([], {
    people: 'names',
    renew_months: 12,
    items: [page('welcome', 'first'), { id: 'case', kind: 'scenario', scenario: 'P01' }, page('news', 'renewal')],
    ...rules,
  })
const ids = ({ items }: Pick<Course, 'items'>) => items.map(({ id }) => id)

onEitherDatabase((fresh) => {
  holdStore(fresh)

  test('an onboarding and a shorter refresher are one course, with one line in its record', async () => {
    const { id, cohort } = await published(programme({ passing: 'mastery', shares: 'results' }))
    const learner = await learnerOfUser(await addAccount('turns'))
    expect(ids((await cohortOf(cohort))!.course), 'what an invitation and the link show').toEqual(['welcome', 'case'])
    const made = async (more: Partial<Parameters<typeof enrol>[0]> = {}) => {
      const result = await enrol({ learner, cohort, ...more })
      if (!result.ok) throw new Error(result.reason)
      return result.id
    }
    const doAll = async (enrolment: string, passed: boolean) => {
      const { course } = (await readEnrolment(learner, enrolment))!
      for (const { id: item, kind } of course.items)
        await itemDone(database(), enrolment, item, kind === 'scenario' ? endedWith(passed ? 70 : 69) : null, Date.now())
    }
    const line = async () => {
      const { rows, columns } = await readRecords(id, RecordFilter.parse({}))
      expect(rows).toHaveLength(1)
      return { state: rows[0]!.state, parts: columns.flatMap((item, i) => (rows[0]!.items[i] === 'not-included' ? [] : [item.id])) }
    }
    const first = await made()
    expect(await line()).toEqual({ state: 'not-started', parts: ['welcome', 'case'] })
    await doAll(first, true)
    expect(await line()).toEqual({ state: 'complete', parts: ['welcome', 'case'] })
    const again = await made({ renews: first, turn: 'renewal' })
    expect((await readEnrolment(learner, again))!.progress).toMatchObject({ done: 0, of: 2 })
    expect(await line()).toEqual({ state: 'not-started', parts: ['case', 'news'] })
    await doAll(again, false)
    expect(await line()).toEqual({ state: 'failed', parts: ['case', 'news'] })
    expect(ids((await packagedVersion(id))!.course), 'a platform knows no renewal').toEqual(['welcome', 'case'])
  })

  test.each([
    ['by code, where the parts that somebody has would tell that they came again', { people: 'codes' }],
    ['that nobody takes again', { renew_months: null }],
    ['with nothing for the first time', { items: [page('news', 'renewal')] }],
    ['with nothing for a renewal', { items: [page('welcome', 'first')] }],
  ] satisfies [string, Partial<Course>][])('a course %s is not published', async (_, rules) => {
    const id = await createCourse(programme(rules), 'Everybody')
    expect(await publishCourse(id)).toEqual({ ok: false, reason: 'faults' })
  })

  test('a course without such parts is the same each time', () => {
    const course = courseOf(['P01'])
    expect([partsFor(course, 'first'), partsFor(course, 'renewal')]).toEqual([course, course])
  })
})
