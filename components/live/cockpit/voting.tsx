import { useTranslations } from 'use-intl'
import { TOLD, type Tally } from '@/scenarios/engine/live/ballot'
import type { Looks } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/host'
import type { AskedView } from '@/scenarios/engine/live/asked'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { HandRow } from './hands'
import { LiveTotals } from './live-totals'
import { roundOf } from './next-step'
import { letterOf } from '../shared/way-on'

/** Where the focus goes when a check has to be chosen. */
export const CHECKS_ID = 'checks-vote'
const NOBODY: Tally = { voted: 0, counts: {} }
/** How many chose an option; null if they are too few to show. */
const countIn = (tally: Tally, asked: string, option: string): number | null => (tally.few ? null : (tally.counts[asked]?.[option] ?? 0))

interface Props {
  view: RoomView
  counts: Counts | null
  busy: boolean
  send: (command: AskedCommand) => void
}

/** The question, with totals as they come in. */
export function Voting({ view, counts, busy, send }: Props) {
  const { question } = view
  if (!question || !counts?.host) return null
  if (question.kind === 'check') return <ChecksVote view={view} counts={counts} busy={busy} send={send} />
  const { rounds, words } = counts.host.totals
  if (question.kind === 'word')
    return question.sentences.map((asked) => <Decision key={asked.id} decision={asked} now={words} before={null} titled />)
  const round = Math.max(1, roundOf(view, counts))
  const [now, before] = [rounds[round - 1] ?? NOBODY, rounds[round - 2] ?? null]
  if (question.kind === 'judge') return <Judged view={view} now={now} before={before} />
  return (
    <>
      <Decision decision={question.act} now={now} before={before} />
      <WouldTell now={now} before={before} />
    </>
  )
}

interface DecisionProps {
  decision: AskedView
  now: Tally
  before: Tally | null
  /** Whether its question is not the heading already. */
  titled?: boolean
}
function Decision({ decision: { id, ask, options }, now, before, titled = false }: DecisionProps) {
  const t = useTranslations('liveCockpit')
  const row = now.counts[id] ?? {}
  const rows = options.map((option, place) => ({
    id: option.id,
    letter: letterOf(place),
    text: option.text,
    count: countIn(now, id, option.id),
    before: before && countIn(before, id, option.id),
  }))
  return (
    <>
      {titled && <h2 className="mt-5 border-t border-line pt-4 text-note font-semibold">{ask}</h2>}
      <LiveTotals caption={t('votesSoFar', { ask })} rows={rows} total={Object.values(row).reduce((a, b) => a + b, 0)} />
    </>
  )
}

/** How many would tell somebody, besides what they chose. */
function WouldTell({ now, before }: { now: Tally; before: Tally | null }) {
  const t = useTranslations('liveCockpit')
  const told = (tally: Tally) => (tally.few ? null : (tally.told ?? 0))
  const text = t('wouldTell')
  const row = { id: TOLD, text, count: told(now), before: before && told(before) }
  return (
    <div className="mt-2 border-t border-line">
      <LiveTotals caption={t('votesSoFar', { ask: text })} rows={[row]} total={now.voted} />
    </div>
  )
}

function Judged({ view, now, before }: { view: RoomView; now: Tally; before: Tally | null }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const looks = view.question?.kind === 'judge' ? view.question.looks : []
  const rows = looks.map((look, place) => ({
    id: look,
    letter: letterOf(place),
    text: play(`looks.${look}`),
    count: countIn(now, 'looks', look),
    before: before && countIn(before, 'looks', look),
  }))
  return <LiveTotals caption={t('votesSoFar', { ask: play('judgement') })} rows={rows} total={now.voted} />
}

function ChecksVote({ view, counts, busy, send }: Props) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const checks = view.question?.kind === 'check' ? view.question.checks : []
  const { checks: cast } = counts!.host!.totals
  const rows = checks.map(({ id, text, minutes }, place) => ({
    id,
    letter: letterOf(place),
    text: t('checkOption', { text, minutes }),
    count: countIn(cast, 'check', id),
    more: (
      <button
        type="button"
        className="btn btn-quiet mt-2 min-h-9 py-1 text-small"
        aria-disabled={busy}
        onClick={() => !busy && send({ type: 'check', check: id })}
      >
        {t('doCheck')}
        <span className="sr-only">: {text}</span>
      </button>
    ),
  }))
  return (
    <section id={CHECKS_ID} tabIndex={-1} aria-label={t('phase.checking')}>
      {view.scene && (
        <p className="mt-1 text-note text-ink-2">
          {t('minutesLeft', { left: view.scene.minutes.left, budget: view.scene.minutes.budget })}
        </p>
      )}
      <LiveTotals caption={t('votesSoFar', { ask: play('checkNext') })} rows={rows} total={cast.voted} />
    </section>
  )
}

export interface HandWords {
  looks: (look: Looks) => string
  told: string
  toldHint: string
}
/** What hands are counted for now; null if there is no vote they could replace. */
export function handRows(view: RoomView, counts: Counts | null, words: HandWords): HandRow[] | null {
  const { question } = view
  if (!question || view.paused) return null
  if (question.kind === 'check') return question.checks.map(({ id, text }, place) => ({ id, letter: letterOf(place), text }))
  if (roundOf(view, counts) === 0) return null
  if (question.kind === 'judge')
    return question.looks.map((look, place) => ({ id: look, letter: letterOf(place), text: words.looks(look) }))
  if (question.kind === 'word') return null
  return [
    ...question.act.options.map(({ id, text }, place) => ({ id, letter: letterOf(place), text })),
    { id: TOLD, text: words.told, note: words.toldHint },
  ]
}
