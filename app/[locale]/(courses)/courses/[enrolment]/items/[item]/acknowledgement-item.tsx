import { Notice } from '@/components/ui/field'
import type { ItemOf } from '@/scenarios/engine/course/course'
import { contactQuiz } from '@/server/courses/contact-quiz'
import { translator } from '@/server/platform/locales'
import { type OrganisationContact, organisation } from '@/server/organisation/organisation'
import { coursePath, itemPath } from '../../../view'
import type { PartProps } from './part-props'
import { Body, Onward } from './page-item'
import { chosenContact, othersOf, reportingContacts } from './whom'

/** "I know whom to tell": shows the organisation's own contact, then asks for it. */
export async function AcknowledgementItem({ locale, enrolment, item, query }: PartProps<ItemOf<'acknowledgement'>>) {
  const t = translator(locale, 'courses')
  const { list, own } = await reportingContacts(locale)
  const here = itemPath(locale, enrolment.row.id, item.id)
  const at = chosenContact(query.contact, list)
  const note = (['wrong', 'incomplete'] as const).find((n) => n === query.note)
  if (enrolment.items.some((i) => i.item === item.id && i.doneAt !== null)) {
    return (
      <>
        <Notice tone="done">{t('whom.known')}</Notice>
        <Contacts locale={locale} list={list} own={own} />
        <Onward locale={locale} enrolment={enrolment} item={item} label="" />
      </>
    )
  }
  if (query.ask === '1')
    return (
      <Question
        locale={locale}
        contact={list[at]!}
        at={at}
        here={here}
        seed={`${enrolment.row.id} ${item.id}`}
        note={note}
        several={list.length > 1}
      />
    )
  return (
    <>
      {note && <Notice tone="problem">{t(`whom.${note}`)}</Notice>}
      <Body locale={locale} body={item.body} />
      <Contacts locale={locale} list={list} own={own} />
      {/* A form that only requests the next page. */}
      <form method="get" action={here} className="mt-6">
        <input type="hidden" name="ask" value="1" />
        {list.length > 1 && <WhichContact legend={t('whom.choose')} list={list} chosen={at} />}
        <p className="flex flex-wrap gap-3">
          <button type="submit" className="btn btn-primary">
            {t('whom.ready')}
          </button>
          <a className="btn btn-ghost" href={coursePath(locale, enrolment.row.id)}>
            {t('item.back')}
          </a>
        </p>
      </form>
    </>
  )
}

function WhichContact({ legend, list, chosen }: { legend: string; list: OrganisationContact[]; chosen: number }) {
  return (
    <fieldset className="mb-5">
      <legend className="font-semibold">{legend}</legend>
      <div className="mt-2 grid gap-2">
        {list.map((contact, i) => (
          <Choice
            key={i}
            name="contact"
            value={String(i)}
            label={contact.place ? `${contact.name} · ${contact.place}` : contact.name}
            checked={i === chosen}
          />
        ))}
      </div>
    </fieldset>
  )
}

export async function Contacts({ locale, list, own }: { locale: string; list: OrganisationContact[]; own: boolean }) {
  const t = translator(locale, 'courses')
  const { gift_limit: limit } = await organisation()
  const help = translator(locale, 'help')
  const gifts = limit && <p className="mt-4 leading-relaxed">{t('whom.gifts', { limit })}</p>
  if (!own)
    return (
      <>
        <p className="card mt-5 p-5 leading-relaxed">{t('whom.none')}</p>
        {gifts}
      </>
    )
  return (
    <>
      <ul aria-label={t('whom.yours')} className="mt-5 grid gap-3 sm:grid-cols-2">
        {list.map(({ name, place, phone, email, hours }, i) => (
          <li key={i} className="card p-5">
            {place && <p className="eyebrow">{t('whom.place', { place })}</p>}
            <p className="text-h3 wrap-anywhere">{name || help('officer')}</p>
            {phone && (
              <p className="mt-1.5 tabular-nums">
                <span className="text-ink-2">{help('phone')}: </span>
                {phone}
              </p>
            )}
            {email && (
              <p className="mt-1 wrap-anywhere">
                <span className="text-ink-2">{help('email')}: </span>
                {email}
              </p>
            )}
            {hours && <p className="mt-1 text-note text-ink-2">{t('whom.hours', { hours })}</p>}
          </li>
        ))}
      </ul>
      {gifts}
    </>
  )
}

function Question({
  locale,
  contact,
  at,
  here,
  seed,
  note,
  several,
}: {
  locale: string
  contact: OrganisationContact
  at: number
  here: string
  seed: string
  note?: 'wrong' | 'incomplete'
  several: boolean
}) {
  const t = translator(locale, 'courses')
  const { names, kind, numbers } = contactQuiz(contact, othersOf(locale), seed)
  return (
    <form method="post" action={`${here}/done`} className="mt-6 space-y-7">
      {note === 'incomplete' && <Notice tone="problem">{t('whom.incomplete')}</Notice>}
      <input type="hidden" name="contact" value={at} />
      <fieldset>
        <legend className="text-h3">
          {t('whom.question')}
          {several && contact.place && <span className="font-normal text-ink-2"> {t('whom.place', { place: contact.place })}</span>}
        </legend>
        <div className="mt-2 grid gap-2">
          {names.map((name) => (
            <Choice key={name} name="name" value={name} label={name} />
          ))}
        </div>
      </fieldset>
      {kind && (
        <fieldset>
          <legend className="text-h3">{t(`whom.number.${kind}`)}</legend>
          <div className="mt-2 grid gap-2 sm:grid-cols-2">
            {numbers.map((number) => (
              <Choice key={number} name="number" value={number} label={number} />
            ))}
          </div>
        </fieldset>
      )}
      <p className="flex flex-wrap gap-3">
        <button type="submit" className="btn btn-primary">
          {t('whom.check')}
        </button>
        <a className="btn btn-ghost" href={`${here}?contact=${at}`}>
          {t('whom.lookAgain')}
        </a>
      </p>
    </form>
  )
}

const Choice = ({ name, value, label, checked }: { name: string; value: string; label: string; checked?: boolean }) => (
  <label className="choice">
    <input type="radio" name={name} value={value} required defaultChecked={checked} />
    <span className="min-w-0 wrap-anywhere tabular-nums">{label}</span>
  </label>
)
