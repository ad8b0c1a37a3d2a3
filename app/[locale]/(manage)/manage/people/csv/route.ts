import { formHandler } from '@/server/nextjs/form-handler'
import { keepFile } from '@/server/accounts/invitation-list'
import { MOST_BYTES } from '@/server/accounts/people-table'
import { seeOther } from '@/server/nextjs/responses'

/** Reads a table of people, and leads to its contents. Nobody is invited yet. */
export const POST = formHandler(
  '/[locale]/manage/people/csv',
  { roles: ['administrator'], files: ['file'] },
  async ({ locale, person, file }) => {
    const here = `/${locale}/manage/people`
    if (!file.file) return seeOther(`${here}?note=file`)
    if (file.file.size > MOST_BYTES) return seeOther(`${here}?note=big`)
    await keepFile(person.id, new Uint8Array(await file.file.arrayBuffer()))
    return seeOther(`${here}/check`)
  },
)
