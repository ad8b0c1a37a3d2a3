import 'server-only'
import { join } from 'node:path'
import { z } from 'zod'
import { ROLES, type Role } from '@/server/platform/role'

export interface RoleMapping {
  value: string
  role: Exclude<Role, 'learner'>
}
/** Values that contain commas, such as a directory's distinguished names, are separated by semicolons. */
function readMapping(text: string, ctx: z.RefinementCtx): RoleMapping[] {
  return text
    .split(text.includes(';') ? ';' : ',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .flatMap((pair) => {
      const at = pair.lastIndexOf('=')
      const [value, role] = [pair.slice(0, Math.max(at, 0)).trim(), ROLES.find((r) => r === pair.slice(at + 1).trim())]
      if (value && role && role !== 'learner') return [{ value, role }]
      ctx.addIssue({
        code: 'custom',
        message: `must be pairs such as trainers=facilitator, with one of ${ROLES.slice(1).join(', ')}; this is not one: ${pair}`,
      })
      return []
    })
}

export const MEMBER_FIELDS = ['unit', 'site', 'manager', 'groups'] as const
export type MemberField = (typeof MEMBER_FIELDS)[number]
function readClaimNames(text: string, ctx: z.RefinementCtx): Partial<Record<MemberField, string>> {
  const names: Partial<Record<MemberField, string>> = {}
  for (const pair of text.split(',').map((one) => one.trim())) {
    if (pair === '') continue
    const [field, claim] = [MEMBER_FIELDS.find((f) => f === pair.split('=')[0]?.trim()), pair.split('=').slice(1).join('=').trim()]
    if (field && claim) names[field] = claim
    else
      ctx.addIssue({
        code: 'custom',
        message: `must be pairs such as unit=department, with one of ${MEMBER_FIELDS.join(', ')}; this is not one: ${pair}`,
      })
  }
  return names
}

