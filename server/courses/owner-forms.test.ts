/** What an owner's forms refuse, and what they lead to; each is sent to the running server. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, type Somebody, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import en from '@/messages/en.json'
import { learnerOfUser } from '../accounts/people'
import { type Store, held, openStore } from '../database'
import { closeLibrary, libraryIn, openLibrary } from '../library/library'
import { signOff } from '../library/sign-offs'
import { issueCertificate } from './certificates'
import { enrol } from './enrol'
import { readEnrolment } from './enrolments'
import { readItem } from './item-done'

describe('an owner’s forms', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-forms-'))
  let [server, store]: [TestServer, Store] = [] as never
  const people = {} as Record<'owner' | 'stranger' | 'learner', Somebody>
  const as = (who: keyof typeof people) => new Visitor(server.url, people[who].cookie)
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    store = held.store = openStore({ directory })
    await openLibrary()
    people.owner = await somebody({ directory }, server.port, ['owner'])
    people.stranger = await somebody({ directory }, server.port, ['owner'])
    people.learner = await somebody({ directory }, server.port)
  })
  afterAll(async () => {
    closeLibrary()
    held.store = undefined
    await store.db.destroy()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })

  test('a due day that has gone by is refused, and one that a cohort already has may stay', async () => {
    const { id, cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
    const owner = as('owner')
    const base = `/en/manage/courses/${id}/people`
    const refused = await owner.post(`${base}/create`, { name: 'Intake of May', due: '2020-05-31' })
    const { body } = await owner.get(refused.location)
    for (const text of ['That day has gone by.', 'value="Intake of May"', 'value="2020-05-31"']) expect(body).toContain(text)
    const day = (at: number | null) => store.db.updateTable('cohort').set({ due_at: at }).where('id', '=', cohort).execute()
    await day(new Date(2020, 4, 31, 23, 59, 59, 999).getTime())
    expect((await owner.post(`${base}/${cohort}/change`, { name: 'Renamed', due: '2020-05-31' })).location).toContain('note=saved')
    expect((await owner.post(`${base}/${cohort}/change`, { name: 'Renamed', due: '2020-06-01' })).location).toContain('kept=')
    const made = await owner.post(`${base}/create`, { name: 'Next year', due: `${new Date().getFullYear() + 1}-01-31` })
    expect(made.location).toContain('note=made')
  })

  test('a source that is not in the library is named with its line, and cannot be published', async () => {
    const { id } = await published(courseOf([], { people: 'names' }), people.owner.id)
    const owner = as('owner')
    const { updated_at } = await store.db.selectFrom('course').select('updated_at').where('id', '=', id).executeTakeFirstOrThrow()
    const form = {
      kind: 'page',
      id: 'read',
      title: 'Read',
      body: 'One. [G-04]\n\nTwo. [G-99, G-05]',
      minutes: '2',
      seen: String(updated_at),
    }
    const { location } = await owner.post(`/en/manage/courses/${id}/put`, form)
    const { body } = await owner.get(location)
    expect(body).toContain('This source is not in the library: [G-99] in line 3.')
    expect(body).toContain('Two. [G-99, G-05]')
    // From a file, or written before the source went away.
    const draft = JSON.stringify({ ...courseOf([]), items: [{ id: 'read', kind: 'page', title: 'Why', body: 'Text. [G-99]', minutes: 2 }] })
    await store.db.updateTable('course').set({ draft }).where('id', '=', id).execute()
    const page = await owner.get(`/en/manage/courses/${id}/publish`)
    expect(page.body).toContain('[G-99] in “Why”')
    await owner.post(`/en/manage/courses/${id}/publish/confirm`, { seen: String(updated_at) })
    expect((await store.db.selectFrom('course').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version).toBe(1)
  })

  test('an owner withdraws a certificate for good, and an owner of other courses neither can nor sees that there is one', async () => {
    const { id, cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
    const learner = await learnerOfUser(people.learner.id)
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    for (const item of ['read', 'whom']) await readItem(enrolled.id, item)
    const { code } = (await issueCertificate((await readEnrolment(learner, enrolled.id))!, 'account'))!
    const { handle } = await store.db.selectFrom('enrolment').select('handle').where('id', '=', enrolled.id).executeTakeFirstOrThrow()
    const here = `/en/manage/courses/${id}/people/${cohort}/${handle}`
    const withdraw = async (who: keyof typeof people, form: Record<string, string>) =>
      (await as(who).post(`${here}/change`, { do: 'revoke', ...form })).location
    const state = async () => (await as('learner').get(`/en/verify/${code}`)).body.includes(en.certificate.verify.revoked)
    expect((await as('owner').get(here)).body).toContain('Withdraw the certificate')
    expect((await as('stranger').get(here)).body).not.toContain('Withdraw the certificate')
    expect(await withdraw('stranger', { confirm: 'yes' })).toBe('/en/gone')
    expect(await withdraw('learner', { confirm: 'yes' })).not.toContain('note=revoked')
    expect(await withdraw('owner', {})).toContain('note=notRevoked')
    const { revoked_at } = await store.db.selectFrom('certificate').select('revoked_at').where('code', '=', code).executeTakeFirstOrThrow()
    expect(revoked_at).toBeNull()
    expect(await withdraw('owner', { confirm: 'yes' })).toContain('note=revoked')
    expect(await state()).toBe(true)
    expect(await withdraw('owner', { confirm: 'yes' })).toContain('note=notRevoked')
    const log = await store.db.selectFrom('audit').select('action').where('action', '=', 'certificate.revoked').execute()
    expect(log).toHaveLength(1)
  })

  test('a course’s scenario is played in the course first, and in the library only after that', async () => {
    const { cohort } = await published(courseOf(['P02'], { people: 'names' }))
    const enrolled = await enrol({ learner: await learnerOfUser(people.learner.id), cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const learner = as('learner')
    expect((await learner.get('/en/learn/P02')).body).toContain('so start it from the course')
    expect((await learner.post('/en/learn/P02/start')).location).toBe(`/en/courses/${enrolled.id}`)
    expect((await learner.post('/en/learn/P01/start')).location).toContain('/en/learn/attempts/')
    const done = { done_at: Date.now() }
    await store.db.updateTable('enrolment_item').set(done).where('enrolment_id', '=', enrolled.id).execute()
    expect((await learner.post('/en/learn/P02/start')).location).toContain('/en/learn/attempts/')
  })

  test('the footer says that no expert has reviewed the scenarios only as long as that is true', async () => {
    const footer = async () => /no outside expert has reviewed (\w+)/.exec((await as('learner').get('/en/privacy')).body)?.[0] ?? ''
    const { patterns } = await libraryIn('en')
    expect(await footer()).toBe('no outside expert has reviewed them')
    for (const [n, pattern] of patterns.entries()) {
      for (const nature of ['hostile', 'genuine'] as const) {
        const scenario = pattern.scenarios[nature]
        if (scenario) await signOff({ pattern: pattern.id, nature, ...scenario.identity, expert: 'Ida Rook', note: '', at: 1 })
      }
      expect(await footer()).toBe(n + 1 < patterns.length ? 'no outside expert has reviewed yet' : '')
    }
  })
})
