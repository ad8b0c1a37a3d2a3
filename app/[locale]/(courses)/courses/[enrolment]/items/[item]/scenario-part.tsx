import { Submit } from '@/components/ui/field'
import { CircleCheck } from 'lucide-react'
import { type ScenarioItem, isMissed } from '@/scenarios/engine/course/course'
import type { EnrolmentItem, Enrolment } from '@/server/enrolment/enrolment'
import { OwnCase } from '@/app/[locale]/(site)/own-case'
import { libraryIn } from '@/server/library/library'
import { translator } from '@/server/platform/locales'
import { statedOf } from '@/server/xapi/disclosure'
import { StatedNote } from '../../../../../stated-note'
import { coursePath, itemPath, nextPath } from '../../../view'
import type { PartProps } from './part-props'
import { rootOf } from '@/server/platform/launch-token'

export async function ScenarioPart({ locale, enrolment, item }: PartProps<ScenarioItem>) {
  const t = translator(locale, 'courses')
  const { row } = enrolment
  const scenario = (await libraryIn(locale)).scenario(item.scenario)
  const known = enrolment.items.find((i) => i.item === item.id)
  const action = `${itemPath(locale, row.id, item.id)}/play`
  if (!scenario && !known?.attempt) return <p className="mt-4 leading-relaxed">{t('missingText')}</p>
  return (
    <>
      <p className="mt-3 text-lead leading-relaxed text-ink-2">{scenario?.summary}</p>
      <div className="card mt-6 p-5 shadow-card sm:p-7">
        <h2 className="font-semibold">{t('item.who')}</h2>
        <p className="mt-1 leading-relaxed">{scenario?.you}</p>
        {scenario?.skippable && (
          <>
            <h2 className="mt-5 font-semibold">{t('item.about')}</h2>
            <p className="mt-1 leading-relaxed">
              {scenario.skippable} {t('item.maySkip')}
            </p>
            <OwnCase locale={locale} />
          </>
        )}
        {scenario?.kind !== 'tutorial' && !scenario?.skippable && (
          <>
            <h2 className="mt-5 font-semibold">{t('terms.rules')}</h2>
            <p className="mt-1 leading-relaxed">
              {t(
                enrolment.course.passing === 'mastery'
                  ? 'item.heldCounts'
                  : enrolment.course.shares === 'results'
                    ? 'item.anyCountsResults'
                    : 'item.anyCounts',
              )}
            </p>
          </>
        )}
        {scenario && (known?.doneAt == null || isMissed(known)) && (
          <StatedNote locale={locale} stated={statedOf(scenario, enrolment.course)} />
        )}
        {known?.doneAt != null ? (
          <Played locale={locale} enrolment={enrolment} known={known} action={action} skippable={!!scenario?.skippable} />
        ) : (
          <form method="post" action={action} className="mt-6 flex flex-wrap items-center gap-3">
            <Submit look="btn-primary min-w-40">{t(known?.attempt ? 'item.resume' : 'item.play')}</Submit>
            {scenario?.skippable && (
              <button type="submit" formAction={`${itemPath(locale, row.id, item.id)}/skip`} className="btn btn-quiet">
                {t('item.skip')}
              </button>
            )}
            <a className="btn btn-ghost" href={coursePath(locale, row.id)}>
              {t('item.back')}
            </a>
          </form>
        )}
      </div>
    </>
  )
}

interface PlayedProps {
  locale: string
  enrolment: Enrolment
  known: EnrolmentItem
  action: string
  /** A scenario that people may skip does not say whether they played it. */
  skippable: boolean
}
function Played({ locale, enrolment, known, action, skippable }: PlayedProps) {
  const t = translator(locale, 'courses')
  const isOpen = isMissed(known)
  return (
    <div className="mt-6 border-t border-line pt-5">
      <p className="flex items-start gap-2 leading-relaxed">
        {!isOpen && <CircleCheck className="icon mt-1 text-good" />}
        {t(skippable ? 'item.done' : known.best ? `item.outcome.${known.best.outcome}` : 'item.played')}
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-3">
        <a className="btn btn-primary" href={nextPath(locale, enrolment)}>
          {t('item.nextUp')}
        </a>
        {known.attempt && (
          <a className="btn btn-quiet" href={`${rootOf(locale)}/learn/attempts/${known.attempt}/debrief`}>
            {t('item.debrief')}
          </a>
        )}
      </p>
      <form method="post" action={action} className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
        <button type="submit" name="again" value="1" className="btn btn-quiet">
          {t(isOpen ? 'item.repeat' : known.attempt ? 'item.again' : 'item.playAfter')}
        </button>
        <span className="text-note text-ink-2">
          {t(isOpen ? 'item.repeatNote' : 'item.practiceNote')}
          {known.tries > 1 && ` ${t('item.tries', { count: known.tries - 1 })}.`}
        </span>
      </form>
    </div>
  )
}
