import { reportOf } from '@/server/live/report'
import { isHost } from '@/server/live/rooms'
import { gone } from '@/server/nextjs/responses'
import { ownHosts } from '@/server/nextjs/session'

/** The report as data. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/live/[session]/report/json'>) {
  const { locale, session } = await params
  const report = (await isHost(session, await ownHosts())) ? await reportOf(session) : null
  if (!report) return gone(locale)
  return new Response(JSON.stringify(report, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="session-${report.day}.json"`,
    },
  })
}
