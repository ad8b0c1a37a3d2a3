import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot, Tally } from '@/scenarios/engine/live/ballot'
import type { TotalsView } from '@/scenarios/engine/live/shown-totals'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { Bar } from '../../ui/charts'
import { type PhoneQuestion, chosenAmong, usePhoneQuestions } from './phone-questions'
import { flaggedSentences } from '../shared/flagged-sentences'
import { FlaggedText } from '../shared/flagged-text'
import { letterOf } from '../shared/letters'
import { useRoomQuestion } from '../shared/room-question'
import { TimeLeft } from './time-left'

export function Talk({ view, skew, own }: { view: RoomView; skew: number; own: Ballot | null }) {
  const t = useTranslations('livePhone.talk')
  const results = useTranslations('livePhone.results')
  const asked = usePhoneQuestions(view.question)
  const [chosen] = chosenAmong(asked, own)
  return (
    <section id="talk" aria-labelledby="talk-h" className="card mt-5 p-4 shadow-card sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="talk-h" className="flex items-center gap-2 text-h3">
          <MessagesSquare className="icon text-accent" />
          {t('title', { crowd: view.crowd })}
        </h2>
        <TimeLeft until={view.until} skew={skew} over={t('over')} />
      </div>
      <p className="mt-1.5 font-semibold leading-normal">{useRoomQuestion(view)}</p>
      {chosen && (
        <p className="mt-3 rounded-xl bg-accent-soft px-4 py-3 leading-normal">
          <span className="block text-small text-accent">{results('own')}</span>
          <b className="me-2 font-semibold">{letterOf(chosen.place)}</b>
          {chosen.asked.options[chosen.place]!.text}
        </p>
      )}
      {asked.map((one) => (
        <Options key={one.id} asked={one} own={placeIn(asked, one, own)} row={null} first={null} />
      ))}
    </section>
  )
}

export function Results({ view, skew, totals, own }: { view: RoomView; skew: number; totals: TotalsView; own: Ballot | null }) {
  const t = useTranslations('livePhone.results')
  const talk = useTranslations('livePhone.talk')
  const asked = usePhoneQuestions(view.question)
  const question = useRoomQuestion(view)
  const last = totals.rounds.at(-1) ?? null
  const first = totals.rounds.length > 1 ? (totals.rounds[0] ?? null) : null
  const title = view.question?.kind === 'judge' ? 'judged' : view.question?.kind === 'check' ? 'checks' : 'title'
  return (
    <section id="results" aria-labelledby="results-h" className="card mt-5 p-4 shadow-card sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="results-h" className="text-h3">
          {t(title)}
        </h2>
        <TimeLeft until={view.until} skew={skew} over={talk('over')} />
      </div>
      <p className="mt-1 text-note text-ink-2">{last ? t('voted', { count: last.voted }) : t('tooFew', { few: view.shownFrom })}</p>
      {asked.map((one) => (
        <Options
          key={one.id}
          asked={one}
          own={placeIn(asked, one, own)}
          row={rowOf(last, one)}
          first={last && rowOf(first, one)}
          sorted={last !== null}
        />
      ))}
      {view.phase === 'revealed' && <p className="mt-5 rounded-xl bg-sand px-4 py-3 font-semibold leading-normal">{question}</p>}
      <Counted totals={totals} last={last} />
      {view.scene && totals.flags && <Flagged scene={view.scene} flags={totals.flags} />}
    </section>
  )
}

