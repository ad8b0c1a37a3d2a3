import { useTranslations } from 'use-intl'
import { TOLD, type Tally } from '@/scenarios/engine/live/ballot'
import type { Looks } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/host'
import type { AskedView, RoomView } from '@/scenarios/engine/live/view'
import type { HandRow } from './hands'
import { LiveTotals } from './live-totals'
import { roundOf } from './next-step'
import { letterOf } from '../shared/way-on'

/** Where the focus goes when a check has to be chosen. */
export const CHECKS_ID = 'checks-vote'
const NOBODY: Tally = { voted: 0, counts: {} }
/** How many chose an option; null if they are too few to show. */
const countIn = (tally: Tally, asked: string, option: string): number | null =>
  tally.few || (tally.fewSent && !tally.counts[asked]) ? null : (tally.counts[asked]?.[option] ?? 0)

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
  const rounds = counts.host.totals.rounds
  const round = Math.max(1, roundOf(view, counts))
  const [now, before] = [rounds[round - 1] ?? NOBODY, rounds[round - 2] ?? null]
  const asked = question.kind === 'judge' ? null : [...question.decisions].sort((a, b) => Number(b.act) - Number(a.act))
  return (
    <>
      {asked === null ? (
        <Judged view={view} now={now} before={before} />
      ) : (
        <>
          {asked.map((decision) => (
            <Decision key={decision.id} decision={decision} now={now} before={before} />
          ))}
          <WouldTell now={now} before={before} />
        </>
      )}
    </>
  )
}

function Decision({ decision: { id, ask, act, options }, now, before }: { decision: AskedView; now: Tally; before: Tally | null }) {
  const t = useTranslations('liveCockpit')
  const row = now.counts[id] ?? {}
  // Hands are counted only for the act.
  const few = !act && now.fewSent && !now.counts[id]
  if (!act && !few && now.voted > 0 && !now.counts[id] && !before?.counts[id]) return null
  const rows = options.map((option, place) => ({
    id: option.id,
    letter: letterOf(place),
    text: option.text,
    count: countIn(now, id, option.id),
    before: before && countIn(before, id, option.id),
  }))
  return (
    <>
      {!act && (
        <h2 className="mt-5 border-t border-line pt-4 text-note font-semibold">
          {ask} <span className="font-normal text-ink-2">{t('ofSenders')}</span>
        </h2>
      )}
      {few && <p className="mt-1 text-note text-ink-2">{t('fewSent')}</p>}
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
  const act = question.decisions.find((d) => d.act)
  if (!act) return null
  return [
    ...act.options.map(({ id, text }, place) => ({ id, letter: letterOf(place), text })),
    { id: TOLD, text: words.told, note: words.toldHint },
  ]
}
