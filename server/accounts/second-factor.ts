import 'server-only'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'
import { type Database, database } from '../database'
import { keyedHash, seal, unseal } from '../platform/sealing'

/** An account's second factor: an authenticator app with recovery codes, and passkeys, which better-auth adds and asks for. */

const PURPOSE = 'second factor'
/** Seconds that a code of an app is valid. We accept the one before and the one after as well, because clocks differ. */
const PERIOD = 30
const DRIFT = 1
const RECOVERY_CODES = 10
/** How long a new secret is shown, so that somebody who finds the browser open later does not see it. */
const WAITING = 15 * 60_000

export interface SecondFactor {
  /** When the authenticator app was set up, or null. */
  since: number | null
  codes: number
  passkeys: number
}

export async function secondFactorOf(user: string): Promise<SecondFactor> {
  const db = database()
  const app = await db
    .selectFrom('second_factor')
    .select('since')
    .where('user_id', '=', user)
    .where('secret', 'is not', null)
    .executeTakeFirst()
  const codes = await db.selectFrom('recovery_code').select('hash').where('user_id', '=', user).execute()
  const passkeys = await db.selectFrom('passkey').select('id').where('userId', '=', user).execute()
  return { since: app?.since ?? null, codes: codes.length, passkeys: passkeys.length }
}

/** What the provider said of factors at the latest sign-in still valid. Empty: nothing. Null: that sign-in did not use the provider. */
export async function providerSaid(user: string): Promise<string | null> {
  const rows = await database().selectFrom('session').select(['createdAt', 'providerSaid']).where('userId', '=', user).execute()
  const latest = rows.toSorted((a, b) => new Date(b.createdAt).getTime() - new Date(a.createdAt).getTime())[0]
  return latest?.providerSaid ?? null
}

/** Draws a new secret, which counts once the person has typed a code of it. Until then the earlier setup stays. */
export async function beginApp(user: string, now = Date.now()): Promise<void> {
  const waiting = await seal(PURPOSE, randomBytes(16).toString('base64url'))
  await database()
    .insertInto('second_factor')
    .values({ user_id: user, waiting, waiting_at: now })
    .onConflict((c) => c.column('user_id').doUpdateSet({ waiting, waiting_at: now }))
    .execute()
}

/** The new secret as an app takes it, or null if none is waiting. `url` is for the QR code, `key` is to type. */
export async function waitingApp(user: string, issuer: string, account: string): Promise<{ url: string; key: string } | null> {
  const waiting = await waitingOf(user)
  const secret = waiting && (await unseal(PURPOSE, waiting))
  if (!secret) return null
  const url = createOTP(secret, { period: PERIOD }).url(issuer, account)
  return { url, key: new URL(url).searchParams.get('secret')!.replace(/(.{4})(?=.)/g, '$1 ') }
}

async function waitingOf(user: string, now = Date.now()): Promise<string | null> {
  const row = await database()
    .selectFrom('second_factor')
    .select('waiting')
    .where('user_id', '=', user)
    .where('waiting_at', '>', now - WAITING)
    .executeTakeFirst()
  return row?.waiting ?? null
}

/** Starts to use the new secret. @returns new recovery codes, or null if the code is wrong or no secret is waiting */
export async function confirmApp(user: string, typed: string, now = Date.now()): Promise<string[] | null> {
  const waiting = await waitingOf(user, now)
  const step = waiting ? await stepOf(waiting, plain(typed), now) : null
  if (step === null) return null
  const taken = await database()
    .updateTable('second_factor')
    .set({ secret: waiting, waiting: null, since: now, last_step: step })
    .where('user_id', '=', user)
    .where('waiting', '=', waiting)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n ? newRecoveryCodes(user) : null
}

/** Replaces all recovery codes. This is the only time they can be read. */
export async function newRecoveryCodes(user: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode)
  await database()
    .transaction()
    .execute(async (db) => {
      await db.deleteFrom('recovery_code').where('user_id', '=', user).execute()
      await db
        .insertInto('recovery_code')
        .values(codes.map((code) => ({ user_id: user, hash: hashOf(user, plain(code)) })))
        .execute()
    })
  return codes
}

export async function takeCode(user: string, typed: string, now = Date.now()): Promise<'code' | 'recovery' | null> {
  const code = plain(typed)
  if (!/^\d{6}$/.test(code)) return (await takeRecoveryCode(user, code)) ? 'recovery' : null
  const app = await database().selectFrom('second_factor').select('secret').where('user_id', '=', user).executeTakeFirst()
  const step = app?.secret ? await stepOf(app.secret, code, now) : null
  if (step === null) return null
  // If two requests send the same code at once, only one gets in.
  const taken = await database()
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('user_id', '=', user)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n ? 'code' : null
}

async function takeRecoveryCode(user: string, code: string): Promise<boolean> {
  const gone = await database()
    .deleteFrom('recovery_code')
    .where('user_id', '=', user)
    .where('hash', '=', hashOf(user, code))
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Removes the app and the recovery codes. Every other sign-in of the account ends. @param session the one that stays */
export async function removeApp(user: string, session: string | null): Promise<void> {
  await database()
    .transaction()
    .execute(async (db) => {
      await db.deleteFrom('second_factor').where('user_id', '=', user).execute()
      await db.deleteFrom('recovery_code').where('user_id', '=', user).execute()
      await db
        .deleteFrom('session')
        .where('userId', '=', user)
        .$if(session !== null, (q) => q.where('id', '!=', session!))
        .execute()
      await weaken(user, db)
    })
}

/** @param passkey if left out, all of them. @returns whether there was one */
export const removePasskeys = (user: string, passkey?: string): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      const gone = await db
        .deleteFrom('passkey')
        .where('userId', '=', user)
        .$if(passkey !== undefined, (q) => q.where('id', '=', passkey!))
        .executeTakeFirst()
      await weaken(user, db)
      return gone.numDeletedRows > 0n
    })

export async function hasSecondFactor(user: string, db: Database): Promise<boolean> {
  const app = db.selectFrom('second_factor').select('user_id').where('user_id', '=', user).where('secret', 'is not', null)
  const passkey = db.selectFrom('passkey').select('id').where('userId', '=', user)
  return Boolean((await app.executeTakeFirst()) ?? (await passkey.executeTakeFirst()))
}

/** Once nothing is left, no sign-in has a second factor, so that people who must have one set it up again. */
async function weaken(user: string, db: Database): Promise<void> {
  if (await hasSecondFactor(user, db)) return
  await db.deleteFrom('recovery_code').where('user_id', '=', user).execute()
  await db
    .updateTable('session')
    .set({ secondFactor: null })
    .where('userId', '=', user)
    .where('secondFactor', 'in', ['code', 'recovery', 'passkey'])
    .execute()
}

async function stepOf(sealed: string, code: string, now: number): Promise<number | null> {
  const secret = await unseal(PURPOSE, sealed)
  if (secret === null || !/^\d{6}$/.test(code)) return null
  const present = Math.floor(now / 1000 / PERIOD)
  for (let step = present - DRIFT; step <= present + DRIFT; step++) {
    const expected = await createOTP(secret, { period: PERIOD }).hotp(step)
    if (timingSafeEqual(Buffer.from(expected), Buffer.from(code))) return step
  }
  return null
}

/** 50 random bits, without letters that look like others. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
function newCode(): string {
  const code = [...randomBytes(10)].map((byte) => LETTERS[byte % 32]).join('')
  return `${code.slice(0, 5)}-${code.slice(5)}`
}
const plain = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
const hashOf = (user: string, code: string): string => keyedHash('recovery codes', `${user}\0${code}`)
