import { audit } from '@/server/accounts/audit'
import { LinkSchema, renewLink } from '@/server/lti/registration-links'
import { setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/platforms/[platform]/link',
  { roles: ['administrator'], schema: LinkSchema },
  async ({ locale, person, params: { platform: id }, form, fields }) => {
    const here = `/${locale}/manage/platforms/${id}`
    if (!form.success) {
      await setFlash('await', { address: (fields.address ?? '').slice(0, 1_000) })
      return seeOther(`${here}?wrong=address#link-h`)
    }
    const token = await renewLink(id, form.data)
    if (!token) return seeOther(gonePath(locale))
    await audit({ actor: person.id, action: 'platform.link', thing: id, detail: { servers: form.data.address.join(', ') } })
    await setFlash('registration', { token })
    return seeOther(here)
  },
)
