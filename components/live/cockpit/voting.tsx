import { useTranslations } from 'use-intl'
import { REPORTED, type Tally, isByHand, roomReports } from '@/scenarios/engine/live/ballot'
import type { Branch, Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { HandField } from './hands'
import { ChecksAhead } from './checks-ahead'
import { roundOf, tallyNow } from './next-step'
import { Options, type OptionRow } from './options'
import { Sentences } from './sentences'
import type { VotingProps } from './voting-props'
import { letterOf } from '../shared/letters'
import { actIn, actOf, leading } from './next-command'

export const CHECKS_ID = 'checks-vote'
export const WAYS_ID = 'ways'
/** Nobody has voted, or there are no numbers to show yet. */
const isBlank = ({ voted, few, counts }: Tally): boolean => few === true || voted === 0 || Object.keys(counts).length === 0
const countIn = (tally: Tally, asked: string, option: string): number | null =>
  isBlank(tally) ? null : (tally.counts[asked]?.[option] ?? 0)

export function Voting(props: VotingProps) {
  const { view, counts, choosing } = props
  if (!counts?.facilitator || view.paused) return null
  if (view.question?.kind === 'check') return <ChecksVote {...props} />
  if (view.question?.kind === 'word') return <Sentences {...props} />
  if (view.question?.kind === 'judge') return <Judged {...props} />
  return view.question || choosing ? <Acts {...props} /> : null
}

function Acts(props: VotingProps) {
  const { view, counts, hands, alone, choosing, way, picked, onPick } = props
  const t = useTranslations('liveCockpit')
  const act = actOf(view)
  const { branches } = counts!.facilitator!
  const [now, before] = useRounds(view, counts)
  const lead = leading(view, counts!)
  const places = [...new Set(branches.map((b) => b.leadsTo))]
  const chosen = way.branch ?? null
  const level = levelIn(view, now)
  const tagOf = (branch: Branch) => {
    if (branch === lead) return { tag: t('ways.most') }
    if (level.includes(letterOf(branches.indexOf(branch)))) return { tag: t('ways.tied') }
    return branch === chosen && lead && { tag: t('ways.whatIf') }
  }
  const rows = branches.map((branch, place): OptionRow => {
    const id = actIn(view, branch)
    const text = branch.text
    return {
      ...{ id, text, letter: letterOf(place) },
      ...(act && { count: countIn(now, act.id, id), before: before && countIn(before, act.id, id) }),
      worth: view.facilitator!.worths[id],
      ...(choosing && { why: view.facilitator!.meanings[id] }),
      ...(choosing && places.length > 1 && branch.leadsTo && { leadsTo: { title: branch.leadsTo, ...branch.left } }),
      ...(choosing && tagOf(branch)),
      // To pick the leading act is to follow the majority.
      ...(choosing && {
        pick: {
          kind: 'radio',
          on: branch === chosen,
          change: () => onPick({ ...picked, own: null, way: branch === lead && !view.whatIf ? null : text }),
        },
      }),
      ...(hands && { alone, field: <HandField id={id} text={text} hands={hands} /> }),
    }
  })
  return (
    <section id={WAYS_ID} tabIndex={-1} className="scroll-mt-28 lg:scroll-mt-5" aria-label={t(choosing ? 'choose.ways' : 'option')}>
      {choosing && !chosen && <Open view={view} now={now} level={level} />}
      <Options
        caption={act ? t('votesSoFar', { ask: act.ask }) : t('choose.ways')}
        rows={[...rows, ...useReporting(props, now, before)]}
        total={now.voted}
        name="way"
      />
      {choosing && places.length === 1 && places[0] && (
        <p className="mt-1 text-small text-ink-2">{t('ways.allLeadTo', { title: places[0] })}</p>
      )}
      {choosing && chosen && <Sentences {...props} />}
      <ChecksAhead findings={view.facilitator!.findings} />
    </section>
  )
}

function useRounds(view: RoomView, counts: Counts | null): [Tally, Tally | null] {
  const { rounds } = counts!.facilitator!.totals
  const round = Math.max(1, roundOf(view, counts))
  return [tallyNow(view, counts), rounds[round - 2] ?? null]
}

function useReporting({ view, hands, alone, choosing, picked, onPick }: VotingProps, now: Tally, before: Tally | null): OptionRow[] {
  const t = useTranslations('liveCockpit')
  const reported = (tally: Tally) => (isBlank(tally) ? null : (tally.reported ?? 0))
  const isVoted = !isBlank(now)
  const reports = roomReports(now)
  const byHand = isByHand(now) || (alone && !isVoted)
  const counted = byHand ? (reports ? 'proposed' : 'unproposed') : isVoted ? (reports ? 'yes' : 'no') : 'unknown'
  const hint = picked.report === null ? counted : 'settled'
  const would = useTranslations('liveReporting')('wouldTell', { first: 'true' })
  const text = choosing ? t('ways.report') : would
  if (!view.facilitator!.measured) return []
  return [
    {
      id: REPORTED,
      text,
      ...(actOf(view) && { count: reported(now), before: before && reported(before) }),
      ...(choosing && {
        why: t(`ways.reports.${hint}`),
        pick: { kind: 'checkbox', on: picked.report ?? reports, change: (report) => onPick({ ...picked, report }) },
      }),
      ...(hands && { why: t('hands.reportedHint'), alone, field: <HandField id={REPORTED} text={would} hands={hands} /> }),
    },
  ]
}

function levelIn(view: RoomView, now: Tally): string[] {
  const act = actOf(view)
  const row = (act && now.counts[act.id]) ?? {}
  const most = Math.max(0, ...Object.values(row))
  const level = most > 0 && act ? act.options.flatMap((o, place) => (row[o.id] === most ? [letterOf(place)] : [])) : []
  return level.length > 1 ? level : []
}

function Open({ view, now, level }: { view: RoomView; now: Tally; level: string[] }) {
  const t = useTranslations('liveCockpit.ways')
  // A planned choice needs no warning.
  if (view.phase === 'reading' && !view.whatIf) return null
  const said = view.whatIf
    ? t('whatIfOpen')
    : now.few || (now.rest && isBlank(now))
      ? t('few')
      : level.length > 0
        ? t('level', { letters: level.join(', ') })
        : t('nobody')
  return <p className="mt-2 text-note font-medium text-signal">{said}</p>
}

function Judged({ view, counts, hands, alone }: VotingProps) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const [now, before] = useRounds(view, counts)
  const looks = view.question?.kind === 'judge' ? view.question.looks : []
  const rows = looks.map((look, place): OptionRow => {
    const text = play(`looks.${look}`)
    return {
      ...{ id: look, text, letter: letterOf(place) },
      ...{ count: countIn(now, 'looks', look), before: before && countIn(before, 'looks', look) },
      ...(hands && { alone, field: <HandField id={look} text={text} hands={hands} /> }),
    }
  })
  return <Options caption={t('votesSoFar', { ask: play('judgement') })} rows={rows} total={now.voted} />
}

function ChecksVote({ view, counts, busy, send, hands, alone }: VotingProps) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const checks = view.question?.kind === 'check' ? view.question.checks : []
  const { checks: cast } = counts!.facilitator!.totals
  const { findings } = view.facilitator!
  const rows = checks.map(
    ({ id, text, minutes }, place): OptionRow => ({
      ...{ id, letter: letterOf(place), text: t('checkOption', { text, minutes }), count: countIn(cast, 'check', id) },
      why: findings.find((one) => one.id === id)?.finding,
      ...(hands && { alone, field: <HandField id={id} text={text} hands={hands} /> }),
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
    }),
  )
  return (
    <section id={CHECKS_ID} tabIndex={-1} className="scroll-mt-28 lg:scroll-mt-5" aria-label={t('phase.checking')}>
      {view.scene && (
        <p className="mt-1 text-note text-ink-2">
          {t('minutesLeft', { left: view.scene.minutes.left, budget: view.scene.minutes.budget })}
        </p>
      )}
      <Options caption={t('votesSoFar', { ask: play('checkNext') })} rows={rows} total={cast.voted} />
    </section>
  )
}
