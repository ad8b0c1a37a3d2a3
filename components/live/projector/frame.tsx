import { CloudOff } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { placeAmong } from '@/scenarios/engine/live/debrief-steps'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { Logo } from '../../ui/logo'
import { QrCode } from '../../ui/qr-code'
import { usePlace } from '../shared/place'

export const addressOf = ({ url }: JoinInfo): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')
export const groupsOf = ({ code }: JoinInfo): string => (code.replace(/[\s-]/g, '').match(/.{1,4}/g) ?? []).join('\u00a0')

const IF_WIDE = 'squarish:hidden'

export function TopBar({ view, title, children }: { view: RoomView; title: boolean; children: React.ReactNode }) {
  const t = useTranslations('liveProjector')
  const place = usePlace(view)
  const { parts, verdict } = view.debrief ?? { parts: [], verdict: null }
  // The number of parts might reveal what it was.
  const disclosed = verdict !== null
  return (
    <header className="flex min-h-[2.75em] items-center gap-x-4 px-10 pt-3 squarish:min-h-[2.3em]">
      <Logo className="size-[1.4em] shrink-0" />
      {title && <p className={`font-semibold tracking-tight whitespace-nowrap ${IF_WIDE}`}>{view.title}</p>}
      <p className="whitespace-nowrap text-ink-2">
        {disclosed ? t('debriefPart', { n: placeAmong(parts, view.part) + 1, of: parts.length }) : view.debrief ? '' : place}
      </p>
      {view.whatIf && (
        <p className="whitespace-nowrap rounded-full bg-signal px-[.8em] text-fit-md font-semibold text-surface">{t('whatIf')}</p>
      )}
      <div className="ms-auto flex items-center gap-x-8 whitespace-nowrap">{children}</div>
    </header>
  )
}

/** Hands that were counted may exceed the number of people who joined. `hands`: how many there are is not known. */
export function Answered({ counts, hands }: { counts: Counts | null; hands: boolean }) {
  const t = useTranslations('liveProjector')
  if (!counts) return null
  const { answered, of } = counts
  return (
    <p className="text-ink-2">
      {t.rich(hands || answered > of ? 'answered' : 'answeredOf', {
        answered,
        of,
        b: (chunks) => <b className="me-[.1em] text-fit-lg font-semibold tabular-nums text-ink">{chunks}</b>,
      })}
    </p>
  )
}

/** `beside`: a question needs room. `timed`: so does its clock, which says “Last answers” in the end. */
export function JoinCorner({ join, beside, timed }: { join: JoinInfo; beside: boolean; timed: boolean }) {
  const t = useTranslations('liveProjector')
  const code = <b className="font-semibold tracking-wide text-ink tabular-nums">{groupsOf(join)}</b>
  return (
    <p className={`flex items-center gap-x-4 text-ink-2 ${beside && timed ? IF_WIDE : ''}`}>
      {beside ? <span className={IF_WIDE}>{t('join')}</span> : addressOf(join)}
      {code}
    </p>
  )
}

/** Below a vote, large enough for the last row. `low`: the vote needs the space. */
export function JoinStrip({ join, names, low }: { join: JoinInfo; names: 'anonymous' | 'nicknames'; low: boolean }) {
  const t = useTranslations('liveProjector')
  if (low) {
    return (
      <div className="mt-3 flex items-center gap-x-4 rounded-[.7em] bg-accent-soft px-4 py-2 text-unit">
        <QrCode qr={join.qr} label={t('qr')} className="size-[2.4em] shrink-0" />
        <p className="flex flex-wrap items-baseline gap-x-[.6em] text-ink-2">
          {t.rich('joinAt', { address: addressOf(join), b: bold })}
          <b className="text-fit-lg font-semibold leading-tight tracking-wide text-accent tabular-nums">{groupsOf(join)}</b>
        </p>
      </div>
    )
  }
  return (
    <div className="mt-4 flex items-center gap-x-5 rounded-[.9em] bg-accent-soft p-4 text-unit">
      <QrCode qr={join.qr} label={t('qr')} className="size-[4.8em] shrink-0" />
      <div className="min-w-0">
        <p className="leading-snug text-ink-2 wrap-anywhere">{t.rich('joinAt', { address: addressOf(join), b: bold })}</p>
        <p className="mt-1 text-fit-2xl font-semibold leading-tight tracking-wide text-accent tabular-nums">{groupsOf(join)}</p>
        <p className="mt-1 leading-snug text-ink-2">{t(`names.${names}`)}</p>
      </div>
    </div>
  )
}
export const bold = (chunks: React.ReactNode) => <b className="inline-block max-w-full font-semibold text-ink">{chunks}</b>

export function LostMark() {
  const t = useTranslations('liveProjector')
  return (
    <p role="status" className="fixed bottom-4 start-2 text-ink-3">
      <CloudOff className="icon" aria-hidden="true" />
      <span className="sr-only">{t('lost')}</span>
    </p>
  )
}
