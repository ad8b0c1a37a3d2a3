import { formHandler } from '@/server/nextjs/form-handler'
import { discardDraft } from '@/server/organisation/organisation'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/manage/organisation/discard', { roles: ['administrator'] }, async ({ locale }) => {
  await discardDraft()
  return seeOther(`/${locale}/manage/organisation?note=discarded`)
})
