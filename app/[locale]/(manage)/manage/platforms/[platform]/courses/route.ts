import { audit } from '@/server/accounts/audit'
import { ownedBy } from '@/server/courses/owners'
import { offerCourses, readPlatform } from '@/server/lti/platforms'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'

/** Changes only the person's own courses; other people's stay as they are. */
export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/courses',
  { roles: SECTIONS.platforms, lists: ['course'] },
  async ({ locale, person, params: { platform: id }, list }) => {
    const platform = await readPlatform(id)
    if (!platform) return seeOther(gonePath(locale))
    await offerCourses(platform, list.course, await ownedBy(person))
    await audit({ actor: person.id, action: 'platform.courses', thing: id })
    return seeOther(`/${locale}/manage/platforms/${id}?note=courses`)
  },
)
