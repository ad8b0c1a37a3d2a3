import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { ROLES } from '@/server/platform/role'
import { takenOf } from '@/server/accounts/invitation-list'
import { EmailSchema, NameSchema } from '@/server/accounts/people-table'
import { leftAmong } from '@/server/accounts/left'
import { invite } from '@/server/accounts/invitations'
import { mailInvitation } from '@/server/accounts/pending-invitations'
import { hasMail } from '@/server/platform/mail'
import { seeOther } from '@/server/nextjs/responses'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { unproved } from '../administrator'
import { mailed } from '../mailed'

const FormSchema = z.object({ name: NameSchema, email: EmailSchema, roles: z.array(z.enum(ROLES)) })

/** Invites one person, by mail; without a mail server, leads to a page with the link. */
export const POST = formHandler(
  '/[locale]/manage/people/invite',
  { roles: ['administrator'], texts: ['name', 'email', 'password'], lists: ['roles'] },
  async ({ locale, person, text, list, address }) => {
    const given = { name: text.name, email: text.email, roles: list.roles }
    const form = FormSchema.safeParse(given)
    const back = async (note: string) => {
      await setFlash('invite', { ...given, roles: given.roles.join(' ') })
      return seeOther(`/${locale}/manage/people?${new URLSearchParams({ note })}#invite`)
    }
    if (!form.success) return back(form.error.issues[0]!.path[0] === 'name' ? 'name' : 'email')
    const why = form.data.roles.includes('administrator') ? await unproved(person, text.password, address) : null
    if (why) return back(why)
    const { known, invited } = await takenOf([form.data.email])
    if ((await leftAmong([form.data.email])).size > 0) return back('left')
    if (known.size > 0) return back('known')
    if (invited.size > 0) return back('invited')
    const { token } = await invite({ ...form.data, cohort: null, by: person.id }, hasMail() ? 'mail' : 'person')
    await clearFlash()
    if (hasMail()) return mailed(locale, form.data.email, await mailInvitation(token, form.data))
    return seeOther(`/${locale}/manage/people/link/invite/${token}`)
  },
)
