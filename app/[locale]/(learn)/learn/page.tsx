import { PageTitle } from '@/components/ui/page-title'
import { SECTORS, SITUATIONS, type Sector, type Situation } from '@/scenarios/engine/format/situations'
import { currentPerson } from '@/server/nextjs/current-person'
import { learnerOverview, type ScenarioOverview } from '@/server/learning/learner-overview'
import { translator } from '@/server/platform/locales'
import { OPEN_DAYS } from '@/server/privacy/retention'
import { currentLearner } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { PageShell } from '../../page-shell'
import { ScenarioCard } from './scenario-card'
import { LibraryProgress } from './progress'
import { TutorialBand } from './tutorial-band'

type Props = PageProps<'/[locale]/learn'>
/** With more scenarios than this, the learner can filter them by sector or situation. */
const AT_A_GLANCE = 6

export const generateMetadata = titled('learn', (t) => t('title'))

export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { sector, situation, left, done } = await searchParams
  const t = translator(locale, 'learn')
  const standing = await learnerOverview(await currentLearner(), locale)
  const resumed = standing.begun.find(({ attempt }) => attempt.id === left)
  const there = choicesIn(locale, standing.scenarios)
  const chosen = there.find(({ name, value }) => value === { sector, situation }[name])
  const shown = chosen ? standing.scenarios.filter(chosen.fits) : standing.scenarios
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title') }]}>
      <main id="main" className="mx-auto max-w-site px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
        {left && standing.attempts.length > 0 && (
          <p
            role="status"
            className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl border border-line bg-good-soft px-4 py-3 text-good"
          >
            {t('left')} {!(await currentPerson()) && t('leftUntil', { days: OPEN_DAYS })}
            {resumed && (
              <a className="font-semibold underline underline-offset-2" href={`/${locale}/learn/attempts/${resumed.attempt.id}`}>
                {t('leftResume', { title: resumed.scenario.title })}
              </a>
            )}
            <a className="underline underline-offset-2" href={`/${locale}/learn/data#link`}>
              {t('deviceHere')}
            </a>
            <span>
              {t('leftShared')}{' '}
              <a className="underline underline-offset-2" href={`/${locale}/learn/data#forget`}>
                {t('leftForget')}
              </a>
            </span>
          </p>
        )}
        {(done === 'erased' || done === 'forgotten') && (
          <p role="status" className="mb-6 rounded-xl border border-line bg-good-soft px-4 py-3 text-good">
            {translator(locale, 'data')(done)}
          </p>
        )}
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <div className="mt-4">
          <LibraryProgress locale={locale} standing={standing} />
        </div>
        {standing.tutorials.map((tutorial) => (
          <TutorialBand key={tutorial.scenario.id} locale={locale} standing={tutorial} isNew={standing.attempts.length === 0} />
        ))}
        {standing.scenarios.length > AT_A_GLANCE && <Choose locale={locale} choices={there} chosen={chosen} />}
        <ul className="scenario-cards mt-6">
          {shown.map((card) => (
            <li key={card.scenario.id}>
              <ScenarioCard standing={card} locale={locale} />
            </li>
          ))}
        </ul>
      </main>
    </PageShell>
  )
}

interface Choice {
  name: 'sector' | 'situation'
  value: Sector | Situation
  label: string
  fits: (card: ScenarioOverview) => boolean
}
/** Only choices that have scenarios. A scenario that names no sector fits all. */
function choicesIn(locale: string, scenarios: ScenarioOverview[]): Choice[] {
  const t = translator(locale, 'learn')
  return [
    ...SECTORS.map(
      (value): Choice => ({ name: 'sector', value, label: t(`sectors.${value}`), fits: (card) => fitsSector(card.scenario, value) }),
    ),
    ...SITUATIONS.map(
      (value): Choice => ({
        name: 'situation',
        value,
        label: t(`situations.${value}`),
        fits: (card) => card.scenario.situation === value,
      }),
    ),
  ].filter(({ fits }) => scenarios.some(fits))
}
const fitsSector = ({ sectors }: { sectors: readonly Sector[] }, sector: Sector): boolean =>
  sectors.length === 0 || sectors.includes(sector)

function Choose({ locale, choices, chosen }: { locale: string; choices: Choice[]; chosen: Choice | undefined }) {
  const t = translator(locale, 'learn')
  const chip = (on: boolean) =>
    `chip px-3 py-1 ${on ? 'border border-accent bg-accent text-on-accent' : 'border border-control bg-surface text-ink'}`
  return (
    <details className="mt-6" open={Boolean(chosen)}>
      <summary className="link inline-flex min-h-6 items-center">{t('choose')}</summary>
      <nav aria-label={t('choose')} className="mt-3 space-y-4">
        {(['sector', 'situation'] as const).map((group) => (
          <div key={group}>
            <p id={`by-${group}`} className="text-small font-medium text-ink-2">
              {t(group)}
            </p>
            <ul aria-labelledby={`by-${group}`} className="mt-1.5 flex flex-wrap gap-2">
              {choices
                .filter(({ name }) => name === group)
                .map((choice) => (
                  <li key={choice.value}>
                    <a
                      href={`?${group}=${choice.value}`}
                      aria-current={choice === chosen ? 'true' : undefined}
                      className={chip(choice === chosen)}
                    >
                      {choice.label}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
        {chosen && (
          <p>
            <a className="link" href={`/${locale}/learn`}>
              {t('allSituations')}
            </a>
          </p>
        )}
      </nav>
    </details>
  )
}
