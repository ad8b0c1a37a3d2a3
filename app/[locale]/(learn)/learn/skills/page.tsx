import { Lock } from 'lucide-react'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { skillsOf } from '@/server/learning/skills'
import { learnerOverview } from '@/server/learning/learner-overview'
import { currentLearner } from '@/server/nextjs/session'
import { titled } from '@/server/nextjs/titled'
import { translator } from '@/server/platform/locales'
import { PageShell } from '../../../page-shell'
import { NextStepCard } from '../next-step'
import { SkillList } from '../skill-list'

type Props = PageProps<'/[locale]/learn/skills'>

export const generateMetadata = titled('skills', (t) => t('title'))

export default async function Page({ params }: Props) {
  const { locale } = await params
  const t = translator(locale, 'skills')
  const learner = await currentLearner()
  const standing = await learnerOverview(learner, locale)
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
        <div className="card mt-6 px-5 shadow-card sm:px-6">
          <SkillList locale={locale} skills={skills} />
        </div>
        <p className="mt-4 flex items-center gap-2 text-note text-ink-2">
          <Lock className="icon text-good" />
          {t('yours')}
        </p>
        {next && (
          <Section name="next" title={t('next')} className="mt-10">
            <div className="mt-4 max-w-column">
              <NextStepCard locale={locale} standing={standing} next={next} />
            </div>
          </Section>
        )}
      </main>
    </PageShell>
  )
}
