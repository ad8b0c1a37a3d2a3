import 'server-only'
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import type { ItemKind } from '@/scenarios/engine/course/items'
import { isOverdue } from '@/scenarios/engine/course/records'
import { libraryIn } from '../library/library'
import { translator } from '../platform/locales'
import { itemsIn } from './items'
import type { MatrixRow, Records } from './records'

/** A column of the table for a spreadsheet, which has the same rows as the page and typed cells. */
interface Column {
  title: string
  width: number
  kind: 'text' | 'day' | 'number' | 'percent'
  of: (row: MatrixRow) => string | number | null
}

type Texts = ReturnType<typeof translator<'records'>>
/** The columns for an item's result, by its kind, if results are shared. */
const RESULTS = {
  pattern: (t, title, i) => [{ title: `${title}: ${t('score')}`, width: 12, kind: 'percent', of: (r) => r.results[i] ?? null }],
  page: () => [],
  acknowledgement: () => [],
} satisfies Record<ItemKind, (t: Texts, title: string, i: number) => Column[]>

async function columnsOf(
  { columns, cohorts, rows, byCode, sharesResults }: Records,
  results: boolean,
  locale: string,
  now: number,
): Promise<Column[]> {
  const t = translator(locale, 'records')
  const { titleOf, hasResult } = itemsIn(await libraryIn(locale))
  const text = (title: string, width: number, of: Column['of']): Column => ({ title, width, kind: 'text', of })
  const day = (title: string, of: Column['of']): Column => ({ title, width: 12, kind: 'day', of })
  const named = rows.some((r) => !r.coded)
  return [
    ...(named ? [text(t('name'), 28, (r) => (r.coded ? null : r.who || t('noAccount'))), text(t('email'), 32, (r) => r.email)] : []),
    ...(byCode !== 'none' || rows.some((r) => r.coded || r.who === '') ? [text(t('code'), 12, (r) => r.code)] : []),
    text(t('cohort'), 20, (r) => cohorts.get(r.cohort) ?? ''),
    text(t('standing'), 14, (r) => t(`standings.${r.standing}`)),
    text(t('overdue'), 10, (r) => (isOverdue(r, now) ? t('yes') : t('no'))),
    { title: t('done'), width: 8, kind: 'number', of: (r) => r.done },
    day(t('enrolled'), (r) => r.enrolledAt),
    day(t('due'), (r) => r.dueAt),
    day(t('completed'), (r) => r.completedAt),
    day(t('renew'), (r) => r.renewAt),
    ...(rows.some((r) => r.endedAt !== null) ? [day(t('left'), (r) => r.endedAt)] : []),
    ...columns.map((item, i) => text(titleOf(item), 16, (r) => t(`items.${r.items[i]!}`))),
    ...(results && sharesResults ? columns.flatMap((item, i) => (hasResult(item) ? RESULTS[item.kind](t, titleOf(item), i) : [])) : []),
  ]
}

/** Escapes cells that a spreadsheet would take for formulas. Days are written as 2026-09-30, in UTC. */
export async function csvOf(records: Records, results: boolean, locale: string, now = Date.now()): Promise<string> {
  const columns = await columnsOf(records, results, locale, now)
  const cell = ({ kind, of }: Column, row: MatrixRow) => {
    const value = of(row)
    if (value === null) return ''
    return kind === 'day' ? new Date(value).toISOString().slice(0, 10) : kind === 'percent' ? (100 * Number(value)).toFixed(0) : value
  }
  return stringify([columns.map((c) => c.title), ...records.rows.map((row) => columns.map((c) => cell(c, row)))], {
    bom: true,
    escape_formulas: true,
  })
}

/** @returns the bytes of an XLSX file: days as days, shares as percentages; the first row and the columns that name a person are frozen */
export async function xlsxOf(records: Records, results: boolean, locale: string, now = Date.now()): Promise<Uint8Array<ArrayBuffer>> {
  const columns = await columnsOf(records, results, locale, now)
  const cell = ({ kind, of }: Column, row: MatrixRow) => {
    const value = of(row)
    if (value === null) return null
    switch (kind) {
      case 'text':
        return { value: String(value), type: String }
      case 'number':
        return { value: Number(value), type: Number }
      case 'percent':
        return { value: Number(value), type: Number, format: '0%' }
      case 'day':
        return { value: new Date(Math.floor(Number(value) / 86_400_000) * 86_400_000), type: Date, format: 'yyyy-mm-dd' }
    }
  }
  const head = columns.map((c) => ({
    value: c.title,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
    alignVertical: 'top' as const,
  }))
  const sheet = translator(locale, 'records')('title').slice(0, 31)
  const buffer = await writeExcelFile([head, ...records.rows.map((row) => columns.map((c) => cell(c, row)))], {
    sheet,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
  }).toBuffer()
  return new Uint8Array(buffer)
}
