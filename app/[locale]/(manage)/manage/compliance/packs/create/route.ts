import { saveFormDraft } from '@/server/accounts/form-drafts'
import { READERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { PackForm, askPack } from '@/server/packs/packs'
import type { KeptPack } from '../../packs-part'

const FIELDS = ['course', 'from', 'to'] as const

/** Asks for a pack; a job makes it. */
export const POST = formHandler(
  '/[locale]/manage/compliance/packs/create',
  { roles: READERS, texts: FIELDS },
  async ({ locale, person, text }) => {
    const here = `/${locale}/manage/compliance`
    const values = Object.fromEntries(FIELDS.map((name) => [name, text[name].slice(0, 40)])) as KeptPack['values']
    const back = async (errors: KeptPack['errors']) =>
      seeOther(`${here}?kept=${await saveFormDraft(person.id, { values, errors } satisfies KeptPack)}#packs`)
    const parsed = PackForm.safeParse(text)
    if (!parsed.success) return back(FIELDS.filter((name) => parsed.error.issues.some(({ path }) => path[0] === name)))
    const asked = await askPack(parsed.data, person, locale)
    return asked === 'not-theirs' ? back(['course']) : seeOther(`${here}?note=${asked}#packs`)
  },
)
