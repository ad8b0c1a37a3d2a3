import 'server-only'
import { database } from '../database'
import { isLocale } from '../platform/locales'
import { organisation } from '../organisation/organisation'
import { hashToken, newToken } from '../platform/tokens'
import type { Claims } from './claims'
import { launchBy, readLogin } from './login'
import { type Platform, listPlatforms } from './platforms'
import { awaitedPlatform } from './registration-links'

/** Launches that have been let in. The token in the address opens each of them, without a cookie. */
const LIFE = 4 * 3600_000

export interface Launch {
  /** The hash of its token. */
  id: string
  platform: Platform
  claims: Claims
  /** Null until the learner has seen what the platform learns, and has gone on. */
  learner: string | null
  chosen: string | null
}

/** After its answer was verified. @returns the token, which is only in the launch's addresses; null if it has been let in already */
export async function letIn(login: string, now = Date.now()): Promise<string | null> {
  const token = newToken()
  const { numUpdatedRows } = await database()
    .updateTable('lti_launch')
    .set({ id: hashToken(token), nonce: null, asked: null, expires_at: now + LIFE })
    .where('id', '=', login)
    .where('claims', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? token : null
}

export async function readLaunch(token: string, now = Date.now()): Promise<Launch | null> {
  const row = await launchBy(token, now)
  if (!row || row.nonce !== null || row.claims === null) return null
  const { id, platform, claims, learner_id: learner, chosen } = row
  return { id, platform, claims, learner, chosen }
}

/** The learner whose pages a token opens; null if it has expired, or the learner has not gone on yet. */
export async function learnerOfLaunch(token: string, now = Date.now()): Promise<string | null> {
  const row = await database()
    .selectFrom('lti_launch')
    .select('learner_id')
    .where('id', '=', hashToken(token))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.learner_id ?? null
}

/** Deletes expired launches. @returns how many */
export async function sweepLaunches(now = Date.now()): Promise<Record<string, number> | null> {
  const { numDeletedRows } = await database().deleteFrom('lti_launch').where('expires_at', '<=', now).executeTakeFirst()
  return numDeletedRows > 0n ? { launches: Number(numDeletedRows) } : null
}

export async function localeOfLaunch(named: string | null): Promise<string> {
  for (const tag of [named ?? '', (named ?? '').split(/[-_]/)[0]!]) if (isLocale(tag)) return tag
  return (await organisation()).locale
}

/** An address of a launch: a page of its own, or one of a learner's pages inside it. */
export const isLaunchPage = (url = '/'): boolean => isLocale(/^\/([^/?]+)\/lti(?:[/?]|$)/.exec(url)?.[1] ?? '')

const ADDRESS = /^\/[^/?]+\/lti(?:\/(?:(keep|check|register)\/)?([\w-]{32}))?(?:[/?]|$)/

/** Those of the launch's own platform. A page without a launch, such as a refusal, may be framed by any registered platform. */
export async function framers(url: string): Promise<string[]> {
  const [, kind, token] = ADDRESS.exec(url) ?? []
  const platform = token && (await platformOf(kind, token))
  return platform ? platform.origins : [...new Set((await listPlatforms()).flatMap(({ origins }) => origins))]
}

async function platformOf(kind: string | undefined, token: string): Promise<Platform | null> {
  if (kind === 'register') return awaitedPlatform(token)
  return kind ? ((await readLogin(token))?.platform ?? null) : ((await readLaunch(token))?.platform ?? null)
}
