import { PageTitle } from '@/components/ui/page-title'
import { Table } from '@/components/manage/table'
import { type PerVariant, type Plan, type PlanMoment, type PlanWay, guardWords, isEnd, planOf } from '@/scenarios/authoring/draft/plan'
import { OUTCOMES } from '@/scenarios/engine/format/outcomes'
import type { Variant } from '@/scenarios/engine/format/schema'
import { readDraftFile } from '@/server/drafts/folder'
import { readingOf } from '@/server/drafts/reading'
import { permitted } from '@/server/nextjs/current-person'
import { gone } from '@/server/nextjs/responses'
import { SECTIONS } from '@/server/nextjs/sections'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { ManageShell } from '../../../../manage-shell'

type Props = PageProps<'/[locale]/manage/scenarios/drafts/[draft]/plan'>
const VARIANTS = ['hostile', 'genuine'] as const

export const generateMetadata = titled('drafts', (t) => t('plan'))

/** The whole scenario at one glance: moments, the ways between them, and how it can end. */
export default async function Page({ params }: Props) {
  const { locale, draft: id } = await params
  const list = `/${locale}/manage/scenarios/drafts`
  const page = `${list}/${id}`
  const person = await permitted(locale, `${page}/plan`, ...SECTIONS.scenarios)
  const file = await readDraftFile(id)
  if (!file) return gone(locale)
  const t = translator(locale, 'drafts')
  const scenario = (await readingOf(file))?.scenario
  const plan = scenario && planOf(scenario)
  return (
    <ManageShell
      locale={locale}
      person={person}
      section="scenarios"
      crumbs={[{ label: t('title'), href: list }, { label: id, href: page }, { label: t('plan') }]}
      wide
    >
      <PageTitle
        lead={
          <a className="link" href={`${page}/play`}>
            {t('play')}
          </a>
        }
      >
        {scenario?.title ?? id}
      </PageTitle>
      {plan ? (
        <>
          <p className="mt-4 max-w-prose text-ink-2">{t('planned.lead')}</p>
          <ol className="mt-6 grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {plan.moments.map((moment) => (
              <Card key={moment.id} locale={locale} moment={moment} plan={plan} />
            ))}
          </ol>
          {VARIANTS.map((variant) => (
            <Endings key={variant} locale={locale} plan={plan} variant={variant} />
          ))}
        </>
      ) : (
        <p className="mt-6">{t('planless')}</p>
      )}
    </ManageShell>
  )
}

function Card({ locale, moment, plan }: { locale: string; moment: PlanMoment; plan: Plan }) {
  const t = translator(locale, 'drafts')
  const both = (counts: PerVariant<number>) => VARIANTS.flatMap((v) => (counts[v] === undefined ? [] : [counts[v]])).join(' / ')
  const ways = plan.ways.filter(({ from }) => from === moment.id)
  return (
    <li id={`moment-${moment.id}`} className="card min-w-0 scroll-mt-6 p-4">
      <p className="text-small text-ink-2">
        {moment.when} · {moment.place}
      </p>
      <h2 className="text-h3">{moment.title}</h2>
      <p className="mt-1 text-small text-ink-2">
        {t('planned.counts', { signs: both(moment.signs), decoys: both(moment.decoys), report: both(moment.report) })}
        {moment.matters && ` ${t('planned.matters')}`}
      </p>
      <ul className="mt-2 text-note">
        {moment.checks.map(({ id, text, minutes, decides }) => (
          <li key={id}>{t('planned.check', { text, minutes, decides: decides ? 'yes' : 'no' })}</li>
        ))}
      </ul>
      <ul className="mt-2 grid gap-1 border-t border-line pt-2 text-note">
        {ways.map((way) => (
          <Way key={`${way.decision}/${way.option}/${way.to}`} locale={locale} way={way} plan={plan} both={both} />
        ))}
      </ul>
    </li>
  )
}

interface WayProps {
  locale: string
  way: PlanWay
  plan: Plan
  both: (counts: PerVariant<number>) => string
}
function Way({ locale, way: { to, text, guarded, points, harm }, plan, both }: WayProps) {
  const t = translator(locale, 'drafts')
  const next = plan.moments.find(({ id }) => id === to)
  const harmful = VARIANTS.filter((variant) => harm[variant])
  return (
    <li>
      {text} <span className="whitespace-nowrap text-ink-2">({both(points)})</span>{' '}
      {harmful.length > 0 && (
        <b className="font-semibold text-signal">{t('planned.harm', { variant: harmful.length > 1 ? 'both' : harmful[0]! })} </b>
      )}
      →{' '}
      {isEnd(to) || !next ? (
        t('planned.end')
      ) : (
        <a className="link" href={`#moment-${to}`}>
          {next.title}
        </a>
      )}
      {guarded && <span className="text-ink-2"> {t('planned.guarded')}</span>}
    </li>
  )
}

function Endings({ locale, plan, variant }: { locale: string; plan: Plan; variant: Variant }) {
  const t = translator(locale, 'drafts')
  const endings = OUTCOMES.flatMap((outcome) => plan.endings.filter((each) => each.variant === variant && each.outcome === outcome))
  if (endings.length === 0) return null
  const title = t('planned.endings', { variant })
  return (
    <div className="mt-8">
      <h2 className="text-h2">{title}</h2>
      <Table label={title} columns={[t('planned.outcome'), t('planned.sentence'), t('planned.when')]}>
        {endings.flatMap(({ outcome, title, sentences }) =>
          sentences.map(({ id, text, when }, i) => (
            <tr key={`${outcome}/${id ?? i}`}>
              {i === 0 && (
                <th scope="rowgroup" rowSpan={sentences.length} className="align-top">
                  {translator(locale, 'debrief')(`outcome.${outcome}`)}
                  <span className="block font-normal text-ink-2">{title}</span>
                </th>
              )}
              <td>{text}</td>
              <td>{when ? guardWords(when) : t('planned.always')}</td>
            </tr>
          )),
        )}
      </Table>
    </div>
  )
}
