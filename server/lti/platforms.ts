import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import type { PlatformRow } from '../database/row-types/lti'
import { config } from '../platform/config'
import { isAllowed } from '../platform/outgoing'
import { hashToken, newId, newToken } from '../platform/tokens'
import { acceptDeployment } from './deployments'

export const REPORTS = ['result', 'completion'] as const
export type Reports = (typeof REPORTS)[number]

export interface Platform extends Pick<PlatformRow, 'id' | 'name' | 'reports'> {
  issuer: string
  clientId: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
  /** Of pages that may frame a launch. */
  origins: string[]
  courses: string[]
}

/** An address that we may ask, or redirect a browser to. */
export const PlatformUrl = z
  .string()
  .trim()
  .max(500)
  .refine((url) => isAllowed(url, config().LTI_PRIVATE_PLATFORMS))
const Lines = z
  .string()
  .max(4_000)
  .transform((text) => [...new Set(text.split(/\s+/).filter(Boolean))])
const Origins = Lines.pipe(z.array(PlatformUrl).max(20)).transform((urls) => [...new Set(urls.map((url) => new URL(url).origin))])
const Id = z.string().trim().min(1).max(255)

export const PlatformSchema = z.object({
  name: z.string().trim().min(1).max(80),
  issuer: PlatformUrl,
  client_id: Id,
  auth_url: PlatformUrl,
  token_url: PlatformUrl,
  jwks_url: PlatformUrl,
  origins: Origins,
  deployments: Lines.pipe(z.array(Id).max(100)),
  reports: z.enum(REPORTS),
})
export type PlatformInput = z.infer<typeof PlatformSchema>

const List = z.array(z.string())
const platformOf = (row: PlatformRow): Platform => ({
  id: row.id,
  name: row.name,
  reports: row.reports,
  issuer: row.issuer,
  clientId: row.client_id,
  authUrl: row.auth_url,
  tokenUrl: row.token_url,
  jwksUrl: row.jwks_url,
  origins: originsOf(row),
  courses: List.parse(JSON.parse(row.courses)),
})
function originsOf({ issuer, auth_url, origins }: Pick<PlatformRow, 'issuer' | 'auth_url' | 'origins'>): string[] {
  const known = [originOf(issuer), originOf(auth_url)].filter((origin) => origin !== null)
  return [...new Set([...known, ...List.parse(JSON.parse(origins))])]
}

export const isTheirs =
  ({ origins }: Pick<Platform, 'origins'>) =>
  (url: string): boolean =>
    URL.canParse(url) && origins.includes(new URL(url).origin)

export async function readPlatform(id: string): Promise<Platform | null> {
  const row = await database().selectFrom('lti_platform').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? platformOf(row) : null
}

export const listPlatforms = async (): Promise<Platform[]> =>
  (await database().selectFrom('lti_platform').selectAll().orderBy('name').orderBy('id').execute()).map(platformOf)

/** Whether it can launch anything yet. It cannot while we wait for a dynamic registration. */
export const isComplete = ({ authUrl }: Pick<Platform, 'authUrl'>): boolean => authUrl !== ''

/** The platform that a login comes from. If one issuer has several, the login must name the client. */
export async function platformOfLogin(issuer: string, client: string | undefined): Promise<Platform | null> {
  const rows = await database()
    .selectFrom('lti_platform')
    .selectAll()
    .where('issuer', '=', issuer)
    .where('auth_url', '!=', '')
    .$if(client !== undefined, (q) => q.where('client_id', '=', client!))
    .execute()
  return rows.length === 1 ? platformOf(rows[0]!) : null
}

/** A platform that names another's token server could make us ask there in our name, and receive what we get. */
export async function isTaken(
  { issuer, client_id, token_url }: Pick<PlatformInput, 'issuer' | 'client_id' | 'token_url'>,
  except: string | null,
): Promise<boolean> {
  const rows = await database()
    .selectFrom('lti_platform')
    .select(['issuer', 'token_url'])
    .where('client_id', '=', client_id)
    .$if(except !== null, (q) => q.where('id', '!=', except!))
    .execute()
  return rows.some((row) => row.issuer === issuer || originOf(row.token_url) === originOf(token_url))
}
const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/** The settings that decide whose statement about a person's identity we accept. */
export const SPEAKERS = ['issuer', 'client_id', 'jwks_url'] as const

/** Once somebody has come from it, its speakers must not change: somebody with other keys could go on as any of its people. */
export const isSettled = async (id: string): Promise<boolean> =>
  (await database().selectFrom('lti_person').select('subject').where('platform_id', '=', id).limit(1).executeTakeFirst()) !== undefined

/** Whether the speakers would change although the platform is settled. */
export async function movesSpeakers(id: string, input: PlatformInput): Promise<boolean> {
  const row = await database().selectFrom('lti_platform').select(SPEAKERS).where('id', '=', id).executeTakeFirst()
  return SPEAKERS.some((name) => row && row[name] !== input[name]) && isSettled(id)
}

export async function savePlatform(id: string | null, input: PlatformInput): Promise<string | null> {
  const { deployments, origins, ...rest } = input
  const values = { ...rest, origins: JSON.stringify(origins), registering: null, registering_until: null }
  const made = id ?? newId()
  return database()
    .transaction()
    .execute(async (db) => {
      if (id === null)
        await db
          .insertInto('lti_platform')
          .values({ id: made, ...values, courses: '[]', created_at: Date.now() })
          .execute()
      else {
        const { numUpdatedRows } = await db.updateTable('lti_platform').set(values).where('id', '=', id).executeTakeFirst()
        if (numUpdatedRows === 0n) return null
      }
      // An accepted deployment that is taken off the list is forgotten. One that still waits stays until somebody decides.
      await db
        .deleteFrom('lti_deployment')
        .where('platform_id', '=', made)
        .where('accepted', '=', 1)
        .$if(deployments.length > 0, (q) => q.where('deployment', 'not in', deployments))
        .execute()
      for (const deployment of deployments) await acceptDeployment(db, made, deployment)
      return made
    })
}

export const removePlatform = async (id: string): Promise<void> => {
  await database().deleteFrom('lti_platform').where('id', '=', id).execute()
}

/** Sets which courses the platform may link to. @param among those that the person may decide on; null for all */
export async function offerCourses(platform: Platform, chosen: readonly string[], among: ReadonlySet<string> | null): Promise<void> {
  const others = platform.courses.filter((course) => among !== null && !among.has(course))
  const courses = JSON.stringify([...new Set([...others, ...chosen.filter((course) => among?.has(course) ?? true)])])
  await database().updateTable('lti_platform').set({ courses }).where('id', '=', platform.id).execute()
}

export const AwaitedSchema = z.object({ name: z.string().trim().min(1).max(80), address: Origins.refine((origins) => origins.length > 0) })
const REGISTERING = 3600_000

/** The link works once within an hour. We read the registration only from this address, and only its pages may frame it. */
export async function awaitPlatform({ name, address }: z.infer<typeof AwaitedSchema>): Promise<{ id: string; token: string }> {
  const [id, token] = [newId(), newToken()]
  await database()
    .insertInto('lti_platform')
    .values({
      id,
      name,
      issuer: '',
      client_id: id,
      auth_url: '',
      token_url: '',
      jwks_url: '',
      origins: JSON.stringify(address),
      courses: '[]',
      reports: 'completion',
      registering: hashToken(token),
      registering_until: Date.now() + REGISTERING,
      created_at: Date.now(),
    })
    .execute()
  return { id, token }
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
