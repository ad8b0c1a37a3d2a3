import { permittedToWrite } from '@/server/next/current-person'
import { changeDraft } from '@/server/organisation/organisation'
import { MOST_CONTACTS, placeIn, readContact, textsOf } from '@/server/organisation/form'
import { refused, seeOther } from '@/server/next/responses'

/** Adds a contact to the draft, or changes the one at `index` that is still called `was`. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/organisation/contacts/save'>) {
  const limited = await refused(request)
  if (limited) return limited
  const { locale } = await params
  const { no } = await permittedToWrite(locale, 'administrator')
  if (no) return no
  const page = `/${locale}/manage/organisation/contacts`
  const { values } = await textsOf(request)
  const again = (note: string) => seeOther(`${page}?${new URLSearchParams({ ...values, note })}#add`)
  const { changes: contact, errors } = readContact(values)
  if (errors) return again('check')
  let note = 'moved'
  const kept = await changeDraft(({ contacts }) => {
    if (!values.index) {
      note = 'full'
      return contacts.length < MOST_CONTACTS ? { contacts: [...contacts, contact] } : null
    }
    const at = placeIn(contacts, values)
    return at === null ? null : { contacts: contacts.with(at, contact) }
  })
  return kept ? seeOther(`${page}?note=kept`) : again(note)
}
