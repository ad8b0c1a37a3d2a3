import { Bar, Span } from '@/components/manage/bar'
import { decimal, percent, signedPercent } from '@/components/manage/numbers'
import { Table } from '@/components/manage/table'
import type { CohortFigures } from '@/scenarios/engine/score/cohort-figures'
import type { Estimate, Share } from '@/scenarios/engine/score/moments'
import { numberIn, translator } from '@/server/platform/locales'

export function Part({ id, title, text, children }: { id: string; title: string; text: string; children: React.ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="text-h2">
        {title}
      </h2>
      <p className="mt-1 max-w-measure leading-relaxed text-ink-2">{text}</p>
      {children}
    </section>
  )
}

const NUMBER = 'text-end tabular-nums whitespace-nowrap'
export const end = (text: string) => <span className="block text-end">{text}</span>

/** A figure, its 90 % interval, its sample size, and a picture of it. */
function Row({
  label,
  note,
  value,
  range,
  of,
  children,
}: {
  label: string
  note?: string
  value: string
  range?: string
  of?: string
  children?: React.ReactNode
}) {
  return (
    <tr className="align-top">
      <th scope="row">
        {label}
        {note && <span className="block min-w-[16rem] max-w-[46ch] print:min-w-0 text-small font-normal text-ink-2">{note}</span>}
      </th>
      <td className={NUMBER}>{value}</td>
      <td className={NUMBER}>{range}</td>
      <td className={NUMBER}>{of}</td>
      <td className="w-1/4 min-w-[12rem] pt-3.5 max-sm:hidden">{children}</td>
    </tr>
  )
}

