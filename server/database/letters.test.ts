import { Migrator } from 'kysely'
import { expect, test } from 'vitest'
import { onEachDatabase } from '@/tests/support/store'
import { openStore } from '.'
import { migrations } from './migrations'

const DAY = 24 * 3600_000

onEachDatabase((fresh) => {
  test('of letters from before, what kind they were is said only where it is known', async () => {
    const { db } = openStore(await fresh())
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    expect((await migrator.migrateTo('030-acts-said')).error).toBeUndefined()
    const insert = (table: string, row: object) =>
      db
        .insertInto(table as 'course')
        .values(row as never)
        .execute()
    await insert('course', { id: 'c', draft: '{}', version: 1, created_at: 0, updated_at: 0 })
    await insert('cohort', { id: 'k', course_id: 'c', name: 'All', created_at: 0 })
    const letters = { never: null, before: 50, withIt: 100 * DAY + 60_000, later: 102 * DAY }
    for (const [id, reminded_at] of Object.entries(letters)) {
      await insert('learner', { id, created_at: 0 })
      const row = { id, course_id: 'c', version: 1, learner_id: id, cohort_id: 'k', block: 'k', handle: id, code: id }
      await insert('enrolment', { ...row, enrolled_at: 100 * DAY, reminded_at })
    }
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
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
