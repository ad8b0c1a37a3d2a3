import { saveFormDraft } from '@/server/accounts/form-drafts'
import { READERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { AuditFileForm, askAuditFile } from '@/server/audit-files/audit-files'
import type { AuditFileFormDraft } from '../../audit-files-part'

const FIELDS = ['course', 'from', 'to'] as const

export const POST = formHandler(
  '/[locale]/manage/compliance/audit-files/create',
  { roles: READERS, texts: FIELDS },
  async ({ locale, person, text }) => {
    const here = `/${locale}/manage/compliance`
    const values = Object.fromEntries(FIELDS.map((name) => [name, text[name].slice(0, 40)])) as AuditFileFormDraft['values']
    const back = async (errors: AuditFileFormDraft['errors']) =>
      seeOther(`${here}?kept=${await saveFormDraft(person.id, { values, errors } satisfies AuditFileFormDraft)}#audit-files`)
    const parsed = AuditFileForm.safeParse(text)
    if (!parsed.success) return back(FIELDS.filter((name) => parsed.error.issues.some(({ path }) => path[0] === name)))
    const asked = await askAuditFile(parsed.data, person, locale)
    return asked === 'not-theirs' ? back(['course']) : seeOther(`${here}?note=${asked}#audit-files`)
  },
)
