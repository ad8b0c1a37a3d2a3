import 'server-only'
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import type { ItemKind } from '@/scenarios/engine/course/items'
import type { Item } from '@/scenarios/engine/course/course'
import type { RecordFilter } from '@/scenarios/engine/course/records'
import { STATES, type State } from '@/scenarios/engine/course/state'
import { OUTCOMES, type Outcome } from '@/scenarios/engine/format/outcomes'
import { libraryIn } from '../library/library'
import { translator } from '../platform/locales'
import { itemsIn } from '../courses/items'
import {
  ITEM_STATES,
  type ItemState,
  type MatrixRow,
  type CourseRecord,
  columnsOf,
  countShown,
  doneOf,
  eachLine,
  courseRecordOf,
  usedVersions,
  withItems,
} from './records'

interface Column {
  title: string
  width: number
  kind: 'text' | 'day' | 'number'
  of: (row: MatrixRow) => string | number | null
}
export interface RecordTable {
  recorded: CourseRecord
  items: Item[]
  columns: Column[]
  filter: RecordFilter
  /** As counted when the file was requested. */
  rows: number
}
/** A workbook is made in memory as a whole. A longer table becomes a CSV, which we send while we read. */
export const MOST_XLSX_ROWS = 20_000

type Texts = ReturnType<typeof translator<'records'>>
/** If results are shared. */
const RESULTS = {
  scenario: (t, title, i) => {
    const words = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, t(`outcomes.${outcome}`)])) as Record<Outcome, string>
    const ended = (row: MatrixRow) => row.results[i] ?? null
    return [
      { title: `${title}: ${t('outcome')}`, width: 24, kind: 'text', of: (row) => words[ended(row)?.outcome as Outcome] ?? null },
      { title: `${title}: ${t('result')}`, width: 12, kind: 'number', of: (row) => ended(row)?.result ?? null },
    ]
  },
  page: () => [],
  acknowledgement: () => [],
} satisfies Record<ItemKind, (t: Texts, title: string, i: number) => Column[]>

/** Before any row is read. */
export async function recordTable(course: string, filter: RecordFilter, locale: string, now = Date.now()): Promise<RecordTable> {
  const [recorded, used, rows] = await Promise.all([courseRecordOf(course, now), usedVersions(course), countShown(course, filter, now)])
  const items = columnsOf(recorded.versions, used)
  return { recorded, items, rows, filter, columns: await titled(recorded, items, filter.results === '1', locale) }
}

async function titled(
  { cohorts, byCode, sharesResults }: CourseRecord,
  items: Item[],
  results: boolean,
  locale: string,
): Promise<Column[]> {
  const t = translator(locale, 'records')
  const { titleOf, hasResult } = itemsIn(await libraryIn(locale))
  const text = (title: string, width: number, of: Column['of']): Column => ({ title, width, kind: 'text', of })
  const day = (title: string, of: Column['of']): Column => ({ title, width: 12, kind: 'day', of })
  const words = wordsOf(t)
  const names = [
    text(t('name'), 28, (r) => (r.coded ? null : r.who || (r.enrolment ? words.noAccount : null))),
    text(t('email'), 32, (r) => r.email),
    text(t('number'), 14, (r) => r.number),
    text(t('unit'), 20, (r) => r.unit),
    text(t('site'), 20, (r) => r.site),
    text(t('manager'), 32, (r) => r.manager),
  ]
  return [
    ...(byCode === 'all' ? [] : names),
    text(t('code'), 12, (r) => r.code),
    text(t('cohort'), 20, (r) => cohorts.get(r.cohort) ?? ''),
    text(t('state'), 14, (r) => words.states[r.state]),
    text(t('reason'), 28, (r) => r.exempted?.reason ?? null),
    text(t('overdue'), 10, (r) => (r.overdue ? words.yes : words.no)),
    { title: t('done'), width: 8, kind: 'number', of: doneOf },
    day(t('since'), (r) => r.since),
    day(t('due'), (r) => r.dueAt),
    day(t('completed'), (r) => r.completedAt),
    day(t('renew'), (r) => r.renewAt),
    day(t('left'), (r) => r.endedAt),
    day(t('invited'), (r) => r.invitedAt),
    text(t('notMailed'), 12, (r) => (r.notMailed === null ? null : r.notMailed || words.yes)),
    day(t('reminded'), (r) => r.remindedAt),
    ...items.map((item, i) => text(titleOf(item), 16, (r) => (r.enrolment ? words.items[r.items[i]!] : null))),
    ...(results && sharesResults ? items.flatMap((item, i) => (hasResult(item) ? RESULTS[item.kind](t, titleOf(item), i) : [])) : []),
  ]
}

