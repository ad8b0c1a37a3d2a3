/**
 * An owner, an administrator and an auditor try to find out who passed a course that asks for mastery and shares completion alone. There
 * are two such courses: in one everybody who finished has passed and made a certificate, in the other nobody has. Whatever they open, and
 * whatever an owner does, it has to be the same for both, but for names and ids.
 */
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ACTS } from '@/scenarios/engine/course/acts'
import { STATES } from '@/scenarios/engine/course/state'
import { memberOfUser } from '@/server/accounts/members'
import { learnerOfUser } from '@/server/accounts/people'
import { issueCertificate, withdrawCertificate } from '@/server/certificates/certificates'
import { type Store, held, openStore } from '@/server/database'
import { attemptFinished, openAttempt } from '@/server/enrolment/attempts'
import { createCohort } from '@/server/enrolment/cohorts'
import { enrol, readEnrolment } from '@/server/enrolment/enrolment'
import { readItem, seeTerms } from '@/server/enrolment/progress'
import { append } from '@/server/learning/append'
import { readAttempt } from '@/server/learning/attempts'
import { erase } from '@/server/privacy/erase'
import { bestPlay, worstPlay } from '../support/best-play'
import { courseOf, published } from '../support/courses'
import { pdfText } from '../support/pdf-text'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '../support/people'
import { JUDGE } from '../support/play'
import { type Route, NOBODYS, addressOf, routes } from '../support/routes'
import { type TestServer, startServer } from '../support/server'
import { Visitor } from '../support/visitor'

const READERS = ['owner', 'administrator', 'auditor'] as const
const SIDES = ['passed', 'failed'] as const
type Side = (typeof SIDES)[number]
/** The last one has not finished. Of those who passed, the second withdraws the certificate. */
const NAMES = ['Robin Reed', 'Sam Sole', 'Tess Thorn']
const DAY = 24 * 3600_000
const DONE_AT = Date.now() - 350 * DAY

interface One {
  user: TestPerson
  learner: string
  enrolment: string
  handle: string
}
interface World {
  course: string
  cohort: string
  second: string
  people: One[]
  /** What differs by nature: ids, codes and addresses, each with what stands in its place when both sides are compared. */
  own: Map<string, string>
}

const directory = mkdtempSync(join(tmpdir(), 'second-look-certificates-'))
const worlds = {} as Record<Side, World>
const visitors = {} as Record<(typeof READERS)[number], Visitor>
const codes: string[] = []
let server: TestServer
let store: Store

async function takes(one: One, side: Side): Promise<void> {
  await seeTerms(one.enrolment)
  await readItem(one.enrolment, 'read')
  const enrolment = (await readEnrolment(one.learner, one.enrolment))!
  const item = enrolment.course.items.find(({ id }) => id === 'case-1')!
  const attempt = (await readAttempt(one.learner, (await openAttempt(enrolment, item as never, 'en'))!))!
  const of = exploredOf(attempt.compiled)
  const events = [...(side === 'passed' ? bestPlay(of, () => 0) : worstPlay(of)), JUDGE]
  expect(await append(attempt, 0, events, attemptFinished)).toMatchObject({ ok: true })
  await readItem(one.enrolment, 'whom')
  expect((await readEnrolment(one.learner, one.enrolment))!.row.passed).toBe(Number(side === 'passed'))
}

async function made(side: Side, owner: string): Promise<World> {
  const rules = { passing: 'mastery', shares: 'completion', people: 'names', due_days: 30, renew_months: 12 } as const
  const { id: course, cohort } = await published(courseOf(['P01'], rules), owner)
  // Its picture cannot be compared.
  await store.db.updateTable('cohort').set({ link: null }).where('id', '=', cohort).execute()
  const second = await createCohort(course, { name: 'Second', due: '' })
  // Cohorts of the same millisecond would be in any order.
  await store.db.updateTable('cohort').set({ created_at: 1 }).where('id', '=', cohort).execute()
  const people: One[] = []
  for (const name of NAMES) {
    const user = await somebody({ directory }, server.port, [], name)
    const learner = await learnerOfUser(user.id)
    const enrolled = await enrol({ learner, cohort })
    if (!enrolled.ok) throw new Error(enrolled.reason)
    const { handle } = await store.db.selectFrom('enrolment').select('handle').where('id', '=', enrolled.id).executeTakeFirstOrThrow()
    people.push({ user, learner, enrolment: enrolled.id, handle: handle! })
  }
  for (const one of people.slice(0, 2)) await takes(one, side)
  for (const [i, { learner, enrolment }] of people.slice(0, 2).entries()) {
    const certificate = await issueCertificate((await readEnrolment(learner, enrolment))!, 'yes')
    expect(certificate === null).toBe(side === 'failed')
    if (certificate) codes.push(certificate.code)
    if (certificate && i === 1) await withdrawCertificate(enrolment)
  }
  return { course, cohort, second, people, own: new Map() }
}

