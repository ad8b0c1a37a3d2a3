import { download } from '../download'

/** The table as a workbook. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/xlsx'>) {
  return download(request, await params, 'xlsx')
}
