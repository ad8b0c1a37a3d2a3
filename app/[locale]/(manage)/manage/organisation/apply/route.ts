import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { applyDraft } from '@/server/organisation/organisation'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/manage/organisation/apply', { roles: ['administrator'] }, async ({ locale, person }) => {
  const changed = await applyDraft()
  if (changed.length > 0) await audit({ actor: person.id, action: 'organisation.changed', detail: { changed } })
  return seeOther(`/${locale}/manage/organisation?note=${changed.length > 0 ? 'applied' : 'nothing'}`)
})
