import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ItemList } from '@/components/course/item-list'
import { Notice } from '@/components/ui/field'
import { Header } from '@/components/ui/header'
import { PageTitle } from '@/components/ui/page-title'
import type { CourseIntro } from '../../course/content'
import type { LmsState } from '../../runtime'
import { CourseMain } from './bar'

interface Props {
  intro: CourseIntro
  restarted: boolean
  mode: LmsState['mode']
  start(): void
}

export function CourseStart({ intro, restarted, mode, start }: Props) {
  const [t, own, ui] = [useTranslations('courses'), useTranslations('package'), useTranslations('ui')]
  return (
    <>
      <Header home="#main" crumbs={[{ label: intro.title }]} skip={{ href: '#main', label: ui('skip') }} />
      <CourseMain>
        <CourseTitle intro={intro} />
        {restarted && mode === 'normal' && <Notice tone="problem">{own('course.restarted')}</Notice>}
        {mode !== 'normal' && <Notice tone="info">{own('notKept')}</Notice>}
        <div className="card mt-6 p-5 shadow-card sm:p-7">
          <Terms intro={intro} />
          <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
            <button type="button" className="btn btn-primary min-w-40" onClick={start}>
              {t('terms.start')}
            </button>
            <span className="text-note text-ink-2">{t('resume')}</span>
          </p>
        </div>
        <h2 className="mt-10 text-h2">{t('items')}</h2>
        <ItemList
          t={t}
          rows={intro.items.map((item) => ({ ...item, state: 'later' as const, isOpen: false }))}
          isBegun={false}
          way={() => null}
        />
      </CourseMain>
    </>
  )
}

export function CourseTitle({ intro: { title, summary, minutes, items } }: { intro: CourseIntro }) {
  const t = useTranslations('courses')
  return (
    <PageTitle
      eyebrow={
        <>
          <span>{t('minutes', { minutes })}</span>
          <span>{t('parts', { count: items.length })}</span>
        </>
      }
      lead={summary}
    >
      {title}
    </PageTitle>
  )
}

export function Terms({ intro: { standsAlone, report, passing } }: { intro: CourseIntro }) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  const disclosed =
    report === 'completion' ? 'course.disclosed.completion' : passing === 'mastery' ? 'course.disclosed.pass' : 'course.disclosed.score'
  return (
    <div className="space-y-5">
      <section>
        <h2 className="flex items-center gap-2 font-semibold">
          <Eye className="icon text-accent" />
          {own('known')}
        </h2>
        <p className="mt-1 leading-relaxed">{own(standsAlone ? 'disclosed.device' : disclosed)}</p>
      </section>
      <section>
        <h2 className="font-semibold">{t('terms.rules')}</h2>
        <p className="mt-1 leading-relaxed">{passing === 'mastery' ? own('course.mastery') : t('terms.debrief')}</p>
      </section>
    </div>
  )
}
