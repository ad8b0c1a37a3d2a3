import { csvOf } from '@/server/courses/record-files'
import { download } from '../download'

/** The table as CSV. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/csv'>) {
  const at = await params
  return download(request, at, 'csv', 'text/csv; charset=utf-8', (records, results) => csvOf(records, results, at.locale))
}
