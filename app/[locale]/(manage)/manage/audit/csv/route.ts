import { formHandler } from '@/server/nextjs/form-handler'
import { GROUPS, audit } from '@/server/accounts/audit'
import { auditAsCsv } from '@/server/accounts/audit-csv'
import { fileResponse } from '@/server/nextjs/responses'

/** By POST, because the export is itself an event of the log. */
export const POST = formHandler(
  '/[locale]/manage/audit/csv',
  { roles: ['auditor', 'administrator'], texts: ['group'] },
  async ({ locale, person, text }) => {
    const only = GROUPS.find((group) => group === text.group) ?? null
    const csv = await auditAsCsv(only, locale)
    await audit({ actor: person.id, action: 'audit.exported', detail: { only } })
    return fileResponse(csv, 'text/csv; charset=utf-8', `audit-${new Date().toISOString().slice(0, 10)}.csv`)
  },
)
