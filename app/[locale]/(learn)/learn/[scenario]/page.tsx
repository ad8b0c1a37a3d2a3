import { BadgeCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { Notice, Submit } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import { Section } from '@/components/ui/section'
import { SituationPicture, drawnOf } from '@/components/ui/situation-picture'
import { countsFor } from '@/server/enrolment/attempts'
import { type LearnerOverview, learnerOverview } from '@/server/learning/learner-overview'
import { libraryIn } from '@/server/library/library'
import { languageOf, translator } from '@/server/platform/locales'
import { organisation } from '@/server/organisation/organisation'
import { gone } from '@/server/nextjs/responses'
import { currentLearner } from '@/server/nextjs/session'
import { checkedBy } from '@/server/library/sign-offs'
import { statedOf } from '@/server/xapi/disclosure'
import { ForeignNote, spoken } from '../../../foreign-note'
import { OwnCase } from '@/app/[locale]/(site)/own-case'
import { PageShell } from '../../../page-shell'
import { StatedNote } from '../../../stated-note'

type Props = PageProps<'/[locale]/learn/[scenario]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale, scenario: id } = await params
  const scenario = (await libraryIn(locale)).scenario(id)
  return scenario ? { title: scenario.title } : {}
}

export default async function Page({ params, searchParams }: Props) {
  const { locale, scenario: id } = await params
  const scenario = (await libraryIn(locale)).scenario(id)
  if (!scenario) return gone(locale)
  const t = translator(locale, 'learn')
  const { foreign, lang } = spoken(locale, scenario.language)
  const { note } = await searchParams
  const learner = await currentLearner()
  const counts = learner ? await countsFor(learner, id) : null
  const standing = await learnerOverview(learner, locale)
  const attempts = standing.attempts.filter((a) => a.scenario === id).reverse()
  const open = attempts.some((a) => a.purpose === 'learn' && !a.finished)
  const stated = statedOf(scenario, null)
  const start = open ? t('resume') : attempts.some((a) => a.finished) ? t('startAgain') : t('start')
  return (
    <PageShell locale={locale} crumbs={[{ label: t('title'), href: `/${locale}/learn` }, { label: scenario.title }]}>
      <main id="main" className="mx-auto max-w-column px-4 pb-16 pt-8 lg:pt-12">
        <PageTitle
          eyebrow={t('minutes', { minutes: scenario.minutes })}
          lead={<span lang={lang(scenario.summary)}>{scenario.summary}</span>}
        >
          <span lang={lang(scenario.title)}>{scenario.title}</span>
        </PageTitle>
        <ForeignNote locale={locale} foreign={foreign} />
        <Checked scenario={id} locale={locale} />
        {note === 'tooMany' && <Notice tone="problem">{t('tooMany')}</Notice>}
        <div className="card mt-6 p-5 shadow-card sm:p-7">
          <SituationPicture of={drawnOf(scenario)} className="float-end ms-4 mb-2 h-18 w-24 rounded-xl sm:h-26 sm:w-44" />
          <h2 className="font-semibold">{t('you')}</h2>
          <p className="mt-1 leading-relaxed" lang={lang(scenario.you)}>
            {scenario.you}
          </p>
          <h2 className="mt-5 font-semibold">{t('before')}</h2>
          <p className="mt-1 leading-relaxed">
            {scenario.skippable && <span lang={lang(scenario.skippable)}>{scenario.skippable} </span>}
            {t(stated?.report === 'answers' ? 'beforeAnswers' : 'beforeText')} {t('skip')}
          </p>
          {!counts && <StatedNote locale={locale} stated={stated} />}
          {scenario.skippable && <OwnCase locale={locale} />}
          {counts ? (
            <>
              <p className="mt-5 border-t border-line pt-5 leading-relaxed">{t('inCourse', { course: counts.enrolment.course.title })}</p>
              <a className="btn btn-primary mt-4" href={`/${locale}/courses/${counts.enrolment.row.id}`}>
                {t('inCourseDo')}
              </a>
            </>
          ) : (
            <form method="post" action={`/${locale}/learn/${id}/start`} className="mt-6">
              <Submit look="btn-primary min-w-40">{start}</Submit>
            </form>
          )}
        </div>
        {attempts.length > 0 && (
          <Attempts attempts={attempts} begun={standing.begun} locale={locale} scored={scenario.kind !== 'tutorial'} />
        )}
      </main>
    </PageShell>
  )
}

/** Who signed this scenario off here. Shown only if every variant is signed off, so that it reveals nothing about one. */
async function Checked({ scenario, locale }: { scenario: string; locale: string }) {
  const checked = await checkedBy(scenario, locale)
  if (!checked) return null
  const t = translator(locale, 'organisation')
  const said = { experts: new Intl.ListFormat(languageOf(locale)).format(checked.experts), when: checked.at }
  const { name } = await organisation()
  return (
    <p className="mt-3 flex items-center gap-2 text-note text-ink-2">
      <BadgeCheck className="icon text-good" />
      {name ? t('signOff.checked', { ...said, organisation: name }) : t('signOff.checkedHere', said)}
    </p>
  )
}

function Attempts({ attempts, begun, locale, scored }: Pick<LearnerOverview, 'attempts' | 'begun'> & { locale: string; scored: boolean }) {
  const t = translator(locale, 'learn')
  return (
    <Section name="attempts" title={t('attempts')} className="mt-10">
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {attempts.map(({ id, purpose, startedAt, finished }) => {
          const page = `/${locale}/learn/attempts/${id}`
          const open = begun.find((b) => b.attempt.id === id)
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <span>
                {t('attemptAt', { when: startedAt })}
                {scored && purpose === 'practice' && <span className="text-ink-3"> · {t('attemptPractice')}</span>}
              </span>
              <a className="link" href={finished ? `${page}/debrief` : page}>
                {open ? `${t('resume')}: ${t('resumeAt', { n: open.moment, of: open.of })}` : t('attemptFinished')}
              </a>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
