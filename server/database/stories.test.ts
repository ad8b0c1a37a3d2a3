/** What is left of scenarios that were one file a truth, once stories with two truths have come. */
import { Migrator } from 'kysely'
import { expect, test } from 'vitest'
import { type Item, progressOf } from '@/scenarios/engine/course/course'
import { exampleCourse } from '@/tests/support/courses'
import { onEachDatabase } from '@/tests/support/store'
import { enrolmentOf } from '../courses/enrolments'
import { migrate, openStore } from '.'
import { migrations } from './migrations'

onEachDatabase((fresh) => {
  test('attempts, sessions, sign-offs and figures go; courses under way begin their scenarios again, completed ones and certificates stay', async () => {
    const store = openStore(await fresh())
    const { db } = store
    const older = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '015'))
    expect((await new Migrator({ db, provider: { getMigrations: async () => older } }).migrateToLatest()).error).toBeUndefined()
    const insert = (table: string, ...rows: object[]) =>
      db
        .insertInto(table as 'learner')
        .values(rows as never)
        .execute()
    const items: Item[] = [...exampleCourse.items]
    const played = items.find((i) => i.kind === 'pattern')!.id
    const read = items.find((i) => i.kind === 'page')!.id
    const body = JSON.stringify(exampleCourse)
    await insert('learner', { id: 'under-way', created_at: 0 }, { id: 'done', created_at: 0 })
    await insert('compiled', { hash: 'h', pattern: 'P01', nature: 'hostile', body: '{}', archived_at: 0 })
    await insert('course', { id: 'c', draft: body, version: 1, created_at: 0, updated_at: 0 })
    await insert('course_version', { course_id: 'c', version: 1, body, at: 0 })
    await insert('cohort', { id: 'k', course_id: 'c', name: 'All', created_at: 0 })
    for (const learner of ['under-way', 'done']) {
      const attempt = { id: `a-${learner}`, learner_id: learner, pattern: 'P01', nature: 'hostile', hash: 'h', seed: 1, locale: 'en' }
      await insert('attempt', { ...attempt, purpose: 'learn', started_at: 0 })
      await insert('event', { attempt_id: attempt.id, seq: 0, body: '{}', at: 0 })
      const told = { looks: 'approach', sure: 'certain', quality: 1, passed: 1, signs: 0, hits: 0, decoys: 0, false_alarms: 0, marks: '' }
      await insert('attempt_result', { attempt_id: attempt.id, hash: 'h', first: 1, finished_at: 1, ...told })
      const enrolment = { id: `e-${learner}`, course_id: 'c', version: 1, learner_id: learner, cohort_id: 'k', block: 'k', enrolled_at: 0 }
      await insert('enrolment', { ...enrolment, code: learner, handle: learner, completed_at: learner === 'done' ? 9 : null })
      const done = learner === 'done' ? items.map((i) => i.id) : [read, played]
      for (const item of done)
        await insert('enrolment_item', {
          enrolment_id: enrolment.id,
          item,
          nature: item === played ? 'hostile' : null,
          attempt_id: item === played ? attempt.id : null,
          tries: item === played ? 2 : 0,
          done_at: 5,
          passed: item === played ? 1 : null,
        })
    }
    await insert('certificate', { code: 'CODE', enrolment_id: 'e-done', name: 'N', title: 'T', issued_at: 9 })
    await insert('release', { course_id: 'c', block: 'k', item: 'i', hash: 'h', month: '2026-09', body: '{}' })
    await insert('sign_off', { pattern: 'P01', nature: 'hostile', hash: 'h', expert: 'E', note: '', at: 0 })
    const room = { id: 'r', pattern: 'P01', title: 'T', nature: 'hostile', hash: 'h', seed: 1, locale: 'en', plan: '{}', code: '12345678' }
    await insert('room', { ...room, code_expires_at: 0, host_link: 'l', version: 0, removals: 0, created_at: 0, active_at: 0 })
    await insert('room_command', { room_id: 'r', version: 1, body: '{}', at: 0 })

    expect(await migrate(store)).toEqual(Object.keys(migrations).filter((name) => name >= '015'))
    for (const table of ['attempt', 'event', 'attempt_result', 'sign_off', 'room', 'room_command', 'served_pattern'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
    const enrolments = await db.selectFrom('enrolment').selectAll().orderBy('id').execute()
    const [done, underWay] = await Promise.all(enrolments.map((row) => enrolmentOf(row, db)))
    expect(done!.row.completed_at).toBe(9)
    expect(progressOf(exampleCourse, done!.items).standing).toBe('complete')
    expect(await db.selectFrom('certificate').select('code').execute()).toEqual([{ code: 'CODE' }])
    expect(underWay!.progress).toMatchObject({ standing: 'under-way', done: 1 })
    // Drawn when they enrolled, and not drawn again.
    expect(underWay!.items.find((i) => i.item === played)).toMatchObject({ nature: 'hostile', attempt: null, doneAt: null, passed: null })
    expect(done!.items.every((i) => i.attempt === null && i.doneAt === 5)).toBe(true)
    await db.destroy()
  })
})
