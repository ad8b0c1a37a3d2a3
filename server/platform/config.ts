import 'server-only'
import { z } from 'zod'
import { ROLES, type Role } from '@/server/platform/role'

export interface RoleMapping {
  value: string
  role: Exclude<Role, 'learner'>
}
/** Values with commas of their own, such as those of a directory, are separated by semicolons. */
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

/** Every setting, read from the environment once. Documented in docs/deploying.md. */
const Settings = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    /** The address to listen on. */
    HOST: z.string().default('0.0.0.0'),
    /** Where the embedded database lives. */
    DATA_DIR: z.string().min(1).default('./data'),
    /** A PostgreSQL address; without it the embedded SQLite is used. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }).optional(),
    /** The folders of the scenario library, separated as in PATH: ours, and an organisation’s own. */
    LIBRARY_DIR: z.string().min(1).default('./scenarios/library'),
    /** How many proxies in front overwrite X-Forwarded-For and X-Forwarded-Proto. 0: their headers are not believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Whom a learner tells in a real case. Shown as written. */
    CONTACT_NAME: z.string().max(120).optional(),
    CONTACT_PHONE: z.string().max(60).optional(),
    CONTACT_EMAIL: z.email().max(200).optional(),
    /** Who may open a live session: anyone, those who know FACILITATOR_PASSWORD, accounts with the role facilitator, or nobody. Without it the organisation's setting holds. */
    FACILITATORS: z.enum(['anyone', 'password', 'role', 'nobody']).optional(),
    FACILITATOR_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
    /** After how many days without a command a live session and its report are deleted. */
    LIVE_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
    /** The address people reach Second Look at, such as https://training.example. Accounts, links in messages and badges need it. */
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://training.example' })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** Signs sessions; made in DATA_DIR where it is not set. */
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    /** Single sign-on by OpenID Connect: address and client, or none. A public client has no secret. */
    OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the address of an OpenID provider' }).optional(),
    OIDC_CLIENT_ID: z.string().max(300).optional(),
    OIDC_CLIENT_SECRET: z.string().max(500).optional(),
    /** Of the provider's claims, the one that holds groups or roles. */
    OIDC_ROLE_CLAIM: z.string().max(100).default('groups'),
    /** Which of its values give which role: `second-look-admins=administrator,trainers=facilitator`. Without it the provider gives none. */
    OIDC_ROLES: z.string().max(2000).transform(readMapping).default([]),
    /** Where mail is handed over: smtp://user:password@mail.example:587. Without it nothing is mailed. */
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
    /** Whom mail comes from. */
    MAIL_FROM: z.string().max(200).default('Second Look <no-reply@localhost>'),
    /** What is logged: this and everything graver. */
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    /** How a line of the log looks. Without it: text on a terminal, JSON elsewhere. */
    LOG_FORMAT: z.enum(['json', 'text']).optional(),
    /** Who shows it may read /metrics. Without it only the machine itself may. */
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    /** Whom to tell of a weakness of this installation: mailto:security@ministry.example, or an https:// page. */
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
export type Settings = z.infer<typeof Settings>

/** @throws an Error whose message names each setting that is wrong and what it must be. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const parsed = Settings.safeParse(given)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
  throw new Error(`These settings need to be corrected before Second Look can start:\n${problems.join('\n')}`)
}

let settings: Settings | undefined
export const config = (): Settings => (settings ??= readSettings(process.env))

const publicUrls = new WeakMap<Settings, URL>()
/** PUBLIC_URL, or null where it is not set. Parsed once: every request asks for it. */
export function publicUrl(settings = config()): URL | null {
  if (!settings.PUBLIC_URL) return null
  const known = publicUrls.get(settings) ?? new URL(settings.PUBLIC_URL)
  publicUrls.set(settings, known)
  return known
}

/** The address people reach this server at, without a slash. */
export const ownAddress = ({ PUBLIC_URL, PORT }: Pick<Settings, 'PUBLIC_URL' | 'PORT'>): string => PUBLIC_URL ?? `http://localhost:${PORT}`

export const hasSingleSignOn = (): boolean => Boolean(config().OIDC_ISSUER)
