import type { Person } from '@/server/accounts/people'
import { permittedToWrite } from '@/server/accounts/current'
import { refused } from '@/server/replies'

/** What every handler here begins with: the administrator who asks, or what to answer instead. */
export async function administrator(request: Request, locale: string): Promise<{ person: Person; no: null } | { person: null; no: Response }> {
  const no = await refused(request)
  return no ? { person: null, no } : permittedToWrite(locale, 'administrator')
}
