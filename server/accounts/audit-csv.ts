import 'server-only'
import { stringify } from 'csv-stringify/sync'
import type { Group } from './audit'
import { detailIn } from './audit-detail'
import { actionNames, entries, reasonsIn, timeInFile } from './audit-log'

/** The log as a spreadsheet. It holds aliases only, so the file names nobody. Events are in words, as on the page; times are in UTC. */
export async function auditAsCsv(group: Group | null, locale: string): Promise<string> {
  const words = actionNames(locale)
  const rows = (await reasonsIn(await entries(group).execute())).map(({ at, actor, action: code, subject, detail }) => ({
    time: timeInFile({ at, action: code, actor }),
    actor,
    event: words(code),
    action: code,
    subject: subject ?? '',
    detail: detailIn(locale, code, detail),
  }))
  return stringify(rows, {
    header: true,
    columns: ['time', 'actor', 'event', 'action', 'subject', 'detail'],
    bom: true,
    escape_formulas: true,
  })
}
