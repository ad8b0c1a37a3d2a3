import { formHandler } from '@/server/nextjs/form-handler'
import { MOST_BYTES, checkList, keepList, readList } from '@/server/accounts/invitation-list'
import { seeOther } from '@/server/nextjs/responses'

/** Reads a table of people, and leads to its contents. Nobody is invited yet. */
export const POST = formHandler(
  '/[locale]/manage/people/csv',
  { roles: ['administrator'], files: ['file'] },
  async ({ locale, person, file }) => {
    const here = `/${locale}/manage/people`
    if (!file.file) return seeOther(`${here}?note=file`)
    if (file.file.size > MOST_BYTES) return seeOther(`${here}?note=big`)
    await keepList(person.id, await checkList(readList(textOf(await file.file.arrayBuffer()))))
    return seeOther(`${here}/check`)
  },
)

/** Spreadsheets save in UTF-8, or in the older encoding of Windows. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
