import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { clock, useCountdown } from '../shared/use-room'

/** Seconds: a ring starts full at the next half minute, even on a projector that connects late. */
const WHOLE = 30
/** How far synchronised clocks differ at most. */
const LEEWAY = 2
const ROUND = 2 * Math.PI * 53

/** The time left to talk, as a ring. Nothing happens at the end: the facilitator moves on at will. */
function Ring({ until, skew, className }: { until: number; skew: number; className: string }) {
  const t = useTranslations('liveProjector')
  const left = useCountdown(until, skew)
  const [whole, setWhole] = useState(0)
  if (left === null) return <span className={className} />
  if (whole === 0) setWhole(Math.max(WHOLE, Math.ceil((left - LEEWAY) / WHOLE) * WHOLE))
  return (
    <svg viewBox="0 0 120 120" role="timer" aria-label={t('timeLeft', { time: clock(left) })} className={className}>
      <circle cx="60" cy="60" r="53" fill="none" strokeWidth="9" className="stroke-accent-line" />
      <circle
        cx="60"
        cy="60"
        r="53"
        fill="none"
        strokeWidth="9"
        strokeLinecap="round"
        transform="rotate(-90 60 60)"
        className="stroke-accent"
        strokeDasharray={ROUND}
        strokeDashoffset={ROUND * (1 - left / (whole || left || 1))}
      />
      <text x="60" y="60" textAnchor="middle" dominantBaseline="central" fontWeight="600" fontSize="31" className="fill-ink tabular-nums">
        {clock(left)}
      </text>
    </svg>
  )
}

export interface TalkProps {
  until: number | null
  skew: number
}

/** Next to a question. */
export function Talk({ until, skew }: TalkProps) {
  const t = useTranslations('liveProjector')
  return (
    <section aria-label={t('talk')} className="flex flex-col items-center justify-center rounded-[1.75em] bg-accent-soft p-8 text-center">
      {until !== null && <Ring key={until} until={until} skew={skew} className="mb-7 size-[17em] shrink-0" />}
      <p className="text-fit-3xl font-semibold leading-tight text-accent">{t('talk')}</p>
      <p className="mt-3 text-fit-xl leading-snug text-balance">{t('talkHint')}</p>
    </section>
  )
}
