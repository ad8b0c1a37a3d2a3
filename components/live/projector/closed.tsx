import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { QrCode } from '../../ui/qr-code'
import { Fit } from './fit'
import { bold } from './frame'
import { Signing } from './start'

export interface FollowUp {
  contacts: { name: string; ways: string[] }[]
  /** Null if phones cannot reach it. */
  selfStudy: { address: string; qr: { path: string; size: number } } | null
}
const STEPS = ['keep', 'warn', 'report'] as const
const WITH_MORE = 'grid-cols-[minmax(0,8fr)_minmax(0,4fr)] squarish:grid-cols-[minmax(0,8fr)_minmax(0,5fr)]'

/** @param signing what those are who may sign the attendance sheet; false if nobody may */
export function Closed({ contacts, selfStudy, signing }: FollowUp & { signing: RoomView['crowd'] | false }) {
  const t = useTranslations('liveProjector')
  const card = useTranslations('organisation.card')
  const isMore = signing !== false || selfStudy !== null
  return (
    <div className={`grid min-h-0 flex-1 grid-rows-[minmax(0,1fr)] gap-x-12 pb-4 pt-8 ${isMore ? WITH_MORE : ''}`}>
      <Fit max={isMore ? 1.5 : 2} min={1}>
        <div className="flex min-h-full flex-col justify-center">
          <p className="text-ink-2">{t('closed')}</p>
          <h1 className="mt-[.1em] text-fit-xl font-semibold leading-tight tracking-tight">{t('whenItHappens')}</h1>
          <ol className="mt-[.7em] space-y-[.5em] text-fit-lg leading-snug">
            {STEPS.map((step, i) => (
              <li key={step} className="grid grid-cols-[1.6em_minmax(0,1fr)] items-baseline">
                <b aria-hidden="true" className="font-semibold text-accent tabular-nums">
                  {i + 1}
                </b>
                <span className={step === 'report' ? 'font-semibold' : undefined}>{card(`steps.${step}`)}</span>
              </li>
            ))}
          </ol>
          <Contacts contacts={contacts} />
        </div>
      </Fit>
      <section className="flex min-h-0 flex-col justify-center empty:hidden">
        {signing && <Signing crowd={signing} />}
        {selfStudy && (
          <>
            <p className="mt-6 leading-snug text-ink-2 wrap-anywhere">{t.rich('goOnAt', { address: selfStudy.address, b: bold })}</p>
            <QrCode qr={selfStudy.qr} label={t('qrAlone')} className="mt-4 max-h-[11em] min-h-0 w-auto flex-1 self-start" />
          </>
        )}
      </section>
    </div>
  )
}

function Contacts({ contacts }: Pick<FollowUp, 'contacts'>) {
  const t = useTranslations('liveProjector')
  const card = useTranslations('organisation.card')
  const help = useTranslations('help')
  return (
    <section className="ms-[1.9em] mt-[.6em] self-start rounded-[.7em] border border-accent-line bg-accent-soft px-[1em] py-[.6em] leading-snug">
      <h2 className={contacts.length > 0 ? 'sr-only' : 'inline text-ink-2'}>{card('report')} </h2>
      {contacts.length === 0 && (
        <>
          <p className="inline font-semibold">{help('officer')}</p>
          <p className="mt-[.2em]">{t('noContact')}</p>
        </>
      )}
      <ul className="space-y-[.4em]">
        {contacts.map(({ name, ways }) => (
          <li key={name}>
            <p className="font-semibold">{name}</p>
            {ways.map((way) => (
              <p key={way} className="tabular-nums wrap-anywhere">
                {way}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
