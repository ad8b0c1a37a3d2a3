import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROLES } from '@/server/platform/role'
import { learnerOfUser } from '@/server/accounts/people'
import { createCourse, publishCourse } from '@/server/courses/courses'
import { claimAttempt, itemDone, seeTerms } from '@/server/enrolment/progress'
import { enrol } from '@/server/enrolment/enrolment'
import { type Store, held, openStore } from '@/server/database'
import { hashToken } from '@/server/platform/tokens'
import { createRoom } from '@/server/live/stored-rooms'
import { AUTH_SECRET, type TestPerson, somebody } from './people'
import { exampleCourse } from './courses'
import { playedAttempt } from './played'
import { type TestServer, freePort, startServer } from './server'

export interface PopulatedServer {
  server: TestServer
  /** It is also this process's store. */
  store: Store
  directory: string
  owner: TestPerson
  ids: Record<string, string>
  stop(): Promise<void>
}

export const PRIVATE = ['Certified Ada Quillfeather', 'Ada Quillfeather']

export async function populated(): Promise<PopulatedServer> {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-populated-'))
  const port = await freePort()
  const server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET, PUBLIC_URL: `http://127.0.0.1:${port}` } })
  const store = (held.store = openStore({ directory }))
  const owner = await somebody({ directory }, server.port, [...ROLES], PRIVATE[1])
  const learner = await learnerOfUser(owner.id)
  const attempt = await playedAttempt(learner)
  const course = await createCourse(exampleCourse, 'Everybody')
  await publishCourse(course)
  const cohort = (await store.db.selectFrom('cohort').select('id').where('course_id', '=', course).executeTakeFirstOrThrow()).id
  await store.db.updateTable('cohort').set({ link: 'link-for-everybody' }).where('id', '=', cohort).execute()
  const enrolled = await enrol({ learner, cohort })
  if (!enrolled.ok) throw new Error(enrolled.reason)
  await seeTerms(enrolled.id)
  const { handle } = await store.db.selectFrom('enrolment').select('handle').where('id', '=', enrolled.id).executeTakeFirstOrThrow()
  await claimAttempt(enrolled.id, 'stranger', attempt)
  for (const item of ['hello', 'stranger'])
    await itemDone(store.db, enrolled.id, item, item === 'stranger' ? { outcome: 'held', result: 100 } : null, Date.now())
  await store.db
    .insertInto('certificate')
    .values({
      code: 'CODEOFCERTIF',
      enrolment_id: enrolled.id,
      name: PRIVATE[0]!,
      title: 'T',
      issued_at: Date.now(),
      expires_at: null,
      revoked_at: null,
    })
    .execute()
  const invitation = hashToken('invited')
  await store.db
    .insertInto('invitation')
    .values({
      id: invitation,
      kind: 'invite',
      email: 'new@example.org',
      name: 'New',
      user_id: null,
      roles: '[]',
      cohort_id: null,
      created_at: Date.now(),
      expires_at: Date.now() + 3600_000,
    })
    .execute()
  const room = (await createRoom(
    { scenario: 'P01', variant: 'hostile', minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0 },
    'en',
  ))!
  await store.db
    .insertInto('room_facilitator')
    .values({ room_id: room.id, facilitator: `user:${owner.id}` })
    .execute()
  return {
    server,
    store,
    directory,
    owner,
    ids: {
      scenario: 'P01',
      variant: 'hostile',
      attempt,
      course,
      cohort,
      enrolment: enrolled.id,
      handle,
      item: 'hello',
      kind: 'page',
      form: 'name',
      session: room.id,
      user: owner.id,
      invitation,
    },
    async stop() {
      held.store = undefined
      await store.db.destroy()
      await server.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