/** Every id, code and address of a side. Ids that come later, of acts and files, are added by the next call. */
async function learnIds(side: Side): Promise<void> {
  const { course, cohort, second, people, own } = worlds[side]
  const put = (what: string, value: string | null | undefined) => value && own.set(value, `{${what}}`)
  put('course', course)
  put('cohort', cohort)
  put('second', second)
  for (const [i, { user, learner, enrolment, handle }] of people.entries()) {
    put(`user ${i}`, user.id)
    put(`address ${i}`, user.email)
    put(`learner ${i}`, learner)
    put(`enrolment ${i}`, enrolment)
    put(`handle ${i}`, handle)
    put(`member ${i}`, await memberOfUser(user.id).catch(() => null))
    const { code } = (await store.db.selectFrom('enrolment').select('code').where('id', '=', enrolment).executeTakeFirst()) ?? {}
    put(`code ${i}`, code)
    const alias = await store.db.selectFrom('user_alias').select('alias').where('user_id', '=', user.id).executeTakeFirst()
    put(`alias ${i}`, alias?.alias)
  }
  const acts = await store.db.selectFrom('record_act').select('id').where('course_id', '=', course).orderBy('at').execute()
  for (const [i, { id }] of acts.entries()) put(`act ${i}`, id)
  const files = await store.db.selectFrom('audit_file').select('id').where('course_id', '=', course).orderBy('asked_at').execute()
  for (const [i, { id }] of files.entries()) put(`file ${i}`, id)
}

function bare(side: Side, text: string): string {
  let said = text
  said = said.replaceAll('<wbr/>', '')
  for (const [value, name] of worlds[side].own) said = said.replaceAll(value, name).replaceAll(encodeURIComponent(value), name)
  return (
    said
      .replace(/nonce="[^"]*"/g, '')
      // Of rows that somebody’s own id leads to, such as lines of the audit log.
      .replace(/(?<![\w-])(?=[\w-]*[A-Z\d])[\w-]{20}(?![\w-])/g, '{id}')
      .replace(/kept=[\w-]+/g, 'kept=')
      .replace(/name="mark" value="[^"]*"/g, '')
      // The sums of files with ids in them.
      .replace(/\b[\da-f]{64}\b/g, '{sum}')
      // Clocks go on between two requests.
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '{moment}')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, '{moment}')
      .replace(/\b1\d{12}\b/g, '{moment}')
      // React sends the page a second time, in pieces whose order depends on the moment.
      .replace(/<script[\s\S]*?<\/script>/g, '')
      .replaceAll('><', '>\n<')
  )
}

const decoded = (path: string, body: Buffer): string => {
  if (!path.includes('/xlsx') && !path.includes('/audit-files/')) return body.toString('utf8')
  return Object.entries(unzipSync(body))
    .map(([name, file]) => `${name}\n${name.endsWith('.pdf') ? pdfText(Buffer.from(file)) : strFromU8(file)}`)
    .join('\n')
}
async function got(who: keyof typeof visitors, side: Side, path: string): Promise<string> {
  const cookie = [...visitors[who].cookies].map((pair) => pair.join('=')).join('; ')
  const answer = await fetch(server.url + path, { redirect: 'manual', headers: { cookie } })
  const body = Buffer.from(await answer.arrayBuffer())
  const text = answer.status === 200 ? decoded(path, body) : body.toString('utf8')
  for (const code of codes) expect(text, `${who} ${path}`).not.toContain(code)
  return bare(side, `${answer.status} ${answer.headers.get('location') ?? ''}\n${text}`)
}

