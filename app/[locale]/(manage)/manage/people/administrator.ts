import { proves } from '@/server/sign-in/reauthenticate'
import { permittedToWrite } from '@/server/next/current-person'
import type { Person } from '@/server/accounts/people'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { refused } from '@/server/next/responses'

/** What every handler here begins with: the administrator who asks, or what to answer instead. */
export async function administrator(
  request: Request,
  locale: string,
): Promise<{ person: Person; no: null } | { person: null; no: Response }> {
  const no = await refused(request)
  return no ? { person: null, no } : permittedToWrite(locale, 'administrator')
}

/** Why the administrator has not shown that it is them, or null: before an account goes, opens anew, or becomes an administrator's. */
export async function unproved(
  request: Request,
  person: Person,
  form: FormData,
  field = 'password',
): Promise<'wrong' | 'wait' | 'again' | null> {
  const given = form.get(field)
  const proved = await proves(person.id, typeof given === 'string' ? given : '', request.headers.get(ADDRESS_HEADER) ?? 'unknown')
  return proved.ok ? null : proved.reason
}
/** The form of a request; empty where it holds none. */
export const formOf = (request: Request): Promise<FormData> => request.formData().catch(() => new FormData())
