import 'server-only'
import { database } from '../database'

/**
 * The organisation gave an account its name: by single sign-on, or by the list of whoever invited. Where the account has another
 * name, its holder chose that.
 */
export async function nameGiven(user: string, name: string | null | undefined): Promise<void> {
  if (name) await database().updateTable('user').set({ namedBy: 'organisation' }).where('id', '=', user).where('name', '=', name).execute()
}
