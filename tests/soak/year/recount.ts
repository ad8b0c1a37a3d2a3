import { RecordFilter, type RecordRow } from '@/scenarios/engine/course/records'
import { courseFigures } from '@/server/reports/figures'
import { eachLine, readRecords, scopeNow } from '@/server/records/records'
import type { Store } from '@/server/database'
import type { ModelPerson, Line, Model } from './model'

export interface Difference {
  steps: number
  what: string
}
export const smallest = (differences: readonly Difference[]): Difference | undefined =>
  differences.toSorted((a, b) => a.steps - b.steps || (a.what < b.what ? -1 : 1))[0]

const about = (model: Model, course: string, being: ModelPerson, said: string): Difference => ({
  steps: being.scenario.length,
  what: [`${being.address} in “${model.title(course)}”: ${said}`, ...being.scenario.map((s) => `    ${s}`)].join('\n'),
})
const day = (at: number | null): string => (at === null ? 'never' : new Date(at).toISOString())
const words = (line: Line | null): string =>
  line === null
    ? 'not on record'
    : `${line.state}${line.overdue ? ', overdue' : ''}, in ${line.cohort}, due ${day(line.dueAt)}, done ${day(line.completedAt)}, again ${day(line.renewAt)}`

/** Every line of a course. People who left need a filter of their own. */
async function linesOf(course: string): Promise<RecordRow[]> {
  const recorded = await scopeNow(course)
  const all: RecordRow[] = []
  for (const state of [undefined, 'left'] as const)
    await eachLine(recorded, RecordFilter.parse({ state }), async (rows) => void all.push(...rows))
  return all
}

export async function compareNamed(model: Model, course: string): Promise<Difference[]> {
  const found: Difference[] = []
  const lines = await linesOf(course)
  const byAddress = new Map<string, RecordRow>()
  for (const line of lines) {
    if (byAddress.has(line.email ?? '')) found.push({ steps: 0, what: `${line.email} is twice in “${model.title(course)}”` })
    byAddress.set(line.email ?? '', line)
  }
  const [counted, units] = [new Map<string, number>(), new Map<string, number>()]
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1)
  for (const being of model.everybody) {
    const expected = being.erased ? null : model.lineOf(being, course)
    const line = byAddress.get(being.address)
    byAddress.delete(being.address)
    const is = line ?? null
    if (words(is) !== words(expected)) found.push(about(model, course, being, `is ${words(is)}, ought to be ${words(expected)}`))
    const known = ({ name, unit, site }: Pick<ModelPerson, 'name' | 'unit' | 'site'>) => `${name} of “${unit}” at “${site}”`
    const [shown, ought] = [line ? known({ ...line, name: line.who }) : '', known(being)]
    if (line && shown !== ought) found.push(about(model, course, being, `is ${shown}, ought to be ${ought}`))
    if (!expected) continue
    add(counted, `${expected.cohort} ${expected.state}`)
    if (expected.overdue) add(counted, `${expected.cohort} overdue`)
    add(units, `${being.unit} ${expected.state}`)
  }
  for (const address of byAddress.keys()) found.push({ steps: 0, what: `${address} is in “${model.title(course)}” and nobody knows them` })
  return [...found, ...(await totals(model, course, counted)), ...byUnit(model, course, lines, units)]
}

async function totals(model: Model, course: string, expected: ReadonlyMap<string, number>): Promise<Difference[]> {
  const { totals, found } = await readRecords(course, RecordFilter.parse({}))
  const differ = totals.flatMap(({ cohort, states, overdue, people }) => {
    const own = Object.entries({ ...states, overdue }).flatMap(([state, n]): Difference[] => {
      const ought = expected.get(`${cohort} ${state}`) ?? 0
      return n === ought ? [] : [{ steps: 1000, what: `“${model.title(course)}” counts ${n} ${state} in ${cohort}, ought to be ${ought}` }]
    })
    const sum = Object.entries(states).reduce((all, [state, n]) => (state === 'left' ? all : all + n), 0)
    return sum === people ? own : [...own, { steps: 1000, what: `“${model.title(course)}”: ${people} people, and ${sum} by state` }]
  })
  const shown = totals.reduce((n, { people }) => n + people, 0)
  const ought = [...expected].filter(([key]) => !/ (left|overdue)$/.test(key)).reduce((n, [, count]) => n + count, 0)
  if (found !== ought || shown !== ought)
    differ.push({ steps: 1000, what: `“${model.title(course)}” shows ${found} lines, counts ${shown} people, ought to be ${ought}` })
  return differ
}

