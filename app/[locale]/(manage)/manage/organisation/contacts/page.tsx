import { Table } from '@/components/manage/table'
import { Notice, Submit, TextField } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { permitted } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { type Organisation, contactsOf, draftOrganisation } from '@/server/organisation/organisation'
import { type FieldErrors, type Values, readContact, readGroup } from '@/server/organisation/form'
import { ManageShell } from '../../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { fieldsFor } from '../fields'

type Props = PageProps<'/[locale]/manage/organisation/contacts'>
const NOTES = { kept: 'done', removed: 'done', check: 'problem', moved: 'problem', full: 'problem' } as const
const COLUMNS = ['place', 'name', 'reach', 'actions'] as const

export const generateMetadata = titled('organisation', (t) => t('contacts.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const overview = `/${locale}/manage/organisation`
  const person = await permitted(locale, `${overview}/contacts`, ...SECTIONS.organisation)
  const t = translator(locale, 'organisation')
  const sent: Values = Object.fromEntries(Object.entries(await searchParams).map(([name, value]) => [name, String(value)]))
  const note = (Object.keys(NOTES) as (keyof typeof NOTES)[]).find((n) => n === sent.note)
  const { draft } = await draftOrganisation()
  return (
    <ManageShell locale={locale} person={person} section="organisation" crumbs={[{ label: t('contacts.title') }]}>
      <PageTitle lead={t('contacts.lead')}>{t('contacts.title')}</PageTitle>
      {note && <Notice tone={NOTES[note]}>{t(`note.${note}`)}</Notice>}
      <Listed locale={locale} draft={draft} />
      <ContactForm locale={locale} draft={draft} sent={sent} />
      <GiftForm locale={locale} draft={draft} sent={sent} />
      <p className="mt-8">
        <a className="link" href={overview}>
          {t('back')}
        </a>
      </p>
    </ManageShell>
  )
}

function Listed({ locale, draft }: { locale: string; draft: Organisation }) {
  const t = translator(locale, 'organisation')
  const page = `/${locale}/manage/organisation/contacts`
  if (draft.contacts.length === 0) {
    const [fallback] = contactsOf(draft)
    return (
      <p className="mt-5 rounded-xl border border-line bg-surface px-4 py-3 leading-relaxed">
        {fallback ? t('contacts.fallback', { name: fallback.name || fallback.email || fallback.phone }) : t('contacts.empty')}
      </p>
    )
  }
  return (
    <Table label={t('contacts.table')} columns={COLUMNS.map((c) => t(`contacts.${c}`))}>
      {draft.contacts.map((contact, i) => (
        <tr key={i}>
          <td>{contact.place || <span className="text-ink-2">{t('contacts.everybody')}</span>}</td>
          <th scope="row">{contact.name}</th>
          <td>
            {[contact.phone, contact.email, contact.hours].filter(Boolean).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </td>
          <td>
            <div className="flex items-center gap-1">
              <a className="btn btn-ghost min-h-9" href={`${page}?edit=${i}#add`} aria-label={t('contacts.edit', { name: contact.name })}>
                {t('contacts.editShort')}
              </a>
              <form method="post" action={`${page}/remove`}>
                <input type="hidden" name="index" value={i} />
                <input type="hidden" name="was" value={contact.name} />
                <button type="submit" className="btn btn-ghost min-h-9" aria-label={t('contacts.remove', { name: contact.name })}>
                  {t('contacts.removeShort')}
                </button>
              </form>
            </div>
          </td>
        </tr>
      ))}
    </Table>
  )
}

function ContactForm({ locale, draft, sent }: { locale: string; draft: Organisation; sent: Values }) {
  const t = translator(locale, 'organisation')
  const page = `/${locale}/manage/organisation/contacts`
  const again = 'email' in sent
  const index = again ? sent.index : sent.edit
  const known = index ? draft.contacts[Number(index)] : undefined
  const values: Values = again ? sent : { ...known }
  const errors: FieldErrors = (again && sent.note === 'check' && readContact(sent).errors) || {}
  const field = fieldsFor({ locale, values, errors })
  return (
    <Section id="add" title={t(known ? 'contacts.change' : 'contacts.add')} className="mt-8 scroll-mt-6">
      <form method="post" action={`${page}/save`} className="mt-4 grid gap-5 sm:grid-cols-2" noValidate>
        {known && (
          <>
            <input type="hidden" name="index" value={index} />
            <input type="hidden" name="was" value={known.name} />
          </>
        )}
        <TextField {...field('name', 'required')} label={t('contacts.name')} hint={t('contacts.nameHint')} maxLength={120} />
        <TextField {...field('place', 'length')} label={t('contacts.place')} hint={t('contacts.placeHint')} maxLength={80} />
        <TextField {...field('phone', 'reach')} type="tel" label={t('contacts.phone')} hint={t('contacts.phoneHint')} maxLength={60} />
        <TextField {...field('email', 'email')} type="email" label={t('contacts.email')} hint={t('contacts.phoneHint')} maxLength={200} />
        <TextField {...field('hours', 'length')} label={t('contacts.hours')} hint={t('contacts.hoursHint')} maxLength={120} />
        <div className="flex flex-wrap items-center gap-4 sm:col-span-2">
          <Submit>{t(known ? 'keep' : 'contacts.addDo')}</Submit>
          {known && (
            <a className="link" href={`${page}#add`}>
              {t('contacts.cancel')}
            </a>
          )}
        </div>
      </form>
    </Section>
  )
}

function GiftForm({ locale, draft, sent }: { locale: string; draft: Organisation; sent: Values }) {
  const t = translator(locale, 'organisation')
  const again = 'gift_limit' in sent
  const wrong = again && readGroup('gifts', sent).errors !== null
  return (
    <Section name="gifts" title={t('gifts.title')} className="mt-10">
      <form method="post" action={`/${locale}/manage/organisation/gifts/save`} className="mt-4 max-w-md space-y-4" noValidate>
        <TextField
          name="gift_limit"
          label={t('gifts.limit')}
          hint={t('gifts.limitHint')}
          defaultValue={again ? sent.gift_limit : draft.gift_limit}
          maxLength={40}
          error={wrong ? t('errors.length') : undefined}
        />
        <Submit look="btn-quiet">{t('keep')}</Submit>
      </form>
    </Section>
  )
}
