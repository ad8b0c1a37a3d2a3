import { xlsxOf } from '@/server/courses/record-files'
import { download } from '../download'

/** The table as a workbook. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/xlsx'>) {
  const at = await params
  return download(request, at, 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', (records, results) =>
    xlsxOf(records, results, at.locale),
  )
}
