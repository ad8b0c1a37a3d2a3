import 'server-only'
import { ROLES } from '../platform/role'
import { languageName, languageOf, translator } from '../platform/locales'
import { type LetterKind, isLetter } from '../mail/kinds'
import { OrganisationSchema } from '../organisation/organisation'
import { GROUPS } from './audit'
import { actionNames } from './audit-log'

type Value = string | number | boolean | string[] | null

/** What an entry adds to its event, in words. A key that this version does not know is shown as it is. */
export function detailIn(locale: string, action: string, detail: string | null): string {
  if (detail === null) return ''
  const parts = JSON.parse(detail) as Record<string, Value>
  if (action === 'cohort.filled') return filled(locale, parts)
  if (action === 'cohort.changed' && parts.rule === true) return ruled(locale, parts)
  const said = words(locale, action)
  return Object.entries(parts)
    .flatMap(([key, value]) => said[key]?.(value) ?? `${key}: ${String(value)}`)
    .filter(Boolean)
    .join('; ')
}

function filled(locale: string, { enrolled, invited }: Record<string, Value>): string {
  const [n, m] = [Number(enrolled ?? 0), Number(invited ?? 0)]
  return translator(locale, 'people')('audit.details.filled', { people: n + m, enrolled: n, invited: m })
}
function ruled(locale: string, parts: Record<string, Value>): string {
  const t = translator(locale, 'people')
  if (parts.everyone === true) return t('audit.details.ruled', { rule: t('audit.details.everyone', { is: 'true' }) })
  const asked = (['unit', 'site', 'group'] as const).flatMap((key) => {
    const value = parts[key]
    return value === undefined ? [] : [t(`audit.details.${key}`, { value: String(value) })]
  })
  return t('audit.details.ruled', { rule: new Intl.ListFormat(languageOf(locale)).format(asked) })
}

function words(locale: string, action: string): Record<string, (value: Value) => string> {
  const t = translator(locale, 'people')
  const parts = translator(locale, 'organisation')
  const roles = translator(locale, 'accounts')
  const list = (value: Value) => (Array.isArray(value) ? value : [String(value)])
  const named = (value: Value) =>
    list(value)
      .map((name) => {
        const role = ROLES.find((r) => r === name)
        return role ? roles(`roles.${role}`) : name
      })
      .join(', ')
  const part = (name: string) => {
    const { data: of } = Part.safeParse(name.split('.')[0])
    return of ? parts(`parts.${of}`) : name
  }
  const counted = (key: (typeof COUNTED)[number]) => (value: Value) => (value === 0 ? '' : t(`audit.details.${key}`, { n: Number(value) }))
  const either = (key: (typeof EITHER)[number]) => (value: Value) => t(`audit.details.${key}`, { is: String(value === true) })
  const plain = (key: (typeof PLAIN)[number]) => (value: Value) => t(`audit.details.${key}`, { value: String(value) })
  return {
    ...Object.fromEntries(COUNTED.map((key) => [key, counted(key)])),
    ...Object.fromEntries(EITHER.map((key) => [key, either(key)])),
    ...Object.fromEntries(PLAIN.map((key) => [key, plain(key)])),
    count: (value) => t(action.startsWith('sign-in.') ? 'audit.details.times' : 'audit.details.people', { n: Number(value) }),
    by: () => t('audit.details.by'),
    roles: (value) => t('audit.details.roles', { roles: named(value) || t('audit.details.none') }),
    lost: (value) => t('audit.details.lost', { roles: named(value) }),
    before: (value) => t('audit.details.before', { roles: named(value) || t('audit.details.none') }),
    // The invitations are deleted when they are accepted, so their ids lead nowhere. Usually there is just one.
    invitations: (value) =>
      Array.isArray(value) ? (value.length > 1 ? t('audit.details.accepted', { n: value.length }) : '') : counted('expired')(value),
    only: (value) => {
      const group = GROUPS.find((one) => one === value)
      return group ? t('audit.details.only', { group: t(`audit.groups.${group}`) }) : ''
    },
    changed: (value) => [...new Set(list(value).map(part))].join(', '),
    period: (value) => String(value).replaceAll(DAY, dayIn(locale)),
    variant: (value) => parts(value === 'hostile' ? 'signOff.variant.hostile' : 'signOff.variant.genuine'),
    kind: (value) => String(value).toUpperCase(),
    letter: (value) =>
      isLetter(String(value)) ? translator(locale, 'mail')(`letters.${String(value) as LetterKind}.name`) : String(value),
    language: (value) => languageName(locale, String(value)),
    undone: (value) => t('audit.details.undone', { act: actionNames(locale)(String(value)) }),
    day: (value) => t('audit.details.day', { day: String(value).replace(DAY, dayIn(locale)) }),
  }
}
const DAY = /\b\d{4}-\d\d-\d\d\b/g
function dayIn(locale: string): (day: string) => string {
  const date = new Intl.DateTimeFormat(languageOf(locale), { dateStyle: 'medium', timeZone: 'UTC' })
  return (day) => (Number.isNaN(Date.parse(day)) ? day : date.format(Date.parse(day)))
}
const COUNTED = [
  'enrolled',
  'invited',
  'people',
  'rows',
  'erased',
  'learners',
  'attempts',
  'records',
  'tombstones',
  'lines',
  'expired',
  'joins',
  'changes',
  'moves',
  'leaves',
  'backs',
  'problems',
  'ended',
  'reopened',
] as const
const EITHER = ['rule', 'directory', 'renewed', 'shown', 'link', 'archived', 'withdrawn', 'results', 'everyone'] as const
const PLAIN = ['owner', 'version', 'course', 'cohort', 'reason', 'unit', 'site', 'group', 'servers'] as const
const Part = OrganisationSchema.keyof()
