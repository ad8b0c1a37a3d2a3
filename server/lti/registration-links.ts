import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { hashToken, newId, newToken } from '../platform/tokens'
import { Origins, type Platform, platformOf } from './platforms'

/** A platform begins with the servers that an administrator names. Only there may it register itself by a link. */
const Servers = Origins.refine((origins) => origins.length > 0)
export const AwaitedSchema = z.object({ name: z.string().trim().min(1).max(80), address: Servers })
export const LinkSchema = z.object({ address: Servers })
const REGISTERING = 3600_000

/** The link works once within an hour. We read the registration only from these servers, and only their pages may frame it. */
function newLink(address: readonly string[]) {
  const token = newToken()
  const row = { origins: JSON.stringify(address), registering: hashToken(token), registering_until: Date.now() + REGISTERING }
  return { token, row }
}

export async function awaitPlatform({ name, address }: z.infer<typeof AwaitedSchema>): Promise<{ id: string; token: string }> {
  const [id, { token, row }] = [newId(), newLink(address)]
  await database()
    .insertInto('lti_platform')
    .values({
      ...{ id, name, issuer: '', client_id: id, auth_url: '', token_url: '', jwks_url: '' },
      ...{ courses: '[]', reports: 'completion', created_at: Date.now(), ...row },
    })
    .execute()
  return { id, token }
}

/** Another link for a platform that still waits. The one before stops working. @returns null if it does not wait */
export async function renewLink(id: string, { address }: z.infer<typeof LinkSchema>): Promise<string | null> {
  const { token, row } = newLink(address)
  const { numUpdatedRows } = await database()
    .updateTable('lti_platform')
    .set(row)
    .where('id', '=', id)
    .where('auth_url', '=', '')
    .executeTakeFirst()
  return numUpdatedRows > 0n ? token : null
}

/** The platform that a link for dynamic registration was made for, while the link is open. */
export async function awaitedPlatform(token: string, now = Date.now()): Promise<Platform | null> {
  const row = await database()
    .selectFrom('lti_platform')
    .selectAll()
    .where('registering', '=', hashToken(token))
    .where('registering_until', '>', now)
    .executeTakeFirst()
  return row ? platformOf(row) : null
}
