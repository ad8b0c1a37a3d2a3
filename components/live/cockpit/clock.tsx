import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { clock, useCountdown } from '../shared/use-room'

/** The server's time in milliseconds, updated every second; null until the page is interactive. */
function useNow(skew: number): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now() + skew)
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [skew])
  return now
}

/** Beyond this a session was left open, and its running time means nothing. */
const LEFT_OPEN = 12 * 3_600_000

/** How long the session has run, out of its planned length. */
export function SessionClock({ startedAt, minutes, skew }: { startedAt: number | null; minutes: number; skew: number }) {
  const t = useTranslations('liveCockpit')
  const now = useNow(skew)
  const run = startedAt === null || now === null ? null : Math.max(0, now - startedAt)
  if (run === null || run > LEFT_OPEN) return <span>{t('planned', { minutes })}</span>
  const over = run > minutes * 60_000
  return (
    <span role="timer" aria-live="off" className={over ? 'text-signal' : undefined}>
      {t.rich('clock', {
        time: clock(Math.floor(run / 1000)),
        minutes,
        b: (chunks) => <b className={`font-semibold ${over ? '' : 'text-ink'}`}>{chunks}</b>,
      })}
    </span>
  )
}

/** The time left for discussion. */
export function TalkTimer({ until, skew }: { until: number; skew: number }) {
  const t = useTranslations('liveCockpit')
  const left = useCountdown(until, skew)
  if (left === null) return null
  return (
    <p
      role="timer"
      aria-live="off"
      className={`rounded-xl px-4 py-3 ${left === 0 ? 'bg-signal-soft text-signal' : 'bg-accent-soft text-ink'}`}
    >
      {left === 0
        ? t('talkOver')
        : t.rich('talkLeft', {
            time: clock(left),
            b: (chunks) => <b className="me-1 text-scene tabular-nums">{chunks}</b>,
          })}
    </p>
  )
}

/** A time of day in the time zone of the screen, which the server does not know. */
export function TimeOfDay({ at }: { at: number }) {
  const locale = useLocale()
  const [text, setText] = useState('')
  useEffect(() => {
    setText(new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at))
  }, [at, locale])
  return (
    <time dateTime={new Date(at).toISOString()} className="tabular-nums">
      {text}
    </time>
  )
}
