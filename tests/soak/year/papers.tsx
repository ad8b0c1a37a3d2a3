/**
 * Reads what owners and auditors get as they read it: tables of pages, lines of files, rows of a letter. It knows the product's words and
 * compares them with the recount; what it expects is from `model.ts` alone.
 */
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { renderToStaticMarkup } from 'react-dom/server'
import { Share, States, TotalsTable } from '@/app/[locale]/(manage)/manage/compliance/figures'
import { StateLinks, Totals } from '@/app/[locale]/(manage)/manage/courses/[course]/records/totals'
import { RecordFilter } from '@/scenarios/engine/course/records'
import type { AuditFile } from '@/server/audit-files/audit-files'
import { makeAuditFile } from '@/server/audit-files/make'
import { csvOf, recordTable, xlsxOf } from '@/server/records/export'
import { readRecords } from '@/server/records/records'
import { readCompliance } from '@/server/reports/compliance'
import type { Line, Model, ModelPerson, RecordState } from './model'
import { compareMonths } from './months'
import type { Difference } from './recount'

const WORDS: Record<RecordState, string> = {
  invited: 'Invited',
  'not-started': 'Not started',
  'in-progress': 'In progress',
  complete: 'Complete',
  expiring: 'Expiring',
  expired: 'Expired',
  failed: 'Failed',
  exempt: 'Exempt',
  left: 'Left',
}
const STATES = Object.keys(WORDS) as RecordState[]
const wrong = (what: string): Difference => ({ steps: 1000, what })
const dayOf = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10))

/** Counts by the words of the product: `People`, `Overdue`, and each state. */
type Counts = Map<string, number>
function countsOf(lines: readonly Line[]): Counts {
  const counts: Counts = new Map([['People', lines.filter(({ state }) => state !== 'left').length]])
  counts.set('Overdue', lines.filter(({ overdue }) => overdue).length)
  for (const state of STATES) counts.set(WORDS[state], lines.filter((line) => line.state === state).length)
  return counts
}
/** 6. */
function validOf(counts: Counts): string {
  const [of, n] = [counts.get('People')! - counts.get('Exempt')!, counts.get('Complete')! + counts.get('Expiring')!]
  if (of === 0) return ''
  if (n > 0 && n / of < 0.01) return 'less than 1%'
  return n < of && n / of > 0.99 ? 'more than 99%' : `${Math.round((100 * n) / of)}%`
}

interface Entry {
  being: ModelPerson
  line: Line
}
const entriesOf = (model: Model, course: string): Entry[] =>
  model.everybody.flatMap((being) => {
    const line = being.erased ? null : model.lineOf(being, course)
    return line ? [{ being, line }] : []
  })
function groups(entries: readonly Entry[], by: (entry: Entry) => string): Map<string, Counts> {
  const lines = new Map<string, Line[]>()
  for (const entry of entries) lines.set(by(entry), [...(lines.get(by(entry)) ?? []), entry.line])
  return new Map([...lines].map(([key, own]) => [key, countsOf(own)]))
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .trim()
const cellsOf = (html: string): string[][] =>
  [...html.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) => [...row.matchAll(/<t[hd].*?<\/t[hd]>/gs)].map(([cell]) => plain(cell)))
const number = (cell: string): number => Number(cell.replaceAll(',', ''))

/** The rows of a table by their first cell, against counts. A column that is missing says that nobody is in that state. */
function compareRows(where: string, table: string[][], expected: ReadonlyMap<string, Counts>): Difference[] {
  const [head = [], ...rows] = table
  const found: Difference[] = []
  const seen = new Map(rows.map(([name, ...cells]) => [name!, new Map(cells.map((cell, i) => [head[i + 1]!, cell]))]))
  for (const [name, counts] of expected) {
    const row = seen.get(name)
    seen.delete(name)
    for (const [word, n] of counts) {
      const shown = row?.has(word) ? number(row.get(word)!) : 0
      if (shown !== n) found.push(wrong(`${where}: ${shown} ${word} in “${name}”, ought to be ${n}`))
    }
    const valid = row?.get('Valid')?.replace('–', '')
    if (row?.has('Valid') && valid !== validOf(counts))
      found.push(wrong(`${where}: ${valid} valid in “${name}”, ought to be ${validOf(counts)}`))
  }
  return [...found, ...[...seen.keys()].map((name) => wrong(`${where}: there is a row “${name}”, which nobody is in`))]
}

