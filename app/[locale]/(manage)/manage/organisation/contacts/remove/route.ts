import { permittedToWrite } from '@/server/next/current-person'
import { changeDraft } from '@/server/organisation/organisation'
import { placeIn, textsOf } from '@/server/organisation/form'
import { refused, seeOther } from '@/server/next/responses'

/** Takes the contact at `index` out of the draft, if it is still called `was`. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/contacts/remove'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale } = await params
  const { no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  const { values } = await textsOf(request)
  const removed = await changeDraft(({ contacts }) => {
    const at = placeIn(contacts, values)
    return at === null ? null : { contacts: contacts.toSpliced(at, 1) }
  })
  return seeOther(`/${locale}/manage/organisation/contacts?note=${removed ? 'removed' : 'moved'}`)
}
