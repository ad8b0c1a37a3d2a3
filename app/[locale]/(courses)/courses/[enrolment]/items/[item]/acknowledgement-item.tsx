import { ContactCards, ContactQuestion, WhichContact } from '@/components/course/whom'
import { Notice, Submit } from '@/components/ui/field'
import type { ItemOf } from '@/scenarios/engine/course/course'
import { contactQuiz } from '@/scenarios/engine/course/contact-quiz'
import { translator } from '@/server/platform/locales'
import { type OrganisationContact, organisation } from '@/server/organisation/organisation'
import { coursePath, itemPath } from '../../../view'
import type { PartProps } from './part-props'
import { Body, Onward } from './page-item'
import { chosenContact, othersOf, reportingContacts } from './whom'

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
      <form method="get" action={here} className="mt-6">
        <input type="hidden" name="ask" value="1" />
        {list.length > 1 && <WhichContact t={t} list={list} chosen={at} />}
        <p className="flex flex-wrap gap-3">
          <Submit>{t('whom.ready')}</Submit>
          <a className="btn btn-ghost" href={coursePath(locale, enrolment.row.id)}>
            {t('item.back')}
          </a>
        </p>
      </form>
    </>
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
      <ContactCards t={t} phone={help('phone')} email={help('email')} list={list.map((c) => ({ ...c, name: c.name || help('officer') }))} />
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
  return (
    <form method="post" action={`${here}/done`} className="mt-6 space-y-7">
      {note === 'incomplete' && <Notice tone="problem">{t('whom.incomplete')}</Notice>}
      <input type="hidden" name="contact" value={at} />
      <ContactQuestion t={t} quiz={contactQuiz(contact, othersOf(locale), seed)} place={several ? contact.place : ''} />
      <p className="flex flex-wrap gap-3">
        <Submit>{t('whom.check')}</Submit>
        <a className="btn btn-ghost" href={`${here}?contact=${at}`}>
          {t('whom.lookAgain')}
        </a>
      </p>
    </form>
  )
}
