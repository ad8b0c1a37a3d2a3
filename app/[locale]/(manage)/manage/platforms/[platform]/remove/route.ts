import { audit } from '@/server/accounts/audit'
import { readPlatform, removePlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../../people/administrator'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/remove',
  { roles: ['administrator'], texts: ['remove_password'] },
  async ({ locale, person, params: { platform: id }, text, address }) => {
    if (!(await readPlatform(id))) return seeOther(gonePath(locale))
    const why = await unproved(person, text.remove_password, address)
    if (why) return seeOther(`/${locale}/manage/platforms/${id}?note=${why}&of=removal#removal`)
    await removePlatform(id)
    await audit({ actor: person.id, action: 'platform.removed', thing: id })
    return seeOther(`/${locale}/manage/platforms?note=removed`)
  },
)