/** The records page, and the page of compliance for this course. */
export async function compareScreens(model: Model, course: string): Promise<Difference[]> {
  const entries = entriesOf(model, course)
  const title = model.title(course)
  const records = await readRecords(course, RecordFilter.parse({}))
  const html = renderToStaticMarkup(<Totals locale="en" here="" records={records} />)
  const byCohort = groups(entries, ({ line }) => records.cohorts.get(line.cohort)!)
  const all = countsOf(entries.map(({ line }) => line))
  const shown = cellsOf(html)
  const found = compareRows(`records of “${title}”`, shown, byCohort.size > 1 ? new Map([...byCohort, ['All cohorts', all]]) : byCohort)
  const links = renderToStaticMarkup(<StateLinks locale="en" here="" filter={RecordFilter.parse({})} totals={records.totals} />)
  for (const [, word, n] of links.matchAll(/<span[^>]*>([^<]*)<\/span><b[^>]*>([^<]*)<\/b>/g)) {
    const ought = all.get(word === 'In the course' ? 'People' : word!)
    if (number(n!) !== ought) found.push(wrong(`records of “${title}”: ${n} ${word}, ought to be ${ought}`))
  }
  return [...found, ...(await compareCompliance(model, course, entries, all))]
}

async function compareCompliance(model: Model, course: string, entries: readonly Entry[], all: Counts): Promise<Difference[]> {
  const where = `compliance of “${model.title(course)}”`
  const { all: totals, units, sites } = await readCompliance(new Set([course]), course)
  const found: Difference[] = []
  const states = renderToStaticMarkup(<States locale="en" totals={totals} href={() => null} />)
  const percents: string[] = []
  for (const [, word, said] of states.matchAll(/<dt[^>]*>([^<]*)<\/dt><dd[^>]*>(.*?)<\/dd>/gs)) {
    const [n, percent] = plain(said!).split(' (')
    if (number(n!) !== all.get(word!)) found.push(wrong(`${where}: ${n} ${word}, ought to be ${all.get(word!)}`))
    if (word !== 'Overdue' && percent) percents.push(percent)
  }
  // 6. What is missing to a hundred is what is said to be less than one.
  const sum = percents.reduce((n, said) => n + (said.startsWith('more') ? 100 : said.startsWith('less') ? 0 : Number.parseInt(said, 10)), 0)
  const small = percents.filter((said) => said.startsWith('less')).length
  if (percents.length > 0 && (sum > 100 || sum < 100 - small))
    found.push(wrong(`${where}: the states add up to ${sum}%: ${percents.join(' ')}`))
  const valid = /^(.*%|–)/.exec(plain(renderToStaticMarkup(<Share locale="en" totals={totals} />)))?.[0].replace('–', '')
  if (valid !== validOf(all)) found.push(wrong(`${where}: ${valid} valid, ought to be ${validOf(all)}`))
  for (const [kind, those, of] of [
    ['unit', units, ({ being }: Entry) => being.unit],
    ['site', sites, ({ being }: Entry) => being.site],
  ] as const) {
    const table = cellsOf(renderToStaticMarkup(<TotalsTable locale="en" kind={kind} totals={those} name={(key) => key} />))
    found.push(...compareRows(`${where} by ${kind}`, table, groups(entries, of)))
  }
  return found
}

/** One line of a file for each person, under the headings of that file. */
function compareLines(
  where: string,
  lines: readonly Record<string, string>[],
  expected: readonly (readonly [string, Record<string, string>])[],
): Difference[] {
  const found: Difference[] = []
  const byAddress = new Map(lines.map((line) => [line.Email!, line]))
  if (byAddress.size !== lines.length) found.push(wrong(`${where}: ${lines.length} lines, of ${byAddress.size} people`))
  for (const [address, cells] of expected) {
    const line = byAddress.get(address)
    byAddress.delete(address)
    for (const [heading, cell] of Object.entries(cells))
      if (line?.[heading] !== cell)
        found.push(wrong(`${where}: ${address} has “${line?.[heading]}” under ${heading}, ought to be “${cell}”`))
  }
  return [...found, ...[...byAddress.keys()].map((address) => wrong(`${where}: there is a line of ${address}, who does not belong there`))]
}
const cellsFor = ({ being, line }: Entry, cohorts: ReadonlyMap<string, string>): Record<string, string> => ({
  Name: being.name,
  Unit: being.unit,
  Cohort: cohorts.get(line.cohort)!,
  Overdue: line.overdue ? 'yes' : 'no',
  Due: dayOf(line.dueAt),
  Completed: dayOf(line.completedAt),
  'Renewal due': dayOf(line.renewAt),
})

const readCsv = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true })

