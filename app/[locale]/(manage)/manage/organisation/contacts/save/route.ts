import { formHandler } from '@/server/nextjs/form-handler'
import { changeDraft } from '@/server/organisation/organisation'
import { MOST_CONTACTS, placeIn, readContact, thatFit } from '@/server/organisation/form'
import { seeOther } from '@/server/nextjs/responses'

/** Adds a contact to the draft, or changes the one at `index` if its name is still `was`. */
export const POST = formHandler(
  '/[locale]/manage/organisation/contacts/save',
  { roles: ['administrator'], texts: ['index', 'was'] },
  async ({ locale, fields }) => {
    const page = `/${locale}/manage/organisation/contacts`
    const values = thatFit(fields)
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
  },
)
