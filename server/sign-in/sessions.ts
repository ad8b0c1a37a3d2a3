import 'server-only'
import { headers } from 'next/headers'
import { database } from '../database'
import { auth } from '../accounts/auth'

export interface OwnSession {
  id: string
  /** `Firefox, Windows`, or empty. */
  device: string
  since: Date
  here: boolean
}

/** This one first, then the newest. */
export async function sessionsOf(user: string): Promise<OwnSession[]> {
  const own = await currentSession()
  const rows = await database()
    .selectFrom('session')
    .select(['id', 'userAgent', 'createdAt', 'expiresAt'])
    .where('userId', '=', user)
    .execute()
  return rows
    .filter((row) => new Date(row.expiresAt).getTime() > Date.now())
    .map((row) => ({ id: row.id, device: row.userAgent ?? '', since: new Date(row.createdAt), here: row.id === own }))
    .sort((a, b) => Number(b.here) - Number(a.here) || b.since.getTime() - a.since.getTime())
}

export const currentSession = async (): Promise<string | null> =>
  (await auth().api.getSession({ headers: await headers() }))?.session.id ?? null

/** Does nothing for another person's. */
export const endSession = (user: string, id: string): Promise<unknown> =>
  database().deleteFrom('session').where('userId', '=', user).where('id', '=', id).execute()

export async function endOtherSessions(user: string): Promise<void> {
  const own = await currentSession()
  await database()
    .deleteFrom('session')
    .where('userId', '=', user)
    .where('id', '!=', own ?? '')
    .execute()
}

/** Newest first. */
export async function passkeysOf(user: string): Promise<{ id: string; name: string; since: Date | null }[]> {
  const rows = await database().selectFrom('passkey').select(['id', 'name', 'createdAt']).where('userId', '=', user).execute()
  return rows
    .map((row) => ({ id: row.id, name: row.name ?? '', since: row.createdAt === null ? null : new Date(row.createdAt) }))
    .sort((a, b) => (b.since?.getTime() ?? 0) - (a.since?.getTime() ?? 0))
}
