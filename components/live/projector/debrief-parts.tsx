import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomDebrief, RoomReport, RoomReporting } from '@/scenarios/engine/live/debrief'
import { useRoomReportHeading } from '../shared/room-reported'
import { Fit } from './fit'
import { BRIEF, BRIEFLY_HIDDEN, WHOLE } from './layout'
import { WallBar } from './totals'

export const H1 = 'text-fit-xl font-semibold leading-tight tracking-tight'

export function Reporting({ reporting }: { reporting: RoomReporting }) {
  const t = useTranslations('liveReporting')
  const heading = useRoomReportHeading(reporting)
  return (
    <>
      <h1 className={H1}>{heading}</h1>
      {reporting.by === 'button' && reporting.chances > 0 && <p className="mt-1 text-ink-2">{t('majority')}</p>}
      <Fit max={1.35} min={1} className="mt-4 flex-1">
        <ol className="flex min-h-full flex-col justify-evenly gap-y-[.4em] leading-snug">
          {reporting.moments.map((moment) => (
            <Reported key={moment.scene} {...moment} isAsked={reporting.by === 'button'} />
          ))}
        </ol>
      </Fit>
    </>
  )
}

function Reported({ title, reported, would, isAsked }: RoomReport & { isAsked: boolean }) {
  const t = useTranslations('liveProjector')
  // The facilitator may decide against the votes.
  const settled = would !== null && reported !== (isAsked ? would.reported * 2 > would.of : would.reported > 0)
  return (
    <li className="grid grid-cols-[1.4em_minmax(0,5fr)_minmax(0,4fr)_8em] items-center gap-x-[.7em]">
      {reported ? (
        <CircleCheck className="icon text-good" aria-hidden="true" />
      ) : (
        <CircleDashed className="icon text-ink-3" aria-hidden="true" />
      )}
      <span>
        <span className={reported ? 'font-semibold' : undefined}>{title}</span>
        <span className="sr-only">: {t(reported ? 'reported' : 'notReported')}</span>
        {settled && <span className="block text-ink-2">{t('settled')}</span>}
      </span>
      <span>{would && <WallBar share={would.reported / would.of} tone="fill-good" className="h-[.9em]" />}</span>
      <span className="text-ink-2 tabular-nums">
        {would
          ? t.rich('reportedOf', { ...would, b: (chunks) => <b className="text-fit-md font-semibold text-ink">{chunks}</b> })
          : isAsked && t('fewReported')}
      </span>
    </li>
  )
}

/** Only a sign has the colour of signs. What stands in its place in the other version is as strong, but harmless. */
const edgeOf = (isSign: boolean, isStrong: boolean): string =>
  isSign ? 'border-signal-line' : isStrong ? 'border-good-line' : 'border-line-2'

export function SamePage({
  pages: { when, title, lines },
  variant,
}: {
  pages: NonNullable<RoomDebrief['pages']>
  variant: NonNullable<RoomDebrief['verdict']>['variant']
}) {
  const t = useTranslations('debrief.pages')
  return (
    <>
      <p className="text-ink-2">
        {when} · {title}
      </p>
      <h1 className={`mt-1 ${H1}`}>{t('title')}</h1>
      <Fit max={1.35} min={1} layouts={WHOLE} spare={BRIEF} className="mt-4 flex-1">
        <div className="space-y-[.5em] leading-snug">
          <div className="grid grid-cols-2 gap-x-[1.6em] font-semibold">
            <p className="border-b-2 border-line-2 pb-[.2em]">{t('own', { variant })}</p>
            <p className="border-b-2 border-line-2 pb-[.2em]">{t('other', { variant })}</p>
          </div>
          {lines.map(({ id, own, other, isStrong, sign }) =>
            other === null ? (
              <p key={id} className={`text-ink-2 ${BRIEFLY_HIDDEN}`}>
                {own}
              </p>
            ) : (
              <div key={id} className="grid grid-cols-2 gap-x-[1.6em]">
                {(
                  [
                    ['own', own],
                    ['other', other],
                  ] as const
                ).map(([side, text]) => (
                  <p key={side} className={`wrap-anywhere border-s-[.2em] ps-[.6em] ${edgeOf(sign === side, isStrong)}`}>
                    {sign === side ? <mark className="rounded-[.2em] bg-signal-mark px-[.12em] text-inherit">{text}</mark> : text}
                  </p>
                ))}
              </div>
            ),
          )}
        </div>
      </Fit>
    </>
  )
}

export function ToKeep({ keep: { signs, rule } }: { keep: NonNullable<RoomDebrief['keep']> }) {
  const t = useTranslations('debrief.keep')
  return (
    <>
      <h1 className={H1}>{t('title')}</h1>
      <Fit max={1.8} min={1} className="mt-5 flex-1">
        <div className={`grid min-h-full items-center gap-x-[2em] leading-snug ${signs.length > 0 ? 'grid-cols-2' : ''}`}>
          {signs.length > 0 && (
            <section>
              <h2 className="text-ink-2">{t('signs')}</h2>
              <ul className="mt-[.4em] list-disc space-y-[.3em] ps-[1em] font-medium">
                {signs.map(({ label }) => (
                  <li key={label}>{label}</li>
                ))}
              </ul>
            </section>
          )}
          <section className="rounded-[.9em] border-2 border-accent-line bg-accent-soft px-[1em] py-[.8em]">
            <h2 className="text-ink-2">{t('rule')}</h2>
            <p className="mt-[.3em] font-semibold">{rule}</p>
          </section>
        </div>
      </Fit>
    </>
  )
}
