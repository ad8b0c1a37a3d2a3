import { Minus, Plus, Timer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { PaceView } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { clock, isLongOver, useCountdown } from '../shared/use-room'
import { paceNow, usedUp } from './pace'

/** The server's time in milliseconds, updated twice a second; null until the page is interactive. */
export function useNow(skew: number): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now() + skew)
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [skew])
  return now
}

/** A session that has run longer was left open, so its running time means nothing. */
const LEFT_OPEN = 12 * 3_600_000

interface SessionClockProps {
  startedAt: number | null
  minutes: number
  skew: number
  pace: PaceView
}

/** Pauses do not count as running time. */
export function SessionClock({ startedAt, minutes, skew, pace }: SessionClockProps) {
  const t = useTranslations('liveCockpit')
  const now = useNow(skew)
  const run = startedAt === null || now === null ? null : usedUp(startedAt, now, pace)
  if (run === null || run > LEFT_OPEN) return <span>{t('planned', { minutes })}</span>
  const over = run > minutes * 60_000
  const off = paceNow(run / 60_000, pace)
  return (
    <span className="flex items-center gap-x-2">
      <span role="timer" aria-live="off" className={over ? 'text-signal' : undefined}>
        {t.rich('clock', {
          time: clock(Math.floor(run / 1000)),
          minutes,
          b: (chunks) => <b className={`font-semibold ${over ? '' : 'text-ink'}`}>{chunks}</b>,
        })}
      </span>
      <span className={`chip ${off < 0 ? 'bg-signal-soft text-signal' : 'bg-sunken text-ink-2'}`}>
        {t(off < 0 ? 'pace.behind' : off > 0 ? 'pace.ahead' : 'pace.onTime', { minutes: Math.abs(off) })}
      </span>
    </span>
  )
}

/** Seconds to vote; 0 for as long as it takes. */
const COUNTDOWNS = [0, 30, 60, 90] as const

/** All screens show the time, but nothing closes by itself. */
export function Countdown({ chosen, onChoose }: { chosen: number; onChoose: (seconds: number) => void }) {
  const t = useTranslations('liveCockpit.countdown')
  return (
    <fieldset className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <legend className="float-start me-3 py-1.5 text-small text-ink-2">{t('next')}</legend>
      <div className="segmented">
        {COUNTDOWNS.map((seconds) => (
          <label key={seconds}>
            <input type="radio" name="countdown" checked={chosen === seconds} onChange={() => onChoose(seconds)} />
            <span className="min-w-14">{t(seconds === 0 ? 'none' : 'seconds', { seconds })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface TimerProps {
  view: Pick<RoomView, 'phase' | 'until' | 'paused'>
  skew: number
  busy: boolean
  send: (command: AskedCommand) => void
}

export function RoomTimer({ view: { phase, until, paused }, skew, busy, send }: TimerProps) {
  const t = useTranslations('liveCockpit')
  const left = useCountdown(until, skew)
  const now = useNow(skew)
  const kind = phase === 'discussing' || phase === 'revealed' ? 'talk' : phase === 'voting' ? 'vote' : null
  if (!kind || paused) return null
  const give = (seconds: number) => !busy && send({ type: 'timer', seconds })
  if (until === null || (now !== null && isLongOver(until, now)))
    return (
      <p className="mt-3 flex flex-wrap items-center gap-2 text-small text-ink-2">
        <Timer className="icon" />
        {t(kind === 'talk' ? 'countdown.giveTalk' : 'countdown.give')}
        {(kind === 'talk' ? [60, 120, 180] : COUNTDOWNS.slice(1)).map((seconds) => (
          <button
            key={seconds}
            type="button"
            className="btn btn-quiet min-h-9 px-2.5 py-1 text-small"
            aria-disabled={busy}
            onClick={() => give(seconds)}
          >
            {kind === 'talk' ? t('countdown.minutes', { minutes: seconds / 60 }) : t('countdown.seconds', { seconds })}
          </button>
        ))}
      </p>
    )
  const step = kind === 'talk' ? 60 : 30
  const isOver = left === 0
  return (
    <div
      className={`mt-3 flex flex-wrap items-center justify-between gap-x-2 gap-y-1 rounded-xl py-2 ps-3 pe-1 sm:ps-4 sm:pe-2 ${isOver ? 'bg-signal-soft text-signal' : 'bg-accent-soft text-ink'}`}
    >
      <p role="timer" aria-live="off" className="leading-normal">
        {isOver
          ? t(phase === 'revealed' ? 'talkOverShown' : kind === 'talk' ? 'talkOver' : 'voteOver')
          : t.rich(kind === 'talk' ? 'talkLeft' : 'voteLeft', {
              time: clock(left ?? 0),
              b: (chunks) => <b className="me-1 text-scene tabular-nums">{left === null ? '–' : chunks}</b>,
            })}
      </p>
      <span className="flex gap-1">
        {!isOver && <More by={-step} give={give} busy={busy} />}
        <More by={step} give={give} busy={busy} />
      </span>
    </div>
  )
}

function More({ by, give, busy }: { by: number; give: (seconds: number) => void; busy: boolean }) {
  const t = useTranslations('liveCockpit.countdown')
  const Icon = by < 0 ? Minus : Plus
  const amount = Math.abs(by)
  const text = amount < 60 ? t('seconds', { seconds: amount }) : t('minutes', { minutes: amount / 60 })
  return (
    <button
      type="button"
      className="btn btn-ghost gap-1 px-2 text-small text-ink sm:px-2.5"
      aria-disabled={busy}
      aria-label={t(by < 0 ? 'less' : 'more', { time: text })}
      onClick={() => give(by)}
    >
      <Icon className="icon" />
      {text}
    </button>
  )
}

/** A time of day in the screen's time zone, which the server does not know. */
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
