import 'server-only'
import { database } from '../database'

/** For example because the address was given to a new colleague. @returns whose account it is, by address */
export async function otherAccounts(addresses: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < addresses.length; from += 500) {
    const rows = await database()
      .selectFrom('user')
      .innerJoin('member', 'member.user_id', 'user.id')
      .select(['user.email', 'user.name'])
      .where('user.email', 'in', addresses.slice(from, from + 500))
      .whereRef('member.address', '!=', 'user.email')
      .execute()
    for (const { email, name } of rows) found.set(email, name || email)
  }
  return found
}
