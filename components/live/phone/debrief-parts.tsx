import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { Cite } from '../../debrief/sources'
import { useRoomReportHeading } from '../shared/room-reported'

export type Variant = NonNullable<RoomDebrief['verdict']>['variant']
type ReportingView = NonNullable<RoomDebrief['reporting']>
export type Numbers = Map<string, number>

export const ReportingTitle = ({ reporting }: { reporting: ReportingView }) => useRoomReportHeading(reporting)

export function Reporting({ reporting, variant, numbers }: { reporting: ReportingView; variant: Variant; numbers: Numbers }) {
  const t = useTranslations('liveReporting')
  return (
    <>
      <p className="leading-relaxed text-ink-2">
        {t(`note.${reporting.chances > 0 ? variant : 'nothing'}`)}
        {reporting.chances > 0 && reporting.by === 'button' && ` ${t('majority')}`}
      </p>
      <ol className="mt-4 space-y-4">
        {reporting.moments.map(({ scene, when, title, reported, would, why, cites, reply }) => (
          <li key={scene} className="flex gap-3 leading-relaxed">
            {reported ? <CircleCheck className="icon mt-1 text-good" /> : <CircleDashed className="icon mt-1 text-ink-3" />}
            <div className="min-w-0">
              <p className="text-fine text-ink-3">{when}</p>
              <p className="font-medium">
                {title}: {t(reported ? 'reported' : 'notReported')}
              </p>
              {(would || reporting.by === 'button') && <p className="text-small text-ink-2">{would ? t('would', would) : t('few')}</p>}
              {reply && <p className="mt-1 border-s-4 border-accent-line ps-3.5">{reply}</p>}
              <p className="mt-1 text-note text-ink-2">
                {why}
                <Cite ids={cites} numbers={numbers} />
              </p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Only a sign has the colour of signs. What stands in its place in the other version is as strong, but harmless. */
const edgeOf = (isSign: boolean, isStrong: boolean): string =>
  isSign ? 'border-signal-line' : isStrong ? 'border-good-line' : 'border-line-2'

export function SamePage({ pages: { when, title, lines }, variant }: { pages: NonNullable<RoomDebrief['pages']>; variant: Variant }) {
  const t = useTranslations('debrief.pages')
  return (
    <>
      <p className="text-note leading-normal text-ink-2">{t('note', { title: `${when}: ${title}` })}</p>
      <ul className="mt-3 space-y-3 leading-relaxed">
        {lines.map(({ id, own, other, isStrong, sign }) =>
          other === null ? (
            <li key={id} className="text-ink-2">
              {own}
            </li>
          ) : (
            <li key={id} className="wrap-anywhere space-y-2">
              {(
                [
                  ['own', own],
                  ['other', other],
                ] as const
              ).map(([side, text]) => (
                <p key={side} className={`border-s-4 ps-3 ${edgeOf(sign === side, isStrong)}`}>
                  <span className="block text-fine font-semibold text-ink-3">{t(side, { variant })}:</span>
                  {sign === side ? <mark className="segment bg-signal-mark text-inherit">{text}</mark> : text}
                </p>
              ))}
            </li>
          ),
        )}
      </ul>
    </>
  )
}

export function ToKeep({ keep: { signs, rule }, numbers }: { keep: NonNullable<RoomDebrief['keep']>; numbers: Numbers }) {
  const t = useTranslations('debrief.keep')
  const own = useTranslations('livePhone.debrief')
  return (
    <>
      <p className="text-lead font-medium leading-relaxed">{rule}</p>
      {signs.length > 0 && (
        <>
          <h3 className="mt-3 text-small font-semibold text-ink-2">{t('signs')}</h3>
          <ul className="mt-1.5 list-disc space-y-1 ps-5 leading-relaxed">
            {signs.map(({ label, cites }) => (
              <li key={label}>
                {label}
                <Cite ids={cites} numbers={numbers} />
              </li>
            ))}
          </ul>
          {signs.some(({ cites }) => !cites.some((id) => numbers.has(id))) && (
            <p className="mt-1.5 text-note text-ink-2">{own('ownSigns')}</p>
          )}
        </>
      )}
    </>
  )
}
