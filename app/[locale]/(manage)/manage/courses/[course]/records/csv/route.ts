import { download } from '../download'

export async function GET(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/records/csv'>) {
  return download(request, await params, 'csv')
}
