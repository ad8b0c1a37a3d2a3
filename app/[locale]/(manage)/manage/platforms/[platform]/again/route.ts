import { readPlatform } from '@/server/lti/platforms'
import { sendAgain } from '@/server/lti/scores'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/again',
  { roles: SECTIONS.platforms },
  async ({ locale, params: { platform: id } }) => {
    if (!(await readPlatform(id))) return seeOther(gonePath(locale))
    await sendAgain(id)
    return seeOther(`/${locale}/manage/platforms/${id}?note=again#scores-h`)
  },
)
