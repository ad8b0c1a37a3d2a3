import { CircleCheck, CircleDashed, History } from 'lucide-react'
import { Table } from '@/components/manage/table'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { has, permitted } from '@/server/nextjs/current-person'
import { translator } from '@/server/platform/locales'
import { type SignedScenario, signedScenarios } from '@/server/library/sign-offs'
import { setAside } from '@/server/library/library'
import { ManageShell } from '../manage-shell'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { SetAsideFiles } from './set-aside'

type Props = PageProps<'/[locale]/manage/scenarios'>
const COLUMNS = ['scenario', 'version', 'measures', 'standing', 'actions'] as const
const MARKS = {
  signed: { Icon: CircleCheck, colours: 'bg-good-soft text-good' },
  changed: { Icon: History, colours: 'bg-signal-soft text-signal' },
  unsigned: { Icon: CircleDashed, colours: 'bg-sunken text-ink-2' },
}

export const generateMetadata = titled('manage', (t) => t('scenarios.title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios`, ...SECTIONS.scenarios)
  const { note } = await searchParams
  const t = translator(locale, 'organisation')
  const scenarios = await signedScenarios(locale)
  return (
    <ManageShell locale={locale} person={person} section="scenarios" wide>
      <PageTitle
        lead={
          <>
            {t('signOff.lead')} {t('signOff.previewNote')}
            <span className="mt-2 flex flex-wrap gap-x-6 text-base">
              <a className="link" href={`/${locale}/manage/scenarios/drafts`}>
                {translator(locale, 'drafts')('link')}
              </a>
              <a className="link" href={`/${locale}/manage/scenarios/packages`}>
                {translator(locale, 'packages')('link')}
              </a>
              {has(person, 'author') && (
                <a className="link" href={`/${locale}/manage/scenarios/feedback`}>
                  {translator(locale, 'fair')('page.link')}
                </a>
              )}
            </span>
          </>
        }
      >
        {translator(locale, 'manage')('scenarios.title')}
      </PageTitle>
      {(note === 'done' || note === 'withdrawn') && <Notice tone="done">{t(`signOff.${note}`)}</Notice>}
      {note === 'gone' && <Notice tone="problem">{t('signOff.gone')}</Notice>}
      <SetAsideFiles locale={locale} all={await setAside()} />
      <Table label={t('signOff.table')} columns={COLUMNS.map((c) => t(`signOff.${c}`))}>
        {scenarios.map((s) => (
          <Row key={`${s.scenario.id} ${s.variant}`} locale={locale} signed={s} />
        ))}
      </Table>
    </ManageShell>
  )
}

function Row({ locale, signed: { scenario, variant, measured, standing, last } }: { locale: string; signed: SignedScenario }) {
  const t = translator(locale, 'organisation')
  const learn = translator(locale, 'learn')
  const page = `/${locale}/manage/scenarios`
  const which = { title: scenario.title, version: t(`signOff.variant.${variant}`) }
  const { Icon, colours } = MARKS[standing]
  return (
    <tr>
      <th scope="row" className="min-w-[12rem]">
        {scenario.title} <span className="font-normal text-ink-2">{scenario.id}</span>
        <span className="block text-small font-normal text-ink-2">{learn('minutes', { minutes: scenario.minutes })}</span>
        <details className="text-small font-normal">
          <summary className="link inline-flex min-h-6 items-center">{learn('you')}</summary>
          <p className="text-ink-2">{scenario.you}</p>
        </details>
      </th>
      <td>{which.version}</td>
      <td className="min-w-[16rem]">{t('signOff.measured', { ...measured })}</td>
      <td className="min-w-[12rem]">
        <span className={`chip ${colours}`}>
          <Icon className="icon" />
          {t(`signOff.${standing}`)}
        </span>
        {last && <span className="mt-1 block text-small text-ink-2">{t('signOff.by', { expert: last.expert, when: last.at })}</span>}
        {last?.note && <span className="block max-w-[40ch] break-words text-small text-ink-2">{last.note}</span>}
      </td>
      <td>
        <div className="flex items-center gap-1">
          <form method="post" action={`${page}/preview`}>
            <input type="hidden" name="scenario" value={scenario.id} />
            <input type="hidden" name="variant" value={variant} />
            <button type="submit" className="btn btn-ghost min-h-9" aria-label={t('signOff.previewWhich', which)}>
              {t('signOff.preview')}
            </button>
          </form>
          <a
            className="btn btn-ghost min-h-9 whitespace-nowrap"
            href={`${page}/${scenario.id}/${variant}`}
            aria-label={t('signOff.signWhich', which)}
          >
            {t(standing === 'unsigned' ? 'signOff.sign' : 'signOff.signAgain')}
          </a>
        </div>
      </td>
    </tr>
  )
}
