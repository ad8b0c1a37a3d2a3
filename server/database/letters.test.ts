import { expect, test } from 'vitest'
import { onEachDatabase, storeAt } from '@/tests/support/store'

const DAY = 24 * 3600_000

onEachDatabase((fresh) => {
  test('of letters from before, what kind they were is said only where it is known', async () => {
    const { db, insert, update } = await storeAt(await fresh(), '030-acts-said')
    await insert('course', { id: 'c', draft: '{}', version: 1, created_at: 0, updated_at: 0 })
    await insert('cohort', { id: 'k', course_id: 'c', name: 'All', created_at: 0 })
    const letters = { never: null, before: 50, withIt: 100 * DAY + 60_000, later: 102 * DAY }
    for (const [id, reminded_at] of Object.entries(letters)) {
      await insert('learner', { id, created_at: 0 })
      const row = { id, course_id: 'c', version: 1, learner_id: id, cohort_id: 'k', block: 'k', handle: id, code: id }
      await insert('enrolment', { ...row, enrolled_at: 100 * DAY, reminded_at })
    }
    await update()
    const rows = await db.selectFrom('enrolment').select(['id', 'invited_at', 'reminded_at', 'told_at']).execute()
    const said = Object.fromEntries(rows.map(({ id, ...row }) => [id, [row.invited_at, row.reminded_at, row.told_at]]))
    expect(said).toEqual({
      never: [null, null, null],
      before: [null, null, letters.before],
      withIt: [null, null, letters.withIt],
      later: [null, letters.later, letters.later],
    })
    await db.destroy()
  })
})
