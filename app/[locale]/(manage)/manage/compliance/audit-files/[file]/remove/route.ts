import { READERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { removeAuditFile } from '@/server/audit-files/audit-files'

export const POST = formHandler(
  '/[locale]/manage/compliance/audit-files/[file]/remove',
  { roles: READERS },
  async ({ locale, person, params: { file } }) =>
    seeOther(`/${locale}/manage/compliance?note=${(await removeAuditFile(person, file)) ? 'removed' : 'gone'}#audit-files`),
)
