import { RecordFilter } from '@/scenarios/engine/course/records'
import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { READERS } from '@/server/courses/owners'
import { type Records, readRecords } from '@/server/courses/records'
import { readableCourse } from '../../owned'

/** Makes a file of all rows that match the filter, for whoever may read the records, and logs it in the audit log. */
export async function download(
  request: Request,
  { locale, course: id }: { locale: string; course: string },
  kind: 'csv' | 'xlsx',
  type: string,
  make: (records: Records, results: boolean) => BodyInit | Promise<BodyInit>,
): Promise<Response> {
  const { person, no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  await readableCourse(locale, person, id)
  const filter = RecordFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const records = await readRecords(id, filter, { locale, all: true })
  const results = filter.results === '1' && records.sharesResults
  const body = await make(records, results)
  await audit({ actor: person.id, action: 'records.exported', thing: id, detail: { kind, rows: records.found, results } })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(body, {
    headers: { 'content-type': type, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="records-${day}.${kind}"` },
  })
}
