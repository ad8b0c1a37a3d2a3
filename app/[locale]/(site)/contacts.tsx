import type { OrganisationContact } from '@/server/organisation/organisation'
import { byPlace } from '@/server/organisation/organisation'
import { translator } from '@/server/platform/locales'
import { PublicLines } from './public-lines'

const OPEN = 3

export function ContactList({ locale, contacts }: { locale: string; contacts: OrganisationContact[] }) {
  const t = translator(locale, 'organisation')
  if (contacts.length === 0)
    return (
      <>
        <Entry locale={locale} contact={{ place: '', name: '', phone: '', email: '', hours: '' }} note />
        <PublicLines locale={locale} />
      </>
    )
  return byPlace(contacts).map(([place, there]) => {
    const entries = there.map((contact, i) => <Entry key={i} locale={locale} contact={contact} />)
    if (place === '')
      return (
        <div key="" className="space-y-2">
          {entries}
        </div>
      )
    if (contacts.length <= OPEN)
      return (
        <div key={place} className="space-y-2">
          <p className="font-semibold">{place}</p>
          {entries}
        </div>
      )
    return (
      <details key={place} className="rounded-xl border border-line">
        <summary className="flex min-h-11 items-center justify-between gap-3 rounded-xl px-4 py-2 font-semibold hover:bg-sunken">
          {place}
          <span className="text-small font-normal text-ink-2">{t('contactsHere', { n: there.length })}</span>
        </summary>
        <div className="space-y-2 px-2 pb-2">{entries}</div>
      </details>
    )
  })
}

function Entry({
  locale,
  contact: { name, phone, email, hours },
  note = false,
}: {
  locale: string
  contact: OrganisationContact
  note?: boolean
}) {
  const t = translator(locale, 'help')
  const lines = [
    { label: t('report'), value: <span className="font-semibold">{name || t('officer')}</span> },
    phone && {
      label: t('phone'),
      value: (
        <a className="link" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ),
    },
    email && {
      label: t('email'),
      value: (
        <a className="link break-words" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    },
    hours && { label: translator(locale, 'organisation')('hours'), value: hours },
  ].filter((line) => typeof line === 'object')
  return (
    <dl className="space-y-2 rounded-xl border border-line bg-surface-2 px-4 py-3">
      {lines.map(({ label, value }) => (
        <div key={label}>
          <dt className="text-fine text-ink-3">{label}</dt>
          <dd>{value}</dd>
          {note && <dd className="mt-0.5 text-note leading-normal text-ink-2">{t('unnamed')}</dd>}
        </div>
      ))}
    </dl>
  )
}