function byUnit(model: Model, course: string, lines: readonly RecordRow[], expected: ReadonlyMap<string, number>): Difference[] {
  const counted = new Map<string, number>()
  for (const { unit, state } of lines) counted.set(`${unit} ${state}`, (counted.get(`${unit} ${state}`) ?? 0) + 1)
  return [...new Set([...counted.keys(), ...expected.keys()])].flatMap((key): Difference[] => {
    const [n, ought] = [counted.get(key) ?? 0, expected.get(key) ?? 0]
    return n === ought ? [] : [{ steps: 1000, what: `“${model.title(course)}”: ${n} ${key}, ought to be ${ought}` }]
  })
}

/** A course by code shows only codes, each complete, and never a name, an address or a day. */
export async function compareCoded(model: Model, course: string): Promise<Difference[]> {
  const lines = await linesOf(course)
  const ought = model.people.flatMap((being) => being.takings.get(course) ?? []).filter(({ listed }) => listed).length
  const found: Difference[] = []
  if (lines.length !== ought || new Set(lines.map(({ code }) => code)).size !== ought)
    found.push({ steps: 0, what: `“${model.title(course)}” shows ${lines.length} codes, ought to be ${ought}` })
  for (const { who, code, email, state, dueAt, completedAt, unit } of lines)
    if (who !== code || email !== null || state !== 'complete' || dueAt !== null || completedAt !== null || unit !== '')
      found.push({ steps: 0, what: `the code ${code} says more than that it is complete: ${who}, ${state}` })
  return found
}

export async function compareErased(model: Model, course: string): Promise<Difference[]> {
  const { erased, cohorts } = await readRecords(course, RecordFilter.parse({}))
  return [...cohorts.keys()].flatMap((cohort): Difference[] => {
    const n = erased.filter((e) => e.cohort === cohort).reduce((sum, { count }) => sum + count, 0)
    const ought = model.erased.get(`${course} ${cohort}`) ?? 0
    return n === ought ? [] : [{ steps: 0, what: `“${model.title(course)}” holds ${n} erased records of ${cohort}, ought to be ${ought}` }]
  })
}

export async function compareFigures(model: Model, course: string): Promise<Difference[]> {
  const counted = new Map<string, number>()
  for (const { group, scenario, variant, judged, reports } of await courseFigures(course)) {
    const add = (what: string, n: number) => {
      const key = [course, group, scenario, variant, what].join(' ')
      if (n > 0) counted.set(key, (counted.get(key) ?? 0) + n)
    }
    for (const [looks, n] of Object.entries(judged)) add(looks, n)
    for (const [i, n] of reports.entries()) add(`report ${i + 1}`, n)
  }
  const expected = new Map([...model.figures].filter(([key]) => key.startsWith(`${course} `)))
  return [...new Set([...counted.keys(), ...expected.keys()])].flatMap((key): Difference[] => {
    const [n, ought] = [counted.get(key) ?? 0, expected.get(key) ?? 0]
    return n === ought ? [] : [{ steps: 0, what: `“${model.title(course)}” publishes ${n} of ${key}, ought to be ${ought}` }]
  })
}

/** Journals hold no names but many rows, so we read them only now and then. */
const LONG = ['event', 'attempt', 'attempt_result', 'enrolment_item']
/** No cell of any table has an address, a name or an id of an erased person. */
export async function findErased({ db }: Store, model: Model, whole: boolean): Promise<Difference[]> {
  const gone = new Map(model.people.filter(({ erased }) => erased).flatMap((b) => [b.user, b.learner].map((id) => [id, b] as const)))
  gone.delete(null)
  const names = new Map(model.people.filter(({ erased }) => erased).map((being) => [being.n, being]))
  if (names.size === 0) return []
  const found: Difference[] = []
  for (const { name } of await db.introspection.getTables()) {
    if (!whole && LONG.includes(name)) continue
    const rows = (await db
      .selectFrom(name as 'learner')
      .selectAll()
      .execute()) as Record<string, unknown>[]
    for (const row of rows)
      for (const cell of Object.values(row)) {
        if (typeof cell !== 'string') continue
        const being = gone.get(cell) ?? [...cell.matchAll(MARK)].map(([, n]) => names.get(Number(n))).find((b) => b !== undefined)
        if (being)
          found.push({ steps: being.scenario.length, what: `${being.address} was erased and stands in ${name}: ${JSON.stringify(row)}` })
      }
  }
  return found
}
/** Names and addresses carry the person's number. */
export const markOf = (n: number): string => `q${String(n).padStart(5, '0')}q`
const MARK = /q(\d{5})q/g
