import { readDraftFile } from '@/server/drafts/folder'
import { stateOf } from '@/server/drafts/reading'
import { permittedToWrite } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

/** What the pages that follow a draft ask for several times a second: whether there is anything new to show. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/manage/scenarios/drafts/[draft]/version'>) {
  const { locale, draft } = await params
  const { no } = await permittedToWrite(locale, ...SECTIONS.scenarios)
  if (no) return no
  const file = await readDraftFile(draft)
  if (!file) return gone(locale)
  return new Response(await stateOf(file), { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
}
