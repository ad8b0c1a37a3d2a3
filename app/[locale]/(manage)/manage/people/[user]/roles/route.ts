import { z } from 'zod'
import { ROLES } from '@/server/platform/role'
import { audit } from '@/server/accounts/audit'
import { readPerson } from '@/server/accounts/directory'
import { tell } from '@/server/accounts/notices'
import { setRoles } from '@/server/accounts/people'
import { gone, seeOther } from '@/server/next/responses'
import { administrator, formOf, unproved } from '../../administrator'

const FormSchema = z.array(z.enum(ROLES))

/** Gives an account the roles that are ticked, and no others. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/people/[user]/roles'>) {
  const { locale, user } = await params
  const { person, no } = await administrator(request, locale)
  if (no) return no
  const whom = await readPerson(user)
  if (!whom) return gone(locale)
  const here = `/${locale}/manage/people/${user}`
  const form = await formOf(request)
  const roles = FormSchema.safeParse(form.getAll('roles'))
  if (!roles.success) return seeOther(here)
  const why =
    roles.data.includes('administrator') && !whom.roles.includes('administrator')
      ? await unproved(request, person, form, 'role_password')
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
    await tell(user, 'roles', person.id)
  // Whoever gives their own role away has no more business here.
  return seeOther(user === person.id && !roles.data.includes('administrator') ? `/${locale}/account` : `${here}?note=roles`)
}
