import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { type Database, database, scrubSoon } from './database'

/**
 * A learner is an opaque random id. A device holds a random token in a cookie; the database holds its hash.
 * Nothing else about a person is kept.
 */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
export const newToken = (): string => randomBytes(24).toString('base64url')
export const newId = (): string => randomBytes(15).toString('base64url')

const LINK_LIFE = 15 * 60_000

/** The learner of a device's token, or null where the token is unknown or was erased. What belongs to an account is opened by signing in alone. */
export async function learnerOf(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const device = await database().selectFrom('device').innerJoin('learner', 'learner.id', 'device.learner_id').select('learner_id')
    .where('device.id', '=', hashToken(token)).where('learner.user_id', 'is', null).executeTakeFirst()
  return device?.learner_id ?? null
}

/** A new learner on a new device. The token goes into the cookie and is kept nowhere else. */
export async function newLearner(): Promise<{ learner: string; token: string }> {
  const learner = newId()
  await database().insertInto('learner').values({ id: learner, created_at: Date.now(), user_id: null }).execute()
  return { learner, token: await newDevice(learner) }
}

async function newDevice(learner: string): Promise<string> {
  const token = newToken()
  await database().insertInto('device').values({ id: hashToken(token), learner_id: learner, created_at: Date.now() }).execute()
  return token
}

/** A token for a link that brings another device to this learner, once, within 15 minutes. */
export async function linkDevice(learner: string): Promise<string> {
  const token = newToken()
  await database().deleteFrom('device_link').where('expires_at', '<', Date.now()).execute()
  await database().insertInto('device_link')
    .values({ id: hashToken(token), learner_id: learner, expires_at: Date.now() + LINK_LIFE })
    .execute()
  return token
}

/** When a link ends, or null where it no longer works. */
export async function linkExpiry(token: string): Promise<number | null> {
  const link = await database().selectFrom('device_link').select('expires_at').where('id', '=', hashToken(token)).executeTakeFirst()
  return link && link.expires_at >= Date.now() ? link.expires_at : null
}

/** Uses up a link. The new device's token, or null where the link was used, has expired or never was. */
export async function acceptLink(token: string): Promise<string | null> {
  const used = await database().deleteFrom('device_link').where('id', '=', hashToken(token)).returningAll().executeTakeFirst()
  return used && used.expires_at >= Date.now() ? newDevice(used.learner_id) : null
}

/** Ends one device's access; attempts stay, for the learner's other devices. */
export async function forgetDevice(token: string): Promise<void> {
  await database().deleteFrom('device').where('id', '=', hashToken(token)).execute()
}

/**
 * Erases everything about a learner, on all devices.
 * @param within the transaction that it is part of; without one it is a transaction of its own
 */
export async function eraseLearner(learner: string, within?: Database): Promise<void> {
  const erase = async (db: Database) => {
    const attempts = db.selectFrom('attempt').select('id').where('learner_id', '=', learner)
    await db.deleteFrom('event').where('attempt_id', 'in', attempts).execute()
    await db.deleteFrom('attempt_result').where('attempt_id', 'in', attempts).execute()
    for (const table of ['attempt', 'enrolment', 'device', 'device_link'] as const) {
      await db.deleteFrom(table).where('learner_id', '=', learner).execute()
    }
    await db.deleteFrom('learner').where('id', '=', learner).execute()
  }
  await (within ? erase(within) : database().transaction().execute(erase))
  scrubSoon()
}
