import { useTranslations } from 'use-intl'
import type { AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { Ballot, Vote } from '@/scenarios/engine/live/ballot'
import { areShown } from '@/scenarios/engine/live/room-state'
import type { FollowedView, RoomView, SceneView } from '@/scenarios/engine/live/view'
import { type Entries, type Entry, currentOf, nameOf } from './answers'
import { ballotOf } from './phone-questions'
import { lastBallot, lastVote, tooLate } from './news'
import { Report, canPress } from './report'
import { KeptAnswer, Question } from './question'
import { OfficerReply, RoomAct, RoomFollowing } from '../shared/followed'
import { MomentView, MomentHeading } from './scene'
import { Below } from './states'
import { Results, Talk } from './totals'
import type { ReportVote } from './use-report-vote'
import { Why } from './why'

export interface MomentProps {
  base: string
  view: RoomView
  skew: number
  entries: Entries
  /** False if the page cannot send by script. */
  send: (sent: AnswerBody) => boolean
  pressed: ReportVote | null
  press: (now: ReportVote) => void
}

export function Moment(props: MomentProps) {
  const { base, view, skew, entries, send } = props
  const t = useTranslations('livePhone')
  const play = useTranslations('play')
  const { phase, moment, vote, question, scene, totals } = view
  const entry = vote ? entries[nameOf({ moment, about: vote })] : undefined
  const votes = votesOf(props, entry)
  const late = vote || view.paused ? null : tooLate(entries, moment)
  return (
    <>
      <MomentHeading view={view} title={scene?.title ?? play('judgement')} />
      {scene && view.you && <You you={view.you} />}
      {scene && (
        <MomentView
          base={base}
          moment={moment}
          scene={scene}
          open={view.flagging}
          reported={votes.reported}
          flags={flagsIn(entries[nameOf({ moment, about: 'flags' })])}
          onFlags={(list) => send({ about: 'flags', flags: list })}
        />
      )}
      {canPress(view) && (
        <Report base={base} view={view} pressed={votes.reported} voted={votes.counts} own={votes.own} onPress={votes.report} />
      )}
      {vote && question && (
        <Question
          key={`${moment}/${vote}`}
          base={base}
          view={{ ...view, question }}
          skew={skew}
          entry={entry}
          reported={votes.reported}
          onSend={send}
          earlier={votes.earlier}
        />
      )}
      {view.paused && <KeptAnswer view={view} entries={entries} />}
      {late && (
        <p role="status" className="mt-5 font-medium text-signal">
          {t('standing.closed')} {t(late.counted ? 'standing.earlier' : 'standing.lost')}
        </p>
      )}
      {phase === 'reading' && !view.paused && <p className="mt-5 leading-relaxed text-ink-2">{t(scene ? 'reading' : 'beforeJudging')}</p>}
      {phase === 'discussing' && <Talk view={view} skew={skew} own={votes.last} />}
      {areShown(phase) && totals && <Results view={view} skew={skew} totals={totals} own={shownOwn(entries, view)} />}
      {view.whyOf && hasVoted(entries, view) && (
        <Why key={view.whyOf} {...{ base, view, about: view.whyOf }} entry={entries[nameOf({ moment, about: view.whyOf })]} onSend={send} />
      )}
      <Onward view={view} answered={entry !== undefined} />
    </>
  )
}

function votesOf({ entries, view: { moment, vote }, send, pressed, press }: MomentProps, entry: Entry | undefined) {
  const round = lastVote(entries, moment, 'round')
  const last = lastBallot(entries, moment, 'round')
  const voted = last?.kind === 'decide' ? last.reported === true : null
  const own = ballotOf(currentOf(entry))
  const inRound = vote?.startsWith('round-')
  return {
    last,
    own,
    reported: pressed ? pressed.reported : voted === true,
    // An earlier vote does not count for an open one that this phone has not answered.
    counts: inRound && !own ? null : voted,
    earlier: inRound && vote !== `round-${round}` ? last : null,
    report(now: boolean): boolean {
      press({ moment, reported: now })
      return !vote || own?.kind !== 'decide' || send({ about: vote, ballot: withReported(own, now) })
    },
  }
}

function withReported({ reported: _, ...ballot }: Extract<Ballot, { kind: 'decide' }>, reported: boolean): Ballot {
  return { ...ballot, ...(reported && { reported: true }) }
}
function flagsIn(entry: Entry | undefined): string[] {
  const shown = currentOf(entry)
  return shown && 'flags' in shown ? shown.flags : []
}
function shownOwn(entries: Entries, { phase, moment, totals }: RoomView): Ballot | null {
  const about: Vote = phase === 'weighed' ? `checks-${lastVote(entries, moment, 'checks') ?? 0}` : `round-${totals?.rounds.length ?? 0}`
  return ballotOf(entries[nameOf({ moment, about })]?.counted)
}

/** In the vote that they may say why about now. */
const hasVoted = (entries: Entries, { moment, whyOf }: RoomView): boolean =>
  ballotOf(currentOf(entries[nameOf({ moment, about: `round-${Number(whyOf?.slice(4))}` })])) !== null

function You({ you }: { you: string }) {
  const t = useTranslations('play')
  return (
    <details className="-mt-1 mb-4 text-note">
      <summary className="link inline-flex min-h-6 items-center">{t('whoYouAre')}</summary>
      <p className="mt-1.5 leading-relaxed text-ink-2">{you}</p>
    </details>
  )
}

function Onward({ view: { phase, vote, question, totals, crowd }, answered }: { view: RoomView; answered: boolean }) {
  const t = useTranslations('livePhone')
  return (
    <>
      {vote && !answered && (
        <Below key={vote} id="question">
          {t(question?.kind === 'check' ? 'toChecks' : 'toVote')}
        </Below>
      )}
      {phase === 'discussing' && (
        <Below key={phase} id="talk">
          {t('talk.title', { crowd })}
        </Below>
      )}
      {areShown(phase) && totals && (
        <Below key={phase} id="results">
          {t(phase === 'weighed' ? 'results.checks' : 'results.title')}
        </Below>
      )}
    </>
  )
}

export function Followed({ view, scene, followed }: { view: RoomView; scene: SceneView; followed: FollowedView }) {
  const t = useTranslations('livePhone')
  const play = useTranslations('play')
  return (
    <>
      <MomentHeading view={{ ...view, scene: null }} title={play('whatFollows')} />
      {followed.reply !== null && (
        <div className="mb-5">
          <OfficerReply text={followed.reply} />
        </div>
      )}
      <RoomAct scene={scene} followed={followed} />
      <RoomFollowing
        scene={scene}
        followed={followed}
        className="card stage-window mt-3 overflow-clip shadow-card max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0"
      />
      <p className="mt-5 leading-relaxed text-ink-2">{t('next')}</p>
    </>
  )
}
