import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { SITUATIONS, type Situation } from '@/scenarios/engine/format/situations'
import { currentPerson } from '@/server/nextjs/current-person'
import { standingOf, type StoryStanding } from '@/server/learning/standing'
import { translator } from '@/server/platform/locales'
import { OPEN_DAYS } from '@/server/privacy/retention'
import { currentLearner } from '@/server/nextjs/session'
import { PageShell } from '../../page-shell'
import { PatternCard } from './pattern-card'
import { LibraryProgress } from './progress'
import { TutorialBand } from './tutorial-band'

type Props = PageProps<'/[locale]/learn'>
/** Up to so many stories are seen at a glance; with more one may choose among situations. */
const AT_A_GLANCE = 6

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'learn')('title') }
}

/** The catalogue: stories by what happens in them, with time and progress. */
export default async function Page({ params, searchParams }: Props) {
  const { locale } = await params
  const { situation, left, done } = await searchParams
  const t = translator(locale, 'learn')
  const standing = await standingOf(await currentLearner(), locale)
  const resumed = standing.begun.find(({ attempt }) => attempt.id === left)
  const chosen = SITUATIONS.find((s) => s === situation && standing.stories.some(({ pattern }) => pattern.situation === s))
  const shown = standing.stories.filter(({ pattern }) => !chosen || pattern.situation === chosen)
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
                {t('leftResume', { title: resumed.pattern.title })}
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
          <TutorialBand key={tutorial.pattern.id} locale={locale} standing={tutorial} isNew={standing.attempts.length === 0} />
        ))}
        {standing.stories.length > AT_A_GLANCE && <Situations locale={locale} stories={standing.stories} chosen={chosen} />}
        <ul className="cards mt-6">
          {shown.map((story) => (
            <li key={story.pattern.id}>
              <PatternCard standing={story} locale={locale} />
            </li>
          ))}
        </ul>
      </main>
    </PageShell>
  )
}

/** To choose among many stories: only situations that there are. */
function Situations({ locale, stories, chosen }: { locale: string; stories: StoryStanding[]; chosen: Situation | undefined }) {
  const t = translator(locale, 'learn')
  const there = SITUATIONS.filter((s) => stories.some(({ pattern }) => pattern.situation === s))
  return (
    <nav aria-label={t('situation')} className="mt-6 flex flex-wrap gap-2">
      {[undefined, ...there].map((s) => (
        <a
          key={s ?? 'all'}
          href={s ? `?situation=${s}` : `/${locale}/learn`}
          aria-current={s === chosen ? 'true' : undefined}
          className={`chip px-3 py-1 ${s === chosen ? 'bg-accent text-on-accent' : 'border border-control bg-surface text-ink'}`}
        >
          {s ? t(`situations.${s}`) : t('allSituations')}
        </a>
      ))}
    </nav>
  )
}
