import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { removePasskey } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/nextjs/responses'

const FormSchema = z.object({ id: z.string().max(100) })

export const POST = formHandler(
  '/[locale]/account/passkeys/remove',
  { roles: ['learner'], schema: FormSchema },
  async ({ locale, person, form }) => {
    if (!form.success) return seeOther(`/${locale}/account`)
    if (await removePasskey(person.id, form.data.id)) {
      await audit({ actor: person.id, action: 'account.passkey-removed', about: person.id })
      await notifyElsewhere(person.id, 'passkey-removed')
    }
    return seeOther(`/${locale}/account?note=passkeyRemoved`)
  },
)
