import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import { type PackageDelivery, isFailed, isOver } from '../delivery'
import type { LmsState } from '../runtime'
import type { Saving } from '../saving'
import { useArrival } from './use-arrival'
import { Left } from './left-page'
import { NotSaved } from './not-saved'
import { Start } from './start'
import { Scenario } from './scenario'
import { Disclosure } from './disclosure'
import { TryAgain } from './try-again'

export type Place = 'start' | 'play' | 'debrief' | 'left' | 'unsaved'

export interface AppProps {
  content: Content
  attempt: Attempt
  delivery: PackageDelivery
  saving: Saving
  held: LmsState
  started: boolean
  onPlace(listener: (place: Place) => void): void
  /** Begins another attempt; null if the LMS takes no other result now. */
  again: (() => void) | null
  /** Leaves the package; null if the LMS closes the window by itself. */
  leave: (() => void) | null
  /** Saves the result as a file, if there is no LMS. */
  keep: (() => void) | null
}

export function App(props: AppProps) {
  const { content, attempt, delivery, saving, held, started, onPlace } = props
  const [place, setPlace] = useState<Place>(() => (isOver(delivery) ? 'debrief' : started || attempt.events.length > 0 ? 'play' : 'start'))
  useEffect(() => onPlace(setPlace), [onPlace])
  useArrival(place, started)
  if (place === 'start') return <Start intro={content} restarted={attempt.isRestarted} mode={held.mode} start={() => setPlace('play')} />
  if (place === 'left' || place === 'unsaved')
    return <Left saved={place === 'left'} saving={saving} isOver={isOver(delivery)} again={() => delivery.leave()} />
  return (
    <>
      <NotSaved
        saving={saving}
        isOver={place === 'debrief'}
        standsAlone={content.standsAlone}
        {...(place === 'play' && { width: 'max-w-stage' })}
      />
      {place === 'play' ? <Scenario {...{ content, attempt, delivery, mode: held.mode }} /> : <Over {...props} />}
    </>
  )
}

function Over({ content, attempt, delivery, held, again, leave, keep }: AppProps) {
  const t = useTranslations('package')
  const isWaiting = !content.standsAlone && isFailed(held, delivery.outcome())
  return (
    <>
      {(leave || keep) && (
        <div className="mx-auto flex w-full max-w-site flex-wrap items-center justify-end gap-3 px-4 pt-5 noprint lg:px-8">
          {isWaiting && <TryAgain again={again} />}
          {keep && (
            <button type="button" className="btn btn-quiet" onClick={keep}>
              {t('keep')}
            </button>
          )}
          {leave && (
            <button type="button" className="btn btn-primary" onClick={leave}>
              {t('leave')}
            </button>
          )}
        </div>
      )}
      <Disclosure
        content={content}
        attempt={attempt}
        delivery={delivery}
        belongs={keep ? 'device' : content.report === 'pass' ? 'platform' : 'platformCompletion'}
      />
    </>
  )
}
