import 'server-only'
import { database } from '../database'

/** If the account has another name later, its holder chose it. */
export async function nameGiven(user: string, name: string | null | undefined): Promise<void> {
  if (name) await database().updateTable('user').set({ namedBy: 'organisation' }).where('id', '=', user).where('name', '=', name).execute()
}
