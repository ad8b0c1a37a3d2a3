/** Records and their files, on both databases. */
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import en from '@/messages/en.json' with { type: 'json' }
import { RecordFilter } from '@/scenarios/engine/course/records'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { csvOf, xlsxOf } from './record-files'
import { countRecords, readRecords } from './records'

const filter = (asked: Record<string, string> = {}) => RecordFilter.parse(asked)
const NOW = Date.UTC(2026, 5, 1)
const read = (course: string, asked: Record<string, string> = {}, all = false) =>
  readRecords(course, filter(asked), { locale: 'en', now: NOW, all })

/** Reads a file in an XLSX, which is a ZIP with a central directory. */
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
/** The rows of a sheet as a spreadsheet reads them: texts by index in the shared strings, cells by letter. */
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
      .db.updateTable('user')
      .set({ name: '=HYPERLINK("http://elsewhere.example")' })
      .where('email', '=', named.emails[1]!)
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
      expect(all.map(plain)).toEqual(all.map(plain).sort())
    })
    test('shows only whether each item is done [p:shares-completion]', async () => {
      const { rows, columns } = await read(named.course)
      expect(columns.map((c) => c.id)).toEqual(['welcome', 'p1', 'p2', 'p3', 'whom'])
      for (const row of rows) {
        expect(row.items.filter((s) => s === 'done')).toHaveLength(row.done)
        expect(row.standing).toBe(row.done === 5 ? 'complete' : row.done > 0 ? 'under-way' : 'not-started')
        expect(row.results.every((r) => r === null)).toBe(true)
      }
      expect(new Set(rows.map((r) => r.standing)).size).toBe(3)
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
      const { rows, totals } = await read(some.course, { results: '1' }, true)
      expect(rows.map((r) => r.standing)).toEqual(Array(4).fill('complete'))
      expect(totals[0]!.standings).toMatchObject({ complete: 4, 'not-passed': 0 })
      expect((await countRecords(some.course, NOW)).standings).toMatchObject({ complete: 4, 'not-passed': 0 })
      expect((await read(some.course, { standing: 'not-passed' })).found).toBe(0)
      expect((await read(some.course, { standing: 'complete' })).found).toBe(4)
      const files = async (course: string) => {
        const records = await read(course, {}, true)
        return (await csvOf(records, true, 'en', NOW)) + sheetOf(await xlsxOf(records, true, 'en', NOW)).rows.join()
      }
      expect(await files(some.course)).not.toMatch(/passed/)
      expect(await files(told.course)).toMatch(/not passed.*not passed/s)
      expect((await countRecords(told.course, NOW)).standings).toMatchObject({ complete: 3, 'not-passed': 1 })
    })
    test('shows each item under the title it had in the record’s version', async () => {
      const one = await manyLearners(store(), { course: courseOfMany(1), cohorts: [2], complete: 1, seed: 9 })
      const reworded = courseOfMany(1)
      reworded.items = reworded.items.map((i) =>
        i.id === 'whom' && i.kind !== 'pattern' ? { ...i, title: 'I admit that I gave the paper away' } : i,
      )
      await store()
        .db.insertInto('course_version')
        .values({ course_id: one.course, version: 2, body: JSON.stringify(reworded), at: 1 })
        .execute()
      await store().db.updateTable('enrolment').set({ version: 2 }).where('id', '=', one.enrolments[1]!).execute()
      const records = await read(one.course, {}, true)
      const [admit, known] = ['I admit that I gave the paper away', courseOfMany(1).items.find((i) => i.id === 'whom')].map((title) =>
        records.columns.findIndex(
          (c) => c.kind !== 'pattern' && c.title === (typeof title === 'string' ? title : (title as { title: string }).title),
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
      const overdue = await read(named.course, { standing: 'overdue' })
      expect(overdue.rows.every((r) => r.completedAt === null && r.endedAt === null)).toBe(true)
      expect(overdue.totals.map((t) => t.enrolled)).toEqual([119, 10])
      expect(overdue.found).toBe(overdue.totals.reduce((sum, t) => sum + t.overdue, 0))
      const [somebody] = small.rows
      expect((await read(named.course, { q: somebody!.email!.toUpperCase() })).rows.map((r) => r.enrolment)).toEqual([somebody!.enrolment])
    })
    test('shows people who left separately', async () => {
      expect((await read(named.course, { ended: '1' })).rows.map((r) => r.enrolment)).toEqual([named.enrolments[0]])
      expect((await read(named.course)).totals[0]).toMatchObject({ ended: 1 })
    })
    test('of a course that shows codes holds no name, no address and no hour [p:shares-codes]', async () => {
      const records = await read(coded.course, {}, true)
      const told = JSON.stringify({ ...records, cohorts: [...records.cohorts] }) + csvOf(records, false, 'en', NOW)
      const people = await store().db.selectFrom('user').select(['id', 'name', 'email']).where('email', 'in', coded.emails).execute()
      for (const { id, email, name } of people) for (const secret of [id, email, name]) expect(told).not.toContain(secret)
      for (const learner of coded.learners) expect(told).not.toContain(learner)
      for (const row of records.rows) {
        expect(row.who).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
        expect(row.enrolledAt % 86_400_000).toBe(0)
        expect(row).toMatchObject({ standing: 'complete', dueAt: null, completedAt: null, renewAt: null, remindedAt: null })
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

  describe('files', () => {
    test('CSV holds the filtered rows and no formulas', async () => {
      const records = await read(named.course, { standing: 'complete' }, true)
      const rows = parse(await csvOf(records, false, 'en', NOW), { bom: true, columns: true }) as Record<string, string>[]
      expect(rows).toHaveLength(records.found)
      expect(records.found).toBeGreaterThan(60)
      expect(rows[0]).toMatchObject({ Status: 'completed', Overdue: 'no', 'Items done': '5', Due: '2026-05-01', Welcome: 'done' })
      const everybody = parse(await csvOf(await read(named.course, {}, true), false, 'en', NOW), { bom: true, columns: true }) as Record<
        string,
        string
      >[]
      const formula = everybody.find((r) => r.Email === named.emails[1])!
      expect(formula.Name).toBe(`'=HYPERLINK("http://elsewhere.example")`)
      expect(Object.keys(rows[0]!).join()).not.toMatch(/score|judged/i)
    })
    test('XLSX holds the same rows, with days as days and a frozen first row', async () => {
      const records = await read(named.course, { cohort: named.cohorts[1]! }, true)
      const { rows, sheet } = sheetOf(await xlsxOf(records, false, 'en', NOW))
      const [head, ...body] = rows
      expect(head!.slice(0, 4)).toEqual(['Name', 'Email', 'Cohort', 'Status'])
      expect(body).toHaveLength(10)
      const due = head!.indexOf('Due')
      // Days since 30 December 1899: the first of May 2026.
      expect(body.map((r) => r[due])).toEqual(Array(10).fill(46143))
      expect(body.map((r) => r[0])).toEqual(records.rows.map((r) => r.who))
      expect(body.map((r) => r[head!.indexOf('Items done')])).toEqual(records.rows.map((r) => r.done))
      expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
      expect(sheet).toMatch(/<col [^>]*width="28/)
    })
    test('a name that starts like a formula is text in XLSX', async () => {
      const bytes = await xlsxOf(await read(named.course, { q: named.emails[1]! }, true), false, 'en', NOW)
      const { rows, sheet } = sheetOf(bytes)
      expect(rows[1]![0]).toContain('=HYPERLINK')
      expect(sheet).not.toContain('<f>')
    })
    test('a tutorial has no result, on the page or in a file', async () => {
      const course = courseOfMany(1, { shares: 'results' })
      course.items.splice(1, 0, { id: 'tools', kind: 'pattern', pattern: 'T01' })
      const { course: id } = await manyLearners(store(), { course, cohorts: [3], complete: 1, seed: 11 })
      const records = await read(id, { results: '1' }, true)
      const place = (item: string) => records.columns.findIndex((c) => c.id === item)
      expect(records.rows.map((r) => [r.items[place('tools')], r.results[place('tools')]])).toEqual(Array(3).fill(['done', null]))
      expect(records.rows.every((r) => r.results[place('p1')])).toBe(true)
      const scored = (titles: unknown[]) => titles.filter((title) => String(title).endsWith(': score')).length
      expect(scored(parse(await csvOf(records, true, 'en', NOW), { bom: true })[0] as string[])).toBe(1)
      expect(scored(sheetOf(await xlsxOf(records, true, 'en', NOW)).rows[0]!)).toBe(1)
    })
    test('results add the score of each scenario and nothing else, as the terms say [p:shares-results]', async () => {
      const records = await read(shared.course, { results: '1' }, true)
      const head = async (results: boolean) => parse(await csvOf(records, results, 'en', NOW), { bom: true })[0] as string[]
      const without = await head(false)
      const added = (await head(true)).filter((title) => !without.includes(title))
      expect(added).toHaveLength(records.columns.filter((c) => c.kind === 'pattern').length)
      for (const title of added) expect(title).toMatch(/: score$/)
      for (const row of records.rows) for (const result of row.results) expect(result === null || typeof result === 'number').toBe(true)
      const { results, resultsCodes, neverResults } = en.courses.terms
      for (const term of [results, resultsCodes]) expect(term).toContain('the score of your first attempt at each scenario')
      expect(neverResults).toMatch(/decided or flagged.*told somebody.*thought of the contact.*how sure you were/)
    })
    test('results are percentages in the file', async () => {
      const records = await read(shared.course, { results: '1' }, true)
      const {
        rows: [head, ...body],
      } = sheetOf(await xlsxOf(records, true, 'en', NOW))
      const score = head!.findIndex((h) => String(h).endsWith(': score'))
      const told = body.map((r) => r[score] ?? null).filter((v) => v !== null)
      expect(told).toHaveLength(8)
      for (const value of told) expect(value).toBeGreaterThan(0.3)
    })
  })
})
