import { permittedToWrite } from '@/server/next/current-person'
import { audit } from '@/server/accounts/audit'
import { applyDraft } from '@/server/organisation/organisation'
import { refused, seeOther } from '@/server/next/responses'

/** Puts the draft to use. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/apply'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale } = await params
  const { person, no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  const changed = await applyDraft()
  if (changed.length > 0) await audit({ actor: person.id, action: 'organisation.changed', detail: { changed } })
  return seeOther(`/${locale}/manage/organisation?note=${changed.length > 0 ? 'applied' : 'nothing'}`)
}
