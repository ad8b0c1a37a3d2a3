import { describe, expect, test } from 'vitest'
import type { Course } from '@/scenarios/engine/course/course'
import { addAccount } from '@/tests/support/accounts'
import { courseOf, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { issueCertificate, withdrawCertificate } from '../certificates/certificates'
import { courseContents } from '../audit-files/contents'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { readItem } from '../enrolment/progress'
import { certificatesOf, revokeFor } from './held-certificates'

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)

  async function certified(rules: Partial<Course>) {
    const { id: course, cohort } = await published(courseOf([], { people: 'names', ...rules }))
    const learner = await learnerOfUser(await addAccount(`holder-of-${course}`))
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    for (const item of ['read', 'whom']) await readItem(enrolled.id, item)
    expect(await issueCertificate((await readEnrolment(learner, enrolled.id))!, '')).not.toBeNull()
    const { handle } = await store().db.selectFrom('enrolment').select('handle').where('id', '=', enrolled.id).executeTakeFirstOrThrow()
    return { course, key: `e-${handle}`, enrolment: enrolled.id }
  }
  const owner = () => addAccount('owner-of-certificates')
  const withdrawnOf = async (course: string) =>
    (await courseContents(course, { from: 0, until: Date.now() + 1000 }, async () => {}, 'en', Date.now()))!.withdrawn

  describe('a certificate is seen and withdrawn by owners, and its withdrawal is in audit files,', () => {
    test.each([
      ['where it says no more than completion', { passing: 'debrief', shares: 'completion' }],
      ['where results are shared', { passing: 'mastery', shares: 'results' }],
    ] as const)('%s', async (_, rules) => {
      const { course, key } = await certified(rules)
      expect(await certificatesOf(course, key)).toHaveLength(1)
      expect(await revokeFor(course, key, key, await owner())).toBe(true)
      expect(await certificatesOf(course, key)).toEqual([])
      expect(await withdrawnOf(course)).toHaveLength(1)
    })
    test('but not where it would say who passed [p:shares-completion]', async () => {
      const { course, key, enrolment } = await certified({ passing: 'mastery', shares: 'completion' })
      expect(await certificatesOf(course, key)).toEqual([])
      expect(await revokeFor(course, key, key, await owner())).toBe(false)
      expect(await withdrawCertificate(enrolment), 'its holder can').toBe(true)
      expect(await withdrawnOf(course)).toEqual([])
    })
  })
})
