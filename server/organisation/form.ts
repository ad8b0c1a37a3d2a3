import 'server-only'
import { z } from 'zod'
import { locales } from '../platform/locales'
import { ContactSchema, LEAST_AUDIT, type Organisation, type OrganisationContact, OrganisationSchema } from './organisation'

/** The forms for the organisation's settings: their fields as texts, and the settings they result in. */
const { shape } = OrganisationSchema
const Email = z.union([z.literal(''), z.string().trim().pipe(z.email().max(200))])

const FORMS = {
  identity: z.object({ name: shape.name }),
  gifts: z.object({ gift_limit: shape.gift_limit }),
  support: z
    .object({
      support_name: z.string().trim().max(120),
      support_email: Email,
      support_phone: z.string().trim().max(60),
      accessibility_contact: shape.accessibility_contact,
    })
    .transform(({ support_name: name, support_email: email, support_phone: phone, accessibility_contact }) => ({
      support: { name, email, phone },
      accessibility_contact,
    })),
  access: z
    .object({
      locale: z.string().refine((locale) => locales().includes(locale)),
      domains: z
        .string()
        .transform((text) => [
          ...new Set(
            text
              .toLowerCase()
              .split(/[\s,;]+/)
              .map((d) => d.replace(/^@/, ''))
              .filter(Boolean),
          ),
        ])
        .pipe(shape.domains.unwrap()),
      // A box that is not ticked is not sent.
      sign_up: z
        .enum(['yes', ''])
        .default('')
        .transform((ticked) => ticked === 'yes'),
      // Not in the form if the environment decides.
      facilitators: shape.facilitators.unwrap().optional(),
    })
    .transform(({ facilitators, ...access }) => ({ ...access, ...(facilitators && { facilitators }) })),
  retention: z
    .object({
      anonymous: z.coerce.number().int().min(1).max(3650),
      records: z.coerce.number().int().min(30).max(3650),
      audit: z.coerce.number().int().min(LEAST_AUDIT).max(3650),
    })
    .transform((retention) => ({ retention })),
} satisfies Record<string, z.ZodType<Partial<Organisation>>>

export type FormName = keyof typeof FORMS
export const isForm = (name: string): name is FormName => Object.hasOwn(FORMS, name)
export type Values = Record<string, string>
export type FieldErrors = Record<string, string>

type ParsedForm<T> = { changes: T; errors: null } | { changes: null; errors: FieldErrors }
const parsed = <T>(result: z.ZodSafeParseResult<T>): ParsedForm<T> =>
  result.success
    ? { changes: result.data, errors: null }
    : { changes: null, errors: Object.fromEntries(result.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])) }

export const readGroup = (form: FormName, values: Values): ParsedForm<Partial<Organisation>> =>
  parsed<Partial<Organisation>>(FORMS[form].safeParse(values))

const ContactForm = ContactSchema.extend({ name: ContactSchema.shape.name.min(1), email: Email }).refine(
  (c) => c.phone !== '' || c.email !== '',
  { path: ['phone'] },
)
/** A contact needs a name, and a phone number or an e-mail address. */
export const readContact = (values: Values): ParsedForm<OrganisationContact> => {
  const { place = '', name = '', phone = '', email = '', hours = '' } = values
  return parsed(ContactForm.safeParse({ place, name, phone, email, hours }))
}

export const MOST_CONTACTS = 100
/** The contact at `index`, if it still has the name `was`. Another administrator may have changed the list. */
export function placeIn(contacts: OrganisationContact[], { index, was }: Values): number | null {
  const at = /^\d{1,3}$/.test(index ?? '') ? Number(index) : -1
  return contacts[at] !== undefined && contacts[at].name === was ? at : null
}

export function valuesOf(form: FormName, o: Organisation): Values {
  if (form === 'identity') return { name: o.name }
  if (form === 'gifts') return { gift_limit: o.gift_limit }
  if (form === 'support')
    return {
      support_name: o.support.name,
      support_email: o.support.email,
      support_phone: o.support.phone,
      accessibility_contact: o.accessibility_contact,
    }
  if (form === 'access')
    return { locale: o.locale, domains: o.domains.join('\n'), sign_up: o.sign_up ? 'yes' : '', facilitators: o.facilitators }
  return Object.fromEntries(Object.entries(o.retention).map(([kind, days]) => [kind, String(days)]))
}

/** What was typed, each text cut to a length that fits into a URL, which carries it until the form is right. */
export const thatFit = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name.slice(0, 40), text.slice(0, 2000)]))
