import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Attempt } from '../attempt'
import type { Content } from '../content'
import { type PackageDelivery, isOver } from '../delivery'
import type { LmsState } from '../runtime'
import { useArrival } from './use-arrival'
import { Left } from './left-page'
import { Start } from './start'
import { Scenario } from './scenario'
import { Disclosure } from './disclosure'

export type Place = 'start' | 'play' | 'debrief' | 'left' | 'unsaved'

export interface AppProps {
  content: Content
  attempt: Attempt
  delivery: PackageDelivery
  mode: LmsState['mode']
  started: boolean
  onPlace(listener: (place: Place) => void): void
  /** Leaves the package; null if the LMS closes the window by itself. */
  leave: (() => void) | null
  /** Saves the result as a file, if there is no LMS. */
  keep: (() => void) | null
}

export function App({ content, attempt, delivery, mode, started, onPlace, leave, keep }: AppProps) {
  const [place, setPlace] = useState<Place>(() => (isOver(delivery) ? 'debrief' : started || attempt.events.length > 0 ? 'play' : 'start'))
  useEffect(() => onPlace(setPlace), [onPlace])
  useArrival(place, started)
  if (place === 'start') return <Start intro={content} restarted={attempt.isRestarted} mode={mode} start={() => setPlace('play')} />
  if (place === 'left' || place === 'unsaved') return <Left saved={place === 'left'} again={() => delivery.leave()} />
  if (place === 'play') return <Scenario {...{ content, attempt, delivery, mode }} />
  return <Over {...{ content, attempt, delivery, leave, keep }} />
}

function Over({ content, attempt, delivery, leave, keep }: Pick<AppProps, 'content' | 'attempt' | 'delivery' | 'leave' | 'keep'>) {
  const t = useTranslations('package')
  return (
    <>
      {(leave || keep) && (
        <div className="mx-auto flex w-full max-w-site flex-wrap justify-end gap-3 px-4 pt-5 noprint lg:px-8">
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
