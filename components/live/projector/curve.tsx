import { useTranslations } from 'use-intl'
import type { RatedMoment } from '@/scenarios/engine/live/curve'
import type { RoomDebrief } from '@/scenarios/engine/live/debrief'
import { RATINGS, LOOKS } from '@/scenarios/engine/play/events'
import { CurveInWords } from '../shared/curve'
import { Fit } from './fit'
import { WallBar, chosenBy, votesOn } from './totals'

const H1 = 'text-fit-xl font-semibold leading-tight tracking-tight'

export function Curve({ ratings }: { ratings: RatedMoment[] }) {
  const t = useTranslations('liveCurve')
  const note = useTranslations('liveProjector')
  const axis = useTranslations('play.rating.steps')
  return (
    <>
      <h1 className={H1}>{t('title')}</h1>
      <p className="mt-1 text-ink-2">{note('curveNote')}</p>
      <CurveInWords ratings={ratings} />
      <div aria-hidden="true" className="mt-4 grid min-h-0 flex-1 grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] gap-x-6">
        <div className="grid grid-rows-5 items-center text-end leading-tight text-ink-2">
          {RATINGS.toReversed().map((rating) => (
            <span key={rating}>{rating % 2 === 1 && axis(`${rating}`)}</span>
          ))}
        </div>
        <Plot ratings={ratings} />
        <Fit max={1.1} min={1} className="col-start-2 max-h-[6em]">
          <ol className="grid auto-cols-fr grid-flow-col gap-x-[.6em] pt-[.5em] text-center leading-snug">
            {ratings.map(({ scene, title, room }) => (
              <li key={scene}>
                <span className="block hyphens-auto wrap-anywhere">{title || t('end')}</span>
                {!room && <span className="block text-ink-2">{t('tooFew')}</span>}
              </li>
            ))}
          </ol>
        </Fit>
      </div>
    </>
  )
}

function Plot({ ratings }: { ratings: RatedMoment[] }) {
  const x = (i: number) => (100 * (i + 0.5)) / ratings.length
  const y = (mean: number) => 110 - 20 * mean
  const points = ratings.flatMap(({ room }, i): [number, number][] => (room ? [[x(i), y(room.mean)]] : []))
  const dot = ([px, py]: [number, number]) => `M${px} ${py}h0`
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="size-full overflow-visible" role="presentation">
      {RATINGS.map((rating) => (
        <path
          key={rating}
          d={`M0 ${y(rating)}H100`}
          className={rating % 2 === 1 ? 'stroke-control' : 'stroke-control opacity-50'}
          strokeWidth=".06em"
          strokeDasharray={rating === 3 ? '.25em .4em' : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <g className="wall-draw" fill="none" strokeLinecap="round">
        <path d={through(points)} className="stroke-accent" strokeWidth=".33em" vectorEffect="non-scaling-stroke" />
        {points.map((point, i) => (
          <g key={point[0]}>
            <path
              d={dot(point)}
              className={i === points.length - 1 ? 'stroke-ink' : 'stroke-accent'}
              strokeWidth="1.4em"
              vectorEffect="non-scaling-stroke"
            />
            {i < points.length - 1 && (
              <path d={dot(point)} className="stroke-sunken" strokeWidth=".65em" vectorEffect="non-scaling-stroke" />
            )}
          </g>
        ))}
      </g>
    </svg>
  )
}
/** Level from an answer to the next, where it steps. */
const through = ([first, ...others]: readonly [number, number][]): string =>
  first ? `M${first.join(' ')}${others.map(([x, y]) => `H${x}V${y}`).join('')}` : ''

/** Shown if nobody gave a rating on the way: how the room judged before it knew. */
export function Judged({ judged }: Pick<RoomDebrief, 'judged'>) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  return (
    <div className="flex flex-1 flex-col justify-center pb-8">
      <h1 className={judged ? H1 : 'text-fit-5xl font-semibold leading-tight tracking-tight text-balance'}>
        {t(judged ? 'judged' : 'guess')}
      </h1>
      {judged && (
        <ul className="mt-8 space-y-8">
          {LOOKS.map((looks) => {
            const n = chosenBy(judged, 'looks', looks)
            return (
              <li key={looks}>
                <p className="flex items-baseline justify-between gap-x-6 text-fit-lg leading-snug">
                  <span>{play(`looks.${looks}`)}</span>
                  <b className="text-fit-xl font-semibold leading-none tabular-nums">{n}</b>
                </p>
                <WallBar share={n / Math.max(1, votesOn(judged, 'looks'))} className="mt-2 h-[1.4em]" />
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
