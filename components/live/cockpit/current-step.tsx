import { GitBranch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { shown } from '@/scenarios/engine/live/ballot'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { Countdown, RoomTimer } from './clock'
import { DebriefParts } from './debrief-parts'
import { WhatFollowed } from './what-followed'
import { FlagsSoFar } from './flags-so-far'
import { HandsNote } from './hands'
import { isChosen, roundOf, tallyNow } from './next-step'
import { Voting } from './voting'
import type { VotingProps } from './voting-props'
import { isJudgement, usePlace } from '../shared/place'
import { actOf } from './next-command'
import { WHYS_ID, waitingIn } from './whys'

interface Props extends VotingProps {
  audience: 'phones' | 'tables' | 'hands'
  size: number
  skew: number
  /** Seconds for the next vote. */
  countdown: number
  onCountdown: (seconds: number) => void
  /** Opens the ways on; null if they are open already, or cannot be opened. */
  onChoose: (() => void) | null
  /** Opens fields for hands beside phones; null if they are open already, or cannot be opened. */
  onHands: (() => void) | null
  /** What a facilitator who narrates the moment reads out. */
  reading?: React.ReactNode
  children: React.ReactNode
}

const VOTES: readonly RoomView['phase'][] = ['checking', 'weighed', 'voting', 'discussing', 'revealed', 'wording']

export function CurrentStep(props: Props) {
  const { view, counts, audience, reading, skew, busy, send, countdown, onCountdown, children } = props
  const t = useTranslations('liveCockpit')
  const { phase, scene } = view
  const flags = counts?.facilitator?.totals.flags
  const waiting = waitingIn(view.whys)
  const isVoteNext = (phase === 'reading' && !isChosen(view)) || phase === 'discussing'
  return (
    <section
      className={`card px-5 pt-5 shadow-card max-lg:pb-5 ${view.whatIf ? 'border-signal-line outline-2 outline-signal-line' : ''}`}
      aria-labelledby="now-h"
    >
      {phase !== 'debrief' && phase !== 'closed' && <Where view={view} counts={counts} />}
      <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 id="now-h" className="text-h3">
          <Heading view={view} />
        </h1>
        {VOTES.includes(phase) && counts && (
          <p className="text-small text-ink-2">
            <Answered counts={counts} audience={audience} />
            {waiting > 0 && (
              <a className="link ms-4 font-semibold text-signal" href={`#${WHYS_ID}`}>
                {t('whys.toThem', { count: waiting })}
              </a>
            )}
          </p>
        )}
      </div>
      {view.paused && <p className="mt-2 rounded-xl bg-signal-soft px-4 py-3 text-signal">{t('pausedText')}</p>}
      <PhaseNote view={view} audience={audience} counts={counts} />
      {reading && <div className="mt-4">{reading}</div>}
      <RoomTimer view={view} skew={skew} busy={busy} send={send} />
      {isVoteNext && !view.paused && audience !== 'hands' && <Countdown chosen={countdown} onChoose={onCountdown} />}
      <Voting {...props} />
      <Besides {...props} />
      {view.debrief && phase === 'debrief' && <DebriefParts debrief={view.debrief} part={view.part} busy={busy} send={send} />}
      {scene && scene.found.length > 0 && <Found found={scene.found} />}
      {scene && phase !== 'consequence' && flags && <FlagsSoFar scene={scene} flags={flags} shownFrom={view.shownFrom} />}
      {children}
    </section>
  )
}

function Besides({ view, hands, size, onChoose, onHands }: Props) {
  const t = useTranslations('liveCockpit')
  return (
    <>
      {hands && <HandsNote hands={hands} size={size} />}
      {(onChoose || onHands) && (
        <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-small">
          {onChoose && (
            <button type="button" className="link min-h-8" onClick={onChoose}>
              {t(view.phase === 'reading' ? 'ways.noVote' : 'ways.now')}
            </button>
          )}
          {onHands && (
            <button type="button" className="link min-h-8" onClick={onHands}>
              {t('hands.add')}
            </button>
          )}
        </p>
      )}
    </>
  )
}

function Where({ view, counts }: Pick<Props, 'view' | 'counts'>) {
  const t = useTranslations('liveCockpit')
  const { phase } = view
  const round = roundOf(view, counts)
  const last = counts?.facilitator?.totals.rounds.at(-1)
  const hidden = phase === 'revealed' && !(last && shown(last))
  const state = phase === 'voting' && round > 0 ? t('phase.round', { round }) : t(`phase.${hidden ? 'revealedFew' : phase}`)
  const place = usePlace(view)
  const where = [...(place ? [place] : []), ...(phase === 'consequence' ? [] : [state])]
  return (
    <p className="eyebrow flex flex-wrap items-center gap-x-2 gap-y-1">
      {view.whatIf && (
        <span className="chip bg-signal-soft font-semibold text-signal">
          <GitBranch className="icon" />
          {t('whatIf')}
        </span>
      )}
      {where.join(' · ')}
    </p>
  )
}

function Heading({ view }: { view: RoomView }) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const { phase, scene, question } = view
  if (phase === 'lobby' || phase === 'debrief' || phase === 'closed' || phase === 'consequence') return t(`heading.${phase}`)
  if (phase === 'opening') return play('whoYouAre')
  if (phase === 'checking' || phase === 'weighed') return play('checkNext')
  if (question?.kind === 'judge' || !scene) return play('judgement')
  return actOf(view)?.ask ?? (question?.kind === 'word' ? question.act : scene.title)
}