export function Figures({ locale, figures }: { locale: string; figures: CohortFigures }) {
  const { noticing, hostile, genuine, unsure, reporting, confidence } = figures
  const t = translator(locale, 'analytics')
  const range = ({ lo, hi }: Pick<Estimate, 'lo' | 'hi'>, told: (x: number) => string) => t('range', { lo: told(lo), hi: told(hi) })
  const columns = [
    t('measure'),
    end(t('value')),
    end(t('rangeLabel')),
    end(t('of')),
    <span key="picture" className="sr-only">
      {t('chart')}
    </span>,
  ]
  const share = (label: string, s: Share) => (
    <Row label={label} value={percent(s.share)} range={range(s, percent)} of={numberIn(locale, s.of)}>
      <Span value={s.share} lo={s.lo} hi={s.hi} from={0} to={1} />
    </Row>
  )
  const estimate = (label: string, e: Estimate, [from, to]: [number, number], note?: string, told = decimal) => (
    <Row label={label} note={note} value={told(e.value)} range={range(e, told)}>
      <Span {...e} from={from} to={to} />
    </Row>
  )
  const tendency = ({ lo, hi }: Estimate) => (hi < 0 ? 'low' : lo > 0 ? 'high' : 'even')
  return (
    <>
      <Part id="noticing-h" title={t('noticing.title')} text={t('noticing.text')}>
        {noticing ? (
          <>
            <Table label={t('noticing.table')} columns={columns}>
              {share(t('noticing.hits'), noticing.hits)}
              {share(t('noticing.falseAlarms'), noticing.falseAlarms)}
              {noticing.measured && estimate(t('noticing.dprime'), noticing.measured.dprime, [-0.5, 4], t('noticing.dprimeText'))}
              {noticing.measured && estimate(t('noticing.c'), noticing.measured.c, [-1.5, 1.5], t('noticing.cText'))}
            </Table>
            <p className="mt-3 leading-relaxed">
              {noticing.measured
                ? t(`noticing.readC.${tendency(noticing.measured.c)}`)
                : t('noticing.carried', { none: String(noticing.hits.share === 0) })}
            </p>
          </>
        ) : (
          <p className="card mt-4 p-5">{t('noticing.few')}</p>
        )}
      </Part>
      {reporting && (
        <Part id="reporting-h" title={t('reporting.title')} text={t('reporting.text')}>
          <Table label={t('reporting.table')} columns={columns}>
            {share(t('reporting.told'), reporting.told)}
          </Table>
          <p className="mt-3 leading-relaxed">
            {reporting.halfBy === null ? t('reporting.fewer') : t('reporting.halfBy', { chance: reporting.halfBy })}
          </p>
        </Part>
      )}
      {(hostile || genuine || unsure) && (
        <Part id="judgement-h" title={t('judgement.title')} text={t('judgement.text')}>
          <Table label={t('judgement.table')} columns={columns}>
            {hostile && share(t('judgement.hostile'), hostile)}
            {genuine && share(t('judgement.genuine'), genuine)}
            {unsure && share(t('judgement.unsure'), unsure)}
          </Table>
        </Part>
      )}
      {confidence && (
        <Part id="confidence-h" title={t('confidence.title')} text={t('confidence.text')}>
          <Table label={t('confidence.table')} columns={columns}>
            {share(t('confidence.right'), confidence.right)}
            {estimate(t('confidence.gap'), confidence.gap, [-0.5, 0.5], undefined, signedPercent)}
            <Row label={t('confidence.brier')} note={t('confidence.brierText')} value={decimal(confidence.brier)} />
          </Table>
          <p className="mt-3 leading-relaxed">
            {t(`confidence.read.${confidence.gap.lo > 0 ? 'over' : confidence.gap.hi < 0 ? 'under' : 'even'}`)}
          </p>
          {confidence.words ? (
            <Table
              label={t('confidence.byWord')}
              columns={[
                t('confidence.byWord'),
                end(t('confidence.said')),
                end(t('confidence.wordRight')),
                <span key="picture" className="sr-only">
                  {t('chart')}
                </span>,
              ]}
            >
              {confidence.words.map(({ word, said, share }) => (
                <tr key={word}>
                  <th scope="row">{t(`confidence.words.${word}`)}</th>
                  <td className={NUMBER}>{share === null ? '' : numberIn(locale, said)}</td>
                  <td className={NUMBER}>{share === null ? t('none') : percent(share)}</td>
                  <td className="w-2/5 max-sm:hidden">{share !== null && <Bar share={share} />}</td>
                </tr>
              ))}
            </Table>
          ) : (
            <p className="mt-3 text-ink-2">{t('confidence.few')}</p>
          )}
        </Part>
      )}
    </>
  )
}

/** The same figures by month of finishing. */
export function OverTime({ locale, periods }: { locale: string; periods: CohortFigures['periods'] }) {
  const t = translator(locale, 'analytics')
  const told = (e: Estimate | undefined) =>
    e ? `${decimal(e.value)} (${t('range', { lo: decimal(e.lo), hi: decimal(e.hi) })})` : t('none')
  return (
    <Part id="time-h" title={t('time.title')} text={t('time.text')}>
      <Table
        label={t('time.table')}
        columns={[
          t('time.period'),
          end(t('time.attempts')),
          end(t('time.dprime')),
          end(t('time.c')),
          end(t('time.right')),
          <span key="picture" className="sr-only">
            {t('chart')}
          </span>,
        ]}
      >
        {periods.map(({ month, attempts, noticing, right }) => (
          <tr key={month}>
            <th scope="row" className="whitespace-nowrap">
              {month}
            </th>
            <td className={NUMBER}>{numberIn(locale, attempts)}</td>
            <td className={NUMBER}>{told(noticing?.measured?.dprime)}</td>
            <td className={NUMBER}>{told(noticing?.measured?.c)}</td>
            <td className={NUMBER}>{right ? percent(right.share) : t('none')}</td>
            <td className="w-1/5 min-w-[8rem] max-sm:hidden">{right && <Bar share={right.share} />}</td>
          </tr>
        ))}
      </Table>
    </Part>
  )
}
