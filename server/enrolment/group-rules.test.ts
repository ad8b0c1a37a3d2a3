/** An owner tries to find out which groups the directory has, and who is in one. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fold } from '@/scenarios/engine/course/records'
import en from '@/messages/en.json' with { type: 'json' }
import { courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { type Store, held, openStore } from '../database'
import { fillAll } from '../directory/fill-cohorts'
import { createCohort } from './cohorts'
import { newId } from '../platform/tokens'
import { inviteToCohort } from './invitations'
import { setRule } from './rules'

const { cohort: texts } = en.courseEditor
const directory = mkdtempSync(join(tmpdir(), 'second-look-groups-'))
let server: TestServer
let store: Store
const people: Record<'owner' | 'other' | 'administrator', TestPerson> = {} as never

beforeAll(async () => {
  server = await startServer({ dataDir: directory, env: { AUTH_SECRET } })
  store = held.store = openStore({ directory })
  people.owner = await somebody({ directory }, server.port, ['owner'])
  people.other = await somebody({ directory }, server.port, ['owner'])
  people.administrator = await somebody({ directory }, server.port, ['administrator'])
  const known = (n: number, groups: string[], unit = 'Port', site = 'Harbour') =>
    store.db
      .insertInto('member')
      .values(
        Array.from({ length: n }, () => {
          const [id, address] = [newId(), `${newId().toLowerCase()}@example.org`]
          return {
            id,
            address,
            name: 'Known',
            unit,
            site,
            groups: JSON.stringify(groups),
            words: fold(`Known\n${address}\n${unit}\n${site}`),
            created_at: 0,
          }
        }),
      )
      .execute()
  await known(3, ['Counselling'])
  await known(1, ['Counselling', 'Wardens'], 'Mint')
  await known(6, ['Wardens'])
})
afterAll(async () => {
  held.store = undefined
  await store.db.destroy()
  await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

const as = (who: keyof typeof people) => new Visitor(server.url, people[who].cookie)
const pageOf = ({ id, cohort }: { id: string; cohort: string }) => `/en/manage/courses/${id}/people/${cohort}`
const mine = async () => pageOf(await published(courseOf([], { people: 'names' }), people.owner.id))
async function looksUp(who: keyof typeof people, page: string, rule: Record<string, string>): Promise<string> {
  const { location } = await as(who).post(`${page}/rule`, { do: 'check', ...rule })
  return (await as(who).get(location)).body
}
const lines = () => store.db.selectFrom('audit').select(['action', 'detail']).where('action', '=', 'cohort.counted').orderBy('at').execute()

describe('of the groups in the directory, an owner', () => {
  test('sees those that a rule of theirs names, and an administrator sees all [p:groups-unlisted]', async () => {
    const course = await published(courseOf([], { people: 'names' }), people.owner.id)
    const page = pageOf(course)
    await setRule((await published(courseOf([], { people: 'names' }), people.other.id)).cohort, {
      unit: '',
      site: '',
      group: 'Counselling',
    })
    const before = (await as('owner').get(page)).body
    expect(before).toContain('Harbour')
    expect(before).not.toMatch(/Counselling|Wardens/)
    expect((await as('administrator').get(page)).body).toMatch(/Counselling[\s\S]*Wardens/)
    await setRule(course.cohort, { unit: '', site: '', group: 'Wardens' })
    const after = (await as('owner').get(page)).body
    expect(after).toContain('<option value="Wardens">')
    expect(after).not.toContain('Counselling')
  })

  test('learns of none whether one to four are in it or nobody, or how many more than four, and each look-up is an audit line [p:groups-unlisted]', async () => {
    const page = await mine()
    const before = (await lines()).length
    const asked: Record<string, string>[] = [{ group: 'Counselling' }, { group: 'Nobody is in it' }]
    for (const rule of asked) {
      const body = await looksUp('owner', page, rule)
      expect(body, JSON.stringify(rule)).toContain(texts.ruleFitsFew)
      expect(body).not.toMatch(/Counselling, |matches \d|No one matches/)
    }
    expect(await looksUp('owner', page, { group: 'Wardens' })).toContain(texts.ruleFitsFive)
    // Two parts of a group may differ by one person.
    const parts: Record<string, string>[] = [
      { group: 'Wardens', unit: 'Port' },
      { group: 'Wardens', site: 'Harbour' },
      { group: 'wardens', unit: 'Mint' },
      { group: 'Nobody is in it', unit: 'Mint' },
    ]
    for (const rule of parts) {
      const body = await looksUp('owner', page, rule)
      expect(body).toContain(texts.ruleFitsUnsaid)
      expect(body).not.toMatch(/matches \d|at least five people|No one matches/)
    }
    const said = (await lines()).slice(before).map(({ detail }) => JSON.parse(detail!) as object)
    expect(said).toEqual([...asked, { group: 'Wardens' }, ...parts])
  })

  test('gets what they need for a unit or a site, also with a line', async () => {
    const page = await mine()
    const before = (await lines()).length
    expect(await looksUp('owner', page, { unit: 'port' })).toContain('This rule matches 9 people, 0 with an account')
    expect(await looksUp('owner', page, { unit: 'Prot' })).toContain('no unit has that name. These exist: Mint, Port.')
    expect((await lines()).length).toBe(before + 2)
  })

  test('an administrator counts them, with a line', async () => {
    const before = (await lines()).length
    expect(await looksUp('administrator', await mine(), { group: 'Counselling' })).toContain(
      'This rule matches 4 people, 0 with an account',
    )
    expect((await lines()).length).toBe(before + 1)
  })
})

describe('whether one person is in a group, an owner cannot read from what a rule', () => {
  const GROUP = 'Counselling'
  const UNITS = ['Mint', 'Quay'] as const
  const rule = (unit: string, group = '') => ({ unit, site: '', group })
  const invite = async (unit: string, cohort: string) => {
    const { address, name } = await store.db
      .selectFrom('member')
      .select(['address', 'name'])
      .where('unit', '=', unit)
      .executeTakeFirstOrThrow()
    await inviteToCohort([{ email: address, name }], { cohort, mail: true, by: null })
  }
  const saved = async (cohort: string, ...rules: Parameters<typeof setRule>[1][]) => {
    for (const one of rules) {
      await setRule(cohort, one)
      await fillAll()
    }
    return cohort
  }
  /** What the owner is shown, without what names the unit, the course or the cohort. */
  async function shown(unit: string, { id, cohort }: { id: string; cohort: string }): Promise<string> {
    const { status, body } = await as('owner').get(pageOf({ id, cohort }))
    expect(status).toBe(200)
    const text = body
      .slice(body.indexOf('<main'), body.indexOf('</main>'))
      .replace(/<datalist[\s\S]*?<\/datalist>/g, '')
      .replaceAll(id, 'ID')
      .replaceAll(cohort, 'COHORT')
      .replaceAll(unit, 'UNIT')
      .replace(/\/enrol\/[\w-]+/g, '/enrol/LINK')
      .replace(/<[^>]+>/g, '\n')
      .replace(/\n+/g, '\n')
    expect(text).toContain(texts.rule)
    return text
  }
  /** Mint is one person, who is in the group, and Quay is one who is not. */
  async function alike(make: (unit: string, course: { id: string; cohort: string }) => Promise<string>): Promise<void> {
    const pages: string[] = []
    for (const unit of UNITS) {
      const course = await published(courseOf([], { people: 'names' }), people.owner.id)
      const cohort = await make(unit, course)
      pages.push(await shown(unit, { ...course, cohort }))
    }
    expect(pages[0]).toBe(pages[1])
  }
  beforeAll(async () => {
    const [id, address] = [newId(), 'leo@example.org']
    await store.db
      .insertInto('member')
      .values({ id, address, name: 'Known', unit: 'Quay', site: '', words: fold(`Known\n${address}\nQuay\n`), created_at: 0 })
      .execute()
  })

  test('says of people whom it brought and no longer fits [p:groups-unlisted]', () =>
    alike((unit, { cohort }) => saved(cohort, rule(unit), rule(unit, GROUP))))

  test('says of people who are in another cohort [p:groups-unlisted]', () =>
    alike(async (unit, { id, cohort }) => {
      await saved(cohort, rule(unit))
      const second = await createCohort(id, { name: 'Second', due: '' })
      return saved(second, rule(unit, GROUP))
    }))

  test('says of people who were added by hand [p:groups-unlisted]', () =>
    alike(async (unit, { cohort }) => {
      await invite(unit, cohort)
      return saved(cohort, rule(unit, GROUP))
    }))

  test('does once the group is out of it again [p:groups-unlisted]', () =>
    alike(async (unit, { cohort }) => {
      await invite(unit, cohort)
      await saved(cohort, rule(unit, GROUP))
      await store.db.deleteFrom('invitation').where('cohort_id', '=', cohort).execute()
      await saved(cohort, rule(unit))
      const { n } = await store.db
        .selectFrom('invitation')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('cohort_id', '=', cohort)
        .executeTakeFirstOrThrow()
      expect(Number(n)).toBe(1)
      return cohort
    }))
})
