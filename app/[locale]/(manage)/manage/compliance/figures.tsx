import { Table } from '@/components/manage/table'
import { Section } from '@/components/ui/section'
import { type CohortTotals, type Percent, percentOf, percentsOf, validShare } from '@/scenarios/engine/course/records'
import { STATES, type State } from '@/scenarios/engine/course/state'
import { languageOf, numberIn, percentIn, translator } from '@/server/platform/locales'

const SHOWN = 200

export function Share({ locale, totals }: { locale: string; totals: CohortTotals }) {
  const t = translator(locale, 'compliance')
  return (
    <section className="mt-6 flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <p className="text-title tabular-nums">
        {shareOf(locale, totals)} <span className="text-lead font-normal text-ink-2">{t('valid').toLowerCase()}</span>
      </p>
      <p className="max-w-prose text-note leading-normal text-ink-2">{t('validHint')}</p>
    </section>
  )
}

function shareOf(locale: string, totals: CohortTotals): string {
  const share = validShare(totals)
  return share === null ? '–' : percentIn(locale, percentOf(share))
}

export type ComplianceState = State | 'overdue'
type Href = string | null
/** The records behind a figure. They are current; the figure may be some minutes old. */
export const recordsAddress =
  (locale: string) =>
  (course: string, filter: { state?: ComplianceState | undefined; q?: string }): string => {
    const asked = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : [])))
    return `/${locale}/manage/courses/${course}/records${asked.size > 0 ? `?${asked}` : ''}`
  }

const Figure = ({ locale, n, percent, href }: { locale: string; n: number; percent?: Percent | undefined; href: Href }) => {
  const text = percent === undefined ? numberIn(locale, n) : `${numberIn(locale, n)} (${percentIn(locale, percent)})`
  return href !== null && n > 0 ? (
    <a className="link" href={href}>
      {text}
    </a>
  ) : (
    text
  )
}

export function States({ locale, totals, href }: { locale: string; totals: CohortTotals; href: (state: ComplianceState) => Href }) {
  const [t, records] = [translator(locale, 'compliance'), translator(locale, 'records')]
  // People who have left are not part of the whole.
  const parts = STATES.filter((state) => state !== 'left')
  const percents = percentsOf(parts.map((state) => totals.states[state]))
  const percent = (part: State) => (totals.people === 0 ? undefined : percents[parts.indexOf(part as (typeof parts)[number])])
  const figures = [
    ...STATES.map((state) => [state, records(`states.${state}`), totals.states[state], percent(state)] as const),
    ['overdue', t('overdue'), totals.overdue, totals.people === 0 ? undefined : percentOf(totals.overdue / totals.people)] as const,
  ]
  return (
    <Section name="states" title={t('states')} className="mt-6">
      <dl className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
        {figures.map(([state, name, n, percent]) => (
          <div key={state} className="card p-4">
            <dt className="text-note text-ink-2">{name}</dt>
            <dd className="text-h2 tabular-nums">
              <Figure locale={locale} n={n} percent={percent} href={href(state)} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

const TITLES = { course: 'byCourse', unit: 'byUnit', site: 'bySite', month: 'overTime' } as const

export function TotalsTable({
  locale,
  kind,
  totals,
  name,
  href = () => null,
}: {
  locale: string
  kind: keyof typeof TITLES
  totals: ReadonlyMap<string, CohortTotals>
  name: (key: string) => string
  href?: (key: string, state?: ComplianceState) => Href
}) {
  const [t, records] = [translator(locale, 'compliance'), translator(locale, 'records')]
  // A single row without a name would only repeat the sum.
  if (totals.size === 0 || (totals.size === 1 && totals.has(''))) return null
  const states = STATES.filter((state) => [...totals.values()].some((own) => own.states[state] > 0))
  return (
    <Section name={kind} title={t(TITLES[kind])} className="mt-10">
      {kind === 'month' && <p className="mt-1 max-w-prose leading-relaxed text-ink-2">{t('overTimeText')}</p>}
      <Table
        label={t(TITLES[kind])}
        columns={[t(kind), t('valid'), t('people'), t('overdue'), ...states.map((s) => records(`states.${s}`))]}
      >
        {[...totals].slice(0, SHOWN).map(([key, own]) => (
          <tr key={key}>
            <th scope="row" className="min-w-[10rem] wrap-anywhere">
              {name(key)}
            </th>
            <td className="tabular-nums">{shareOf(locale, own)}</td>
            <td className="tabular-nums">
              <Figure locale={locale} n={own.people} href={href(key)} />
            </td>
            <td className="tabular-nums">
              <Figure locale={locale} n={own.overdue} href={href(key, 'overdue')} />
            </td>
            {states.map((state) => (
              <td key={state} className="tabular-nums">
                <Figure locale={locale} n={own.states[state]} href={href(key, state)} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
      {totals.size > SHOWN && <p className="mt-2 text-note text-ink-2">{t('more', { shown: SHOWN, count: totals.size })}</p>}
    </Section>
  )
}

export function OverTime({ locale, months }: { locale: string; months: ReadonlyMap<string, CohortTotals> }) {
  const month = new Intl.DateTimeFormat(languageOf(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const newestFirst = new Map([...months].reverse())
  return <TotalsTable locale={locale} kind="month" totals={newestFirst} name={(key) => month.format(new Date(`${key}-15`))} />
}
