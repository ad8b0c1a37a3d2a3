import 'server-only'
import { z } from 'zod'
import { database, isDuplicate } from '../database'
import type { PlatformRow } from '../database/row-types/lti'
import { config } from '../platform/config'
import { isAllowed } from '../platform/outgoing'
import { acceptDeployment } from './deployments'

export const REPORTS = ['result', 'completion'] as const
export type Reports = (typeof REPORTS)[number]

export interface Platform extends Pick<PlatformRow, 'id' | 'name' | 'reports'> {
  issuer: string
  clientId: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
  /** Of its own servers: the issuer's, and those that an administrator has confirmed. Nothing else gets what is meant for it. */
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
export const Origins = Lines.pipe(z.array(PlatformUrl).max(20)).transform((urls) => [...new Set(urls.map((url) => new URL(url).origin))])
const Id = z.string().trim().min(1).max(255)
export const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null)

/** The addresses that we call or send people to. */
export const ADDRESSES = ['auth_url', 'token_url', 'jwks_url'] as const
type Address = (typeof ADDRESSES)[number]

/** Those on servers that are neither the issuer's nor confirmed: whoever runs these would get what is meant for the platform. */
export function foreignAddresses(typed: Record<'issuer' | Address, string>, confirmed: readonly (string | null)[]): Address[] {
  const issuer = originOf(typed.issuer)
  const isForeign = (origin: string | null) => origin !== null && origin !== issuer && !confirmed.includes(origin)
  // What is no address at all is refused as that.
  return issuer === null ? [] : ADDRESSES.filter((name) => isForeign(originOf(typed[name])))
}
export const FOREIGN = 'foreign'

export const PlatformSchema = z
  .object({
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
  .superRefine((platform, refused) => {
    for (const name of foreignAddresses(platform, platform.origins)) refused.addIssue({ code: 'custom', path: [name], message: FOREIGN })
  })
export type PlatformInput = z.infer<typeof PlatformSchema>

const List = z.array(z.string())
export const platformOf = (row: PlatformRow): Platform => ({
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
const originsOf = ({ issuer, origins }: Pick<PlatformRow, 'issuer' | 'origins'>): string[] => [
  ...new Set([originOf(issuer), ...List.parse(JSON.parse(origins))].filter((origin) => origin !== null)),
]

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

/** Whether a platform that works already would be another one, or on other servers. */
export function movesAddresses(platform: Platform, { issuer, client_id, auth_url, token_url, jwks_url, origins }: PlatformInput): boolean {
  const place = (own: string[], on: (string | null)[]) => JSON.stringify([own, [...new Set(on)].sort()])
  const after = place([issuer, client_id, auth_url, token_url, jwks_url], [originOf(issuer), ...origins])
  const { clientId, authUrl, tokenUrl, jwksUrl } = platform
  return isComplete(platform) && after !== place([platform.issuer, clientId, authUrl, tokenUrl, jwksUrl], platform.origins)
}

/** `taken`: another platform has this issuer and client. */
export type Saved = 'saved' | 'taken' | 'gone'
export const unlessTaken = (saved: Promise<Saved>): Promise<Saved> =>
  saved.catch((error: unknown) => {
    if (isDuplicate(error)) return 'taken'
    throw error
  })

export const savePlatform = (id: string, { deployments, origins, ...rest }: PlatformInput): Promise<Saved> =>
  unlessTaken(
    database()
      .transaction()
      .execute(async (db) => {
        const values = { ...rest, origins: JSON.stringify(origins), registering: null, registering_until: null }
        const { numUpdatedRows } = await db.updateTable('lti_platform').set(values).where('id', '=', id).executeTakeFirst()
        if (numUpdatedRows === 0n) return 'gone'
        // An accepted deployment that is taken off the list is forgotten. One that still waits stays until somebody decides.
        await db
          .deleteFrom('lti_deployment')
          .where('platform_id', '=', id)
          .where('accepted', '=', 1)
          .$if(deployments.length > 0, (q) => q.where('deployment', 'not in', deployments))
          .execute()
        for (const deployment of deployments) await acceptDeployment(db, id, deployment)
        return 'saved'
      }),
  )

export const removePlatform = async (id: string): Promise<void> => {
  await database().deleteFrom('lti_platform').where('id', '=', id).execute()
}

/** Sets which courses the platform may link to. @param among those that the person may decide on; null for all */
export async function offerCourses(platform: Platform, chosen: readonly string[], among: ReadonlySet<string> | null): Promise<void> {
  const others = platform.courses.filter((course) => among !== null && !among.has(course))
  const courses = JSON.stringify([...new Set([...others, ...chosen.filter((course) => among?.has(course) ?? true)])])
  await database().updateTable('lti_platform').set({ courses }).where('id', '=', platform.id).execute()
}
