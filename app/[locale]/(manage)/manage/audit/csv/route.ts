import { formHandler } from '@/server/next/form-handler'
import { audit } from '@/server/accounts/audit'
import { auditAsCsv, isAction } from '@/server/accounts/audit-log'

/** The log as a table for a spreadsheet. By POST, because the download is itself logged. */
export const POST = formHandler('/[locale]/manage/audit/csv', { roles: ['administrator'], texts: ['action'] }, async ({ person, text }) => {
  const only = isAction(text.action) ? text.action : null
  const csv = await auditAsCsv(only)
  await audit({ actor: person.id, action: 'audit.exported', detail: { only } })
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="audit-${new Date().toISOString().slice(0, 10)}.csv"`,
    },
  })
})
