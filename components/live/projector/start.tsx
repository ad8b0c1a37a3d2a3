import { PenLine } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { OwnLogo, useBrand } from '../../ui/brand'
import { Logo } from '../../ui/logo'
import { QrCode } from '../../ui/qr-code'
import { Fit } from './fit'
import { addressOf, bold, groupsOf } from './frame'

export function Lobby({
  title,
  join,
  names,
  tables,
  signing,
  counts,
  locked,
}: {
  title: string
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
  tables: boolean
  signing: boolean
  counts: Counts | null
  locked: boolean
}) {
  const t = useTranslations('liveProjector')
  const ui = useTranslations('ui')
  const brand = useBrand()
  const joined = counts && <p className="text-fit-lg text-ink-2">{t.rich('joined', { count: counts.joined, b: bold })}</p>
  if (!join) {
    return (
      <div className="flex flex-1 flex-col items-center justify-center text-center">
        <Logo className="size-[2.7em]" />
        <h1 className="mt-8 text-fit-4xl font-semibold leading-tight tracking-tight">{title}</h1>
        <p className="mb-4 mt-6 text-fit-lg text-ink-2">{t(locked ? 'lockedNote' : 'soon')}</p>
        {counts && counts.joined > 0 && joined}
        {signing && <Signing crowd={tables ? 'tables' : 'people'} />}
      </div>
    )
  }
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-14">
      <Fit max={1.45} min={1} className="h-full">
        <div className="flex min-h-full flex-col justify-center">
          <p className="flex items-center gap-x-3 text-fit-md font-semibold tracking-tight">
            {brand?.logo ? (
              <OwnLogo src={brand.logo} className="h-[1.8em] max-w-48 rounded-md bg-white p-0.5" />
            ) : (
              <Logo className="size-[1.6em]" />
            )}
            {brand?.name || ui('name')}
          </p>
          <h1 className="mt-[.3em] text-fit-2xl font-semibold leading-tight tracking-tight">{title}</h1>
          <p className="mt-[1em] text-fit-lg leading-snug text-ink-2 wrap-anywhere">
            {t.rich('joinAt', { address: addressOf(join), b: bold })}
          </p>
          {!join.reachable && <p className="mt-[.2em] font-semibold leading-snug text-signal">{t('unreachable')}</p>}
          <p className="mt-[.05em] text-fit-4xl font-semibold leading-tight tracking-wide text-accent tabular-nums">{groupsOf(join)}</p>
          <p className="mb-[1em] mt-[.6em] leading-medium text-ink-2">
            {tables && <b className="font-semibold text-ink">{t('tables')} </b>}
            {t(`names.${names}`)}
          </p>
          {joined}
          {signing && <Signing crowd={tables ? 'tables' : 'people'} />}
        </div>
      </Fit>
      <QrCode qr={join.qr} label={t('qr')} className="size-[min(19em,72dvh)] squarish:size-[15em]" />
    </div>
  )
}

export function Signing({ crowd }: { crowd: 'people' | 'tables' }) {
  const t = useTranslations('liveProjector')
  return (
    <p className="mt-[.8em] flex items-center gap-[.5em] self-start rounded-[.7em] bg-sand px-[.8em] py-[.4em] leading-snug text-on-sand">
      <PenLine className="icon shrink-0" aria-hidden="true" />
      {t('signing', { crowd })}
    </p>
  )
}

export function Opening({ you }: { you: string }) {
  const t = useTranslations('play')
  return (
    <Fit max={1.8} min={1} className="flex-1">
      <div className="flex min-h-full flex-col justify-center pb-[1em]">
        <h1 className="text-fit-lg font-semibold leading-tight tracking-tight">{t('whoYouAre')}</h1>
        <p className="mt-[.7em] leading-medium">{you}</p>
      </div>
    </Fit>
  )
}

export const Plain = ({ title, children }: { title: string; children?: React.ReactNode }) => (
  <div className="mx-auto flex max-w-[44em] flex-1 flex-col items-center justify-center pb-10 text-center">
    <h1 className="text-fit-4xl font-semibold leading-tight tracking-tight">{title}</h1>
    <div className="mt-6 space-y-4 text-fit-lg leading-medium text-ink-2">{children}</div>
  </div>
)
