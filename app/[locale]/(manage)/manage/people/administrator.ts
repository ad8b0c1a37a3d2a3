import { proves } from '@/server/sign-in/reauthenticate'
import type { Person } from '@/server/accounts/people'

/**
 * Null if the administrator confirmed their identity. Needed before an account is removed, gets a new password, or becomes an
 * administrator's.
 */
export async function unproved(person: Person, password: string, address: string): Promise<'wrong' | 'wait' | 'again' | null> {
  const proved = await proves(person.id, password, address)
  return proved.ok ? null : proved.reason
}
