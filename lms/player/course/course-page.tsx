import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ItemList } from '@/components/course/item-list'
import { ProgressBar } from '@/components/course/progress-bar'
import { ClientLink } from '@/components/play/client-link'
import { Notice } from '@/components/ui/field'
import { TryAgain } from '../try-again'
import { CourseBar, CourseMain } from './bar'
import { type CoursePageProps, nextPlace } from './place'
import { CourseStart, CourseTitle, Terms } from './start'

export function CoursePage(props: CoursePageProps) {
  const { content, session, mode, go, leave } = props
  const [t, own, play] = [useTranslations('courses'), useTranslations('package'), useTranslations('play')]
  const [isBegun] = useState(() => session.progress().standing !== 'not-started')
  if (!isBegun) return <CourseStart intro={content} restarted={session.isRestarted} mode={mode} start={() => go(nextPlace(props))} />
  const { next } = session.progress()
  const rows = content.items.map((item) => {
    const state = session.stateOf(item)
    return { ...item, state, isOpen: state !== 'later' }
  })
  const open = (id: string) => go(next?.id === id ? nextPlace(props) : { at: 'item', item: content.items.find((item) => item.id === id)! })
  return (
    <>
      <CourseBar {...props}>
        {leave && next && (
          <button type="button" className="btn btn-quiet min-h-10 whitespace-nowrap px-3.5 max-[22rem]:px-2" onClick={leave}>
            {play('leave')}
          </button>
        )}
      </CourseBar>
      <CourseMain>
        <CourseTitle intro={content} />
        {mode !== 'normal' && <Notice tone="info">{own('notKept')}</Notice>}
        <Standing {...props} />
        <h2 className="mt-10 text-h2">{t('items')}</h2>
        <ItemList
          t={t}
          rows={rows}
          isBegun
          way={({ id, title }) => (
            <ClientLink href="#main" className="font-medium hover:underline" go={() => open(id)}>
              {title}
            </ClientLink>
          )}
        />
        <details className="card mt-10 p-5">
          <summary className="link w-fit">{own('known')}</summary>
          <div className="mt-5">
            <Terms intro={content} />
          </div>
        </details>
      </CourseMain>
    </>
  )
}

function Standing(props: CoursePageProps) {
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

function End({ content, session, again, leave, keep }: CoursePageProps) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  const result = session.result()
  const isMissed = session.progress().standing === 'not-passed'
  return (
    <>
      <p className="mt-4 font-medium">{isMissed ? own('course.missed') : t('note.complete')}</p>
      {isMissed && !content.standsAlone && <p className="mt-1 leading-relaxed">{own('course.missedSoon')}</p>}
      {result !== null && content.report === 'pass' && !content.standsAlone && (
        <p className="mt-1 leading-relaxed text-ink-2">{own('course.result', { result })}</p>
      )}
      {session.isFailed() && !isMissed && !content.standsAlone && (
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <TryAgain again={again} />
        </div>
      )}
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
