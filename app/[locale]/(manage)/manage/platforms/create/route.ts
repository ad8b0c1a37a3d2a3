import { audit } from '@/server/accounts/audit'
import { PlatformSchema, savePlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { postedPlatform } from '../posted-platform'

export const POST = formHandler(
  '/[locale]/manage/platforms/create',
  { roles: SECTIONS.platforms, schema: PlatformSchema },
  async ({ locale, person, form, fields }) => {
    const here = `/${locale}/manage/platforms`
    const { input, no } = await postedPlatform(form, fields, `${here}/new`, null)
    if (no) return no
    const id = (await savePlatform(null, input))!
    await audit({ actor: person.id, action: 'platform.added', thing: id })
    return seeOther(`${here}/${id}?note=added`)
  },
)
