import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { playedAttempt } from '@/tests/support/played'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { learnerOfUser } from '../accounts/people'
import { claimAttempt } from '../enrolment/progress'
import { enrol } from '../enrolment/enrolment'
import { saveFormDraft } from '../accounts/form-drafts'
import { type Store, held, migrate, openStore } from '../database'

const DAY = 24 * 3600_000
const directory = mkdtempSync(join(tmpdir(), 'second-look-erasing-'))
let server: TestServer
let [zita, owner, sso, boss]: TestPerson[] = []
let traces: string[]
let course: string
let attempt: string

async function withStore<T>(act: (store: Store) => Promise<T>): Promise<T> {
  const store = (held.store = openStore({ directory }))
  try {
    return await act(store)
  } finally {
    held.store = undefined
    await store.db.destroy()
  }
}

beforeAll(async () => {
  const port = await freePort()
  await withStore(async (store) => {
    await migrate(store)
    ;[zita, owner, sso] = [
      await somebody({ directory }, port, [], 'Zita Quenneville'),
      await somebody({ directory }, port, ['owner', 'administrator'], 'Bo Stern'),
      await somebody({ directory }, port, [], 'Olga Berg'),
    ]
    await store.db.deleteFrom('account').where('userId', '=', sso.id).execute()
    boss = await somebody({ directory }, port, ['administrator'], 'Ada Holt')
    const made = await published(courseOf(['P01'], { title: 'Asked of everybody', people: 'names', due_days: 10 }))
    course = made.id
    const learner = await learnerOfUser(zita.id)
    const enrolled = await enrol({ learner, cohort: made.cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    attempt = await playedAttempt(learner)
    await claimAttempt(enrolled.id, 'case-1', attempt)
    await store.db
      .updateTable('enrolment')
      .set({ due_at: Date.now() - DAY })
      .execute()
    // Old values: rows that were changed and rows that were deleted.
    const old = 'Zita Formerly-Featherstone'
    await store.db.updateTable('user').set({ name: old }).where('id', '=', zita.id).execute()
    await store.db.updateTable('user').set({ name: zita.name }).where('id', '=', zita.id).execute()
    const now = new Date().toISOString()
    await store.db
      .insertInto('session')
      .values({
        id: 'zita-session-of-old',
        userId: zita.id,
        token: 'zita-token-of-old',
        userAgent: null,
        expiresAt: now,
        createdAt: now,
        updatedAt: now,
      } as never)
      .execute()
    await store.db.deleteFrom('session').where('id', '=', 'zita-session-of-old').execute()
    await store.db
      .insertInto('invitation')
      .values({
        id: 'zita-invitation',
        kind: 'invite',
        email: zita.email,
        name: zita.name,
        user_id: null,
        roles: '[]',
        cohort_id: null,
        created_at: 0,
        expires_at: Date.now() + DAY,
      })
      .execute()
    await store.db
      .insertInto('verification')
      .values({
        id: 'zita-verification',
        identifier: `sign-in ${zita.email}`,
        value: zita.id,
        expiresAt: now,
        createdAt: now,
        updatedAt: now,
      } as never)
      .execute()
    await saveFormDraft(owner.id, { list: `${zita.name} <${zita.email}>\nnobody` })
    traces = [zita.id, zita.email, zita.name, 'Quenneville', old, learner, attempt, enrolled.id, 'zita-']
  })
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET } })
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
})
const at = '/en/learn/data'
const known = (user: string) =>
  withStore(async ({ db }) => (await db.selectFrom('user').select('id').where('id', '=', user).executeTakeFirst()) !== undefined)

test('before anything is erased, the page names each course that keeps a line [p:tombstone]', async () => {
  const page = (await new Visitor(server.url, zita!.cookie).get(at)).body
  expect(page).toContain('we keep one anonymous line for 3 years')
  expect(page).toContain('Asked of everybody: in progress, overdue')
  expect((await new Visitor(server.url, sso!.cookie).get(at)).body).not.toContain('we keep one anonymous line for')
})

