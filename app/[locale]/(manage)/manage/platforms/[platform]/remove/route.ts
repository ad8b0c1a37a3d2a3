import { audit } from '@/server/accounts/audit'
import { readPlatform, removePlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/remove',
  { roles: SECTIONS.platforms },
  async ({ locale, person, params: { platform: id } }) => {
    if (!(await readPlatform(id))) return seeOther(gonePath(locale))
    await removePlatform(id)
    await audit({ actor: person.id, action: 'platform.removed', thing: id })
    return seeOther(`/${locale}/manage/platforms?note=removed`)
  },
)
