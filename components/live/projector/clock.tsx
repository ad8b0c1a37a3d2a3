import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { clock, useCountdown } from '../shared/use-room'

/** In seconds. A bar starts full at the next half minute, even on a projector that connects late. */
const WHOLE = 30
/** Synchronised clocks differ by this many seconds at most. */
const LEEWAY = 2

export interface ClockProps {
  until: number | null
  skew: number
}

export function Clock({ until, skew, over, className = '' }: ClockProps & { over: string; className?: string }) {
  const t = useTranslations('liveProjector')
  const left = useCountdown(until, skew)
  if (left === null) return null
  if (left === 0)
    return (
      <p role="status" className={`wall-over font-semibold leading-none tracking-tight ${className}`}>
        {over}
      </p>
    )
  return (
    <p
      role="timer"
      aria-label={t('timeLeft', { time: clock(left) })}
      className={`font-semibold leading-none tracking-tight tabular-nums ${className}`}
    >
      {clock(left)}
    </p>
  )
}

export function TimeBar({ until, skew }: ClockProps) {
  const left = useCountdown(until, skew)
  const [whole, setWhole] = useState(0)
  if (left === null) return null
  if (left > whole + LEEWAY) setWhole(Math.max(WHOLE, Math.ceil((left - LEEWAY) / WHOLE) * WHOLE))
  const over = left === 0
  return (
    <svg aria-hidden="true" className="h-[.7em] w-full shrink-0 bg-line-2">
      <rect
        className={over ? 'wall-over fill-signal-line' : 'fill-accent ease-linear motion-safe:transition-[width] motion-safe:duration-1000'}
        width={over ? '100%' : `${Math.min(100, (100 * left) / (whole || left))}%`}
        height="100%"
      />
    </svg>
  )
}

export const useIsOver = ({ until, skew }: ClockProps): boolean => useCountdown(until, skew) === 0
