import { audit } from '@/server/accounts/audit'
import { AwaitedSchema, awaitPlatform } from '@/server/lti/registration-links'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/platforms/create',
  { roles: ['administrator'], schema: AwaitedSchema },
  async ({ locale, person, form, fields }) => {
    const here = `/${locale}/manage/platforms`
    if (!form.success) {
      const { name = '', address = '' } = fields
      await setFlash('await', { name: name.slice(0, 80), address: address.slice(0, 1_000) })
      const wrong = [...new Set(form.error.issues.map(({ path }) => String(path[0])))].join(' ')
      return seeOther(`${here}?${new URLSearchParams({ note: 'check', wrong })}#add-h`)
    }
    await clearFlash()
    const { id, token } = await awaitPlatform(form.data)
    await audit({ actor: person.id, action: 'platform.added', thing: id, detail: { servers: form.data.address.join(', ') } })
    await setFlash('registration', { token })
    return seeOther(`${here}/${id}`)
  },
)