const Settings = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    HOST: z.string().default('0.0.0.0'),
    DATA_DIR: z.string().min(1).default('./data'),
    /** If unset, the embedded SQLite is used. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
    /** Separated as in PATH: our folder, and the organisation's own. */
    LIBRARY_DIR: z.string().min(1).default('./scenarios/library'),
    /** One folder per draft: played by its authors, and served to nobody until it is published. If unset, `drafts` in DATA_DIR. */
    DRAFTS_DIR: z.string().min(1).optional(),
    /** How many proxies in front of the server overwrite X-Forwarded-For and X-Forwarded-Proto. With 0 we do not trust these headers. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Whom learners should contact in a real case. Shown as written. */
    CONTACT_NAME: z.string().max(120).optional(),
    CONTACT_PHONE: z.string().max(60).optional(),
    CONTACT_EMAIL: z.email().max(200).optional(),
    /** If unset, the organisation's own setting applies. */
    FACILITATORS: z.enum(['anyone', 'password', 'role', 'nobody']).optional(),
    FACILITATOR_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
    /** Days without a command after which a live session and its summary are deleted. */
    LIVE_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
    /** The address at which people reach Second Look, such as https://training.example. Accounts, links in mails and badges need it. */
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://training.example' })
      .transform((url) => url.replace(/(?<!\/)\/+$/, ''))
      .optional(),
    /** Signs cookies of sign-ins. If unset, one is created in DATA_DIR. */
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    /** Single sign-on by OpenID Connect. Set issuer and client together, or neither. A public client has no secret. */
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the address of an OpenID provider' }).optional(),
    OIDC_CLIENT_ID: z.string().max(300).optional(),
    OIDC_CLIENT_SECRET: z.string().max(500).optional(),
    OIDC_ROLE_CLAIM: z.string().max(100).default('groups'),
    /** `second-look-admins=administrator,trainers=facilitator`. If unset, the provider gives no roles. */
    OIDC_ROLES: z.string().max(2000).transform(readMapping).default([]),
    /** `unit=department, site=office, manager=manager, groups=groups`. If unset, we keep nothing of the claims. */
    OIDC_MEMBER_CLAIMS: z.string().max(1000).transform(readClaimNames).default({}),
    /** A directory, as a CSV that another program writes. We read it every quarter of an hour. */
    DIRECTORY_FILE: z.string().min(1).max(1000).optional(),
    /** If more than this share of the listed people, in per cent, would leave at one reading of DIRECTORY_FILE, it is held. */
    DIRECTORY_MOST_LEAVERS: z.coerce.number().min(0).max(100).default(10),
    /** Which values of the provider's `amr` or `acr` mean that it asked for a second factor. If empty, none does. */
    OIDC_SECOND_FACTOR: z
      .string()
      .max(500)
      .default('mfa')
      .transform((text) =>
        text
          .split(',')
          .map((value) => value.trim())
          .filter(Boolean),
      ),
    /** Who must have a second factor; managers are all people with a role. Everybody else may have one. */
    SECOND_FACTOR: z.enum(['administrators', 'managers', 'everybody', 'nobody']).default('administrators'),
    /** If unset, no mail is sent. Example: smtp://user:password@mail.example:587. */
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
    MAIL_FROM: z.string().max(200).default('Second Look <no-reply@localhost>'),
    /** A learning record store by xAPI 1.0.3, such as https://lrs.example/xapi, with its key and secret. If unset, nothing is stated. */
    XAPI_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be the address of a learning record store' }).optional(),
    XAPI_KEY: z.string().max(500).optional(),
    XAPI_SECRET: z.string().max(500).optional(),
    /** `completion`: begun and completed; `results`: also whether it was passed; `answers`: also each decision. */
    XAPI_REPORT: z.enum(['completion', 'results', 'answers']).default('completion'),
    /** How it identifies people: by a code, or by the verified address of their account. */
    XAPI_ACTOR: z.enum(['code', 'email']).default('code'),
    /** For a platform inside the organisation's own network. */
    LTI_PRIVATE_PLATFORMS: z.stringbool().default(false),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    /** If unset: text on a terminal, JSON elsewhere. */
    LOG_FORMAT: z.enum(['json', 'text']).optional(),
    /** The token for reading /metrics. If unset, only requests from the machine itself may read it. */
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    /** Where to report a vulnerability in this installation: mailto:security@ministry.example, or an https:// page. */
    SECURITY_CONTACT: z
      .url({ protocol: /^(mailto|https)$/, error: 'must be a mailto: or https:// address' })
      .max(300)
      .optional(),
    /** Adds the pseudo-locale en-XA, for testing translations. */
    PSEUDO_LOCALE: z.stringbool().default(false),
  })
  .refine((s) => s.FACILITATORS !== 'password' || s.FACILITATOR_PASSWORD, {
    path: ['FACILITATOR_PASSWORD'],
    error: 'must be set where FACILITATORS is password',
  })
  .refine((s) => Boolean(s.OIDC_ISSUER) === Boolean(s.OIDC_CLIENT_ID), {
    path: ['OIDC_CLIENT_ID'],
    error: 'must be set where OIDC_ISSUER is, and the other way round',
  })
  .refine((s) => !s.XAPI_ENDPOINT || (s.XAPI_KEY && s.XAPI_SECRET && s.PUBLIC_URL), {
    path: ['XAPI_ENDPOINT'],
    error: 'needs XAPI_KEY, XAPI_SECRET and PUBLIC_URL as well',
  })
export type Settings = z.infer<typeof Settings>

/** @throws an Error whose message names each wrong setting and what it must be */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
  throw new Error(`Correct these settings, then start Second Look again:\n${problems.join('\n')}`)
}

let settings: Settings | undefined
export const config = (): Settings => (settings ??= readSettings(process.env))

export const draftsFolder = ({ DRAFTS_DIR, DATA_DIR }: Pick<Settings, 'DRAFTS_DIR' | 'DATA_DIR'> = config()): string =>
  DRAFTS_DIR ?? join(DATA_DIR, 'drafts')

const publicUrls = new WeakMap<Settings, URL>()
/** PUBLIC_URL, or null if unset. Parsed once, because every request asks for it. */
export function publicUrl(settings = config()): URL | null {
  if (!settings.PUBLIC_URL) return null
  const known = publicUrls.get(settings) ?? new URL(settings.PUBLIC_URL)
  publicUrls.set(settings, known)
  return known
}

export const ownAddress = ({ PUBLIC_URL, PORT }: Pick<Settings, 'PUBLIC_URL' | 'PORT'>): string => PUBLIC_URL ?? `http://localhost:${PORT}`

export const hasSingleSignOn = (): boolean => Boolean(config().OIDC_ISSUER)