function PhaseNote({ view, audience, counts }: Pick<Props, 'view' | 'audience' | 'counts'>) {
  const t = useTranslations('liveCockpit')
  const { phase, facilitator, followed } = view
  const tally = tallyNow(view, counts)
  const few = view.shownFrom
  const line = 'mt-1 text-note leading-normal text-ink-2'
  switch (phase) {
    case 'lobby':
      return <p className={line}>{t(`state.lobby.${audience}`)}</p>
    case 'opening':
      return (
        <>
          <p className={line}>{t('state.opening')}</p>
          <p className="mt-2 leading-relaxed">{view.you}</p>
        </>
      )
    case 'debrief':
      return <p className={line}>{t(facilitator?.pace.leavesOut.debrief ? 'state.debriefBrief' : 'state.debrief')}</p>
    case 'closed':
      return <p className={line}>{t('state.closed')}</p>
    case 'discussing':
      return (
        <p className={line}>
          {t('state.discussing')} {tally.rest && t('state.rest')}
        </p>
      )
    case 'reading': {
      const treatment = isJudgement(view) ? 'judgement' : view.whatIf ? 'whatIf' : (facilitator?.treatment ?? 'vote')
      return <p className={line}>{t(`state.treatment.${treatment}`, { audience })}</p>
    }
    case 'checking':
    case 'wording':
      return <p className={line}>{tally.few ? t('state.few', { few, audience }) : t(`state.${phase}`, { audience })}</p>
    case 'weighed':
    case 'revealed': {
      const seen = phase === 'revealed' && tally.reported === undefined ? 'judged' : phase
      return (
        <p className={line}>
          {shown(tally) ? t(`state.${seen}`) : t(tally.voted === 0 ? 'state.nobody' : 'state.tooFew', { few, audience })}
        </p>
      )
    }
    case 'voting':
      return <p className={line}>{tally.few ? t('state.few', { few, audience }) : t('state.private', { audience })}</p>
    case 'consequence':
      return followed && <WhatFollowed followed={followed} />
  }
}

function Found({ found }: Pick<SceneView, 'found'>) {
  const t = useTranslations('liveCockpit')
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h2 className="text-note font-semibold">{t('found')}</h2>
      <dl className="mt-2 space-y-2 text-note leading-normal">
        {found.map(({ id, text, finding }) => (
          <div key={id}>
            <dt className="text-ink-2">{text}</dt>
            <dd>{finding}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Answered({ counts: { answered, of }, audience }: Pick<Props, 'audience'> & { counts: Counts }) {
  const t = useTranslations('liveCockpit')
  const b = (chunks: React.ReactNode) => <b className="font-semibold text-ink tabular-nums">{chunks}</b>
  // How many raise a hand in a room is not known: what was entered at set-up is a guess.
  return answered > of || audience === 'hands' ? t.rich('answeredAlone', { answered, b }) : t.rich('answered', { answered, of, b })
}
