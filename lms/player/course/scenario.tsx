import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isCountedItem } from '../../course/attempt'
import { isOver } from '../../delivery'
import { OwnCase } from '../own-case'
import { Disclosure } from '../disclosure'
import { CourseBar } from './bar'
import { type PartProps, type ScenarioOf, nextPlace } from './place'

export function ScenarioStart(props: PartProps<ScenarioOf>) {
  const { content, item } = props
  const t = useTranslations('courses')
  const { summary, you, skippable } = content.scenarios[item.scenario]!
  return (
    <>
      <p className="mt-3 text-lead leading-relaxed text-ink-2">{summary}</p>
      <div className="card mt-6 p-5 shadow-card sm:p-7">
        <h2 className="font-semibold">{t('item.who')}</h2>
        <p className="mt-1 leading-relaxed">{you}</p>
        {skippable && <Skippable {...props} about={skippable} />}
        {isCountedItem(content, item) && <Rule {...props} />}
        <Ways {...props} isSkippable={Boolean(skippable)} />
      </div>
    </>
  )
}

function Skippable({ content, about }: PartProps<ScenarioOf> & { about: string }) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  return (
    <>
      <h2 className="mt-5 font-semibold">{t('item.about')}</h2>
      <p className="mt-1 leading-relaxed">
        {about} {own('course.maySkip')}
      </p>
      <OwnCase contacts={content.contacts} />
    </>
  )
}

function Rule({ content: { passing, report, standsAlone } }: PartProps<ScenarioOf>) {
  const [t, own] = [useTranslations('courses'), useTranslations('package')]
  const isSent = report === 'pass' && !standsAlone
  return (
    <>
      <h2 className="mt-5 font-semibold">{t('terms.rules')}</h2>
      <p className="mt-1 leading-relaxed">
        {passing === 'mastery' ? t('item.heldCounts') : isSent ? own('course.counts') : t('item.anyCounts')}
      </p>
    </>
  )
}

function Ways(props: PartProps<ScenarioOf> & { isSkippable: boolean }) {
  const { session, item, go, isSkippable } = props
  const t = useTranslations('courses')
  const state = session.stateOf(item)
  const isDone = state === 'done' || state === 'missed'
  const back = (
    <button type="button" className="btn btn-ghost" onClick={() => go({ at: 'list' })}>
      {t('item.back')}
    </button>
  )
  if (isDone)
    return (
      <div className="mt-6 border-t border-line pt-5">
        <Result {...props} isSkippable={isSkippable} />
        <p className="mt-4 flex flex-wrap items-center gap-3">
          <button type="button" className="btn btn-primary" onClick={() => go(nextPlace(props))}>
            {t('item.nextUp')}
          </button>
          {!session.isRead(item) && isOver(session.scenario(item).delivery) && (
            <button type="button" className="btn btn-quiet" onClick={() => go({ at: 'debrief', item })}>
              {t('item.debrief')}
            </button>
          )}
          {session.isRepeatable(item) && <Again {...props} />}
        </p>
      </div>
    )
  function skip() {
    session.read(item)
    go(nextPlace(props))
  }
  return (
    <p className="mt-6 flex flex-wrap items-center gap-3">
      <button type="button" className="btn btn-primary min-w-40" onClick={() => go({ at: 'play', item })}>
        {t(state === 'underWay' ? 'item.resume' : 'item.play')}
      </button>
      {isSkippable && state !== 'underWay' && (
        <button type="button" className="btn btn-quiet" onClick={skip}>
          {t('item.skip')}
        </button>
      )}
      {back}
    </p>
  )
}

function Again({ session, item, go }: PartProps<ScenarioOf>) {
  const t = useTranslations('courses')
  function again() {
    session.repeat(item)
    go({ at: 'play', item })
  }
  return (
    <button type="button" className="btn btn-quiet" onClick={again}>
      {t(isOver(session.scenario(item).delivery) ? 'item.repeat' : 'item.resume')}
    </button>
  )
}

/** If a scenario may be skipped, the page does not say whether it was played. */
function Result({ session, item, isSkippable }: PartProps<ScenarioOf> & { isSkippable: boolean }) {
  const t = useTranslations('courses')
  const outcome = session.outcomeOf(item)
  return (
    <p className="flex items-start gap-2 leading-relaxed">
      {!session.isRepeatable(item) && <CircleCheck className="icon mt-1 text-good" />}
      {t(isSkippable ? 'item.done' : outcome ? `item.outcome.${outcome}` : 'item.played')}
    </p>
  )
}

export function ScenarioDebrief(props: PartProps<ScenarioOf>) {
  const { content, session, item, go } = props
  const t = useTranslations('courses')
  const isDone = session.progress().next === null
  const onward = (size: string) => (
    <button type="button" className={`btn btn-primary ${size}`} onClick={() => go(nextPlace(props))}>
      {t(isDone ? 'item.back' : 'item.nextUp')}
    </button>
  )
  const isSent = content.report === 'pass' && isCountedItem(content, item)
  return (
    <>
      <CourseBar {...props}>{onward('min-h-10 px-4')}</CourseBar>
      <Disclosure
        {...session.scenario(item)}
        belongs={content.standsAlone ? 'device' : isSent ? 'platformCourse' : 'platformCourseCompletion'}
      />
      <aside aria-label={content.title} className="mx-auto w-full max-w-site px-4 pb-8 noprint lg:px-8">
        <div className="card flex flex-wrap items-center justify-between gap-4 p-5 shadow-card">
          <p className="max-w-prose leading-relaxed">
            {t('attempt.counted', { n: content.items.indexOf(item) + 1, of: content.items.length, title: content.title })}{' '}
            {session.isRepeatable(item) && `${t('item.repeatNote')} `}
            {isDone && t('attempt.complete')}
          </p>
          <p className="flex flex-wrap gap-3">
            {onward('')}
            {session.isRepeatable(item) && <Again {...props} />}
            {!isDone && (
              <button type="button" className="btn btn-quiet" onClick={() => go({ at: 'list' })}>
                {t('item.back')}
              </button>
            )}
          </p>
        </div>
      </aside>
    </>
  )
}
