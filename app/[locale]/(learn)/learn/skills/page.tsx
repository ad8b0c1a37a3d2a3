import { Lock } from 'lucide-react'
import type { Metadata } from 'next'
import { PageTitle } from '@/components/ui/page-title'
import { type Competency, COMPETENCIES } from '@/scenarios/engine/format/competencies'
import type { Estimate } from '@/scenarios/engine/score/profile'
import { skillsOf } from '@/server/learning/skills'
import { standingOf } from '@/server/learning/standing'
import { currentLearner } from '@/server/nextjs/session'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../../page-shell'
import { NextStepCard } from '../next-step'

type Props = PageProps<'/[locale]/learn/skills'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator((await params).locale, 'skills')('title') }
}

/** What a learner's first attempts show, honest about how few they are, and a next step. */
export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'skills')
  const learner = await currentLearner()
  const standing = await standingOf(learner, locale)
  const skills = learner ? await skillsOf(learner, standing.attempts) : null
  const { next } = standing
  return (
    <PageShell locale={locale} crumbs={[{ label: translator(locale, 'learn')('title'), href: `/${locale}/learn` }, { label: t('title') }]}>
      <main id="main" className="mx-auto max-w-broad px-4 pb-16 pt-8 lg:px-8 lg:pt-10">
        <PageTitle lead={t('lead')}>{t('title')}</PageTitle>
        <p className="mt-4 max-w-prose leading-relaxed">
          {skills && skills.attempts > 0 ? t('from', { attempts: skills.attempts }) : t('none')}
        </p>
        <h2 className="sr-only">{t('list')}</h2>
        <ul className="card mt-6 divide-y divide-line px-5 shadow-card sm:px-6">
          {COMPETENCIES.map((competency) => (
            <Skill key={competency} locale={locale} competency={competency} standing={skills?.profile[competency]} />
          ))}
        </ul>
        {skills?.calibration && <p className="mt-4 max-w-prose leading-relaxed">{calibrationText(locale, skills.calibration.gap)}</p>}
        <p className="mt-4 flex items-center gap-2 text-note text-ink-2">
          <Lock className="icon text-good" />
          {t('yours')}
        </p>
        {next && (
          <section aria-labelledby="next-h" className="mt-10">
            <h2 id="next-h" className="text-h2">
              {t('next')}
            </h2>
            <div className="mt-4 max-w-column">
              <NextStepCard locale={locale} standing={standing} next={next} />
            </div>
          </section>
        )}
      </main>
    </PageShell>
  )
}

/** The difference between how cases looked and what they were that is worth a word. */
const NOTABLE = 0.1
function calibrationText(locale: string, gap: number): string {
  const t = translator(locale, 'debrief')
  return t(gap > NOTABLE ? 'suspicious' : gap < -NOTABLE ? 'trusting' : 'calibrated')
}

const percent = (p: number) => Math.round(p * 100)

function Skill({ locale, competency, standing }: { locale: string; competency: Competency; standing: Estimate | undefined }) {
  const t = translator(locale, 'skills')
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[1fr_18rem]">
      <div>
        <h3 className="font-semibold">{t(`names.${competency}`)}</h3>
        <p className="mt-0.5 text-note text-ink-2">{t(`about.${competency}`)}</p>
      </div>
      <div className="text-small">
        <p className="flex flex-wrap justify-between gap-x-4">
          <span className="font-semibold">{t(`standing.${standing?.verdict ?? 'not enough evidence yet'}`)}</span>
          <span className="text-ink-2">{t('decisions', { n: standing?.n ?? 0 })}</span>
        </p>
        <Band standing={standing} />
        {standing && <p className="mt-1.5 text-ink-2">{t('range', { lo: percent(standing.lo), hi: percent(standing.hi) })}</p>}
      </div>
    </li>
  )
}

/** Where the truth probably lies: wide as long as little is known. The words below say the same. */
const Band = ({ standing }: { standing: Estimate | undefined }) => (
  <svg viewBox="0 0 100 6" preserveAspectRatio="none" className="mt-2 h-2 w-full" aria-hidden="true">
    <rect width="100" height="6" className="fill-line-2" />
    {standing && <rect x={standing.lo * 100} width={(standing.hi - standing.lo) * 100} height="6" className="fill-accent" />}
  </svg>
)
