import { CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomDebrief, RoomLeaning } from '@/scenarios/engine/live/debrief'
import { LEANS } from '@/scenarios/engine/play/events'
import { CurveInWords } from '../shared/curve'
import { useRoomTold } from '../shared/room-told'
import { Fit } from './fit'
import { BRIEF, BRIEFLY_HIDDEN, WHOLE } from './layout'
import { Bar } from './totals'

export const H1 = 'text-fit-3xl font-semibold leading-tight tracking-tight'

/** Whether the room told, when first, and how many would have. */
export function Telling({ reporting }: { reporting: NonNullable<RoomDebrief['reporting']> }) {
  const t = useTranslations('liveProjector')
  const heading = useRoomTold(reporting)
  return (
    <>
      <h1 className={H1}>{heading}</h1>
      <p className="mt-1 text-fit-lg text-ink-2">{t('tellingNote')}</p>
      <Fit max={1.75} min={1.25} className="mt-4 flex-1">
        <ol className="grid gap-y-[.55em] leading-snug">
          {reporting.moments.map(({ scene, title, told, would }) => (
            <li key={scene} className="grid grid-cols-[1.4em_minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)] items-center gap-x-[.7em]">
              {told ? (
                <CircleCheck className="icon text-good" aria-hidden="true" />
              ) : (
                <CircleDashed className="icon text-ink-3" aria-hidden="true" />
              )}
              <span className={told ? 'font-semibold' : undefined}>
                {title}
                <span className="sr-only">: {t(told ? 'told' : 'notTold')}</span>
              </span>
              <span>{would && <Bar share={would.told / would.of} className="h-[.6em]" />}</span>
              <span className="text-ink-2 tabular-nums">{would ? t('toldOf', would) : t('fewTold')}</span>
            </li>
          ))}
        </ol>
      </Fit>
    </>
  )
}

/** How it looked to the room, moment by moment. */
export function Curve({ leaning }: { leaning: RoomLeaning[] }) {
  const t = useTranslations('liveCurve')
  const note = useTranslations('liveProjector')
  const axis = useTranslations('play.lean.steps')
  return (
    <>
      <h1 className={H1}>{t('title')}</h1>
      <p className="mt-1 text-fit-lg text-ink-2">{note('curveNote')}</p>
      <CurveInWords leaning={leaning} />
      <Fit max={1.5} min={1.25} className="mt-3 flex-1">
        <div aria-hidden="true" className="grid min-h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(9em,1fr)_auto] gap-x-[.8em]">
          <div className="grid grid-rows-5 items-center text-end leading-tight text-ink-2">
            {LEANS.toReversed().map((lean) => (
              <span key={lean}>{lean % 2 === 1 && axis(`${lean}`)}</span>
            ))}
          </div>
          <Plot leaning={leaning} known={t('known')} />
          <ol className="col-start-2 mt-[.5em] grid auto-cols-fr grid-flow-col gap-x-[.4em] text-center leading-tight">
            {leaning.map(({ scene, title, room }) => (
              <li key={scene}>
                <span className="block hyphens-auto wrap-anywhere">{title || t('end')}</span>
                <span className="block text-ink-2 tabular-nums">{room ? t('saidBy', { count: room.said }) : t('tooFew')}</span>
              </li>
            ))}
          </ol>
        </div>
      </Fit>
    </>
  )
}

/** Without words, except for where one could know. */
function Plot({ leaning, known }: { leaning: RoomLeaning[]; known: string }) {
  const x = (i: number) => (100 * (i + 0.5)) / leaning.length
  const y = (mean: number) => 110 - 20 * mean
  const points = leaning.flatMap(({ room }, i) => (room ? [[x(i), y(room.mean)]] : []))
  const from = leaning.findIndex((m) => m.decided)
  return (
    <div className="relative overflow-hidden rounded-[.7em] border border-line-2 bg-surface">
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full" role="presentation">
        {from >= 0 && <rect x={(100 * from) / leaning.length} width="100" height="100" className="fill-accent-soft" />}
        {LEANS.map((lean) => (
          <path
            key={lean}
            d={`M0 ${y(lean)}H100`}
            className="stroke-line-2"
            strokeDasharray={lean === 3 ? '6 7' : undefined}
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <path
          d={`M${points.map((p) => p.join(' ')).join('L')}`}
          fill="none"
          className="stroke-accent"
          strokeWidth="6"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
        {points.map(([px, py]) => (
          <path
            key={px}
            d={`M${px} ${py}h0`}
            className="stroke-accent"
            strokeWidth="26"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      {from >= 0 && <Known at={from} of={leaning.length} text={known} />}
    </div>
  )
}

/** In a row of as many columns as there are moments, below the curve. */
const Known = ({ at, of, text }: { at: number; of: number; text: string }) => (
  <div className="absolute inset-x-0 bottom-[.3em] grid auto-cols-fr grid-flow-col">
    {Array.from({ length: of }, (_, i) => i).map((i) =>
      i === at ? (
        <span key={i} className="whitespace-nowrap ps-[.5em] text-accent">
          {text}
        </span>
      ) : (
        <span key={i} />
      ),
    )}
  </div>
)

/** One page in both truths, side by side; where that is too much, only the lines that differ. */
export function SamePage({
  pages: { when, title, lines },
  nature,
}: {
  pages: NonNullable<RoomDebrief['pages']>
  nature: NonNullable<RoomDebrief['verdict']>['nature']
}) {
  const t = useTranslations('debrief.pages')
  return (
    <>
      <p className="text-fit-lg text-ink-2">
        {when} · {title}
      </p>
      <h1 className={`mt-1 ${H1}`}>{t('title')}</h1>
      <Fit max={1.75} min={1.25} layouts={WHOLE} spare={BRIEF} className="mt-4 flex-1">
        <div className="space-y-[.5em] leading-snug">
          <div className="grid grid-cols-2 gap-x-[1.6em] font-semibold">
            <p className="border-b-2 border-line-2 pb-[.2em]">{t('own', { nature })}</p>
            <p className="border-b-2 border-line-2 pb-[.2em]">{t('other', { nature })}</p>
          </div>
          {lines.map(({ id, own, other, isStrong }) =>
            other === null ? (
              <p key={id} className={`text-ink-2 ${BRIEFLY_HIDDEN}`}>
                {own}
              </p>
            ) : (
              <div key={id} className="grid grid-cols-2 gap-x-[1.6em]">
                {[own, other].map((text) => (
                  <p key={text} className={`border-s-[.2em] ps-[.6em] ${isStrong ? 'border-signal-line' : 'border-line-2'}`}>
                    {isStrong ? <mark className="rounded-[.2em] bg-signal-mark px-[.12em] text-inherit">{text}</mark> : text}
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

/** What to take along: at most four signs, and one rule. */
export function ToKeep({ keep: { signs, rule } }: { keep: NonNullable<RoomDebrief['keep']> }) {
  const t = useTranslations('debrief.keep')
  return (
    <>
      <h1 className={H1}>{t('title')}</h1>
      <Fit max={2.25} min={1.25} className="mt-5 flex-1">
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
