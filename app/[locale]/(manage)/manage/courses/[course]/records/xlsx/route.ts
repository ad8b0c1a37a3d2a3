import { download } from '../download'

export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/xlsx'>) {
  return download(request, await params, 'xlsx')
}
