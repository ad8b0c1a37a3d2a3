import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { useRoomQuestion } from '../shared/room-question'
import { Clock, type ClockProps, useIsOver } from './clock'
import { Fit } from './fit'
import { Tiles, useDecisionQuestion } from './question'

/** Nothing here may influence the next vote, except what the room has already seen of the one before. */
export function Talk({ view, ...time }: ClockProps & { view: RoomView }) {
  const t = useTranslations('liveProjector')
  const asked = useDecisionQuestion(view.question)
  const over = useIsOver(time)
  const { strongest, crowd } = view
  return (
    <div className="grid min-h-0 flex-1 grid-cols-2 gap-x-10 pb-4">
      <section
        aria-label={t('talk', { crowd })}
        className={`flex min-h-0 flex-col rounded-[1.1em] p-7 ${over ? 'bg-signal text-surface' : 'bg-sand'}`}
      >
        <Fit max={2} min={1} className="flex-1">
          <div className="flex min-h-full flex-col justify-center">
            <h1 className={`font-semibold leading-snug ${over ? '' : 'text-on-sand'}`}>{t('talk', { crowd })}</h1>
            <p className="mt-[.3em] text-fit-xl font-semibold leading-snug tracking-tight text-balance">{useRoomQuestion(view)}</p>
          </div>
        </Fit>
        <Clock {...time} over={t('timeUp')} className={`mt-5 ${over ? 'text-fit-5xl squarish:text-fit-4xl' : 'text-fit-6xl'}`} />
      </section>
      <Fit max={1.5} min={1}>
        <div className="flex min-h-full flex-col">
          <h2 className="font-semibold leading-snug tracking-tight">{asked?.ask}</h2>
          {strongest && <p className="mt-[.3em] text-ink-2">{t('strongest')}</p>}
          <Tiles options={asked?.options ?? []} only={strongest} />
        </div>
      </Fit>
    </div>
  )
}
