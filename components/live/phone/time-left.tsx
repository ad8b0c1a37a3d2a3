import { useTranslations } from 'use-intl'
import { clock, useCountdown } from '../shared/use-room'

interface Props {
  until: number | null
  skew: number
  over: string
}

export function TimeLeft({ until, skew, over }: Props) {
  const t = useTranslations('livePhone')
  const left = useCountdown(until, skew)
  return (
    <>
      {left !== null && left > 0 && (
        <p role="timer" className="font-semibold tabular-nums">
          {t('timeLeft', { time: clock(left) })}
        </p>
      )}
      <p role="status" className="font-semibold text-signal">
        {left === 0 && over}
      </p>
    </>
  )
}
