import { expect, test } from 'vitest'
import { onEachDatabase, storeAt } from '@/tests/support/store'

onEachDatabase((fresh) => {
  test('existing enrolments each get a handle, and count for the cohort they are in', async () => {
    const { db, insert, update } = await storeAt(await fresh(), '004-courses')
    await insert('course', { id: 'c', draft: '{}', version: 1, created_at: 0, updated_at: 0 })
    await insert('cohort', { id: 'k', course_id: 'c', name: 'All', created_at: 0 })
    await insert('learner', { id: 'l', created_at: 0 })
    for (const id of ['one', 'two'])
      await insert('enrolment', { id, course_id: 'c', version: 1, learner_id: 'l', cohort_id: 'k', code: id, enrolled_at: 0 })
    await update()
    const rows = await db.selectFrom('enrolment').select(['block', 'handle']).execute()
    expect(rows.map((r) => r.block)).toEqual(['k', 'k'])
    expect(new Set(rows.map((r) => r.handle)).size).toBe(2)
    for (const { handle } of rows) expect(handle).toMatch(/^[\w-]{20}$/)
    await db.destroy()
  })
})
