import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/live/view'
import { Clock, type ClockProps } from './clock'
import { Fit } from './fit'
import { flaggedSentences } from '../shared/flagged-sentences'
import { FEWER, FlaggedLine, MostFlagged, THREE, UNFLAGGED } from './flagged'
import { BOX, BRIEF, WHOLE } from './layout'
import { Tiles, useDecisionQuestion } from './question'
import { Results } from './results'
import { WallBar, compared } from './totals'

export const Revealed = memo(function Revealed({ view: { question, scene, totals, shownFrom } }: { view: RoomView }) {
  const t = useTranslations('liveProjector')
  const report = useTranslations('liveReporting')
  const asked = useDecisionQuestion(question)
  const votes = totals && compared(totals)
  if (!asked) return null
  const of = votes?.last.voted ?? 0
  const reported = question?.kind === 'decide' ? votes?.last.reported : undefined
  const flags = flaggedSentences(scene, totals?.flags ?? null)
  const flagged = { flags, of: totals?.flags?.by ?? 0, withheld: totals?.flags?.withheld ?? false }
  const isFlagged = flags.length > 0 || flagged.withheld
  const changed = totals?.changed ?? null
  const hasSide = !votes || changed !== null || reported !== undefined || isFlagged
  return (
    <>
      <h1 className={H1}>{asked.ask}</h1>
      <div
        className={`mt-3 grid min-h-0 flex-1 gap-x-9 ${hasSide ? `${votes ? BELOW : FEW_BELOW} ${isFlagged ? WIDER : BESIDE}` : 'grid-rows-[minmax(0,1fr)]'}`}
      >
        <Fit max={1.35} min={1} layouts={WHOLE} spare={[...BRIEF, UNFLAGGED]}>
          <div className="flex min-h-full flex-col">
            {votes ? <Results asked={asked} votes={votes} /> : <Tiles options={asked.options} />}
            {votes && <FlaggedLine {...flagged} />}
          </div>
        </Fit>
        {votes && hasSide && (
          <Fit max={1.1} min={1} layouts={THREE} spare={FEWER} className={votes.first ? 'wall-appear wall-then' : ''}>
            <div className="flex min-h-full flex-col gap-[.6em] squarish:flex-row">
              {changed !== null && <Count n={changed} of={totals?.twice ?? of} tone="text-accent" label={t('changed')} />}
              {reported !== undefined && (
                <Count n={reported} of={of} tone="text-good" label={report('wouldTell', { first: 'false' })}>
                  <People n={reported} of={of} />
                </Count>
              )}
              {isFlagged && <MostFlagged {...flagged} />}
            </div>
          </Fit>
        )}
        {!votes && <p className={`self-start text-fit-lg leading-snug ${BOX}`}>{t('few', { few: shownFrom })}</p>}
      </div>
    </>
  )
})
const H1 = 'text-fit-xl font-semibold leading-tight tracking-tight'
const BESIDE = 'grid-cols-[minmax(0,1fr)_13.6em]'
/** A flagged sentence is read whole. */
const WIDER = 'grid-cols-[minmax(0,1fr)_19em]'
const BELOW = 'squarish:grid-cols-1 squarish:grid-rows-[minmax(0,1fr)_2.2em] squarish:gap-y-3'
const FEW_BELOW = 'squarish:grid-cols-1 squarish:grid-rows-[minmax(0,1fr)_auto] squarish:gap-y-3'

interface CountProps {
  n: number
  of: number
  label: string
  tone: string
  children?: React.ReactNode
}
const Count = ({ n, of, label, tone, children }: CountProps) => {
  const t = useTranslations('liveProjector')
  return (
    <section
      className={`flex flex-col justify-center squarish:flex-auto squarish:only:flex-none group-data-[layout^=least]/fit:py-[.3em] squarish:py-0 ${BOX}`}
    >
      <div className="gap-x-[.35em] group-data-[layout^=least]/fit:flex group-data-[layout^=least]/fit:items-baseline squarish:flex squarish:items-baseline">
        <p className="leading-none tabular-nums whitespace-nowrap">
          <b
            className={`text-fit-4xl font-semibold tracking-tight group-data-[layout^=least]/fit:text-fit-2xl squarish:text-fit-xl ${tone}`}
          >
            {n}
          </b>
          <span className="ms-[.35em] text-ink-2">{t('of', { of })}</span>
        </p>
        <p className="font-semibold leading-snug">{label}</p>
      </div>
      {children}
    </section>
  )
}

/** As many as people can count at a glance. */
const DOTS = 60
const ROW = 15
function People({ n, of }: { n: number; of: number }) {
  if (of > DOTS) return <WallBar share={n / of} tone="fill-good" className="mt-[.5em] h-[.7em] squarish:hidden" />
  return (
    <svg
      viewBox={`0 0 ${ROW * 10} ${Math.ceil(of / ROW) * 10}`}
      aria-hidden="true"
      className="mt-[.5em] w-full shrink-0 squarish:hidden group-data-[layout^=least]/fit:hidden"
    >
      {Array.from({ length: of }, (_, i) => (
        <circle
          key={i}
          cx={(i % ROW) * 10 + 5}
          cy={Math.floor(i / ROW) * 10 + 5}
          r="3.9"
          className={i < n ? 'fill-good stroke-good' : 'fill-none stroke-control'}
        />
      ))}
    </svg>
  )
}

export function Legend({ totals }: Pick<RoomView, 'totals'>) {
  const t = useTranslations('liveProjector')
  const votes = totals && compared(totals)
  if (!votes) return null
  if (!votes.first) return <p className="text-ink-2">{t('votes', { count: votes.last.voted })}</p>
  return (
    <p className="flex items-center gap-x-7 text-ink-2 squarish:gap-x-4">
      <span className="flex items-center gap-x-2.5">
        <svg aria-hidden="true" className="h-[.8em] w-[1.6em] overflow-visible">
          <rect width="100%" height="100%" rx=".2em" className="fill-bg stroke-control" strokeWidth=".1em" strokeDasharray=".28em .18em" />
        </svg>
        {t('firstVoteOf', { count: votes.first.voted })}
      </span>
      <span className="flex items-center gap-x-2.5">
        <svg aria-hidden="true" className="h-[.8em] w-[1.6em]">
          <rect width="100%" height="100%" rx=".2em" className="fill-accent" />
        </svg>
        {t('lastVoteOf', { count: votes.last.voted })}
      </span>
      <span className="flex items-center gap-x-2.5">
        <svg aria-hidden="true" className="h-[.8em] w-[1.6em]">
          <rect width="100%" height="100%" rx=".2em" className="fill-accent opacity-60" />
        </svg>
        {t('gained')}
      </span>
    </p>
  )
}

/** What to talk about, at the foot of the wall. `time`: against a clock. */
export function TalkFoot({ question, time, className = '' }: { question: string | null; time?: ClockProps; className?: string }) {
  const t = useTranslations('liveProjector')
  if (!question) return null
  return (
    <section
      aria-label={t('talkNow')}
      className={`flex items-center justify-between gap-x-10 bg-sand px-10 py-4 squarish:py-2.5 ${className}`}
    >
      <p className="text-fit-lg font-semibold leading-snug tracking-tight text-pretty squarish:text-fit-md">{question}</p>
      {time && <Clock {...time} over={t('timeUp')} className="shrink-0 text-fit-4xl" />}
    </section>
  )
}
