import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { readAgain } from '@/server/accounts/invitation-list'
import { ENCODINGS } from '@/server/platform/encoding'
import { seeOther } from '@/server/nextjs/responses'

/** Reads the list again in another encoding. */
export const POST = formHandler(
  '/[locale]/manage/people/check/encoding',
  { roles: ['administrator'], schema: z.object({ encoding: z.enum(ENCODINGS) }) },
  async ({ locale, person, form }) => {
    const here = `/${locale}/manage/people`
    if (!form.success) return seeOther(`${here}/check`)
    return seeOther((await readAgain(person.id, form.data.encoding)) ? `${here}/check` : `${here}?note=listGone`)
  },
)
