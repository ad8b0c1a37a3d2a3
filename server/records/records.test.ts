import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import en from '@/messages/en.json' with { type: 'json' }
import { RecordFilter, SORTS, shownBy } from '@/scenarios/engine/course/records'
import { STATES } from '@/scenarios/engine/course/state'
import { exampleCourse, published } from '@/tests/support/courses'
import { inviteAll } from '../accounts/invitations'
import { learnerOfUser } from '../accounts/people'
import { enrol } from '../enrolment/enrolment'
import { lineHistory } from './history'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { everyRecord } from '@/tests/support/every-record'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { attachment, csvOf, fileName, recordTable, xlsxOf } from './export'
import { countRecords, doneOf, readRecords } from './records'

const filter = (asked: Record<string, string> = {}) => RecordFilter.parse(asked)
const NOW = Date.UTC(2026, 5, 1)
const read = (course: string, asked: Record<string, string> = {}) => readRecords(course, filter(asked), NOW)
const everything = (course: string, asked: Record<string, string> = {}) => everyRecord(course, asked, NOW)
const csv = async (course: string, asked: Record<string, string> = {}): Promise<string> =>
  new Response(csvOf(await recordTable(course, filter(asked), 'en', NOW))).text()
const xlsx = async (course: string, asked: Record<string, string> = {}) => xlsxOf(await recordTable(course, filter(asked), 'en', NOW), 'en')

