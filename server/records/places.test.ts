import { expect, test } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { memberOfUser } from '../accounts/members'
import { database } from '../database'
import { enrolListed } from '../enrolment/add-people'
import { change, selectedLines } from './bulk-acts'
import { csvOf, recordTable } from './export'
import { readRecords } from './records'

const filter = (asked: Record<string, string> = {}) => RecordFilter.parse(asked)

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const PEOPLE = { ann: ['Finance', 'Oslo'], bo: ['Finance', 'Bergen'], cy: ['Legal', 'Oslo'], di: ['Finance', 'Oslo'] } as const
  /** Ann and Bo have an account. */
  async function course(rules: Partial<typeof exampleCourse>) {
    const { id, cohort } = await published({ ...exampleCourse, ...rules })
    const owner = await addAccount(`owner-${id}`)
    for (const name of ['ann', 'bo']) await memberOfUser(await addAccount(`${name}-${id}`))
    const email = (name: string) => `${name}-${id}@example.org`.toLowerCase()
    await database()
      .updateTable('user')
      .set((e) => ({ email: e.fn<string>('lower', ['email']) }))
      .execute()
    await enrolListed(
      cohort,
      Object.keys(PEOPLE).map((name) => ({ email: email(name), name })),
      true,
      owner,
    )
    for (const [name, [unit, site]] of Object.entries(PEOPLE))
      await database()
        .updateTable('member')
        .set({ unit, site, external_id: `${name}-7 ${id}` })
        .where('address', '=', email(name))
        .execute()
    const named = async (asked: Record<string, string>) => {
      const { rows, found, placed } = await readRecords(id, filter({ sort: 'name', ...asked }))
      return { names: rows.map(({ email: of }) => of!.split('-')[0]), found, people: placed.reduce((n, { people }) => n + people, 0) }
    }
    return { id, owner, email, named }
  }

  test('a record is filtered by unit and site, and so are its numbers and what is done to everybody shown', async () => {
    const { id, owner, named } = await course({ people: 'names' })
    expect(await named({})).toEqual({ names: ['ann', 'bo', 'cy', 'di'], found: 4, people: 4 })
    expect(await named({ unit: 'Finance' })).toEqual({ names: ['ann', 'bo', 'di'], found: 3, people: 3 })
    expect(await named({ unit: 'Finance', site: 'Oslo' })).toEqual({ names: ['ann', 'di'], found: 2, people: 2 })
    expect(await named({ unit: 'Finance', site: 'Oslo', state: 'invited' })).toEqual({ names: ['di'], found: 1, people: 2 })
    expect(await readRecords(id, filter())).toMatchObject({ units: ['Finance', 'Legal'], sites: ['Bergen', 'Oslo'] })
    const lines = await selectedLines(id, { filter: filter({ unit: 'Finance', site: 'Oslo' }) })
    await change(id, lines, { act: 'exempt', reason: 'On leave until May' }, owner)
    expect(await named({ state: 'exempt' })).toEqual({ names: ['ann', 'di'], found: 2, people: 4 })
  })

  test('site, number and the reason of an exemption are in the record and in the file', async () => {
    const { id, owner, email } = await course({ people: 'names' })
    await change(
      id,
      await selectedLines(id, { filter: filter({ site: 'Oslo', unit: 'Finance' }) }),
      { act: 'exempt', reason: 'On leave' },
      owner,
    )
    const shown = (await readRecords(id, filter())).rows.map(({ site, number, exempted }) => [site, number, exempted?.reason])
    expect(shown).toEqual([
      ['Oslo', `ann-7 ${id}`, 'On leave'],
      ['Bergen', `bo-7 ${id}`, undefined],
      ['Oslo', `cy-7 ${id}`, undefined],
      ['Oslo', `di-7 ${id}`, 'On leave'],
    ])
    const csv = await new Response(csvOf(await recordTable(id, filter({ unit: 'Finance' }), 'en'))).text()
    const [head, ...rows] = csv.trim().split('\n')
    expect(head).toContain('Email,Number,Unit,Site,Manager')
    expect(head).toContain('Reason for the exemption')
    expect(
      rows.map((row) => [row.includes(email('ann')) || row.includes(email('di')), row.includes('On leave'), row.includes('Legal')]),
    ).toEqual([
      [true, true, false],
      [false, false, false],
      [true, true, false],
    ])
  })

  test('a unit finds no code', async () => {
    const { id } = await course({ people: 'codes' })
    await database().updateTable('enrolment').set({ completed_at: 1, passed: 1, listed_at: 1 }).where('course_id', '=', id).execute()
    expect((await readRecords(id, filter())).found).toBe(2)
    expect(await readRecords(id, filter({ unit: 'Finance' }))).toMatchObject({ found: 0, rows: [], placed: [], units: [], sites: [] })
  })
})