test('a debrief of an account does not claim that it has no name attached, and the privacy page explains who sees sign-ins [p:all-told]', async () => {
  const visitor = new Visitor(server.url, zita!.cookie)
  const debrief = (await visitor.get(`/en/learn/attempts/${attempt}/debrief`)).body
  const shown = debrief.replaceAll(/<script.*?<\/script>/gs, '')
  expect(shown).toContain(en.debrief.onlyYouAccount)
  expect(shown).not.toContain(en.debrief.onlyYouMore)
  expect((await visitor.get('/en/privacy')).body).toContain('administrators see when the last one began')
})

test('a course explains that before it starts [p:tombstone]', async () => {
  const visitor = new Visitor(server.url, zita!.cookie)
  const link = /\/en\/courses\/[\w-]+/.exec((await visitor.get('/en/courses')).body)![0]
  expect((await visitor.get(link)).body).toContain('we keep one anonymous line for 3 years')
})

test('an account with a password can only be erased with that password [p:erase-reauthenticates]', async () => {
  const visitor = new Visitor(server.url, zita!.cookie)
  for (const [form, note] of [
    [{}, 'confirm'],
    [{ password: PASSWORD }, 'confirm'],
    [{ confirm: 'yes' }, 'wrong'],
    [{ confirm: 'yes', password: 'a wrong password' }, 'wrong'],
  ] as const) {
    expect((await visitor.post(`${at}/erase`, form)).location).toBe(`${at}?note=${note}#erase`)
  }
  expect(await known(zita!.id)).toBe(true)
  expect((await visitor.get(`${at}?note=wrong`)).body).toContain(en.data.eraseWrong)
})

test('administrators cannot get around that for their own account [p:erase-reauthenticates]', async () => {
  expect((await new Visitor(server.url, boss!.cookie).post(`/en/manage/people/${boss!.id}/remove/confirm`)).location).toBe(`${at}#erase`)
  expect(await known(boss!.id)).toBe(true)
})

test('an account without a password is erased only within fifteen minutes of signing in [p:erase-reauthenticates]', async () => {
  const visitor = new Visitor(server.url, sso!.cookie)
  const age = (minutes: number) =>
    withStore(({ db }) => {
      const then = new Date(Date.now() - minutes * 60_000).toISOString()
      return db.updateTable('session').set({ createdAt: then }).where('userId', '=', sso!.id).execute()
    })
  await age(16)
  expect((await visitor.post(`${at}/erase`, { confirm: 'yes' })).location).toBe(`${at}?note=again#erase`)
  expect(await known(sso!.id)).toBe(true)
  const page = (await visitor.get(at)).body
  expect(page).toContain(en.data.eraseAgain)
  const way = /href="(\/en\/sign-in\?[^"]+)"/.exec(page.slice(page.indexOf(en.data.eraseAgain)))![1]!.replaceAll('&amp;', '&')
  expect((await visitor.get(way)).body).toContain(en.accounts.signIn.note.again)
  await age(14)
  expect((await visitor.post(`${at}/erase`, { confirm: 'yes' })).location).toBe('/en/learn?done=erased')
  expect(await known(sso!.id)).toBe(false)
})

test('the owner sees that records were erased, but not whose', async () => {
  const visitor = new Visitor(server.url, zita!.cookie)
  expect((await visitor.post(`${at}/erase`, { confirm: 'yes', password: PASSWORD })).location).toBe('/en/learn?done=erased')
  expect(await known(zita!.id)).toBe(false)
  const page = (await new Visitor(server.url, owner!.cookie).get(`/en/manage/courses/${course}/records`)).body
  expect(page.replaceAll(/<!--.*?-->|<[^>]+>/g, '')).toContain('Everybody: 1 erased record, in progress and overdue')
  for (const trace of traces) expect(page).not.toContain(trace)
  // Two people, because an account and its learner count as one.
  expect((await new Visitor(server.url, owner!.cookie).get('/en/manage/data')).body).toContain('2 people or devices were erased')
})

test('after a clean stop no file and no log holds anything of the erased person [p:erased-from-files]', async () => {
  const { code, output } = await server.kill('SIGTERM')
  expect(code).toBe(0)
  const files = readdirSync(directory)
  expect(files).toContain('second-look.db')
  for (const file of files) {
    const bytes = readFileSync(join(directory, file))
    for (const trace of traces) expect(bytes.indexOf(trace), `${trace} in ${file}`).toBe(-1)
  }
  for (const trace of traces) expect(output).not.toContain(trace)
})
