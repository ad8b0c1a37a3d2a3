import 'server-only'
import { z } from 'zod'
import { type Settings, config } from '../platform/config'
import { shared } from '../platform/shared'
import { type Database, database } from '../database'

const Text = (max: number) => z.string().trim().max(max)
export const ContactSchema = z.strictObject({
  /** `Vilnius`, `Lithuania`; empty for everybody. */
  place: Text(80).default(''),
  name: Text(120),
  phone: Text(60).default(''),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  hours: Text(120).default(''),
})

export const LEAST_AUDIT = 365

export const OrganisationSchema = z.strictObject({
  name: Text(120).default(''),
  /** A picture as a data URL, at most 200 kB; empty for ours. */
  logo: z
    .string()
    .max(280_000)
    .regex(/^(data:image\/(png|svg\+xml|webp|jpeg);base64,[a-z0-9+/=]+)?$/i)
    .default(''),
  contacts: z.array(ContactSchema).max(100).default([]),
  /** Who gives support for Second Look itself. */
  support: z
    .strictObject({
      name: Text(120).default(''),
      email: z.union([z.literal(''), z.email().max(200)]).default(''),
      phone: Text(60).default(''),
    })
    .prefault({}),
  /** The value above which a gift must be declared, in the organisation's words: `EUR 50`. */
  gift_limit: Text(40).default(''),
  locale: z.string().max(10).default('en'),
  /** Whether people with an address in a domain below may create an account without an invitation. */
  sign_up: z.boolean().default(false),
  /** The domains whose addresses the organisation hands out. By them figures and codes know that a person was not made up. */
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/),
    )
    .max(50)
    .default([]),
  /** Who may open live sessions if FACILITATORS is not set in the environment: accounts with the role, or anyone who can reach the site. */
  facilitators: z.enum(['role', 'anyone']).default('role'),
  retention: z
    .strictObject({
      /** Attempts of a learner without an account, after the last visit. */
      anonymous: z.int().min(1).max(3650).default(365),
      /** Records of a course after it was completed or ended. */
      records: z.int().min(30).max(3650).default(1095),
      /** There is a minimum, because administrators must not decide how soon their own acts are forgotten. */
      audit: z.int().min(LEAST_AUDIT).max(3650).default(1095),
    })
    .prefault({}),
  /** Where to complain about accessibility; empty for the support address. */
  accessibility_contact: Text(200).default(''),
})
export type Organisation = z.infer<typeof OrganisationSchema>
export type OrganisationContact = Organisation['contacts'][number]

const NAME = 'organisation'
const DRAFT = 'organisation-draft'
/** Milliseconds after which we read the settings again, to follow changes by other processes. */
const FRESH = 5_000
interface CachedOrganisation {
  at: number
  db: Database
  organisation: Organisation
}
const held = shared('organisation', (): { known?: CachedOrganisation | undefined } => ({}))

export async function organisation(): Promise<Organisation> {
  const known = held.known
  if (known && known.db === database() && Date.now() - known.at < FRESH) return known.organisation
  const made = (await stored(NAME)) ?? OrganisationSchema.parse({})
  held.known = { at: Date.now(), db: database(), organisation: made }
  return made
}

async function stored(name: string, db = database()): Promise<Organisation | null> {
  const row = await db.selectFrom('setting').select('body').where('name', '=', name).executeTakeFirst()
  return row ? OrganisationSchema.parse(JSON.parse(row.body)) : null
}

/** The domains whose addresses the organisation hands out, read without the cache. Also works in a transaction. */
export const ownDomains = async (db = database()): Promise<string[]> => (await stored(NAME, db))?.domains ?? []

async function store(name: string, organisation: Organisation, db = database()): Promise<void> {
  const body = JSON.stringify(organisation)
  await db
    .insertInto('setting')
    .values({ name, body, updated_at: Date.now() })
    .onConflict((c) => c.column('name').doUpdateSet({ body, updated_at: Date.now() }))
    .execute()
}

export async function saveOrganisation(organisation: Organisation): Promise<void> {
  await store(NAME, organisation)
  held.known = undefined
}

const removeDraft = (db: Database) => db.deleteFrom('setting').where('name', '=', DRAFT).execute()

/** Set directly at set-up, without a draft, because nobody could have prepared one yet. */
export const chooseFacilitators = async (who: Organisation['facilitators']): Promise<void> =>
  saveOrganisation({ ...((await stored(NAME)) ?? OrganisationSchema.parse({})), facilitators: who })

/** The draft, and which parts of it differ from the published settings. Without a draft both are the same. */
export async function draftOrganisation(): Promise<{ draft: Organisation; changed: (keyof Organisation)[] }> {
  const now = (await stored(NAME)) ?? OrganisationSchema.parse({})
  const draft = (await stored(DRAFT)) ?? now
  return { draft, changed: changedParts(now, draft) }
}
const changedParts = (before: Organisation, after: Organisation): (keyof Organisation)[] =>
  (Object.keys(after) as (keyof Organisation)[]).filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]))

/** Changes only the draft. If `change` refuses by returning null, nothing is written and the result is false. */
export async function changeDraft(change: (draft: Organisation) => Partial<Organisation> | null): Promise<boolean> {
  const { draft } = await draftOrganisation()
  const changes = change(draft)
  if (changes) await store(DRAFT, OrganisationSchema.parse({ ...draft, ...changes }))
  return changes !== null
}

export const discardDraft = (): Promise<unknown> => removeDraft(database())

const changedSettings = (before: Organisation, after: Organisation): string[] =>
  changedParts(before, after).flatMap((part) => {
    const [was, is]: unknown[] = [before[part], after[part]]
    if (!isGroup(was) || !isGroup(is)) return [part]
    return Object.keys(is)
      .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
      .map((name) => `${part}.${name}`)
  })
const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Publishes the draft. @returns the settings that changed */
export async function applyDraft(): Promise<string[]> {
  const changed = await database()
    .transaction()
    .execute(async (db) => {
      const [now, draft] = [(await stored(NAME, db)) ?? OrganisationSchema.parse({}), await stored(DRAFT, db)]
      if (!draft) return []
      await store(NAME, draft, db)
      await removeDraft(db)
      return changedSettings(now, draft)
    })
  held.known = undefined
  return changed
}

export const facilitators = async (): Promise<NonNullable<Settings['FACILITATORS']>> =>
  config().FACILITATORS ?? (await organisation()).facilitators

/** The reporting contacts: the organisation's own, otherwise the one in the environment, otherwise none. */
export const contacts = async (): Promise<OrganisationContact[]> => contactsOf(await organisation())

export function contactsOf({ contacts }: Organisation): OrganisationContact[] {
  const { CONTACT_NAME: name, CONTACT_PHONE: phone, CONTACT_EMAIL: email } = config()
  if (contacts.length > 0 || !(name || phone || email)) return contacts
  return [{ place: '', name: name ?? '', phone: phone ?? '', email: email ?? '', hours: '' }]
}

/** Contacts by place, in the order they were entered. Those for everybody come first, under ''. */
export function byPlace(contacts: OrganisationContact[]): [place: string, contacts: OrganisationContact[]][] {
  const places = new Map<string, [string, OrganisationContact[]]>()
  for (const contact of [...contacts].sort((a, b) => Number(a.place !== '') - Number(b.place !== ''))) {
    const key = contact.place.toLowerCase()
    places.set(key, [places.get(key)?.[0] ?? contact.place, [...(places.get(key)?.[1] ?? []), contact]])
  }
  return [...places.values()]
}
