import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { organisation } from '../organisation/organisation'
import { translator } from '../platform/locales'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { hashToken } from '../platform/tokens'
import type { ToolAddresses } from './addresses'
import { askPlatform } from './ask-platform'
import { MEMBERS_SCOPE, SCORE_SCOPE } from './claims'
import { acceptDeployment } from './deployments'
import { type Platform, PlatformUrl, type Saved, isTheirs, originOf, unlessTaken } from './platforms'
import { awaitedPlatform } from './registration-links'

/** Dynamic registration 1.0. A platform is only where the link was made for: we ask nothing and accept no address on other servers. */
const SettingsSchema = z.object({
  issuer: PlatformUrl,
  authorization_endpoint: PlatformUrl,
  token_endpoint: PlatformUrl,
  jwks_uri: PlatformUrl,
  registration_endpoint: PlatformUrl,
})
const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const RegisteredSchema = z.object({
  client_id: z.string().min(1).max(255),
  [TOOL]: z.object({ deployment_id: z.string().min(1).max(255).optional() }).optional(),
})

export const RegistrationSchema = z.object({
  openid_configuration: z.string().max(2_000),
  registration_token: z.string().max(8_000).default(''),
})
export type RegistrationRequest = z.infer<typeof RegistrationSchema>
export type RegistrationResult =
  | { ok: true; platform: Platform; isAccepted: boolean }
  | { ok: false; reason: 'over' | 'unread' | 'refused' | 'taken' }
  /** The servers that it names and that the link was not made for. */
  | { ok: false; reason: 'address'; foreign: string[] }

export async function register(
  link: string,
  { openid_configuration, registration_token }: RegistrationRequest,
  { addresses, locale }: { addresses: ToolAddresses; locale: string },
  ask: HttpClient = askOutside,
): Promise<RegistrationResult> {
  const platform = await awaitedPlatform(link)
  if (!platform) return { ok: false, reason: 'over' }
  const foreignOf = (urls: string[]) => [...new Set(urls.filter((url) => !isTheirs(platform)(url)).map((url) => originOf(url) ?? ''))]
  if (foreignOf([openid_configuration]).length > 0) return { ok: false, reason: 'address', foreign: foreignOf([openid_configuration]) }
  const settings = await answerOf(askPlatform(ask, openid_configuration, SettingsSchema))
  if (!settings) return { ok: false, reason: 'unread' }
  const foreign = foreignOf(Object.values(settings))
  if (foreign.length > 0) return { ok: false, reason: 'address', foreign }
  const registered = await answerOf(
    askPlatform(ask, settings.registration_endpoint, RegisteredSchema, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(registration_token && { authorization: `Bearer ${registration_token}` }) },
      body: JSON.stringify(await toolOf(platform, addresses, locale)),
    }),
  )
  if (!registered) return { ok: false, reason: 'refused' }
  const deployment = registered[TOOL]?.deployment_id
  const saved = await complete(link, platform.id, settings, registered.client_id, deployment)
  if (saved === 'saved') return { ok: true, platform, isAccepted: deployment !== undefined }
  return { ok: false, reason: saved === 'taken' ? 'taken' : 'over' }
}

const answerOf = <T>(asked: Promise<{ said: T }>): Promise<T | null> =>
  asked.then(
    ({ said }) => said,
    () => null,
  )

/** In the contents of a course, and for an assignment: Canvas offers that only to tools that ask for it. */
const PLACEMENTS = ['ContentArea', 'https://canvas.instructure.com/lti/assignment_selection']

/** Describes us. About a person we ask only for the id. */
async function toolOf(platform: Platform, { home, login, launch, jwks, icon }: ToolAddresses, locale: string) {
  const name = (await organisation()).name || 'Second Look'
  return {
    application_type: 'web',
    client_name: name,
    client_uri: home,
    logo_uri: icon,
    response_types: ['id_token'],
    grant_types: ['implicit', 'client_credentials'],
    initiate_login_uri: login,
    redirect_uris: [launch],
    jwks_uri: jwks(platform.id),
    token_endpoint_auth_method: 'private_key_jwt',
    scope: `${SCORE_SCOPE} ${MEMBERS_SCOPE}`,
    [TOOL]: {
      domain: new URL(home).host,
      description: translator(locale, 'lti')('tool.description'),
      target_link_uri: launch,
      claims: ['iss', 'sub'],
      messages: [{ type: 'LtiDeepLinkingRequest', target_link_uri: launch, label: name, placements: PLACEMENTS }],
    },
  }
}

/** Uses up the link. @returns `gone` if something else has used it */
const complete = (
  link: string,
  id: string,
  settings: z.infer<typeof SettingsSchema>,
  client_id: string,
  deployment: string | undefined,
): Promise<Saved> =>
  unlessTaken(
    database()
      .transaction()
      .execute(async (db) => {
        const { numUpdatedRows } = await db
          .updateTable('lti_platform')
          .set({
            issuer: settings.issuer,
            client_id,
            auth_url: settings.authorization_endpoint,
            token_url: settings.token_endpoint,
            jwks_url: settings.jwks_uri,
            registering: null,
            registering_until: null,
          })
          .where('id', '=', id)
          .where('registering', '=', hashToken(link))
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return 'gone'
        if (deployment !== undefined) await acceptDeployment(db, id, deployment)
        return 'saved'
      }),
  )
