/** Every page and file is checked for every id there is. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Store, held, openStore } from '@/server/database'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { addressOf, routes } from '@/tests/support/routes'
import { type TestServer, startServer } from '@/tests/support/server'
import { publishCourseFigures } from '../reports/figures'

const WHO = ['owner', 'stranger', 'administrator', 'auditor'] as const

function unzipped(bytes: Buffer): string {
  const texts: string[] = []
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [method, size, from] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)]
    const data = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    const packed = bytes.subarray(data, data + size)
    texts.push((method === 0 ? packed : inflateRawSync(packed)).toString('utf8'))
  }
  return texts.join('\n')
}

describe('what is sent of a course that shows codes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-pages-'))
  let server: TestServer
  let store: Store
  let many: ManyLearners
  let owner: string
  const cookies = {} as Record<(typeof WHO)[number], string>
  const handleOf = async (enrolment: string) =>
    (await store.db.selectFrom('enrolment').select('handle').where('id', '=', enrolment).executeTakeFirstOrThrow()).handle
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    store = held.store = openStore({ directory })
    const roles = { owner: ['owner', 'author'], stranger: ['owner'], administrator: ['administrator'], auditor: ['auditor'] } as const
    for (const who of WHO) {
      const { id, cookie } = await somebody({ directory }, server.port, [...roles[who]])
      cookies[who] = cookie
      if (who === 'owner') owner = id
    }
    many = await manyLearners(store, { course: courseOfMany(2, { people: 'codes', shares: 'results' }), cohorts: [30, 6], seed: 5, owner })
    await publishCourseFigures(many.course)
  })
  afterAll(async () => {
    held.store = undefined
    await store.db.destroy()
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const get = async (path: string, role: (typeof WHO)[number], more: RequestInit = {}) => {
    const reply = await fetch(`${server.url}${path}`, { redirect: 'manual', ...more, headers: { cookie: cookies[role], ...more.headers } })
    const bytes = Buffer.from(await reply.arrayBuffer())
    return {
      status: reply.status,
      to: reply.headers.get('location'),
      text: path.includes('/xlsx') && reply.status === 200 ? unzipped(bytes) : bytes.toString('utf8'),
    }
  }

  test('no page, payload or file holds an id of an enrolment, attempt, learner or account [p:owners-no-decisions]', async () => {
    const ids = [...many.enrolments, ...many.learners]
    for (const { id } of await store.db.selectFrom('attempt').select('id').execute()) ids.push(id)
    for (const { user_id } of await store.db.selectFrom('learner').select('user_id').where('id', 'in', many.learners).execute())
      ids.push(user_id!)
    const parts = {
      course: many.course,
      cohort: many.cohorts[0]!,
      handle: await handleOf(many.enrolments[0]!),
      item: 'p1',
      kind: 'page',
      scenario: 'P01',
    }
    const pages = routes
      .filter((r) => r.method === 'GET' && /^\/\[locale\]\/manage\/(courses|scenarios)/.test(r.path))
      .map((r) => addressOf(r, parts))
    pages.push(...pages.filter((p) => p.includes('/records')).map((p) => `${p}?results=1`))
    let answered = 0
    for (const page of pages)
      for (const kind of ['html', 'rsc']) {
        const { status, text } = await get(page, 'owner', kind === 'rsc' ? { headers: { rsc: '1' }, redirect: 'follow' } : {})
        if (status === 200) answered++
        expect(
          ids.filter((id) => text.includes(id)),
          page,
        ).toEqual([])
      }
    expect(answered).toBeGreaterThan(40)
    expect((await get(`/en/manage/courses/${many.course}/records/xlsx`, 'owner')).text).toContain('worksheet')
  })
  test('an empty list of codes does not say that nobody is enrolled', async () => {
    const course = courseOfMany(1, { people: 'codes' })
    const [few, more] = [
      await manyLearners(store, { course, cohorts: [3], complete: 0, seed: 6, owner }),
      await manyLearners(store, { course, cohorts: [7], complete: 0, seed: 7, owner }),
    ]
    const said = async ({ course }: ManyLearners) => (await get(`/en/manage/courses/${course}/records`, 'owner')).text
    expect(await said(few)).toContain('fewer than five people are enrolled')
    expect(await said(more)).toContain('At least 5 people are enrolled')
    for (const page of [await said(few), await said(more)]) expect(page).not.toContain('No one is enrolled')
  })
  test('a handle opens none of the learner’s pages, and an enrolment’s id none of the owner’s [p:owners-no-decisions]', async () => {
    const [enrolment, here] = [many.enrolments[0]!, `/en/manage/courses/${many.course}/records`]
    // In a course with codes, neither changes anything.
    for (const id of [await handleOf(enrolment), enrolment]) {
      const { status, to } = await get(`${here}/e-${id}`, 'owner')
      expect([status, to]).toEqual([307, '/en/gone'])
      const post = async (path: string, body: string) =>
        (
          await get(`${here}/${path}`, 'owner', {
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body,
          })
        ).to
      expect(await post('act/do', `act=end&which=ticked&line=e-${id}`)).toContain('note=nobody')
      expect(await post(`e-${id}/certificate`, `of=e-${id}&confirm=yes`)).toContain('note=notRevoked')
    }
    // Read in the learner's own session.
    const { user_id } = await store.db.selectFrom('learner').select('user_id').where('id', '=', many.learners[0]!).executeTakeFirstOrThrow()
    const self = await somebody({ directory }, server.port)
    await store.db.updateTable('learner').set({ user_id: null }).where('id', '=', many.learners[0]!).execute()
    await store.db.deleteFrom('learner').where('user_id', '=', self.id).execute()
    await store.db.updateTable('learner').set({ user_id: self.id }).where('id', '=', many.learners[0]!).execute()
    const own = (id: string) => get(`/en/courses/${id}`, 'owner', { headers: { cookie: self.cookie } })
    expect((await own(enrolment)).status).toBe(200)
    expect((await own(await handleOf(enrolment))).status).not.toBe(200)
    await store.db.updateTable('learner').set({ user_id }).where('id', '=', many.learners[0]!).execute()
  })
  test('enrolling somebody again looks the same as for everybody else, also after the course has switched to names (O5) [p:codes-stand-still]', async () => {
    const body = JSON.stringify(courseOfMany(2, { people: 'names' }))
    await store.db.insertInto('course_version').values({ course_id: many.course, version: 2, body, at: Date.now() }).execute()
    await store.db.updateTable('course').set({ version: 2, draft: body }).where('id', '=', many.course).execute()
    const paste = async (address: string) => {
      const form = new FormData()
      form.set('list', address)
      form.set('cohort', many.cohorts[0]!)
      const { to } = await get('/en/manage/people/add/send', 'owner', { method: 'POST', body: form })
      const { text } = await get(to!, 'owner')
      return /<p role="status"[^>]*>[^<]*(?:enrolled|invited|already)[^<]*/.exec(text)?.[0]
    }
    const [there, fresh] = [await paste(many.emails[0]!), await paste((await somebody({ directory }, server.port)).email)]
    expect(there).toContain('Everyone on the list is enrolled or invited')
    expect(there).toBe(fresh)
  })
  test('how far somebody is, is read by the owners of the course, administrators and auditors, and by no other owner (C-13, C-16) [p:completion-for-readers]', async () => {
    const named = await manyLearners(store, { course: courseOfMany(1, { passing: 'mastery' }), cohorts: [3], complete: 1, seed: 6, owner })
    await store.db
      .updateTable('enrolment_item')
      .set({ outcome: 'missed', result: 50 })
      .where('enrolment_id', 'in', named.enrolments)
      .where('item', '=', 'p1')
      .execute()
    const base = `/en/manage/courses/${named.course}`
    const pages = ['/en/manage/courses', `${base}/people`, `${base}/people/${named.cohorts[0]!}`]
    const records = [`${base}/records`, `${base}/records/csv`, `${base}/records/xlsx`, `${base}/records/e-${named.handles[0]!}`]
    for (const page of [...pages, ...records, `${base}/figures`]) {
      const shown = async (who: (typeof WHO)[number]) => (await get(page, who)).status === 200
      expect([page, await shown('owner'), await shown('administrator')]).toEqual([page, true, true])
      // The list of courses shows only their own.
      expect([page, await shown('stranger')]).toEqual([page, page === pages[0]])
      expect([page, await shown('auditor')]).toEqual([page, page === pages[0] || records.includes(page)])
    }
    expect((await get(pages[0]!, 'stranger')).text).not.toContain(named.course)
    expect((await get(pages[2]!, 'owner')).text).toMatch(/completed/i)
    for (const who of ['owner', 'administrator'] as const) expect((await get(pages[2]!, who)).text).not.toMatch(/not mastered/i)
    const read = (await get(records[0]!, 'auditor')).text
    for (const path of [`${base}/people`, `${base}/publish`, `${base}/records/remind`]) expect(read).not.toContain(path)
  })
})
