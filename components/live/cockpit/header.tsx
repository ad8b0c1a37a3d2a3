import { EyeOff, LifeBuoy, Pause, Play, Presentation } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { HELP_ID } from '../../ui/popover'
import type { RoomView } from '@/scenarios/engine/live/view'
import { SessionClock } from './clock'
import { NEXT_ID } from './steps'

interface Props {
  title: string
  view: Pick<RoomView, 'phase' | 'paused' | 'facilitator'>
  /** Milliseconds since 1970, as known when the page was loaded; null before the start. */
  startedAt: number | null
  minutes: number
  skew: number
  rehearsal: boolean
  projector: string
  busy: boolean
  onPause: () => void
}

/** On a phone the last row stays in sight, with the clock and Pause; on a tablet the whole header does. */
const STICKY = 'max-lg:[@media(height>=34rem)]:sticky max-lg:top-0 max-lg:z-20 max-sm:-top-13'

export const BELOW_HEADER = 'max-lg:[@media(height>=34rem)]:top-14 max-sm:[@media(height>=34rem)]:top-12'

export function CockpitHeader({ title, view, startedAt, minutes, skew, rehearsal, projector, busy, onPause }: Props) {
  const t = useTranslations('liveCockpit')
  const ui = useTranslations('ui')
  const { phase, paused } = view
  const closed = phase === 'closed'
  const [start, setStart] = useState(startedAt)
  // A session that starts while this page is open starts now.
  useEffect(() => setStart((known) => (phase === 'lobby' ? null : (known ?? Date.now() + skew))), [phase, skew])
  return (
    <header className={`border-b border-line bg-surface ${closed ? '' : STICKY}`}>
      <a className="skip" href={closed ? '#main' : `#${NEXT_ID}`}>
        {closed ? ui('skip') : t('skip')}
      </a>
      <div className="mx-auto flex min-h-14 max-w-stage flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 lg:px-6">
        <span className="chip bg-risk-soft font-semibold text-risk">
          <EyeOff className="icon" />
          <span className="max-sm:sr-only">{t('private')}</span>
          <span aria-hidden="true" className="sm:hidden">
            {t('privateShort')}
          </span>
        </span>
        {rehearsal && <span className="chip bg-signal-soft font-semibold text-signal">{t('rehearsal')}</span>}
        <span className="min-w-0 truncate text-note font-medium max-md:hidden">{title}</span>
        <div className="ms-auto flex items-center gap-1 text-small text-ink-2 tabular-nums max-sm:contents sm:gap-2">
          <span className="grow sm:hidden" />
          {!closed && (
            <span className="flex min-h-11 items-center justify-between gap-x-2 max-sm:order-last max-sm:basis-full">
              <SessionClock startedAt={start} minutes={minutes} skew={skew} pace={view.facilitator!.pace} />
              {phase !== 'lobby' && (
                <button type="button" className="btn btn-ghost px-2.5" aria-disabled={busy} onClick={onPause}>
                  {paused ? <Play className="icon" /> : <Pause className="icon" />}
                  {t(paused ? 'step.resume' : 'pause')}
                </button>
              )}
            </span>
          )}
          <button type="button" className="btn btn-ghost px-2.5" popoverTarget={HELP_ID}>
            <LifeBuoy className="icon" />
            <span className="sr-only">{ui('help')}</span>
          </button>
          <a className="btn btn-quiet px-3.5 max-sm:px-2.5" href={projector} target="second-look-projector">
            <Presentation className="icon" />
            <span className="max-lg:sr-only">{t('openProjector')}</span>
          </a>
        </div>
      </div>
    </header>
  )
}
