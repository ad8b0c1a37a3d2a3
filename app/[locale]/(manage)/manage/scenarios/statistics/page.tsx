import type { Metadata } from 'next'
import { ManageShell } from '@/app/[locale]/(manage)/manage/manage-shell'
import { percent } from '@/components/manage/numbers'
import { Table } from '@/components/manage/table'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { scenarioStatistics } from '@/server/courses/analytics'
import { anchorOf, shortVersion, versionIn } from '@/server/courses/version'
import { scenarioText } from '@/server/courses/scenario-texts'
import { libraryIn } from '@/server/library/library'
import { numberIn, translator } from '@/server/platform/locales'
import { correlation } from './figure-text'

type Props = PageProps<'/[locale]/manage/scenarios/statistics'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'analytics')('statistics.title') }
}

/** How each scenario measures, over the whole organisation. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios/statistics`, 'author', 'owner')
  const value = await scenarioStatistics()
  const library = await libraryIn(locale)
  const t = translator(locale, 'analytics')
  const rows = await Promise.all(
    [...value.values()].map(async (statistics) => ({ ...statistics, text: await scenarioText(versionIn(statistics.version), locale) })),
  )
  rows.sort((a, b) => a.text.title.localeCompare(b.text.title, locale) || a.nature.localeCompare(b.nature) || b.n - a.n)
  const end = (text: string) => (
    <span key={text} className="block text-end">
      {text}
    </span>
  )
  const share = (x: number | null) => <td className="text-end tabular-nums">{x === null ? '–' : percent(x)}</td>
  const isCurrent = ({ text, version, nature }: (typeof rows)[number]) =>
    library.scenario(text.pattern, nature)?.identity.structure === versionIn(version).structure
  const columns = [
    t('statistics.pattern'),
    t('statistics.nature'),
    t('statistics.version'),
    ...(['n', 'quality', 'passed', 'right', 'told', 'rest', 'rightRest'] as const).map((c) => end(t(`statistics.${c}`))),
  ]
  return (
    <ManageShell locale={locale} person={person} section="scenarios" wide crumbs={[{ label: t('statistics.title') }]}>
      <PageTitle lead={t('statistics.lead')}>{t('statistics.title')}</PageTitle>
      {rows.length === 0 ? (
        <p className="card mt-6 max-w-measure p-5">{t('statistics.none')}</p>
      ) : (
        <>
          <Table label={t('statistics.table')} columns={columns}>
            {rows.map((row) => (
              <tr key={row.version}>
                <th scope="row">
                  <a className="link" href={`/${locale}/manage/scenarios/${row.text.pattern}/statistics#${anchorOf(row.version)}`}>
                    {row.text.title}
                  </a>
                </th>
                <td>{t(`statistics.natures.${row.nature}`)}</td>
                <td className="whitespace-nowrap">
                  {shortVersion(row.version)} {t(isCurrent(row) ? 'statistics.current' : 'statistics.older')}
                </td>
                <td className="text-end tabular-nums">{numberIn(locale, row.n)}</td>
                {share(row.quality)}
                {share(row.passed)}
                {share(row.right)}
                {share(row.told)}
                <td className="whitespace-nowrap text-end tabular-nums">{correlation(row.qualityRest)}</td>
                <td className="whitespace-nowrap text-end tabular-nums">{correlation(row.rightRest)}</td>
              </tr>
            ))}
          </Table>
          <p className="mt-4 max-w-measure leading-relaxed text-ink-2">{t('statistics.facility')}</p>
          <p className="mt-2 max-w-measure leading-relaxed text-ink-2">{t('statistics.discrimination')}</p>
          <p className="mt-2 max-w-measure leading-relaxed text-ink-2">{t('rule')}</p>
        </>
      )}
    </ManageShell>
  )
}
