import { RATINGS } from '@/scenarios/engine/play/events'

interface BarProps {
  share: number
  /** What it may be at most, drawn lighter. */
  most?: number
  mark?: number | null
  tone?: string
  mostTone?: string
  className: string
}
export const Bar = ({ share, most, mark = null, tone = 'fill-accent', mostTone = '', className }: BarProps) => (
  <svg aria-hidden="true" className={`block w-full overflow-hidden ${className}`}>
    <rect className="fill-line-2" width="100%" height="100%" />
    {most !== undefined && <rect className={mostTone} width={`${100 * most}%`} height="100%" />}
    <rect className={tone} width={`${100 * share}%`} height="100%" />
    {!!mark && (
      <svg x={`${100 * mark}%`} overflow="visible">
        <rect className="fill-ink" x="-2" width="4" height="100%" />
      </svg>
    )}
  </svg>
)

export const ProgressMarks = ({ n, of, height, className }: { n: number; of: number; height: 4 | 10; className: string }) => (
  <svg viewBox={`0 0 ${of * 12 - 2} ${height}`} preserveAspectRatio="none" className={className} aria-hidden="true">
    {Array.from({ length: of }, (_, i) => (
      <rect key={i} x={i * 12} width="10" height={height} rx={height === 10 ? 2 : 0} className={i < n ? 'fill-accent' : 'fill-line-2'} />
    ))}
  </svg>
)

const x = (rating: number): number => Math.round(10 * (20 * rating - 10)) / 10

/** One row of a drawing of how something looked, moment by moment; the words are beside it. @param line from `lineThrough` */
export const RatingRow = ({ line, dot, className = '' }: { line: string; dot?: number | undefined; className?: string }) => (
  <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={`absolute inset-0 size-full ${className}`}>
    {RATINGS.map((rating) => (
      <path
        key={rating}
        d={`M${x(rating)} 0V100`}
        className="stroke-line-2"
        strokeDasharray={rating === 3 ? '4 5' : undefined}
        vectorEffect="non-scaling-stroke"
      />
    ))}
    {line && <path d={line} fill="none" className="stroke-accent" strokeWidth="3.5" vectorEffect="non-scaling-stroke" />}
    {dot !== undefined && (
      <path d={`M${x(dot)} 50h0`} className="stroke-accent" strokeWidth="15" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
    )}
  </svg>
)

/**
 * The part of the line that runs through each row: level from an answer to the next, where it steps. It begins at the first answer and
 * ends at the last, because nobody said anything before or after.
 */
export function lineThrough(marks: readonly (number | null)[]): string[] {
  const said = marks.flatMap((mark, i) => (mark === null ? [] : [i]))
  return marks.map((mark, i) => {
    const before = said.findLast((n) => n < i)
    const goesOn = said.some((n) => n > i)
    const from = before === undefined ? '' : `M${x(marks[before]!)} 0`
    if (mark === null) return from && goesOn ? `${from}V100` : ''
    const at = from ? `${from}V50H${x(mark)}` : `M${x(mark)} 50`
    return goesOn ? `${at}V100` : from && at
  })
}
