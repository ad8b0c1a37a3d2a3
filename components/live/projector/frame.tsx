import { CloudOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { Logo } from '../../ui/logo'
import { QrCode } from '../../ui/qr-code'
import { usePlace } from '../shared/place'

/** The address as people type it. */
export const addressOf = ({ url }: JoinInfo): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')
/** The code as people read it out: in groups of four. */
export const groupsOf = ({ code }: JoinInfo): string => (code.replace(/[\s-]/g, '').match(/.{1,4}/g) ?? []).join('\u00a0')

/** The session and its progress; on the right what the moment needs. */
export function TopBar({ view, title, children }: { view: RoomView; title: boolean; children: React.ReactNode }) {
  const t = useTranslations('liveProjector')
  const place = usePlace(view)
  const parts = view.debrief?.parts
  return (
    <header className="flex min-h-[4.25em] items-center gap-x-4 px-10 pt-5">
      <Logo className="size-[2em] shrink-0" />
      {title && <p className="truncate text-fit-lg font-semibold tracking-tight">{view.title}</p>}
      <p className="shrink-0 text-fit-lg text-ink-2">
        {parts ? t('debriefPart', { n: parts.indexOf(view.part) + 1, of: parts.length }) : place}
      </p>
      {view.whatIf && (
        <p className="shrink-0 rounded-full border border-line-2 bg-surface px-[.7em] text-fit-lg text-ink-2">{t('whatIf')}</p>
      )}
      <div className="ms-auto flex shrink-0 items-center">{children}</div>
    </header>
  )
}

/** How many have answered. The hands counted may exceed the number who joined or are expected. */
export function Answered({ counts, of }: { counts: Counts | null; of: number }) {
  const t = useTranslations('liveProjector')
  if (!counts) return null
  const { answered } = counts
  return (
    <p className="text-fit-lg text-ink-2">
      {t.rich(answered > of ? 'answered' : 'answeredOf', {
        answered,
        of,
        b: (chunks) => <b className="me-[.1em] text-fit-xl font-semibold tabular-nums text-ink">{chunks}</b>,
      })}
    </p>
  )
}

/** For latecomers. */
export function JoinCorner({ join }: { join: JoinInfo }) {
  const t = useTranslations('liveProjector')
  return (
    <p className="flex items-center gap-x-4 text-fit-lg text-ink-2">
      {addressOf(join)}
      <b className="text-fit-lg font-semibold tracking-wide text-ink tabular-nums">{groupsOf(join)}</b>
      <QrCode qr={join.qr} label={t('qr')} className="size-[2.9em]" />
    </p>
  )
}

/** The same below a vote, large enough for the last row. `low` if the vote needs the space. */
export function JoinStrip({ join, names, low }: { join: JoinInfo; names: 'anonymous' | 'nicknames'; low: boolean }) {
  const t = useTranslations('liveProjector')
  if (low) {
    return (
      <div className="mt-3 flex items-center gap-x-4 rounded-[1em] bg-accent-soft px-4 py-2 text-unit">
        <QrCode qr={join.qr} label={t('qr')} className="size-[3.6em] shrink-0" />
        <p className="flex flex-wrap items-baseline gap-x-[.6em] text-fit-lg text-ink-2">
          {t.rich('joinAt', { address: addressOf(join), b: bold })}
          <b className="text-fit-xl font-semibold leading-tight tracking-wide text-accent tabular-nums">{groupsOf(join)}</b>
        </p>
      </div>
    )
  }
  return (
    <div className="mt-4 flex items-center gap-x-5 rounded-[1.25em] bg-accent-soft p-4 text-unit">
      <QrCode qr={join.qr} label={t('qr')} className="size-[7em] shrink-0" />
      <div className="min-w-0">
        <p className="text-fit-lg leading-snug text-ink-2 wrap-anywhere">{t.rich('joinAt', { address: addressOf(join), b: bold })}</p>
        <p className="mt-1 text-fit-4xl font-semibold leading-tight tracking-wide text-accent tabular-nums">{groupsOf(join)}</p>
        <p className="mt-1 text-fit-lg leading-snug text-ink-2">{t(`names.${names}`)}</p>
      </div>
    </div>
  )
}
export const bold = (chunks: React.ReactNode) => <b className="font-semibold text-ink">{chunks}</b>

/** In a corner: the facilitator should know, the room need not. */
export function LostMark() {
  const t = useTranslations('liveProjector')
  return (
    <p role="status" className="fixed bottom-2 start-3 flex items-center gap-x-2 text-ink-3">
      <CloudOff className="icon" aria-hidden="true" />
      <span className="sr-only">{t('lost')}</span>
    </p>
  )
}
