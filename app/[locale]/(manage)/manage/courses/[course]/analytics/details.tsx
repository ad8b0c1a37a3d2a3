import { Bar } from '@/components/manage/bar'
import { percent } from '@/components/manage/numbers'
import { Table } from '@/components/manage/table'
import type { DetailShare, ScenarioShares } from '@/server/courses/analytics-view'
import { numberIn, translator } from '@/server/platform/locales'
import { Part, end } from './figures'
import { quoted } from '@/app/[locale]/(manage)/manage/scenarios/statistics/figure-text'

const SHOWN = 10
const SUMMARY = 'flex min-h-11 items-center font-medium text-accent underline underline-offset-2'

/** Signs by how often they are missed, or harmless details by how often they are flagged. */
export function Details({ locale, kind, rows }: { locale: string; kind: 'signs' | 'alarms'; rows: DetailShare[] }) {
  const t = translator(locale, 'analytics')
  const label = kind === 'signs' ? t('signs.missed') : t('alarms.flagged')
  const table = (own: DetailShare[], name: string) => (
    <Table
      label={name}
      columns={[
        t('signs.what'),
        t('signs.item'),
        end(t('signs.seen')),
        end(label),
        <span key="picture" className="sr-only">
          {t('chart')}
        </span>,
      ]}
    >
      {own.map((row) => (
        <tr key={row.key} className="align-top">
          <th scope="row" className="min-w-[16rem] font-normal">
            {quoted(row.quote)}
            {(row.label ?? row.origin) && <span className="block text-small text-ink-2">{row.label ?? t('alarms.origin')}</span>}
          </th>
          <td className="min-w-[9rem] text-ink-2">{row.scenario}</td>
          <td className="text-end tabular-nums">{numberIn(locale, row.seen)}</td>
          <td className="whitespace-nowrap text-end tabular-nums">{percent(row.share)}</td>
          <td className="w-1/6 min-w-[7rem] pt-4 max-sm:hidden">
            <Bar share={row.share} tone="risk" />
          </td>
        </tr>
      ))}
    </Table>
  )
  return (
    <Part id={`${kind}-h`} title={t(`${kind}.title`)} text={t(`${kind}.text`)}>
      {rows.length === 0 ? <p className="card mt-4 p-5">{t(`${kind}.none`)}</p> : table(rows.slice(0, SHOWN), t(`${kind}.table`))}
      {rows.length > SHOWN && (
        <details className="as-folded mt-2">
          <summary className={SUMMARY}>{t(`${kind}.all`, { count: rows.length })}</summary>
          {table(rows.slice(SHOWN), t(`${kind}.all`, { count: rows.length }))}
        </details>
      )}
    </Part>
  )
}

/** What was chosen in each decision, scenario by scenario. */
export function Options({ locale, scenarios }: { locale: string; scenarios: ScenarioShares[] }) {
  const t = translator(locale, 'analytics')
  return (
    <Part id="options-h" title={t('options.title')} text={t('options.text')}>
      {scenarios.map(({ version, title, nature, approached, told, halfBy, decisions }) => (
        <details key={version} className="as-folded mt-3 rounded-xl border border-line bg-surface px-4">
          <summary className={SUMMARY}>{t('options.open', { title, nature: t(`options.nature.${nature}`) })}</summary>
          {approached > 0 && (
            <p className="leading-relaxed">
              {t('reporting.scenario', { share: percent(told), of: approached })}{' '}
              {halfBy !== null && t('reporting.halfBy', { chance: halfBy })}
            </p>
          )}
          {decisions.map((decision) => (
            <div key={decision.id} className="pb-5">
              <h3 className="mt-3 font-semibold">{decision.ask}</h3>
              <p className="text-small text-ink-2">
                {decision.scene} · {t('options.of', { count: decision.of })}
              </p>
              <Table
                label={`${t('options.open', { title, nature: t(`options.nature.${nature}`) })}, ${decision.scene}: ${decision.ask}`}
                columns={[
                  t('options.option'),
                  end(t('options.chosen')),
                  end(t('options.quality')),
                  <span key="picture" className="sr-only">
                    {t('chart')}
                  </span>,
                ]}
              >
                {decision.options.map((o) => (
                  <tr key={o.id} className="align-top">
                    <th scope="row" className="font-normal">
                      {o.text}
                      {o.critical && <span className="chip ms-2 bg-risk-soft text-risk">{t('options.critical')}</span>}
                    </th>
                    <td className="whitespace-nowrap text-end tabular-nums">{percent(o.share)}</td>
                    <td className="whitespace-nowrap text-end tabular-nums">{o.quality === null ? '–' : percent(o.quality)}</td>
                    <td className="w-1/5 min-w-[7rem] pt-4 max-sm:hidden">
                      <Bar share={o.share} tone={o.critical ? 'risk' : o.quality === 1 ? 'good' : undefined} />
                    </td>
                  </tr>
                ))}
              </Table>
            </div>
          ))}
        </details>
      ))}
    </Part>
  )
}