function Counted({ totals: { changed, twice }, last }: { totals: TotalsView; last: Tally | null }) {
  const t = useTranslations('livePhone.results')
  const report = useTranslations('liveReporting')
  const lines = [
    ...(changed === null ? [] : [{ n: changed, text: twice === undefined ? t('changed') : t('changedOf', { of: twice }) }]),
    ...(last?.reported === undefined ? [] : [{ n: last.reported, text: report('wouldTell', { first: 'false' }) }]),
  ]
  if (!last || lines.length === 0) return null
  return (
    <ul className="mt-5 space-y-1.5 border-t border-line pt-4">
      {lines.map(({ n, text }) => (
        <li key={text} className="flex items-baseline gap-2.5">
          <b className="min-w-6 text-h3 tabular-nums">{n}</b>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

const rowOf = (round: Tally | null, { id }: PhoneQuestion): OptionsProps['row'] => round && (round.counts[id] ?? {})

const placeIn = (asked: PhoneQuestion[], one: PhoneQuestion, own: Ballot | null): number =>
  chosenAmong(asked, own).find((c) => c.asked === one)?.place ?? -1

interface OptionsProps {
  asked: PhoneQuestion
  /** The index of this phone's own choice; -1 for none. */
  own: number
  /** How many chose each; null if totals are not shown. `first`: in the first vote, if there were several. */
  row: Tally['counts'][string] | null
  first: Tally['counts'][string] | null
  sorted?: boolean
}

export function Options({ asked: { options }, own, row, first, sorted = false }: OptionsProps) {
  const t = useTranslations('livePhone.results')
  const all = sumOf(row)
  const before = sumOf(first)
  const rows = options.map((option, place) => ({ ...option, place, n: row?.[option.id] ?? 0, was: first && (first[option.id] ?? 0) }))
  if (sorted) rows.sort((a, b) => b.n - a.n)
  return (
    <ol className="mt-4 space-y-3">
      {rows.map(({ id, text, place, n, was }) => (
        <li key={id} className="flex gap-3 leading-normal">
          <b className="w-4 shrink-0 font-semibold text-ink-2">{letterOf(place)}</b>
          <div className="min-w-0 flex-1">
            <p className="flex items-start justify-between gap-3">
              <span className={place === own ? 'font-semibold' : undefined}>
                {text}
                {place === own && <span className="chip ms-2 bg-accent-soft text-accent">{t('own')}</span>}
              </span>
              {row && (
                <span className="whitespace-nowrap tabular-nums">
                  {was !== null && (
                    <span className="text-ink-2">
                      <span className="sr-only">{t('first')} </span>
                      {was}
                      <span aria-hidden="true"> → </span>
                      <span className="sr-only">, {t('last')} </span>
                    </span>
                  )}
                  <b className="font-semibold">{n}</b>
                  <span className="sr-only"> {t('of', { all })}</span>
                </span>
              )}
            </p>
            {row && <Bar share={shareOf(n, all)} mark={was === null ? null : shareOf(was, before)} className="mt-1.5 h-2.5 rounded-full" />}
          </div>
        </li>
      ))}
    </ol>
  )
}
const sumOf = (row: OptionsProps['row']): number => Object.values(row ?? {}).reduce((sum, n) => sum + n, 0)
const shareOf = (n: number, all: number): number => (all === 0 ? 0 : n / all)

function Flagged({ scene, flags }: { scene: SceneView; flags: NonNullable<TotalsView['flags']> }) {
  const t = useTranslations('livePhone.results')
  const about = useTranslations('liveFlags')
  const flagged = flaggedSentences(scene, flags)
  const note = flags.withheld && <p className="mt-3 text-note text-ink-2">{about('withheld')}</p>
  if (flagged.length === 0) return note
  return (
    <details className="mt-5 border-t border-line pt-4">
      <summary className="link inline-flex min-h-6 items-center">{t('flagged', { count: flagged.length })}</summary>
      <p className="mt-2 text-small text-ink-2">{about('shares')}</p>
      <ol className="mt-2 space-y-2.5 text-note">
        {flagged.map((flag) => (
          <li key={flag.id} className="flex justify-between gap-3 leading-normal">
            <span>
              <FlaggedText {...flag} />
            </span>
            <span className="whitespace-nowrap text-ink-2 tabular-nums">{t('flaggedBy', { n: flag.n, of: flags.by })}</span>
          </li>
        ))}
      </ol>
      {note}
    </details>
  )
}
