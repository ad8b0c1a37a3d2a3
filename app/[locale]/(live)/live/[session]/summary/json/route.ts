import { summaryOf } from '@/server/live/summary'
import { isFacilitator } from '@/server/live/stored-rooms'
import { gone } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/live/[session]/summary/json'>) {
  const { locale, session } = await params
  const summary = (await isFacilitator(session, await ownFacilitators())) ? await summaryOf(session) : null
  if (!summary) return gone(locale)
  return new Response(JSON.stringify(summary, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="session-${summary.day}.json"`,
    },
  })
}
