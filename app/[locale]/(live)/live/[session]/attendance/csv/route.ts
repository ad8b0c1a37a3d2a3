import { attendanceCsv, attendanceFile, attendants } from '@/server/live/attendance'
import { isFacilitator, nameOf, readRoom } from '@/server/live/stored-rooms'
import { gone } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/live/[session]/attendance/csv'>) {
  const { locale, session } = await params
  const row = (await isFacilitator(session, await ownFacilitators())) ? await readRoom(session) : null
  if (!row) return gone(locale)
  return new Response(attendanceCsv(await attendants(session)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="attendance.csv"; filename*=UTF-8''${attendanceFile(nameOf(row), row.active_at)}`,
    },
  })
}
