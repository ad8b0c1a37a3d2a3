import type { Metadata } from 'next'
import { ManageShell } from '@/app/[locale]/(manage)/manage/manage-shell'
import { Bar } from '@/components/manage/bar'
import { percent } from '@/components/manage/numbers'
import { Table } from '@/components/manage/table'
import type { ItemStatistics } from '@/scenarios/engine/score/item-statistics'
import { PageTitle } from '@/components/ui/page-title'
import { permitted } from '@/server/nextjs/current-person'
import { scenarioStatistics } from '@/server/courses/analytics'
import { anchorOf, shortVersion, versionIn } from '@/server/courses/version'
import { type ScenarioText, scenarioText } from '@/server/courses/scenario-texts'
import { libraryIn } from '@/server/library/library'
import { numberIn, translator } from '@/server/platform/locales'
import { gone } from '@/server/nextjs/responses'
import { correlation, quoted } from '../../statistics/figure-text'

type Props = PageProps<'/[locale]/manage/scenarios/[pattern]/statistics'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, pattern } = await params
  return {
    title: `${(await libraryIn(locale)).pattern(pattern)?.title ?? pattern}: ${translator(locale, 'analytics')('statistics.title')}`,
  }
}

/** One pattern, with each nature and version separately: signs, harmless details, options. */
export default async function Page({ params }: Props) {
  const { locale, pattern } = await params
  const person = await permitted(locale, `/${locale}/manage/scenarios/${pattern}/statistics`, 'author', 'owner')
  const value = await scenarioStatistics()
  const all = await Promise.all(
    [...value.values()].map(async (statistics) => ({ statistics, text: await scenarioText(versionIn(statistics.version), locale) })),
  )
  const own = all.filter(({ text }) => text.pattern === pattern).sort((a, b) => b.statistics.n - a.statistics.n)
  const title = (await libraryIn(locale)).pattern(pattern)?.title ?? own[0]?.text.title
  if (!title) return gone(locale)
  const t = translator(locale, 'analytics')
  const list = `/${locale}/manage/scenarios/statistics`
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="scenarios"
      crumbs={[{ label: t('statistics.title'), href: list }, { label: title }]}
    >
      <PageTitle lead={t('statistics.lead')}>{title}</PageTitle>
      <p className="mt-2 noprint">
        <a className="link" href={list}>
          {t('statistics.back')}
        </a>
      </p>
      {own.length === 0 && <p className="card mt-6 max-w-measure p-5">{t('statistics.gone')}</p>}
      {own.map(({ statistics, text }) => (
        <Version key={statistics.version} locale={locale} statistics={statistics} text={text} />
      ))}
    </ManageShell>
  )
}

const end = (text: string) => (
  <span key={text} className="block text-end">
    {text}
  </span>
)
const NUMBER = 'text-end tabular-nums whitespace-nowrap'

function Version({ locale, statistics: s, text }: { locale: string; statistics: ItemStatistics; text: ScenarioText }) {
  const t = translator(locale, 'analytics')
  const quote = (segment: string) => {
    const detail = text.details.get(segment)
    return (
      <th scope="row" className="min-w-[16rem] font-normal">
        {quoted(detail?.quote ?? '')}
        {detail?.label && <span className="block text-small text-ink-2">{detail.label}</span>}
      </th>
    )
  }
  const facts = [
    [t('statistics.n'), numberIn(locale, s.n)],
    [t('statistics.quality'), percent(s.quality)],
    [t('statistics.passed'), percent(s.passed)],
    [t('statistics.right'), s.right === null ? '–' : percent(s.right)],
    [t('statistics.unsure'), numberIn(locale, s.unsure)],
    [t('statistics.told'), s.told === null ? '–' : percent(s.told)],
    ...(s.halfBy === null ? [] : [[t('statistics.halfBy'), s.halfBy] as const]),
    [t('statistics.rest'), correlation(s.qualityRest)],
    [t('statistics.rightRest'), correlation(s.rightRest)],
  ] as const
  const id = anchorOf(s.version)
  const version = t('statistics.versionLabel', { nature: t(`statistics.natures.${s.nature}`), hash: shortVersion(s.version) })
  return (
    <section id={id} aria-labelledby={`${id}-h`} className="mt-10 scroll-mt-6">
      <h2 id={`${id}-h`} className="text-h2 first-letter:uppercase">
        {version}
      </h2>
      <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-small text-ink-2">{name}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {s.signs.length > 0 && <h3 className="mt-6 font-semibold">{t('statistics.signs')}</h3>}
      {s.signs.length > 0 && (
        <Table
          label={`${t('statistics.signs')}: ${version}`}
          columns={[
            t('statistics.sign'),
            end(t('statistics.seen')),
            end(t('statistics.hit')),
            end(t('statistics.signRest')),
            <span key="picture" className="sr-only">
              {t('chart')}
            </span>,
          ]}
        >
          {s.signs.map((sign) => (
            <tr key={sign.segment} className="align-top">
              {quote(sign.segment)}
              <td className={NUMBER}>{numberIn(locale, sign.seen)}</td>
              <td className={NUMBER}>{percent(sign.flagged / sign.seen)}</td>
              <td className={NUMBER}>{correlation(sign.r)}</td>
              <td className="w-1/6 min-w-[6rem] pt-4 max-sm:hidden">
                <Bar share={sign.flagged / sign.seen} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <details className="as-folded mt-4">
        <summary className="flex min-h-11 items-center font-medium text-accent underline underline-offset-2">
          {t('statistics.decoys')}, {t('statistics.decisions').toLocaleLowerCase(locale)}
        </summary>
        <Table
          label={`${t('statistics.decoys')}: ${version}`}
          columns={[t('signs.what'), end(t('statistics.seen')), end(t('statistics.hit'))]}
        >
          {s.decoys.map((decoy) => (
            <tr key={decoy.segment}>
              {quote(decoy.segment)}
              <td className={NUMBER}>{numberIn(locale, decoy.seen)}</td>
              <td className={NUMBER}>{percent(decoy.flagged / decoy.seen)}</td>
            </tr>
          ))}
        </Table>
        {s.decisions.map(({ decision, of, options }) => {
          const told = text.decisions.get(decision)
          return (
            told && (
              <Table
                key={decision}
                label={`${told.scene}: ${told.ask} (${version})`}
                columns={[told.ask, end(t('options.chosen')), end(t('options.quality'))]}
              >
                {told.options.map((o) => (
                  <tr key={o.id}>
                    <th scope="row" className="font-normal">
                      {o.text}
                    </th>
                    <td className={NUMBER}>{percent((options.find((x) => x.option === o.id)?.chosen ?? 0) / of)}</td>
                    <td className={NUMBER}>{o.quality === null ? '–' : percent(o.quality)}</td>
                  </tr>
                ))}
              </Table>
            )
          )
        })}
      </details>
    </section>
  )
}
