import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import { type RatingView, ratingOf } from '@/scenarios/engine/debrief/ratings'
import { RATINGS, type Rating } from '@/scenarios/engine/play/events'
import { RatingRow, lineThrough } from '../ui/charts'
import { Words } from '../ui/words'

const COLUMN: Record<Rating, string> = { 1: 'col-start-1', 2: 'col-start-2', 3: 'col-start-3', 4: 'col-start-4', 5: 'col-start-5' }
const BESIDE: Record<Rating, string> = {
  1: 'col-start-2 col-span-3 justify-self-start',
  2: 'col-start-3 col-span-3 justify-self-start',
  3: 'col-start-1 col-span-2 justify-self-end',
  4: 'col-start-1 col-span-3 justify-self-end',
  5: 'col-start-2 col-span-3 justify-self-end',
}
/** Only a sign has the colour of signs. */
const TONES = { hostile: 'text-signal', genuine: 'text-good' } as const
/** On a phone the words need the room: the drawing is as narrow as it can be read, and its headings extend to its left. */
const ROW = 'grid grid-cols-[minmax(0,1fr)_7rem] sm:grid-cols-[minmax(0,1fr)_28rem] print:grid-cols-[minmax(0,1fr)_18rem]'

interface Props extends Pick<Debrief, 'ratings' | 'judgement' | 'variant'> {
  /** A check whose finding stands in its moment, and is only named here. */
  decisive?: Debrief['decisive']
  alone?: boolean
}

/**
 * How the case looked from moment to moment, beside what each moment showed. Drawn row by row, so that the line fits rows of any height.
 * @param alone the scenario has no other variant, so there is nothing to tell apart
 */
export function RatingCurve({ ratings, judgement, variant, decisive = null, alone = false }: Props) {
  const t = useTranslations('debrief.ratings')
  const marks = [...ratings.map((m) => m.rating), judgement && ratingOf(judgement.looks)]
  const line = lineThrough(marks)
  const known = ratings.findIndex((m) => m.decided)
  return (
    <div>
      {!alone && (
        <p className="max-w-prose text-note leading-normal text-ink-2">
          {t('asked', { count: marks.filter((mark) => mark !== null).length })}{' '}
          {known >= 0 && <span className={`font-medium ${TONES[variant]}`}>{t(`legend.${variant}`)}</span>}
        </p>
      )}
      <div aria-hidden="true" className={`${ROW} mt-3 text-small text-ink-2`}>
        <div className="col-start-2 flex justify-between pb-1.5 text-fine items-end max-sm:-ms-6 sm:grid sm:grid-cols-5 sm:text-center sm:text-small sm:leading-tight">
          {RATINGS.map((rating) => (
            <span key={rating} className={rating === 1 ? '' : rating === 5 ? 'max-sm:w-14 max-sm:text-end' : 'max-sm:hidden'}>
              {t(`axis.${rating}`)}
            </span>
          ))}
        </div>
      </div>
      <ol>
        {ratings.map((moment, i) => (
          <li key={moment.scene} className={`${ROW} border-t border-line`}>
            <div className="min-w-0 py-1.5 pe-3 leading-snug sm:py-2 sm:pe-4">
              {i === known && i > 0 && <Note>{t('upToHere')}</Note>}
              <Seen {...moment} decisive={decisive} alone={alone} tone={TONES[variant]} />
            </div>
            <Track rating={moment.rating} line={line[i]!} />
          </li>
        ))}
        {judgement && (
          <li className={`${ROW} border-t border-line`}>
            <div className="min-h-14 py-1.5 pe-4 sm:min-h-16 sm:py-2 leading-snug">
              {known < 0 && !alone && <Note>{t('never')}</Note>}
              <p className="font-semibold">{t('end')}</p>
              <Said rating={ratingOf(judgement.looks)} />
            </div>
            <Track rating={ratingOf(judgement.looks)} line={line.at(-1)!} />
          </li>
        )}
      </ol>
    </div>
  )
}

const Note = ({ children }: { children: string }) => (
  <p className="mb-3 border-b border-dashed border-control pb-2.5 text-small leading-normal text-ink-2">{children}</p>
)

function Seen({
  when,
  title,
  rating,
  seen,
  found,
  decided,
  decisive,
  alone,
  tone,
}: RatingView & Pick<Props, 'decisive'> & { alone: boolean; tone: string }) {
  const t = useTranslations('debrief.ratings')
  const check = useTranslations('debrief.decisive')
  const shown = [...seen, ...found.map((finding) => (finding === decisive?.finding ? decisive.text : check('found', { finding })))]
  return (
    <>
      <p className="text-fine text-ink-3">
        <Words>{when}</Words>
      </p>
      <p className={`font-semibold ${shown.length > 0 ? tone : ''}`}>
        <Words>{title}</Words>
      </p>
      {!alone && decided && (
        <p className={`text-small text-ink-2 ${shown.length > 0 ? '' : 'max-sm:sr-only print:sr-only'}`}>
          {shown[0] ?? t('nothingNew')}
          {shown.length > 1 && (
            <>
              <span className="max-sm:sr-only">{shown.slice(1).map((one) => ` · ${one}`)}</span>
              <span aria-hidden="true" className="block text-ink-3 sm:hidden">
                {t('more', { count: shown.length - 1 })}
              </span>
            </>
          )}
        </p>
      )}
      {rating && <Said rating={rating} />}
    </>
  )
}

/** On a wide screen for screen readers only, because the words are beside the dot there. */
function Said({ rating }: { rating: Rating }) {
  const t = useTranslations('debrief.ratings')
  return <p className="mt-0.5 text-fine font-medium text-accent sm:sr-only">{t('said', { rating })}</p>
}

function Track({ rating, line }: { rating: Rating | null; line: string }) {
  const t = useTranslations('debrief.ratings')
  return (
    <div aria-hidden="true" className="relative grid grid-cols-5 place-items-center bg-surface-2 on-paper">
      <RatingRow line={line} />
      {rating && (
        <>
          <span
            className={`${COLUMN[rating]} relative row-start-1 size-4.5 rounded-full border-3 border-surface bg-accent ring-2 ring-accent`}
          />
          <span className={`${BESIDE[rating]} relative row-start-1 bg-surface-2 px-1 text-small font-semibold max-sm:hidden`}>
            {t(`rating.${rating}`)}
          </span>
        </>
      )}
    </div>
  )
}
