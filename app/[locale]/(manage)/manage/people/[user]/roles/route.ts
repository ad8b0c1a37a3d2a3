import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { ROLES } from '@/server/platform/role'
import { audit } from '@/server/accounts/audit'
import { readPerson } from '@/server/accounts/person'
import { notify } from '@/server/accounts/notices'
import { setRoles } from '@/server/accounts/people'
import { gone, seeOther } from '@/server/nextjs/responses'
import { unproved } from '../../administrator'

const FormSchema = z.array(z.enum(ROLES))

export const POST = formHandler(
  '/[locale]/manage/people/[user]/roles',
  { roles: ['administrator'], texts: ['role_password'], lists: ['roles'] },
  async ({ locale, params: { user }, person, text, list, address }) => {
    const whom = await readPerson(user)
    if (!whom) return gone(locale)
    const here = `/${locale}/manage/people/${user}`
    // Somebody who cannot sign in would count as an administrator without being one.
    if (whom.leftAt !== null) return seeOther(here)
    const roles = FormSchema.safeParse(list.roles)
    if (!roles.success) return seeOther(here)
    const why =
      roles.data.includes('administrator') && !whom.roles.includes('administrator')
        ? await unproved(person, text.role_password, address)
        : null
    if (why) return seeOther(`${here}?note=${why}`)
    const set = await setRoles(user, roles.data)
    if (!set.ok) return seeOther(`${here}?note=${set.reason}`)
    await audit({
      actor: person.id,
      action: 'account.roles',
      about: user,
      detail: { roles: roles.data, before: whom.roles.filter((r) => r !== 'learner') },
    })
    if (
      [...roles.data].sort().join() !==
      whom.roles
        .filter((r) => r !== 'learner')
        .sort()
        .join()
    )
      await notify(user, 'roles', person.id)
    // Administrators who gave up their own role can no longer see this page.
    return seeOther(user === person.id && !roles.data.includes('administrator') ? `/${locale}/account` : `${here}?note=roles`)
  },
)