/** As they are for both sides, in the order of `SIDES`. */
async function both(who: keyof typeof visitors, path: (world: World) => string): Promise<[string, string]> {
  return [await got(who, 'passed', path(worlds.passed)), await got(who, 'failed', path(worlds.failed))]
}
async function same(who: keyof typeof visitors, path: (world: World) => string, isSorted = false): Promise<string> {
  const ordered = (text: string) => (isSorted ? text.split('\n').sort().join('\n') : text)
  const [passed, failed] = (await both(who, path)).map(ordered) as [string, string]
  expect(failed, `${who}: ${path(worlds.failed)}`).toBe(passed)
  return passed
}
async function posts(side: Side, path: string, form: Record<string, string>, who: keyof typeof visitors = 'owner'): Promise<string> {
  const { status, location } = await visitors[who].post(path, form)
  await learnIds(side)
  return bare(side, `${status} ${location}`)
}

beforeAll(async () => {
  server = await startServer({ dataDir: directory, env: { AUTH_SECRET, PUBLIC_URL: '' } })
  store = held.store = openStore({ directory })
  const readers = {} as Record<(typeof READERS)[number], TestPerson>
  for (const role of READERS) {
    readers[role] = await somebody({ directory }, server.port, [role])
    visitors[role] = new Visitor(server.url, readers[role].cookie)
  }
  vi.useFakeTimers({ toFake: ['Date'], now: DONE_AT })
  for (const side of SIDES) worlds[side] = await made(side, readers.owner.id)
  vi.useRealTimers()
  for (const side of SIDES) await learnIds(side)
})
afterAll(async () => {
  vi.useRealTimers()
  held.store = undefined
  await store?.db.destroy()
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const partsOf = ({ course, cohort, people }: World, i: number): Record<string, string> => ({
  course,
  cohort,
  line: `e-${people[i]!.handle}`,
  user: people[i]!.user.id,
  item: 'case-1',
  kind: 'page',
})
const ofOne = ({ method, path }: Route) =>
  method === 'GET' && path.includes('/manage/') && /\[(?:course|cohort|line|user|member)\]/.test(path) && !path.includes('[run]')

describe('people who passed and people who did not, in a course that shares completion, are the same [p:shares-completion]', () => {
  test('on every page about a course or a person', async () => {
    const paths = routes.filter(ofOne)
    expect(paths.length).toBeGreaterThan(20)
    let shown = 0
    for (const who of READERS)
      for (const route of paths)
        for (const i of NAMES.keys()) {
          if (i > 0 && !/\[(?:line|user)\]/.test(route.path)) continue
          const text = await same(who, (world) => addressOf(route, partsOf(world, i)))
          if (text.startsWith('200')) shown++
          expect(addressOf(route, partsOf(worlds.passed, i)).includes(NOBODYS) && text.startsWith('200'), route.path).toBe(false)
        }
    expect(shown).toBeGreaterThan(50)
    expect(await same('owner', ({ course, people }) => `/en/manage/courses/${course}/records/e-${people[0]!.handle}`)).toContain('Expiring')
  })

  test('in every view and file of the records', async () => {
    for (const who of READERS) {
      for (const query of [...STATES.map((state) => `state=${state}`), 'state=overdue', 'results=1', 'q=robin', 'order=down'])
        for (const file of ['', '/csv', '/xlsx']) await same(who, ({ course }) => `/en/manage/courses/${course}/records${file}?${query}`)
      // Ids order people who are the same in that.
      for (const sort of ['state', 'due', 'completed'])
        for (const file of ['', '/csv']) await same(who, ({ course }) => `/en/manage/courses/${course}/records${file}?sort=${sort}`, true)
    }
  })

  test('in lists of everybody: the same line for both', async () => {
    const lineOf = (text: string, side: Side) =>
      [...text.matchAll(/<(tr|li|article)\b(?:(?!<\1\b)[\s\S])*?<\/\1>/g)].flatMap(([row]) =>
        [...worlds[side].own.keys()].some((value) => row.includes(value)) ? [bare(side, row)] : [],
      )
    for (const path of [
      '/en/manage/people',
      '/en/manage/courses',
      '/en/manage/compliance',
      '/en/manage/audit',
      '/en/manage/data/holds',
      '/en/manage',
    ])
      for (const who of READERS) {
        const { status, body } = await visitors[who].get(path)
        if (status !== 200) continue
        for (const code of codes) expect(body).not.toContain(code)
        const [passed, failed] = SIDES.map((side) => lineOf(body, side).sort())
        expect(failed, `${who} ${path}`).toEqual(passed)
      }
  })

  test('in an audit file', async () => {
    const [from, to] = [DONE_AT - 10 * DAY, Date.now()].map((at) => new Date(at!).toISOString().slice(0, 10)) as [string, string]
    for (const side of SIDES)
      expect(await posts(side, '/en/manage/compliance/audit-files/create', { course: worlds[side].course, from, to })).toContain(
        'note=asked',
      )
    const isReady = async () => (await store.db.selectFrom('audit_file').select('state').execute()).every(({ state }) => state === 'ready')
    await expect.poll(isReady, { timeout: 110_000, interval: 1_000 }).toBe(true)
    for (const side of SIDES) await learnIds(side)
    const file = ({ own }: World) => [...own].find(([, name]) => name === '{file 0}')![0]
    for (const who of READERS) {
      const text = await same(who, (world) => `/en/manage/compliance/audit-files/${file(world)}`)
      expect(text).toContain('Robin Reed')
    }
  })

  test('whatever an owner does with them, and after it', async () => {
    for (const i of NAMES.keys()) {
      const here = ({ course }: World) => `/en/manage/courses/${course}/records`
      const line = ({ people }: World) => `e-${people[i]!.handle}`
      const answers = async (to: string, form: (world: World) => Record<string, string>) => {
        const [passed, failed] = [
          await posts('passed', `${here(worlds.passed)}${to.replace('{line}', line(worlds.passed))}`, form(worlds.passed)),
          await posts('failed', `${here(worlds.failed)}${to.replace('{line}', line(worlds.failed))}`, form(worlds.failed)),
        ]
        expect(failed, to).toBe(passed)
        await same('owner', (world) => `${here(world)}/${line(world)}`)
        return passed
      }
      await answers('/{line}/certificate', (world) => ({ of: line(world), confirm: 'yes' }))
      for (const act of ACTS) {
        await same('owner', (world) => `${here(world)}/act?act=${act}&line=${line(world)}`)
        const marks = new Map<World, string>()
        for (const world of Object.values(worlds)) {
          const { body } = await visitors.owner.get(`${here(world)}/act?act=${act}&line=${line(world)}`)
          marks.set(world, /name="mark" value="([^"]*)"/.exec(body)?.[1] ?? '')
        }
        const done = await answers('/act/do', (world) => ({
          ...{ act, line: line(world), mark: marks.get(world)!, reason: 'On leave', to: world.second },
          due: new Date(Date.now() + 9 * DAY).toISOString().slice(0, 10),
        }))
        if (!done.includes('act={act')) continue
        await same('owner', here)
        const last = ({ own }: World) => [...own].filter(([, name]) => name.startsWith('{act ')).at(-1)![0]
        await answers('/undo', (world) => ({ act: last(world), line: line(world) }))
      }
    }
    const acts = await store.db.selectFrom('record_act').select('kind').distinct().execute()
    expect(acts.map(({ kind }) => kind).sort()).toEqual(['end', 'exempt', 'extend', 'move'])
    expect(await store.db.selectFrom('audit').select('id').where('action', '=', 'certificate.revoked').execute()).toEqual([])
  })

  test('once they have left: what an administrator downloads for them', async () => {
    const left = (world: World) => `/en/manage/people/${world.people[0]!.user.id}`
    for (const side of SIDES) await posts(side, `${left(worlds[side])}/left`, { left_password: PASSWORD }, 'administrator')
    const files: string[] = []
    for (const side of SIDES) {
      const { status, body } = await visitors.administrator.post(`${left(worlds[side])}/export`, { export_password: PASSWORD })
      expect(status).toBe(200)
      for (const code of codes) expect(body).not.toContain(code)
      files.push(bare(side, body))
    }
    expect(files[1]).toBe(files[0])
    await same('administrator', left)
    await same('owner', ({ course }) => `/en/manage/courses/${course}/records?state=left`)
  })

  test('once their data is erased', async () => {
    for (const side of SIDES) {
      const { learner, user } = worlds[side].people[1]!
      await erase({ learner, user: user.id })
    }
    for (const who of READERS) await same(who, ({ course }) => `/en/manage/courses/${course}/records`)
  })
})
