/** Checks what docs/deploying.md says about PostgreSQL after an erasure, in the server's own files. */
import { accessSync, constants, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { courseOf, published } from '@/tests/support/courses'
import { playedAttempt } from '@/tests/support/played'
import { holdStore, onPostgres } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { enrol } from '../enrolment/enrolment'
import { erase } from './erase'

onPostgres((fresh) => {
  const store = holdStore(fresh)
  let traces: string[]
  beforeAll(async () => {
    const [user, email, now] = ['user-zita-quenneville', 'zita@quenneville.example', new Date()]
    await store()
      .db.insertInto('user')
      .values({ id: user, name: 'Zita Formerly', email, emailVerified: true, createdAt: now, updatedAt: now } as never)
      .execute()
    await store().db.updateTable('user').set({ name: 'Zita Quenneville' }).where('id', '=', user).execute()
    const learner = await learnerOfUser(user)
    const { cohort } = await published(courseOf([]))
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    traces = [user, email, 'Zita Formerly', 'Zita Quenneville', learner, await playedAttempt(learner), enrolled.id]
    await erase({ learner, user })
  })

  async function found(): Promise<string[] | null> {
    await sql`checkpoint`.execute(store().db)
    const {
      rows: [place],
    } = await sql<{
      data: string
      oid: string
    }>`select current_setting('data_directory') as data, oid::text from pg_database where datname = current_database()`.execute(store().db)
    const directory = join(place!.data, 'base', place!.oid)
    try {
      accessSync(directory, constants.R_OK)
    } catch {
      return null
    }
    const files = readdirSync(directory).map((name) => readFileSync(join(directory, name)))
    return traces.filter((trace) => files.some((bytes) => bytes.includes(trace)))
  }

  test('rows of an erased person stay in its files until VACUUM (FULL, ANALYZE), and are in none of them afterwards [p:erased-from-files]', async (context) => {
    const before = await found()
    if (before === null) context.skip('the files of TEST_DATABASE_URL cannot be read from here')
    expect(before).toEqual(traces)
    // For a moment, it keeps rows that an older transaction may still see, such as PostgreSQL's own maintenance.
    const vacuumed = async () => {
      await sql`vacuum (full, analyze)`.execute(store().db)
      return found()
    }
    await expect.poll(vacuumed, { timeout: 60_000, interval: 500 }).toEqual([])
  })
})
