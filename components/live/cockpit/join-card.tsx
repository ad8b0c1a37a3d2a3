import { Lock, LockOpen } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { TimeOfDay, useNow } from './clock'
import { AskFirst } from './confirm'

interface Props {
  /** The session's address. */
  base: string
  join: JoinInfo | null
  joined: number
  /** When we last refused a right code, because too many wrong ones had come from the same address. */
  refused: number | null
  skew: number
  size: number
  locked: boolean
  closed: boolean
  busy: boolean
  onLock: () => void
  onNewCode: () => void
}

export function JoinCard({ base, join, joined, refused, skew, size, locked, closed, busy, onLock, onNewCode }: Props) {
  const t = useTranslations('liveCockpit.join')
  const Icon = locked ? LockOpen : Lock
  const shown = closed ? null : join
  return (
    <section className="card p-5 shadow-card" aria-labelledby="join-h">
      <div className="flex items-center gap-4">
        {shown && (
          <svg
            viewBox={`0 0 ${shown.qr.size} ${shown.qr.size}`}
            className="size-20 shrink-0 rounded-lg bg-white p-1.5"
            role="img"
            aria-label={t('qr')}
            shapeRendering="crispEdges"
          >
            <path d={shown.qr.path} fill="#000" />
          </svg>
        )}
        <div className="min-w-0">
          <h2 id="join-h" className="text-note">
            <b className="font-semibold tabular-nums">{joined}</b> {t('joined', { size })}
          </h2>
          {shown && <p className="text-small text-ink-2 wrap-anywhere">{t('at', { url: shown.url })}</p>}
          {shown && <p className="text-scene leading-8 tracking-wide tabular-nums">{shown.code}</p>}
        </div>
      </div>
      <p className="mt-2 text-fine text-ink-2">
        {closed ? (
          t('closed')
        ) : locked ? (
          t('locked')
        ) : join ? (
          <>
            {t('expires')} <TimeOfDay at={join.expires} />
          </>
        ) : (
          t('expired')
        )}
      </p>
      {shown && <Reach base={base} join={shown} />}
      {!closed && <Refused at={refused} skew={skew} />}
      {!closed && (
        <div className="mt-3 flex flex-wrap gap-2">
          <button type="button" className="btn btn-quiet min-h-11" aria-disabled={busy} onClick={onLock}>
            <Icon className="icon" />
            {t(locked ? 'unlock' : 'lock')}
          </button>
          <AskFirst className="btn btn-ghost" question={t('newAsk')} confirm={t('newDo')} onConfirm={onNewCode}>
            {t('new')}
          </AskFirst>
        </div>
      )}
    </section>
  )
}

/** What to do if the server knows no address of its own, only the machine's. */
function Reach({ base, join: { reachable, addresses } }: { base: string; join: JoinInfo }) {
  const t = useTranslations('liveCockpit.join')
  if (!reachable)
    return <p className="mt-2 rounded-lg bg-signal-soft px-3 py-2 text-small leading-normal text-signal">{t('unreachable')}</p>
  if (addresses.length === 0) return null
  return (
    <>
      <p className="mt-2 text-small leading-normal text-ink-2">{t('tryFirst')}</p>
      {addresses.length > 1 && (
        <form method="post" action={`${base}/address`} className="mt-2 flex flex-wrap items-center gap-2">
          <select
            name="address"
            aria-label={t('address')}
            defaultValue={addresses[0]}
            className="min-h-11 rounded-lg border border-control bg-surface px-2 text-note tabular-nums"
          >
            {addresses.toSorted().map((address) => (
              <option key={address}>{address}</option>
            ))}
          </select>
          <button type="submit" className="btn btn-quiet min-h-11">
            {t('useAddress')}
          </button>
        </form>
      )}
    </>
  )
}

const NEWS = 2 * 60_000

function Refused({ at, skew }: { at: number | null; skew: number }) {
  const t = useTranslations('liveCockpit.join')
  const now = useNow(skew)
  return (
    <p role="status" className="rounded-lg bg-signal-soft px-3 py-2 text-small leading-normal text-signal not-empty:mt-2 empty:hidden">
      {at !== null && now !== null && now - at < NEWS && t('refused')}
    </p>
  )
}
