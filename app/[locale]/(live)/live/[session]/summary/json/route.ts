import { summaryOf } from '@/server/live/summary'
import { isFacilitator } from '@/server/live/stored-rooms'
import { fileResponse, gone } from '@/server/nextjs/responses'
import { ownFacilitators } from '@/server/nextjs/session'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/live/[session]/summary/json'>) {
  const { locale, session } = await params
  const summary = (await isFacilitator(session, await ownFacilitators())) ? await summaryOf(session) : null
  if (!summary) return gone(locale)
  return fileResponse(JSON.stringify(summary, null, 2), 'application/json; charset=utf-8', `session-${summary.day}.json`)
}
