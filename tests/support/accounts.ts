/** Accounts as rows of the store, for tests in which nobody signs in. */
import { database } from '@/server/database'

/** @returns its id, which is also its name unless another is given */
export async function addAccount(
  id: string,
  { name = id, email = `${id}@example.org`, verified = true }: { name?: string; email?: string; verified?: boolean } = {},
): Promise<string> {
  const now = new Date().toISOString()
  const row = { id, name, email, emailVerified: verified ? '1' : '0', createdAt: now, updatedAt: now }
  await database()
    .insertInto('user')
    .values(row as never)
    .onConflict((c) => c.column('id').doNothing())
    .execute()
  return id
}
