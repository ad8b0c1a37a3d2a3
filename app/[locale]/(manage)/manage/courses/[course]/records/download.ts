import { RecordFilter } from '@/scenarios/engine/course/records'
import { audit } from '@/server/accounts/audit'
import { READERS } from '@/server/courses/owners'
import { MOST_XLSX_ROWS, attachment, csvOf, fileName, recordTable, xlsxOf } from '@/server/records/export'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { seeOther } from '@/server/nextjs/responses'
import { translator } from '@/server/platform/locales'
import { readableCourse } from '../../owned-course'
import { addressOf } from './search'

const TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const

export async function download(
  request: Request,
  { locale, course: id }: { locale: string; course: string },
  kind: keyof typeof TYPES,
): Promise<Response> {
  const { person, no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const { course } = await readableCourse(locale, person, id)
  const filter = RecordFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const table = await recordTable(id, filter, locale)
  if (kind === 'xlsx' && table.rows > MOST_XLSX_ROWS)
    return seeOther(`${addressOf(`/${locale}/manage/courses/${id}/records`, filter, { note: 'tooLong' })}#files`)
  const results = filter.results === '1' && table.recorded.sharesResults
  await audit({ actor: person.id, action: 'records.exported', thing: id, detail: { kind, rows: table.rows, results } })
  const name = fileName(course.draft.title, translator(locale, 'records')('title').toLowerCase(), kind)
  return new Response(kind === 'csv' ? csvOf(table) : await xlsxOf(table, locale), {
    headers: { 'content-type': TYPES[kind], 'cache-control': 'no-store', 'content-disposition': attachment(name) },
  })
}