/** An XLSX is a ZIP with a central directory. */
function unzipped(bytes: Uint8Array): (name: string) => string {
  const zip = Buffer.from(bytes)
  return (name) => {
    for (let at = zip.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4, 'latin1')) {
      if (zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)) !== name) continue
      const [packed, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
      const body = zip.subarray(from, from + size)
      return (packed === 0 ? body : inflateRawSync(body)).toString('utf8')
    }
    throw new Error(`there is no ${name}`)
  }
}
/** As a spreadsheet reads it: texts by index in the shared strings, cells by letter. */
function sheetOf(bytes: Uint8Array) {
  const file = unzipped(bytes)
  const texts = [...file('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map((m) =>
    m[1]!
      .replace(/<[^>]+>/g, '')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&'),
  )
  const sheet = file('xl/worksheets/sheet1.xml')
  const place = (letters: string) => [...letters].reduce((n, letter) => 26 * n + letter.charCodeAt(0) - 64, 0) - 1
  const rows = [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
    const cells: (string | number | null)[] = []
    for (const [, attributes, inner] of row[1]!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const value = /<v>(.*?)<\/v>/.exec(inner ?? '')?.[1]
      cells[place(/r="([A-Z]+)/.exec(attributes!)![1]!)] =
        value === undefined ? null : /t="s"/.test(attributes!) ? texts[Number(value)]! : Number(value)
    }
    return Array.from(cells, (cell) => cell ?? null)
  })
  return { rows, sheet }
}

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  let named: ManyLearners
  let coded: ManyLearners
  let shared: ManyLearners
  beforeAll(async () => {
    named = await manyLearners(store(), { course: courseOfMany(3), cohorts: [120, 10], dueAt: Date.UTC(2026, 4, 1, 15, 30), seed: 3 })
    coded = await manyLearners(store(), {
      course: courseOfMany(2, { people: 'codes' }),
      cohorts: [9],
      dueAt: Date.UTC(2026, 4, 1, 15, 30),
      seed: 4,
    })
    shared = await manyLearners(store(), { course: courseOfMany(2, { shares: 'results' }), cohorts: [9], complete: 1, seed: 5 })
    await store()
      .db.updateTable('enrolment')
      .set({ ended_at: NOW - 1 })
      .where('id', '=', named.enrolments[0]!)
      .execute()
    await store().db.updateTable('enrolment').set({ terms_seen_at: null }).where('id', '=', shared.enrolments[0]!).execute()
    await store()
      .db.updateTable('member')
      .set({ name: '=HYPERLINK("http://elsewhere.example")' })
      .where('address', '=', named.emails[1]!)
      .execute()
  })

  describe('the completion matrix', () => {
    test('shows a hundred rows a page, each once, in the order of names', async () => {
      const [one, two, beyond] = [
        await read(named.course),
        await read(named.course, { page: '2' }),
        await read(named.course, { page: '99' }),
      ]
      expect([one.found, one.pages, one.rows.length, two.rows.length]).toEqual([129, 2, 100, 29])
      expect(beyond.rows).toEqual(two.rows)
      const all = [...one.rows, ...two.rows]
      expect(new Set(all.map((r) => r.enrolment)).size).toBe(129)
      const plain = (r: { who: string }) => r.who.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
      // One was renamed directly in the database.
      const names = all.map(plain).filter((name) => !name.startsWith('='))
      expect(names).toEqual(names.toSorted(new Intl.Collator('en').compare))
    })
    test('shows only whether each item is done [p:shares-completion]', async () => {
      const { rows, columns } = await read(named.course)
      expect(columns.map((c) => c.id)).toEqual(['welcome', 'p1', 'p2', 'p3', 'whom'])
      for (const row of rows) {
        expect(row.state).toBe(doneOf(row) === 5 ? 'complete' : doneOf(row) > 0 ? 'in-progress' : 'not-started')
        expect(row.results.every((r) => r === null)).toBe(true)
      }
      expect(new Set(rows.map((r) => r.state)).size).toBe(3)
    })
    test('of a course with mastery that shares only completion shows nowhere who passed [p:shares-completion]', async () => {
      const kept = { passing: 'mastery', shares: 'completion' } as const
      const [some, told] = [
        await manyLearners(store(), { course: courseOfMany(1, kept), cohorts: [4], complete: 1, seed: 7 }),
        await manyLearners(store(), { course: courseOfMany(1, { ...kept, shares: 'results' }), cohorts: [4], complete: 1, seed: 8 }),
      ]
      for (const { enrolments } of [some, told]) {
        await store().db.updateTable('enrolment').set({ passed: 1 }).where('id', 'in', enrolments).execute()
        await store().db.updateTable('enrolment').set({ passed: 0 }).where('id', '=', enrolments[1]!).execute()
      }
      const { rows, totals } = await read(some.course, { results: '1' })
      expect(rows.map((r) => r.state)).toEqual(Array(4).fill('complete'))
      expect(totals[0]!.states).toMatchObject({ complete: 4, failed: 0 })
      expect((await countRecords(some.course, NOW)).states).toMatchObject({ complete: 4, failed: 0 })
      expect((await read(some.course, { state: 'failed' })).found).toBe(0)
      expect((await read(some.course, { state: 'complete' })).found).toBe(4)
      const files = async (course: string) =>
        (await csv(course, { results: '1' })) + sheetOf(await xlsx(course, { results: '1' })).rows.join()
      expect(await files(some.course)).not.toMatch(/failed/i)
      expect(await files(told.course)).toMatch(/failed.*failed/is)
      expect((await countRecords(told.course, NOW)).states).toMatchObject({ complete: 3, failed: 1 })
    })
    test('shows each item under the title it had in the record’s version', async () => {
      const one = await manyLearners(store(), { course: courseOfMany(1), cohorts: [2], complete: 1, seed: 9 })
      const reworded = courseOfMany(1)
      reworded.items = reworded.items.map((i) =>
        i.id === 'whom' && i.kind !== 'scenario' ? { ...i, title: 'I admit that I gave the paper away' } : i,
      )
      await store()
        .db.insertInto('course_version')
        .values({ course_id: one.course, version: 2, body: JSON.stringify(reworded), at: 1 })
        .execute()
      await store().db.updateTable('enrolment').set({ version: 2 }).where('id', '=', one.enrolments[1]!).execute()
      const records = await read(one.course)
      const [admit, known] = ['I admit that I gave the paper away', courseOfMany(1).items.find((i) => i.id === 'whom')].map((title) =>
        records.columns.findIndex(
          (c) => c.kind !== 'scenario' && c.title === (typeof title === 'string' ? title : (title as { title: string }).title),
        ),
      )
      const states = (version: number) => {
        const row = records.rows.find((r) => r.version === version)!
        return [row.items[admit!], row.items[known!]]
      }
      expect([states(1), states(2)]).toEqual([
        ['not-included', 'done'],
        ['done', 'not-included'],
      ])
    })
    test('filters by cohort, status and search, and counts each cohort regardless of the filter', async () => {
      const small = await read(named.course, { cohort: named.cohorts[1]! })
      expect(small.found).toBe(10)
      const overdue = await read(named.course, { state: 'overdue' })
      expect(overdue.rows.every((r) => r.overdue && r.completedAt === null && r.endedAt === null)).toBe(true)
      expect(overdue.totals.map((t) => t.people)).toEqual([119, 10])
      expect(overdue.found).toBe(overdue.totals.reduce((sum, t) => sum + t.overdue, 0))
      const [somebody] = small.rows
      expect((await read(named.course, { q: somebody!.email!.toUpperCase() })).rows.map((r) => r.enrolment)).toEqual([somebody!.enrolment])
    })
    test('shows people who left separately', async () => {
      expect((await read(named.course, { state: 'left' })).rows.map((r) => r.enrolment)).toEqual([named.enrolments[0]])
      expect((await read(named.course)).totals[0]).toMatchObject({ people: 119, states: { left: 1 } })
    })
    test('of a course that shows codes holds no name, no address and no hour [p:shares-codes]', async () => {
      const records = await read(coded.course)
      const told = JSON.stringify({ ...records, cohorts: [...records.cohorts] }) + (await csv(coded.course))
      const people = await store().db.selectFrom('user').select(['id', 'name', 'email']).where('email', 'in', coded.emails).execute()
      for (const { id, email, name } of people) for (const secret of [id, email, name]) expect(told).not.toContain(secret)
      for (const learner of coded.learners) expect(told).not.toContain(learner)
      for (const row of records.rows) {
        expect(row.who).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
        expect(row.since % 86_400_000).toBe(0)
        expect(row).toMatchObject({ state: 'complete', dueAt: null, completedAt: null, renewAt: null, invitedAt: null, remindedAt: null })
      }
      expect((await read(coded.course, { q: people[0]!.name })).found).toBe(0)
      expect(records.rows.map((r) => r.code)).toEqual(records.rows.map((r) => r.code).sort())
    })
    test('shows results only if the version says so, the learner was informed, and they are requested [p:shares-results]', async () => {
      const [plain, asked, other] = [
        await read(shared.course),
        await read(shared.course, { results: '1' }),
        await read(named.course, { results: '1' }),
      ]
      const counted = (rows: typeof plain.rows) => rows.map((r) => r.results.filter(Boolean).length)
      expect(new Set(counted(plain.rows))).toEqual(new Set([0]))
      expect(new Set(counted(other.rows))).toEqual(new Set([0]))
      for (const row of asked.rows) expect(row.results.filter(Boolean)).toHaveLength(row.enrolment === shared.enrolments[0] ? 0 : 2)
    })
  })

  describe('one line for each person', () => {
    test('invited people are lines until they are enrolled, and are counted, searched and due', async () => {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names' })
      await store()
        .db.updateTable('cohort')
        .set({ due_at: NOW - 1 })
        .where('id', '=', cohort)
        .execute()
      const later = { created_at: NOW - 5, expires_at: NOW + 1 }
      await inviteAll([{ email: 'Vera@example.org', name: 'Vera Ek', roles: [], cohort }], 'person', null)
      await inviteAll([{ email: 'vera@example.org', name: '', roles: [], cohort }], 'person', null)
      await inviteAll([{ email: 'late@example.org', name: '', roles: [], cohort }], 'person', null)
      await store().db.updateTable('invitation').set(later).where('cohort_id', '=', cohort).execute()
      await store()
        .db.updateTable('invitation')
        .set({ expires_at: NOW - 1 })
        .where('email', '=', 'late@example.org')
        .execute()
      const invited = await read(id)
      expect(invited.rows.filter(({ email }) => email !== 'late@example.org')).toMatchObject([
        { who: 'Vera Ek', email: 'vera@example.org', state: 'invited', overdue: true, enrolment: null },
      ])
      expect(invited.totals).toMatchObject([{ people: 2, overdue: 2, states: { invited: 2 } }])
      expect((await read(id, { q: 'VERA' })).found).toBe(1)
      expect((await read(id, { state: 'invited' })).found, 'one of them by a link that has ended').toBe(2)
      expect((await read(id, { state: 'not-started' })).rows).toEqual([])
      const user = await account('vera', 'Vera Ek')
      const enrolled = await enrol({ learner: await learnerOfUser(user), cohort, now: NOW })
      expect(enrolled.ok).toBe(true)
      expect((await read(id, { q: 'vera' })).rows).toMatchObject([{ who: 'Vera Ek', state: 'not-started' }])
      expect((await read(id, { state: 'invited' })).found).toBe(1)
    })
    test('a renewal makes no second row: the earlier enrolment is history', async () => {
      const { id, cohort } = await published({ ...exampleCourse, people: 'names', renew_months: 12 })
      const learner = await learnerOfUser(await account('rene', 'René'))
      const first = await enrol({ learner, cohort, now: NOW - 5 })
      if (!first.ok) throw new Error(first.reason)
      await store()
        .db.updateTable('enrolment')
        .set({ completed_at: NOW - 4, renew_at: NOW - 1 })
        .where('id', '=', first.id)
        .execute()
      expect((await read(id)).rows).toMatchObject([{ state: 'expired' }])
      const again = await enrol({ learner, cohort, renews: first.id, now: NOW })
      if (!again.ok) throw new Error(again.reason)
      const { rows, totals } = await read(id)
      expect(rows).toMatchObject([{ enrolment: again.id, state: 'not-started' }])
      expect(totals).toMatchObject([{ people: 1, states: { expired: 0, 'not-started': 1 } }])
      const history = await lineHistory(id, rows[0]!.key, NOW)
      expect(history!.enrolments).toMatchObject([{ enrolment: again.id }, { enrolment: first.id, state: 'expired' }])
      expect(history!.events.map(({ kind }) => kind)).toEqual(['again', 'completed', 'joined'])
    })
    test('every order has each line once, by its key, with those that have none at the end', async () => {
      for (const sort of SORTS)
        for (const order of ['up', 'down'] as const) {
          const { rows, found } = await everything(named.course, { sort, order })
          expect(new Set(rows.map((r) => r.key)).size).toBe(found)
          const keys = rows.map((r) => ({ name: 0, state: STATES.indexOf(r.state), due: r.dueAt, completed: r.completedAt })[sort])
          const known = keys.filter((k) => k !== null)
          expect(keys.slice(0, known.length)).toEqual(known)
          expect(known).toEqual(known.toSorted((a, b) => (order === 'up' ? a - b : b - a)))
        }
    })
    test('each number of the totals is what its filter shows', async () => {
      const { totals } = await read(named.course)
      for (const own of totals)
        for (const state of [undefined, ...STATES, 'overdue' as const]) {
          const shown = await everything(named.course, { cohort: own.cohort, ...(state && { state }) })
          expect([own.cohort, state, shown.rows.length, shown.found]).toEqual([own.cohort, state, shownBy(own, state), shownBy(own, state)])
        }
    })
    const account = async (id: string, name: string) => {
      const now = new Date().toISOString()
      await store()
        .db.insertInto('user')
        .values({ id, name, email: `${id}@example.org`, emailVerified: '1', createdAt: now, updatedAt: now } as never)
        .execute()
      return id
    }
  })

  describe('files', () => {
    test('CSV holds the filtered rows and no formulas', async () => {
      const { found } = await read(named.course, { state: 'complete' })
      const rows = parse(await csv(named.course, { state: 'complete' }), { bom: true, columns: true }) as Record<string, string>[]
      expect(rows).toHaveLength(found)
      expect(found).toBeGreaterThan(60)
      expect(rows[0]).toMatchObject({ Status: 'Complete', Overdue: 'no', 'Items done': '5', Due: '2026-05-01', Welcome: 'Done' })
      const everybody = parse(await csv(named.course), { bom: true, columns: true }) as Record<string, string>[]
      const formula = everybody.find((r) => r.Email === named.emails[1])!
      expect(formula.Name).toBe(`'=HYPERLINK("http://elsewhere.example")`)
      expect(Object.keys(rows[0]!).join()).not.toMatch(/score|judged/i)
    })
    test('XLSX holds the same rows, with days as days and a frozen first row', async () => {
      const { rows: shown } = await read(named.course, { cohort: named.cohorts[1]! })
      const { rows, sheet } = sheetOf(await xlsx(named.course, { cohort: named.cohorts[1]! }))
      const [head, ...body] = rows
      expect(head!.slice(0, 9)).toEqual(['Name', 'Email', 'Number', 'Unit', 'Site', 'Manager', 'Code', 'Cohort', 'Status'])
      expect(body).toHaveLength(10)
      const due = head!.indexOf('Due')
      // Days since 30 December 1899: 1 May 2026.
      expect(body.map((r) => r[due])).toEqual(Array(10).fill(46143))
      expect(body.map((r) => r[0])).toEqual(shown.map((r) => r.who))
      expect(body.map((r) => r[head!.indexOf('Items done')])).toEqual(shown.map(doneOf))
      expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
      expect(sheet).toMatch(/<col [^>]*width="28/)
    })
    test('a name that starts like a formula is text in XLSX', async () => {
      const { rows, sheet } = sheetOf(await xlsx(named.course, { q: named.emails[1]! }))
      expect(rows[1]![0]).toContain('=HYPERLINK')
      expect(sheet).not.toContain('<f>')
    })
    test('a file’s name says which course it is of, and of which day', () => {
      const name = fileName('Süd: "first" / second', 'records', 'csv', NOW)
      expect(name).toBe('Süd first second – records 2026-06-01.csv')
      expect(attachment(name)).toBe(
        `attachment; filename="Sud first second - records 2026-06-01.csv"; filename*=UTF-8''S%C3%BCd%20first%20second%20%E2%80%93%20records%202026-06-01.csv`,
      )
    })
    test('a tutorial has no result, on the page or in a file', async () => {
      const course = courseOfMany(1, { shares: 'results' })
      course.items.splice(1, 0, { id: 'tools', kind: 'scenario', scenario: 'T01' })
      const { course: id } = await manyLearners(store(), { course, cohorts: [3], complete: 1, seed: 11 })
      const records = await read(id, { results: '1' })
      const place = (item: string) => records.columns.findIndex((c) => c.id === item)
      expect(records.rows.map((r) => [r.items[place('tools')], r.results[place('tools')]])).toEqual(Array(3).fill(['done', null]))
      expect(records.rows.every((r) => r.results[place('p1')])).toBe(true)
      const scored = (titles: unknown[]) => titles.filter((title) => String(title).includes(': how it ended')).length
      expect(scored(parse(await csv(id, { results: '1' }), { bom: true })[0] as string[])).toBe(1)
      expect(scored(sheetOf(await xlsx(id, { results: '1' })).rows[0]!)).toBe(1)
    })
    test('results add how each scenario ended, with its number, and nothing else, as the terms say [p:shares-results]', async () => {
      const records = await read(shared.course, { results: '1' })
      const head = async (asked: Record<string, string>) => parse(await csv(shared.course, asked), { bom: true })[0] as string[]
      const without = await head({})
      const added = (await head({ results: '1' })).filter((title) => !without.includes(title))
      const scenarios = records.columns.filter((c) => c.kind === 'scenario')
      expect(added.map((title) => title.replace(/^.*: /, ''))).toEqual(scenarios.flatMap(() => ['how it ended', 'result, 0 to 100']))
      for (const row of records.rows)
        for (const result of row.results) if (result !== null) expect(Object.keys(result).sort()).toEqual(['outcome', 'result'])
      const { results, resultsCodes, neverResults } = en.courses.terms
      for (const term of [results, resultsCodes])
        expect(term).toContain('for each scenario how your best attempt ended and its result from 0 to 100')
      expect(neverResults).toMatch(/decided or flagged.*you reported.*thought of the contact.*how sure you were/)
    })
    test('results in files are those of the best attempts that are stored, and the words are those of their range', async () => {
      const attempts = await store()
        .db.selectFrom('enrolment_item as i')
        .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
        .innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
        .select(['i.item', 'r.result', 'e.id'])
        .where('e.course_id', '=', shared.course)
        .execute()
      const inWords = (result: number) =>
        result < 40 ? 'It ended badly' : result < 55 ? 'It could have ended better' : result < 70 ? 'It was put right' : 'It ended well'
      const files = [
        sheetOf(await xlsx(shared.course, { results: '1' })).rows,
        parse(await csv(shared.course, { results: '1' }), { bom: true }),
      ]
      for (const [head, ...body] of files as unknown[][][])
        for (const [n, item] of ['p1', 'p2'].entries()) {
          const places = (words: string) => head!.flatMap((title, i) => (String(title).endsWith(words) ? [i] : []))
          const [words, numbers] = [places(': how it ended')[n]!, places(': result, 0 to 100')[n]!]
          const told = body.flatMap((row) => (row[numbers] === null || row[numbers] === undefined || row[numbers] === '' ? [] : [row]))
          const own = attempts.filter((one) => one.item === item).map(({ result }) => result!)
          expect(told).toHaveLength(8)
          for (const row of told) expect(row[words]).toBe(inWords(Number(row[numbers])))
          const left = [...own]
          for (const row of told) expect(left.splice(left.indexOf(Number(row[numbers])), 1)).toEqual([Number(row[numbers])])
        }
    })
  })
})
