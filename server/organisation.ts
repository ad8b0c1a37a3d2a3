import 'server-only'
import { z } from 'zod'
import { config } from './config'
import { database } from './database'

const Text = (max: number) => z.string().trim().max(max)
const Contact = z.strictObject({
  /** `Vilnius`, `Lithuania`; empty for everybody. */
  place: Text(80).default(''),
  name: Text(120),
  phone: Text(60).default(''),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  hours: Text(120).default(''),
})
/** Hexadecimal, as `#1b4b7a`. */
const Colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1b4b7a')

/** What an organisation sets for all its people. */
export const OrganisationSchema = z.strictObject({
  name: Text(120).default(''),
  /** A picture as a data address, at most 200 kB; empty for ours. */
  logo: z.string().max(280_000).regex(/^(data:image\/(png|svg\+xml|webp|jpeg);base64,[a-z0-9+/=]+)?$/i).default(''),
  /** The colour of buttons and links, in light and in dark; null for ours. */
  accent: z.strictObject({ light: Colour, dark: Colour }).nullable().default(null),
  /** Whom a learner tells in a real case. */
  contacts: z.array(Contact).max(100).default([]),
  /** Who helps with Second Look itself. */
  support: z.strictObject({ name: Text(120).default(''), email: z.union([z.literal(''), z.email().max(200)]).default(''), phone: Text(60).default('') }).prefault({}),
  /** From what value a gift is to be declared, in the organisation's words: `EUR 50`. */
  gift_limit: Text(40).default(''),
  locale: z.string().max(10).default('en'),
  /** Who may make an account: the invited alone, or also addresses of these domains. */
  sign_up_domains: z.array(z.string().trim().toLowerCase().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/)).max(50).default([]),
  /** Days that things are kept, by kind. */
  retention: z.strictObject({
    /** Attempts of a learner without an account, after the last visit. */
    anonymous: z.int().min(1).max(3650).default(365),
    /** Records of a course after it was completed or ended. */
    records: z.int().min(30).max(3650).default(1095),
    audit: z.int().min(30).max(3650).default(1095),
  }).prefault({}),
  /** Where one complains about accessibility; empty for the support address. */
  accessibility_contact: Text(200).default(''),
})
export type Organisation = z.infer<typeof OrganisationSchema>
export type OrganisationContact = Organisation['contacts'][number]

const NAME = 'organisation'
/** Read anew within so many milliseconds, so that processes beside this one are followed. */
const FRESH = 5_000
let known: { at: number; organisation: Organisation } | null = null

export async function organisation(): Promise<Organisation> {
  if (known && Date.now() - known.at < FRESH) return known.organisation
  const row = await database().selectFrom('setting').select('body').where('name', '=', NAME).executeTakeFirst()
  known = { at: Date.now(), organisation: OrganisationSchema.parse(row ? JSON.parse(row.body) : {}) }
  return known.organisation
}

export async function saveOrganisation(organisation: Organisation): Promise<void> {
  const body = JSON.stringify(organisation)
  await database().insertInto('setting').values({ name: NAME, body, updated_at: Date.now() })
    .onConflict((c) => c.column('name').doUpdateSet({ body, updated_at: Date.now() })).execute()
  known = null
}

/** Whom to tell: the organisation's own contacts; without any, the one of the settings file; else none. */
export async function contacts(): Promise<OrganisationContact[]> {
  const { contacts } = await organisation()
  const { CONTACT_NAME: name, CONTACT_PHONE: phone, CONTACT_EMAIL: email } = config()
  if (contacts.length > 0 || !(name || phone || email)) return contacts
  return [{ place: '', name: name ?? '', phone: phone ?? '', email: email ?? '', hours: '' }]
}
