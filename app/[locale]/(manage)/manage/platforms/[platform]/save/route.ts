import { audit } from '@/server/accounts/audit'
import { PlatformSchema, savePlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { postedPlatform } from '../../posted-platform'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/save',
  { roles: SECTIONS.platforms, schema: PlatformSchema },
  async ({ locale, person, params: { platform: id }, form, fields }) => {
    const here = `/${locale}/manage/platforms/${id}`
    const { input, no } = await postedPlatform(form, fields, here, id)
    if (no) return no
    if (!(await savePlatform(id, input))) return seeOther(gonePath(locale))
    await audit({ actor: person.id, action: 'platform.changed', thing: id })
    return seeOther(`${here}?note=saved`)
  },
)
