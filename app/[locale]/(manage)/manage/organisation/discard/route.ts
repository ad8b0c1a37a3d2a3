import { permittedToWrite } from '@/server/next/current-person'
import { discardDraft } from '@/server/organisation/organisation'
import { refused, seeOther } from '@/server/next/responses'

/** Forgets the draft. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/discard'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale } = await params
  const { no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  await discardDraft()
  return seeOther(`/${locale}/manage/organisation?note=discarded`)
}