/** Looked up once, because a file may have a million cells. */
const wordsOf = (t: Texts) => ({
  noAccount: t('noAccount'),
  yes: t('yes'),
  no: t('no'),
  states: Object.fromEntries(STATES.map((state) => [state, t(`states.${state}`)])) as Record<State, string>,
  items: Object.fromEntries(ITEM_STATES.map((state) => [state, t(`items.${state}`)])) as Record<ItemState, string>,
})

const eachRow = ({ recorded, items, filter }: RecordTable, each: (rows: MatrixRow[]) => Promise<void> | void): Promise<void> =>
  eachLine(recorded, filter, async (lines) => each(await withItems(lines, items, recorded, filter.results === '1')))

/** Escapes cells that a spreadsheet would take for formulas. Days are in UTC, as 2026-09-30. */
export function csvOf(table: RecordTable): ReadableStream<Uint8Array> {
  const cell = ({ kind, of }: Column, row: MatrixRow) => {
    const value = of(row)
    if (value === null) return ''
    return kind === 'day' ? new Date(value).toISOString().slice(0, 10) : value
  }
  const bytes = (rows: readonly unknown[][], bom: boolean) => new TextEncoder().encode(stringify([...rows], { bom, escape_formulas: true }))
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const written = async () => {
    await writer.write(bytes([table.columns.map((c) => c.title)], true))
    await eachRow(table, (rows) =>
      writer.write(
        bytes(
          rows.map((row) => table.columns.map((c) => cell(c, row))),
          false,
        ),
      ),
    )
    await writer.close()
  }
  // If the reader stops, the file ends early and their browser says so.
  written().catch((error: unknown) => writer.abort(error).catch(() => {}))
  return readable
}

const DAY = 86_400_000
function xlsxCell({ kind, of }: Column, row: MatrixRow) {
  const value = of(row)
  if (value === null) return null
  switch (kind) {
    case 'text':
      return { value: String(value), type: String }
    case 'number':
      return { value: Number(value), type: Number }
    case 'day':
      return { value: new Date(Math.floor(Number(value) / DAY) * DAY), type: Date, format: 'yyyy-mm-dd' }
  }
}

/** Days are days, and numbers numbers. The first row and the columns that name a person are frozen. */
export async function xlsxOf(table: RecordTable, locale: string): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = table
  const head = columns.map((c) => ({
    value: c.title,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
    alignVertical: 'top' as const,
  }))
  const body: ReturnType<typeof xlsxCell>[][] = []
  await eachRow(table, (rows) => {
    for (const row of rows) body.push(columns.map((c) => xlsxCell(c, row)))
  })
  const buffer = await writeExcelFile([head, ...body], {
    sheet: translator(locale, 'records')('title').slice(0, 31),
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
  }).toBuffer()
  return new Uint8Array(buffer)
}

/** `Starting here – records 2026-11-27.csv`: differs by course and day. */
export const fileName = (title: string, word: string, kind: string, now = Date.now()): string =>
  `${title
    .replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 80)} – ${word} ${new Date(now).toISOString().slice(0, 10)}.${kind}`

/** Plain ASCII for old browsers first, then the name as it is. */
export const attachment = (name: string): string =>
  `attachment; filename="${name
    .normalize('NFKD')
    .replace(/–/g, '-')
    .replace(
      /[^ -~]|["\\]/g,
      '',
    )}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