/** Reads the first sheet. Days are numbers from the thirtieth of December 1899 on. */
function readXlsx(bytes: Uint8Array): Record<string, string>[] {
  const files = unzipSync(bytes)
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  const words = [...text('xl/sharedStrings.xml').matchAll(/<si>.*?<\/si>/gs)].map(([word]) => plain(word))
  const rows = [...text('xl/worksheets/sheet1.xml').matchAll(/<row.*?<\/row>/gs)].map(([row]) => {
    const cells = [...row.matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)]
    return new Map(
      cells.map(([, column, rest, inner]) => [column!, { text: plain(inner ?? ''), shared: /t="s"/.test(rest!), word: /t="/.test(rest!) }]),
    )
  })
  const [head, ...lines] = rows
  return lines.map((line) =>
    Object.fromEntries(
      [...head!].map(([column, { text: name, shared }]) => {
        const heading = shared ? words[Number(name)]! : name
        const cell = line.get(column)
        const value = cell?.shared ? words[Number(cell.text)]! : (cell?.text ?? '')
        const isDay = cell !== undefined && !cell.word && value !== '' && Number(value) > 40_000
        return [heading, isDay ? dayOf(Date.UTC(1899, 11, 30) + Number(value) * 24 * 3600_000) : value]
      }),
    ),
  )
}

/** CSV and Excel, of everybody and of those who left. */
export async function compareTables(model: Model, course: string): Promise<Difference[]> {
  const found: Difference[] = []
  for (const state of [undefined, 'left'] as const) {
    const table = await recordTable(course, RecordFilter.parse({ state }), 'en')
    const expected = entriesOf(model, course)
      .filter(({ line }) => (line.state === 'left') === (state === 'left'))
      .map((entry) => [entry.being.address, { ...cellsFor(entry, table.recorded.cohorts), Status: WORDS[entry.line.state] }] as const)
    const where = `of “${model.title(course)}”${state ? ', those who left' : ''}`
    found.push(...compareLines(`CSV ${where}`, readCsv(await new Response(csvOf(table)).text()), expected))
    found.push(...compareLines(`Excel ${where}`, readXlsx(await xlsxOf(table, 'en')), expected))
  }
  return found
}

/** People, units, sites and months of the auditor's ZIP. @param courses those by name */
export async function compareAuditFile(
  model: Model,
  courses: readonly string[],
  cohorts: ReadonlyMap<string, string>,
  user: string,
): Promise<Difference[]> {
  const asked = { id: 'none', course_id: null, from_day: '2026-03-02', to_day: dayOf(model.now), locale: 'en', user_id: user }
  const files = unzipSync(await makeAuditFile(asked as AuditFile, model.now))
  const read = (name: string) => readCsv(strFromU8(files[name]!))
  const found: Difference[] = []
  for (const course of courses) {
    const [title, entries] = [model.title(course), entriesOf(model, course)]
    const of = <T extends Record<string, string>>(lines: readonly T[]) => lines.filter((line) => line.Course === title)
    const expected = entries.map(
      (entry) => [entry.being.address, { ...cellsFor(entry, cohorts), State: WORDS[entry.line.state], Site: entry.being.site }] as const,
    )
    found.push(...compareLines(`people.csv of “${title}”`, of(read('people.csv')), expected))
    found.push(...compareMonths(model, course, of(read('months.csv'))))
    for (const [name, heading, by] of [
      ['units.csv', 'Unit', ({ being }: Entry) => being.unit],
      ['sites.csv', 'Site', ({ being }: Entry) => being.site],
    ] as const) {
      const lines = of(read(name))
      const head = Object.keys(lines[0] ?? {}).filter((one) => one !== 'Course' && one !== heading)
      const table = [[heading, ...head], ...lines.map((line) => [line[heading]!, ...head.map((one) => line[one]!)])]
      found.push(...compareRows(`${name} of “${title}”`, table, groups(entries, by)))
    }
  }
  return found
}

/** The weekly letter to an owner. */
export function compareDigest(model: Model, courses: readonly string[], text: string): Difference[] {
  return courses.flatMap((course) => {
    const title = model.title(course)
    const after = text.slice(text.indexOf(`${title}\n`) + title.length + 1)
    if (!text.includes(`${title}\n`)) return [wrong(`the digest does not mention “${title}”`)]
    const rows = new Map([...after.split('\n\n')[0]!.matchAll(/^([^:\n]+): ([\d,]+)$/gm)].map(([, word, n]) => [word!, number(n!)]))
    return [...countsOf(entriesOf(model, course).map(({ line }) => line))].flatMap(([word, ought]) => {
      const n = rows.get(word === 'People' ? 'In the course' : word) ?? 0
      return n === ought ? [] : [wrong(`the digest says ${n} ${word} of “${title}”, ought to be ${ought}`)]
    })
  })
}
