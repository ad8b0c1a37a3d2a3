import { useTranslations } from 'use-intl'
import { QrCode } from '../../ui/qr-code'
import { Fit } from './fit'
import { bold } from './frame'

/** Whom people tell, and where they play on by themselves. */
export interface Afterwards {
  contacts: { name: string; ways: string[] }[]
  selfStudy: { address: string; qr: { path: string; size: number } }
}
const STEPS = ['keep', 'warn', 'tell'] as const

/** The end: what to do when it happens to oneself. */
export function Closed({ contacts, selfStudy }: Afterwards) {
  const t = useTranslations('liveProjector')
  const card = useTranslations('organisation.card')
  const help = useTranslations('help')
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,8fr)_minmax(0,5fr)] gap-x-12 squarish:grid-cols-[minmax(0,7fr)_minmax(0,6fr)] pb-4 pt-8">
      <Fit max={1.5} min={1}>
        <div className="flex min-h-full flex-col justify-center">
          <p className="text-ink-2">{t('closed')}</p>
          <h1 className="mt-[.1em] text-fit-xl font-semibold leading-tight tracking-tight">{t('whenItHappens')}</h1>
          <ol className="mt-[.9em] space-y-[.7em] text-fit-lg leading-snug">
            {STEPS.map((step, i) => (
              <li key={step} className="grid grid-cols-[1.6em_minmax(0,1fr)] items-baseline">
                <b aria-hidden="true" className="font-semibold text-accent tabular-nums">
                  {i + 1}
                </b>
                <span className={step === 'tell' ? 'font-semibold' : undefined}>{card(`steps.${step}`)}</span>
              </li>
            ))}
          </ol>
        </div>
      </Fit>
      <div className="flex min-h-0 flex-col gap-y-5">
        <section className="rounded-[.9em] border border-accent-line bg-accent-soft px-7 py-5">
          <h2 className="text-ink-2">{card('tell')}</h2>
          {contacts.length === 0 && <p className="text-fit-md font-semibold leading-snug">{help('officer')}</p>}
          {contacts.map(({ name, ways }) => (
            <div key={name} className="mt-1 leading-snug">
              <p className="text-fit-md font-semibold">{name}</p>
              {ways.map((way) => (
                <p key={way} className="tabular-nums wrap-anywhere">
                  {way}
                </p>
              ))}
            </div>
          ))}
        </section>
        <section className="flex min-h-0 flex-1 flex-col justify-end">
          <p className="leading-snug text-ink-2 wrap-anywhere">{t.rich('goOnAt', { address: selfStudy.address, b: bold })}</p>
          <QrCode qr={selfStudy.qr} label={t('qrAlone')} className="mt-4 max-h-[11em] min-h-0 w-auto flex-1 self-start" />
        </section>
      </div>
    </div>
  )
}
