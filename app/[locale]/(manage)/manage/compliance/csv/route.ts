import { stringify } from 'csv-stringify/sync'
import { audit } from '@/server/accounts/audit'
import { complianceRows, presentCompliance } from '@/server/reports/compliance'
import { listCourses } from '@/server/courses/courses'
import { READERS, readableBy } from '@/server/courses/owners'
import { distinctTitles } from '@/server/courses/titles'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { fileResponse } from '@/server/nextjs/responses'

export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/compliance/csv'>) {
  const { locale } = await params
  const { person, no } = await permittedToWrite(locale, ...READERS)
  if (no) return no
  const readable = await readableBy(person)
  const titles = await distinctTitles(await listCourses(readable), locale)
  const asked = new URL(request.url).searchParams.get('course') ?? ''
  const course = titles.has(asked) ? asked : ''
  // As recent as on the page.
  await presentCompliance(readable, course)
  const rows = await complianceRows(readable, course)
  const [t, records] = [translator(locale, 'compliance'), translator(locale, 'records')]
  const table = [
    (['course', 'unit', 'site', 'state', 'people', 'overdue', 'countedAt'] as const).map((column) => t(column)),
    ...rows.map((row) => [
      titles.get(row.course) ?? '',
      row.unit,
      row.site,
      records(`states.${row.state}`),
      row.people,
      row.overdue,
      new Date(row.at).toISOString(),
    ]),
  ]
  await audit({
    actor: person.id,
    action: 'compliance.exported',
    ...(course && { thing: course }),
    detail: { rows: rows.length },
  })
  return fileResponse(
    stringify(table, { bom: true, escape_formulas: true }),
    'text/csv; charset=utf-8',
    `compliance-${new Date().toISOString().slice(0, 10)}.csv`,
  )
}
