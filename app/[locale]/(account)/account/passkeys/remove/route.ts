import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { removePasskeys } from '@/server/accounts/second-factor'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { proves } from '@/server/sign-in/reauthenticate'
import { endOtherSessions } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/nextjs/responses'

const FormSchema = z.object({ id: z.string().max(100) })

export const POST = formHandler(
  '/[locale]/account/passkeys/remove',
  { roles: ['learner'], schema: FormSchema, texts: ['remove_password'] },
  async ({ locale, person, address, form, text }) => {
    const back = (note: string) => seeOther(`/${locale}/account?note=${note}#passkeys`)
    if (!form.success) return back('passkey-none')
    const proved = await proves(person.id, text.remove_password, address)
    if (!proved.ok) return back(`passkey-${proved.reason}`)
    if (await removePasskeys(person.id, form.data.id)) {
      await endOtherSessions(person.id)
      await audit({ actor: person.id, action: 'account.passkey-removed', about: person.id })
      await notifyElsewhere(person.id, 'passkey-removed')
    }
    return back('passkeyRemoved')
  },
)
