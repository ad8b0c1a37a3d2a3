import 'server-only'
import { database } from '../database'

/**
 * Records that the organisation gave an account its name, by single sign-on or in an invitation. If the account now has another name, its
 * holder chose it.
 */
export async function nameGiven(user: string, name: string | null | undefined): Promise<void> {
  if (name) await database().updateTable('user').set({ namedBy: 'organisation' }).where('id', '=', user).where('name', '=', name).execute()
}
