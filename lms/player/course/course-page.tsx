import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Eye } from 'lucide-react'
import { ItemList } from '@/components/course/item-list'
import { ProgressBar } from '@/components/course/progress-bar'
import { Way } from '@/components/play/way'
import { Notice } from '@/components/ui/field'
import { PageTitle } from '@/components/ui/page-title'
import type { CourseContent } from '../../course/content'
import { CourseBar, CourseMain } from './bar'
import { type InCourse, nextPlace } from './place'

/** The course: first what becomes known of it, then its parts in order and one way on. */
export function CoursePage(props: InCourse) {
  const { content, session, mode, go, leave } = props
  const [t, own, play] = [useTranslations('courses'), useTranslations('package'), useTranslations('play')]
  const [isBegun] = useState(() => session.progress().standing !== 'not-started')
  const { next } = session.progress()
  const rows = content.items.map((item) => {
    const state = session.stateOf(item)
    return { ...item, state, isOpen: isBegun && state !== 'later' }
  })
  return (
    <>
      <CourseBar {...props}>
        {leave && next && isBegun && (
          <button type="button" className="btn btn-quiet min-h-10 px-3.5" onClick={leave}>
            {play('leave')}
          </button>
        )}
      </CourseBar>
      <CourseMain>
        <PageTitle
          eyebrow={
            <>
              <span>{t('minutes', { minutes: content.minutes })}</span>
              <span>{t('parts', { count: content.items.length })}</span>
            </>
          }
          lead={content.summary}
        >
          {content.title}
        </PageTitle>
        {(session.isRestarted || mode !== 'normal') && !isBegun && (
          <Notice tone="problem">{own(mode === 'normal' ? 'course.restarted' : 'notKept')}</Notice>
        )}
        {isBegun ? <Standing {...props} /> : <Begin {...props} />}
        <h2 className="mt-10 text-h2">{t('items')}</h2>
        <ItemList
          t={t}
          rows={rows}
          isBegun={isBegun}
          way={({ id, title }) => (
            <Way
              href="#main"
              className="font-medium hover:underline"
              go={() => go(next?.id === id ? nextPlace(props) : { at: 'item', item: content.items.find((item) => item.id === id)! })}
            >
              {title}
            </Way>
          )}
        />
        {isBegun && (
          <details className="card mt-10 p-5">
            <summary className="link w-fit">{own('known')}</summary>
            <div className="mt-5">
              <Terms content={content} />
            </div>
          </details>
        )}
      </CourseMain>
    </>
  )
}

/** Who gets to know what, and how it counts. */
function Terms({ content: { standsAlone, report, passing } }: { content: CourseContent }) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  const told = report === 'completion' ? 'course.told.completion' : passing === 'mastery' ? 'course.told.pass' : 'course.told.score'
  return (
    <div className="space-y-5">
      <section>
        <h2 className="flex items-center gap-2 font-semibold">
          <Eye className="icon text-accent" />
          {own('known')}
        </h2>
        <p className="mt-1 leading-relaxed">{own(standsAlone ? 'told.device' : told)}</p>
      </section>
      <section>
        <h2 className="font-semibold">{t('terms.rules')}</h2>
        <p className="mt-1 leading-relaxed">{passing === 'mastery' ? own('course.mastery') : t('terms.debrief')}</p>
      </section>
    </div>
  )
}

/** Shown until something has been done. */
function Begin(props: InCourse) {
  const t = useTranslations('courses')
  return (
    <div className="card mt-6 p-5 shadow-card sm:p-7">
      <Terms content={props.content} />
      <p className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="button" className="btn btn-primary min-w-40" onClick={() => props.go(nextPlace(props))}>
          {t('terms.start')}
        </button>
        <span className="text-note text-ink-2">{t('resume')}</span>
      </p>
    </div>
  )
}

/** How far somebody has got, and the one way on. */
function Standing(props: InCourse) {
  const t = useTranslations('courses')
  const { content, session, go } = props
  const { done, of, next } = session.progress()
  const left = content.items.filter((item) => ['next', 'underWay', 'later'].includes(session.stateOf(item)))
  return (
    <div className="card mt-6 p-5 shadow-card sm:p-6">
      <ProgressBar t={t} done={done} of={of} />
      {next ? (
        <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
          <button type="button" className="btn btn-primary min-w-40" onClick={() => go(nextPlace(props))}>
            {t('continue')}
          </button>
          <span className="text-note text-ink-2">
            {t('minutesLeft', { minutes: left.reduce((sum, { minutes }) => sum + minutes, 0) })}. {t('resume')}
          </span>
        </p>
      ) : (
        <End {...props} />
      )}
    </div>
  )
}

/** When everything is done. */
function End({ session, leave, keep }: InCourse) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  const points = session.points()
  return (
    <>
      <p className="mt-4 font-medium">
        {session.progress().standing === 'not-passed' ? own('course.missed') : t('note.complete')}
      </p>
      {points !== null && <p className="mt-1 leading-relaxed text-ink-2">{own('course.points', { points })}</p>}
      {(leave || keep) && (
        <p className="mt-5 flex flex-wrap gap-3">
          {leave && (
            <button type="button" className="btn btn-primary" onClick={leave}>
              {own('leave')}
            </button>
          )}
          {keep && (
            <button type="button" className="btn btn-quiet" onClick={keep}>
              {own('keep')}
            </button>
          )}
        </p>
      )}
    </>
  )
}
