import { RecordFilter } from '@/scenarios/engine/course/records'
import { type Records, readRecords } from '@/server/records/records'

export async function everyRecord(course: string, asked: Record<string, string> = {}, now?: number): Promise<Records> {
  const first = await readRecords(course, RecordFilter.parse(asked), now)
  const rows = [...first.rows]
  for (let page = 2; page <= first.pages; page++)
    rows.push(...(await readRecords(course, RecordFilter.parse({ ...asked, page: String(page) }), now)).rows)
  return { ...first, rows }
}
