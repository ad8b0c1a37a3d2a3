import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { archived, courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import en from '@/messages/en.json'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { learnerOfUser } from '../accounts/people'
import { type Store, held, openStore } from '../database'
import { closeLibrary, libraryIn, openLibrary } from '../library/library'
import { signOff } from '../library/sign-offs'
import { change, selectedLines } from '../records/bulk-acts'
import { issueCertificate } from '../certificates/certificates'
import { createCohort } from '../enrolment/cohorts'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { readItem } from '../enrolment/progress'

describe('an owner’s forms', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-forms-'))
  let [server, store]: [TestServer, Store] = [] as never
  const people = {} as Record<'owner' | 'stranger' | 'administrator' | 'learner', TestPerson>
  const as = (who: keyof typeof people) => new Visitor(server.url, people[who].cookie)
  beforeAll(async () => {
    server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
    store = held.store = openStore({ directory })
    await openLibrary()
    people.owner = await somebody({ directory }, server.port, ['owner'])
    people.stranger = await somebody({ directory }, server.port, ['owner'])
    people.administrator = await somebody({ directory }, server.port, ['administrator'])
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
    for (const text of ['That day is in the past.', 'value="Intake of May"', 'value="2020-05-31"']) expect(body).toContain(text)
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
    expect(body).toContain('Line 3 cites [G-99], which is not in the library.')
    expect(body).toContain('Two. [G-99, G-05]')
    // A file can bring this, or a draft from before the source was removed.
    const draft = JSON.stringify({ ...courseOf([]), items: [{ id: 'read', kind: 'page', title: 'Why', body: 'Text. [G-99]', minutes: 2 }] })
    await store.db.updateTable('course').set({ draft }).where('id', '=', id).execute()
    const page = await owner.get(`/en/manage/courses/${id}/publish`)
    expect(page.body).toContain('“Why”: Line 1 cites [G-99]')
    await owner.post(`/en/manage/courses/${id}/publish/confirm`, { seen: String(updated_at) })
    expect((await store.db.selectFrom('course').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version).toBe(1)
  })

  test('an item never gets the id of one that an earlier version had, so that their records stay apart', async () => {
    const { id } = await published(courseOf([], { people: 'names' }), people.owner.id)
    const owner = as('owner')
    const course = () => store.db.selectFrom('course').select(['draft', 'updated_at']).where('id', '=', id).executeTakeFirstOrThrow()
    const seen = async () => String((await course()).updated_at)
    const add = async () => {
      await owner.post(`/en/manage/courses/${id}/put`, {
        kind: 'page',
        title: 'Whom to tell',
        body: 'A text.',
        minutes: '2',
        seen: await seen(),
      })
      return (JSON.parse((await course()).draft) as { items: { id: string }[] }).items.at(-1)!.id
    }
    const publish = async () => owner.post(`/en/manage/courses/${id}/publish/confirm`, { seen: await seen() })
    const remove = async (item: string) => owner.post(`/en/manage/courses/${id}/arrange`, { remove: item, seen: await seen() })
    expect(await add()).toBe('whom-to-tell')
    await publish()
    await remove('whom-to-tell')
    await publish()
    expect(await add()).toBe('whom-to-tell-2')
  })

  test('the page to publish says in words what the rules cost, and leads from each to where it is changed', async () => {
    const owner = as('owner')
    const made = await owner.post('/en/manage/courses/create', { from: 'shipped', name: 'essentials' })
    const base = made.location.split('?')[0]!
    const { publish } = en.courseEditor
    const first = (await owner.get(`${base}/publish`)).body
    for (const text of [publish.namesMean, publish.fixed, '3 years, as your organisation keeps records']) expect(first).toContain(text)
    expect(first).not.toContain(publish.codesMean.slice(0, 30))
    for (const rule of ['passing', 'shares', 'people', 'due_days', 'renew_months', 'keep_years']) {
      expect(first).toContain(`href="${base}/rules#field-${rule}"`)
      expect((await owner.get(`${base}/rules`)).body).toContain(`id="field-${rule}"`)
    }
    const id = base.split('/').at(-1)!
    const rules = async (change: Record<string, string>) => {
      const { draft, updated_at } = await store.db
        .selectFrom('course')
        .select(['draft', 'updated_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const { title, summary, passing, shares } = JSON.parse(draft)
      const form = { title, summary, passing, shares, due_days: '', renew_months: '', keep_years: '', seen: String(updated_at), ...change }
      expect((await owner.post(`${base}/rules/save`, form)).location).toContain('note=saved')
      return (await owner.get(`${base}/publish`)).body.replaceAll('“', '"').replaceAll('”', '"')
    }
    const meant = publish.codesMean.replaceAll('“', '"').replaceAll('”', '"')
    const coded = await rules({ people: 'codes', keep_years: '10' })
    for (const text of [meant, '>10 years<', `>${publish.never}<`, `>${publish.unlimited}<`]) expect(coded).toContain(text)
    // The longer of the two periods applies.
    expect(await rules({ people: 'names', keep_years: '1' })).toContain('3 years, as your organisation keeps records')
    const { updated_at } = await store.db.selectFrom('course').select('updated_at').where('id', '=', id).executeTakeFirstOrThrow()
    await owner.post(`${base}/publish/confirm`, { seen: String(updated_at) })
    expect(await rules({ people: 'codes' }), 'a later change of it says so too').toContain(meant)
  })

  test('a picture is taken by its bytes, shown under a policy, and named in texts of its own course only', async () => {
    const [{ id }, other] = [
      await published(courseOf([], { people: 'names' }), people.owner.id),
      await published(courseOf([], { people: 'names' }), people.owner.id),
    ]
    const owner = as('owner')
    const add = async (bytes: Uint8Array<ArrayBuffer> | string, alt: string) => {
      const form = new FormData()
      form.set('file', new File([bytes], 'picture.png', { type: 'image/png' }))
      form.set('alt', alt)
      return owner.get((await owner.post(`/en/manage/courses/${id}/images/add`, form)).location)
    }
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    expect((await add('<svg xmlns="http://www.w3.org/2000/svg"/>', 'A badge')).body).toContain(en.courseEditor.images.problem.type)
    expect((await add('<script>alert(1)</script>', 'A badge')).body).toContain('value="A badge"')
    expect((await add(new Uint8Array(png), '')).body).toContain(en.courseEditor.images.problem.alt)
    expect((await add(new Uint8Array(1_000_001), 'A badge')).body).toContain(en.courseEditor.images.problem.size)
    expect((await add(new Uint8Array(png), 'A badge')).body).toContain(en.courseEditor.images.added)
    const { id: image } = await store.db.selectFrom('course_image').select('id').where('course_id', '=', id).executeTakeFirstOrThrow()
    const { status, headers } = await owner.get(`/api/course-images/${image}`)
    expect([status, headers.get('content-type'), headers.get('x-content-type-options')]).toEqual([200, 'image/png', 'nosniff'])
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    const put = async (course: string) => {
      const { updated_at } = await store.db.selectFrom('course').select('updated_at').where('id', '=', course).executeTakeFirstOrThrow()
      const body = `Look.\n\n![A badge](image:${image})`
      const form = { kind: 'page', id: 'read', title: 'Read', body, minutes: '2', seen: String(updated_at) }
      return (await owner.post(`/en/manage/courses/${course}/put`, form)).location
    }
    expect(await put(id)).toContain('note=saved')
    expect((await owner.get(await put(other.id))).body).toContain('Line 3 shows a picture that we cannot show')
    expect((await owner.get(`/en/manage/courses/${id}/preview/read`)).body).toContain(`src="/api/course-images/${image}" alt="A badge"`)
  })

  test('an owner withdraws a certificate for good, and an owner of other courses neither can nor sees that there is one', async () => {
    const { id, cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
    const learner = await learnerOfUser(people.learner.id)
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    for (const item of ['read', 'whom']) await readItem(enrolled.id, item)
    const { code } = (await issueCertificate((await readEnrolment(learner, enrolled.id))!, 'account'))!
    const { handle } = await store.db.selectFrom('enrolment').select('handle').where('id', '=', enrolled.id).executeTakeFirstOrThrow()
    const here = `/en/manage/courses/${id}/records/e-${handle}`
    const withdraw = async (who: keyof typeof people, form: Record<string, string>) =>
      (await as(who).post(`${here}/certificate`, { of: `e-${handle}`, ...form })).location
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

  test('a learner reads which course was changed, until when, and why', async () => {
    const { id, cohort } = await published(courseOf([], { people: 'names', title: 'Abroad & back' }), people.owner.id)
    await enrol({ learner: await learnerOfUser(people.learner.id), cohort })
    const lines = () => selectedLines(id, { filter: RecordFilter.parse({}) })
    const told = async () => (await as('learner').get('/en/courses')).body
    await change(id, await lines(), { act: 'extend', due: Date.UTC(2031, 4, 1) }, people.owner.id)
    expect(await told()).toContain('changed the due date of “Abroad &amp; back”: it is now due on 1 May 2031.')
    await change(id, await lines(), { act: 'exempt', reason: 'On leave.' }, people.owner.id)
    expect(await told()).toContain('exempted you from “Abroad &amp; back”: On leave. You do not have to do anything more there.')
    await store.db.deleteFrom('notice').execute()
  })

  test('a course’s scenario is played in the course first, and in the library only after that', async () => {
    const { cohort } = await published(courseOf(['P02'], { people: 'names' }))
    const enrolled = await enrol({ learner: await learnerOfUser(people.learner.id), cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const learner = as('learner')
    expect((await learner.get('/en/learn/P02')).body).toContain('Start it from the course')
    expect((await learner.post('/en/learn/P02/start')).location).toBe(`/en/courses/${enrolled.id}`)
    expect((await learner.post('/en/learn/P01/start')).location).toContain('/en/learn/attempts/')
    await readItem(enrolled.id, 'case-1')
    expect((await learner.post('/en/learn/P02/start')).location).toContain('/en/learn/attempts/')
  })

  describe('add people', () => {
    const PAGE = '/en/manage/people/add'
    const add = async (who: keyof typeof people, form: Record<string, string | string[]>) => {
      const { location } = await as(who).post(`${PAGE}/send`, form)
      return location.startsWith(PAGE) ? (await as(who).get(location)).body : location
    }
    const invited = (email: string) => store.db.selectFrom('invitation').selectAll().where('email', '=', email).executeTakeFirst()

    test('to a cohort enrols people who have an account and invites the others; what cannot be read stays in the field', async () => {
      const { cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
      const list = `${people.learner.email}\nNew One <new-one@example.org>\nnobody at all`
      const body = await add('owner', { list, cohort, roles: 'administrator' })
      expect(body).toContain('One person was invited. One person who has an account was enrolled.')
      expect(/<textarea[^>]*>([^<]*)</.exec(body)![1]!.trim()).toBe('nobody at all')
      expect(await invited('new-one@example.org')).toMatchObject({ cohort_id: cohort, name: 'New One', roles: '[]' })
    })

    test('to a cohort says who is in the course already, in which cohort, and does nothing to them before it is told what', async () => {
      const { id, cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
      const spring = await createCohort(id, { name: 'Spring', due: '2031-03-03' })
      await add('owner', { list: `twice@example.org\n${people.learner.email}`, cohort })
      const rows = () => store.db.selectFrom('invitation').selectAll().where('email', '=', 'twice@example.org').execute()
      const before = await rows()
      const list = `twice@example.org\nfresh@example.org\n${people.learner.email}`
      const asked = await add('owner', { list, cohort: spring })
      expect(asked).toContain('One person is new in this course. 2 people are in it already.')
      expect(asked).toContain('2 people are in another cohort. What do you want to do?')
      expect(asked.replace(/<[^>]+>/g, '')).toContain('twice@example.orgEverybody: Invited')
      expect(await invited('fresh@example.org'), 'nobody is added before the answer').toBeUndefined()
      const mark = /name="asked" value="([^"]+)"/.exec(asked)![1]!
      const left = await add('owner', { list, cohort: spring, asked: mark, there: 'leave' })
      expect(left).toContain('One person was invited. 2 people were there already and stay as they are.')
      expect([await rows(), (await invited('fresh@example.org'))!.cohort_id]).toEqual([before, spring])
      const again = await add('owner', { list, cohort: spring, asked: mark, there: 'move' })
      expect(again, 'the answer was about two, and now it is three').toContain(
        'No one on the list is new in this course. 3 people are in it already.',
      )
      const moving = { asked: /name="asked" value="([^"]+)"/.exec(again)![1]!, there: 'move' }
      expect(await add('owner', { list, cohort: spring, ...moving })).toContain(
        '2 people were moved here from other cohorts. One person was there',
      )
      expect(await rows()).toEqual([{ ...before[0], cohort_id: spring }])
    })

    test('to a cohort is for the owners of its course: others neither see it nor add anybody to it', async () => {
      const { cohort } = await published(courseOf([], { people: 'names', title: 'The course of somebody else' }), people.owner.id)
      expect((await as('owner').get(PAGE)).body).toContain('The course of somebody else')
      expect((await as('administrator').get(PAGE)).body).toContain('The course of somebody else')
      expect((await as('stranger').get(`${PAGE}?cohort=${cohort}`)).body).not.toContain('The course of somebody else')
      expect(await add('stranger', { list: 'z@example.org', cohort })).toContain(en.addPeople.note.closed)
      expect(await invited('z@example.org')).toBeUndefined()
    })

    test('to an account alone is for administrators, who prove themselves before somebody becomes one', async () => {
      expect(await add('owner', { list: 'x@example.org', cohort: '' })).toContain(en.addPeople.note.choose)
      expect(await add('learner', { list: 'x@example.org', cohort: '' })).not.toContain('invite/')
      const boss = { list: 'x@example.org', cohort: '', roles: ['administrator', 'owner'] }
      expect(await add('administrator', { ...boss, password: 'wrong' })).toContain('x@example.org')
      expect(await invited('x@example.org')).toBeUndefined()
      expect(await add('administrator', { ...boss, password: PASSWORD })).toContain('/en/manage/people/link/invite/')
      expect(JSON.parse((await invited('x@example.org'))!.roles)).toEqual(['administrator', 'owner'])
    })

    test('to a cohort whose course is archived or does not exist adds nobody and keeps what was typed', async () => {
      const { id, cohort } = await published(courseOf([], { people: 'names' }), people.owner.id)
      await archived(id)
      for (const gone of [cohort, 'nothing']) {
        const body = await add('owner', { list: 'y@example.org', cohort: gone })
        expect(body).toContain(en.addPeople.note.closed)
        expect(body).toContain('y@example.org</textarea>')
      }
      expect(await add('owner', { list: ' ', cohort })).toContain(en.addPeople.note.empty)
      expect(await invited('y@example.org')).toBeUndefined()
    })
  })

  test('the footer says that no expert has reviewed the scenarios only as long as that is true', async () => {
    const footer = async () => /no outside expert has reviewed (\w+)/.exec((await as('learner').get('/en/privacy')).body)?.[0] ?? ''
    const { scenarios } = await libraryIn('en')
    expect(await footer()).toBe('no outside expert has reviewed them')
    for (const [n, scenario] of scenarios.entries()) {
      for (const variant of ['hostile', 'genuine'] as const) {
        const compiled = scenario.variants[variant]
        if (compiled) await signOff({ scenario: scenario.id, variant, ...compiled.identity, expert: 'Ida Rook', note: '', at: 1 })
      }
      expect(await footer()).toBe(n + 1 < scenarios.length ? 'no outside expert has reviewed yet' : '')
    }
  })
})
