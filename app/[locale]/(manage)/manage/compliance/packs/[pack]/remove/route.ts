import { READERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { removePack } from '@/server/packs/packs'

/** Deletes a pack: whoever asked for it, or an administrator. */
export const POST = formHandler(
  '/[locale]/manage/compliance/packs/[pack]/remove',
  { roles: READERS },
  async ({ locale, person, params: { pack } }) =>
    seeOther(`/${locale}/manage/compliance?note=${(await removePack(person, pack)) ? 'removed' : 'gone'}#packs`),
)
