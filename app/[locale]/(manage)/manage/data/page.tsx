import { spansOf } from '@/server/courses/terms'
import { PrintButton } from '@/components/debrief/print-button'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { contacts, organisation } from '@/server/organisation/organisation'
import { countErased } from '@/server/privacy/erase-account'
import { KIND_NAMES, keptDays } from '@/server/privacy/processing'
import { ManageShell } from '../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'

type Props = PageProps<'/[locale]/manage/data'>
const ASPECTS = ['what', 'why', 'who', 'keep'] as const

export const generateMetadata = titled('privacy', (t) => t('record.title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/data`, ...SECTIONS.data)
  const t = translator(locale, 'privacy')
  const kept = spansOf(locale, await keptDays())
  return (
    <ManageShell locale={locale} person={person} section="data" wide>
      <PageTitle lead={t('record.lead')}>{t('record.title')}</PageTitle>
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2 noprint">
        <a className="link" href={`/${locale}/privacy`}>
          {t('record.public')}
        </a>
        <a className="link" href={`/${locale}/manage/organisation#retention`}>
          {t('record.retention')}
        </a>
        <a className="link" href={`/${locale}/manage/data/holds`}>
          {translator(locale, 'holds')('title')}
        </a>
      </p>
      <Facts locale={locale} />
      <h2 className="mt-10 text-h2">{t('record.processing')}</h2>
      <Table label={t('record.processing')} columns={[t('kind'), ...ASPECTS.map((a) => t(a))]}>
        {KIND_NAMES.map((kind) => (
          <tr key={kind} className="align-top">
            <th scope="row" className="min-w-[10rem]">
              {t(`kinds.${kind}.title`)}
            </th>
            {ASPECTS.map((aspect) => (
              <td key={aspect} className="min-w-[12rem]">
                {t(`kinds.${kind}.${aspect}`, kept)}
              </td>
            ))}
          </tr>
        ))}
      </Table>
      <p className="mt-6 text-ink-2">{t('record.works')}</p>
      <div className="mt-6 noprint">
        <PrintButton label={t('record.print')} />
      </div>
    </ManageShell>
  )
}

async function Facts({ locale }: { locale: string }) {
  const t = translator(locale, 'privacy')
  const { name, support } = await organisation()
  const [contact] = await contacts()
  const facts = {
    controller: name || t('record.controllerUnset'),
    contact:
      [support.name, support.email, support.phone].filter(Boolean).join(', ') ||
      [contact?.name, contact?.email].filter(Boolean).join(', ') ||
      '–',
    basis: t('record.basisText'),
    recipients: t('record.recipientsText'),
    transfers: t('record.transfersText'),
    measures: t('record.measuresText'),
    state: t('record.erasures', { n: await countErased() }),
  }
  return (
    <dl className="mt-8 grid gap-x-6 gap-y-3 leading-relaxed sm:grid-cols-[14rem_1fr]">
      {(Object.keys(facts) as (keyof typeof facts)[]).map((fact) => (
        <div key={fact} className="contents">
          <dt className="font-medium">{t(`record.${fact}`)}</dt>
          <dd className="max-w-measure">{facts[fact]}</dd>
        </div>
      ))}
    </dl>
  )
}
