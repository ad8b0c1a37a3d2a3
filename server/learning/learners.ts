import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Database, database, scrubSoon } from '../database'
import { contains } from '../database/contains'
import { authSecret } from '../platform/secret'
import { hashToken, newId, newToken } from '../platform/tokens'

/** An opaque random id; we keep nothing else about the person. The device has a token in a cookie, the database its hash. */

const LINK_LIFE = 15 * 60_000

/** Null if the token is unknown or was erased. A learner with an account can only be reached by signing in. */
export async function learnerOf(token: string | undefined): Promise<string | null> {
  if (!token) return null
  const device = await database()
    .selectFrom('device')
    .innerJoin('learner', 'learner.id', 'device.learner_id')
    .select('learner_id')
    .where('device.id', '=', hashToken(token))
    .where('learner.user_id', 'is', null)
    .executeTakeFirst()
  return device?.learner_id ?? null
}

/** Creates a learner on a new device. The token goes into the cookie and is stored nowhere else. */
export async function newLearner(): Promise<{ learner: string; token: string }> {
  const learner = newId()
  await database().insertInto('learner').values({ id: learner, created_at: Date.now(), user_id: null }).execute()
  return { learner, token: await newDevice(learner) }
}

async function newDevice(learner: string): Promise<string> {
  const token = newToken()
  await database()
    .insertInto('device')
    .values({ id: hashToken(token), learner_id: learner, created_at: Date.now() })
    .execute()
  return token
}

/** A token for a link that adds another device to this learner, once, within 15 minutes. */
export async function linkDevice(learner: string): Promise<string> {
  const token = newToken()
  await database().deleteFrom('device_link').where('expires_at', '<', Date.now()).execute()
  await database()
    .insertInto('device_link')
    .values({ id: hashToken(token), learner_id: learner, expires_at: Date.now() + LINK_LIFE })
    .execute()
  return token
}

/** The code that goes with a link. Only the first device shows it, so that a link from an attacker opens nobody else's record. */
export const codeOfLink = (token: string): string =>
  String(createHmac('sha256', authSecret()).update(`device link ${token}`).digest().readUInt32BE() % 1_000_000).padStart(6, '0')
/** Wrong codes after which a link stops working. */
const MOST_TRIES = 5

export async function openLink(token: string): Promise<{ learner: string; expires: number } | null> {
  const link = await database()
    .selectFrom('device_link')
    .selectAll()
    .where('id', '=', hashToken(token))
    .where('tries', '<', MOST_TRIES)
    .executeTakeFirst()
  return link && link.expires_at >= Date.now() ? { learner: link.learner_id, expires: link.expires_at } : null
}

/** Uses up a link. @returns the new device's token; `code` if the code is wrong; null if the link was used, has expired or never existed */
export async function acceptLink(token: string, code: string): Promise<{ device: string } | 'code' | null> {
  const id = hashToken(token)
  // Counted before comparing, so that guesses sent all at once are limited too.
  const tried = await database()
    .updateTable('device_link')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('id', '=', id)
    .where('tries', '<', MOST_TRIES)
    .where('expires_at', '>=', Date.now())
    .executeTakeFirst()
  if (tried.numUpdatedRows === 0n) return null
  const [typed, right] = [code.replace(/\D/g, ''), codeOfLink(token)].map((text) => Buffer.from(text))
  if (typed!.length !== right!.length || !timingSafeEqual(typed!, right!)) return 'code'
  const used = await database().deleteFrom('device_link').where('id', '=', id).returning('learner_id').executeTakeFirst()
  return used ? { device: await newDevice(used.learner_id) } : null
}

/** What a link brings along: the number of attempts, and since when there have been any. */
export async function recordOf(learner: string): Promise<{ attempts: number; since: number }> {
  const [{ created_at }, { n }] = await Promise.all([
    database().selectFrom('learner').select('created_at').where('id', '=', learner).executeTakeFirstOrThrow(),
    database()
      .selectFrom('attempt')
      .select((e) => e.fn.countAll<number | string>().as('n'))
      .where('learner_id', '=', learner)
      .executeTakeFirstOrThrow(),
  ])
  return { attempts: Number(n), since: created_at }
}

export const otherDevices = async (learner: string, token: string): Promise<number[]> =>
  (
    await database()
      .selectFrom('device')
      .select('created_at')
      .where('learner_id', '=', learner)
      .where('id', '!=', hashToken(token))
      .orderBy('created_at', 'desc')
      .execute()
  ).map((d) => d.created_at)
/** Ends the access of other devices, and open links. */
export async function forgetOthers(learner: string, token: string): Promise<void> {
  await database().deleteFrom('device').where('learner_id', '=', learner).where('id', '!=', hashToken(token)).execute()
  await database().deleteFrom('device_link').where('learner_id', '=', learner).execute()
}

export async function forgetDevice(token: string): Promise<void> {
  await database().deleteFrom('device').where('id', '=', hashToken(token)).execute()
}

/** On all devices. @param within the transaction to use; without it a new one */
export async function eraseLearner(learner: string, within?: Database): Promise<void> {
  const erase = async (db: Database) => {
    await eraseLaunches(db, learner)
    // Everything that names the learner is deleted together with this row.
    await db.deleteFrom('learner').where('id', '=', learner).execute()
  }
  await (within ? erase(within) : database().transaction().execute(erase))
  scrubSoon()
}

/** Deletes launches that name the learner by a platform's id and have no learner yet. Those that have one are deleted together with it. */
async function eraseLaunches(db: Database, learner: string): Promise<void> {
  const people = await db.selectFrom('lti_person').select(['platform_id', 'subject']).where('learner_id', '=', learner).execute()
  for (const { platform_id, subject } of people)
    await db
      .deleteFrom('lti_launch')
      .where('platform_id', '=', platform_id)
      .where((e) => contains([e.ref('asked'), e.ref('claims')], JSON.stringify(subject)))
      .execute()
}
