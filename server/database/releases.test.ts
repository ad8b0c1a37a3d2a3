import { Migrator } from 'kysely'
import { expect, test } from 'vitest'
import { onEachDatabase } from '@/tests/support/store'
import { openStore } from '.'
import { migrations } from './migrations'

onEachDatabase((fresh) => {
  test('existing enrolments each get a handle, and count for the cohort they are in', async () => {
    const { db } = openStore(await fresh())
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    expect((await migrator.migrateTo('004-courses')).error).toBeUndefined()
    const insert = (table: string, row: object) =>
      db
        .insertInto(table as 'course')
        .values(row as never)
        .execute()
    await insert('course', { id: 'c', draft: '{}', version: 1, created_at: 0, updated_at: 0 })
    await insert('cohort', { id: 'k', course_id: 'c', name: 'All', created_at: 0 })
    await insert('learner', { id: 'l', created_at: 0 })
    for (const id of ['one', 'two'])
      await insert('enrolment', { id, course_id: 'c', version: 1, learner_id: 'l', cohort_id: 'k', code: id, enrolled_at: 0 })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    const rows = await db.selectFrom('enrolment').select(['block', 'handle']).execute()
    expect(rows.map((r) => r.block)).toEqual(['k', 'k'])
    expect(new Set(rows.map((r) => r.handle)).size).toBe(2)
    for (const { handle } of rows) expect(handle).toMatch(/^[\w-]{20}$/)
    await db.destroy()
  })
})
