import { audit } from '@/server/accounts/audit'
import { auditAsCsv, isAction } from '@/server/accounts/audit-log'
import { fieldsOf } from '@/server/next/responses'
import { administrator } from '../../people/administrator'

/** The log as a table for a spreadsheet. By POST, for it is noted in the log itself. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/audit/csv'>) {
  const { person, no } = await administrator(request, (await params).locale)
  if (no) return no
  const { action } = await fieldsOf(request)
  const only = isAction(action) ? action : null
  const csv = await auditAsCsv(only)
  await audit({ actor: person.id, action: 'audit.exported', detail: { only } })
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.csv"`,
    },
  })
}
