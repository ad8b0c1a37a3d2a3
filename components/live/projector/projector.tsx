'use client'
/** What the whole room looks at: nothing to press, nothing private, no totals before they are revealed. */
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import { PARTS } from '@/scenarios/engine/live/room-state'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { useRoomQuestion } from '../shared/room-question'
import { useRoom, useWakeLock } from '../shared/use-room'
import { Clock, TimeBar } from './clock'
import { type FollowUp, Closed } from './closed'
import { DebriefPart, groundOf } from './debrief'
import { Answered, JoinCorner, LostMark, TopBar } from './frame'
import { Checking, Consequence, Voting, Weighed, stripFor } from './moment'
import { Wording, useDecisionQuestion } from './question'
import { Legend, Revealed, TalkFoot } from './reveal'
import { FlagHint, Reading } from './scene'
import { Said } from './said'
import { Lobby, Opening, Plain } from './start'
import { Talk } from './talk'
import { useVerdict } from './verdict'

export interface ProjectorProps {
  base: string
  /** Admits a projector without a facilitator's cookie. */
  projectorKey: string
  first: RoomView
  counts: Counts | null
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
  audience: 'phones' | 'tables' | 'hands'
  afterwards: FollowUp
}

export function Projector({ base, projectorKey, first, counts: atFirst, ...props }: ProjectorProps) {
  const { view, counts, status, gone, skew } = useRoom({ base, as: 'projector', key: projectorKey, first, counts: atFirst })
  useWakeLock()
  useFullscreenKey()
  return <Wall {...props} {...{ view, counts, skew, gone: gone !== null, lost: status === 'lost' }} />
}

export interface WallProps extends Omit<ProjectorProps, 'base' | 'projectorKey' | 'first'> {
  view: RoomView
  skew: number
  gone: boolean
  lost: boolean
  /** One of many on paper: it has no landmark, and nothing changes. */
  printed?: boolean
}

export function Wall({ gone, lost, printed, ...props }: WallProps) {
  const { view, audience, skew } = props
  const screen: Screen = gone ? 'gone' : view.paused ? 'paused' : view.phase
  const join = audience === 'hands' ? null : props.join
  const shown = { ...props, printed, screen, open: view.locked ? null : join }
  const time = { until: view.until, skew }
  const said = useSaid(screen, view)
  const question = useRoomQuestion(view)
  const Main = printed ? 'section' : 'main'
  // `--u` is the usual letter: 24 pixels on a picture 720 high, and it scales with the picture. Tailwind's lengths follow it. `--least` is the
  // smallest, of labels and in the longest moments.
  return (
    <div
      className={`flex h-dvh flex-col overflow-hidden text-unit [--spacing:calc(var(--u)/6)] [--u:clamp(14px,min(3.3333vh,2.5vw),120px)] [--least:calc(var(--u)*.77)] squarish:[--least:calc(var(--u)*.725)] ${screen === 'debrief' && view.debrief ? groundOf(view.debrief, view.part) : ''}`}
    >
      {!FRAMELESS.includes(screen) && (
        <TopBar view={view} title={!asksNow(screen) && screen !== 'reading' && !view.whatIf}>
          <Corner {...shown} />
        </TopBar>
      )}
      <Main
        id={printed ? undefined : 'main'}
        data-version={view.version}
        className="flex min-h-0 flex-1 flex-col px-10 pb-5 pt-2 squarish:pt-1 squarish:pb-3"
      >
        <Content {...shown} />
        {(screen === 'discussing' || screen === 'revealed') && <Said said={view.said} />}
      </Main>
      {screen === 'revealed' && <TalkFoot question={question} time={time} />}
      {screen === 'debrief' && <TalkFoot question={question} className={view.part === 'verdict' ? 'wall-hold-on' : ''} />}
      {TIMED.includes(screen) && <TimeBar key={`${view.moment} ${screen} ${view.vote}`} {...time} />}
      {!printed && <Announcer>{said}</Announcer>}
      {lost && <LostMark />}
    </div>
  )
}

type Screen = RoomView['phase'] | 'paused' | 'gone'
const FRAMELESS: readonly Screen[] = ['lobby', 'closed', 'gone']
const TIMED: readonly Screen[] = ['voting', 'discussing', 'revealed']

interface WallScreenProps extends Omit<WallProps, 'gone' | 'lost'> {
  screen: Screen
  /** How to join; null if the room is locked, the code has expired, or hands are counted. */
  open: JoinInfo | null
}

const asksNow = (screen: Screen): boolean => screen === 'voting' || screen === 'checking' || screen === 'wording'

function Corner({ screen, view, counts, audience, open, skew, printed }: WallScreenProps) {
  const t = useTranslations('liveProjector')
  if (screen === 'debrief') return null
  if (screen === 'revealed' || screen === 'weighed') return <Legend totals={view.totals} />
  const asks = asksNow(screen)
  return (
    <>
      {screen === 'voting' && <Clock until={view.until} skew={skew} over={t('lastAnswers')} className="text-fit-xl" />}
      {screen === 'reading' && view.scene?.found.length === 0 && view.flagging && audience !== 'hands' && !printed && (
        <span className="squarish:hidden">
          <FlagHint />
        </span>
      )}
      {asks && <Answered counts={counts} hands={audience === 'hands'} />}
      {open && (!asks || !stripFor(view)) && <JoinCorner join={open} beside={asks} timed={screen === 'voting' && view.until !== null} />}
    </>
  )
}

function Content({ screen, view, counts, skew, names, audience, open, afterwards, printed }: WallScreenProps) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const flagging = audience !== 'hands'
  switch (screen) {
    case 'lobby':
      return (
        <Lobby
          title={view.title}
          join={open}
          locked={view.locked}
          names={names}
          tables={audience === 'tables'}
          signing={view.attendance && flagging}
          counts={counts}
        />
      )
    case 'opening':
      return <Opening you={view.you} />
    case 'paused':
      return (
        <Plain title={t('paused')}>
          <p>{t('pausedNote')}</p>
        </Plain>
      )
    case 'gone':
      return <Plain title={t('gone')} />
    case 'closed':
      return <Closed {...afterwards} signing={view.attendance && flagging && view.crowd} />
    case 'reading':
      return view.scene ? (
        <Reading scene={view.scene} flagging={view.flagging && flagging && !printed} />
      ) : (
        <Plain title={play('judgement')}>
          <p>{t('judge.note')}</p>
        </Plain>
      )
    case 'checking':
      return <Checking vote={view.vote} question={view.question} scene={view.scene} join={open} names={names} />
    case 'weighed':
      return <Weighed {...view} />
    case 'wording':
      return <Wording question={view.question} />
    case 'voting':
      return <Voting vote={view.vote} question={view.question} scene={view.scene} join={open} names={names} />
    case 'discussing':
      return <Talk view={view} until={view.until} skew={skew} />
    case 'revealed':
      return <Revealed key={`${view.moment} ${view.totals?.rounds.length}`} view={view} />
    case 'consequence':
      return view.followed && view.scene && <Consequence scene={view.scene} followed={view.followed} />
    case 'debrief':
      return view.debrief && <DebriefPart debrief={view.debrief} part={view.part} flagging={flagging} tables={view.crowd === 'tables'} />
  }
}

function useSaid(screen: Screen, view: RoomView): string {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const questions = useTranslations('liveQuestions')
  const verdict = useVerdict()
  const ask = useDecisionQuestion(view.question)?.ask ?? view.scene?.title ?? ''
  switch (screen) {
    case 'reading':
      return view.scene?.title ?? play('judgement')
    case 'voting':
      return t('said.voting', { ask })
    case 'discussing':
      return t('talk', { crowd: view.crowd })
    case 'revealed':
      return t('said.revealed', { ask })
    case 'consequence':
      return t('follows')
    case 'debrief':
      if (view.part === 'verdict' && view.debrief?.verdict) return verdict(view.debrief.verdict.variant)
      return (
        view.debrief?.decisions.find((d) => d.scene === view.part)?.title ??
        t(`parts.${PARTS.find((part) => part === view.part) ?? 'verdict'}`)
      )
    case 'checking':
    case 'weighed':
      return play('checkNext')
    case 'wording':
      return t('said.voting', { ask: questions('reply') })
    case 'lobby':
      return view.title
    case 'opening':
      return play('whoYouAre')
    case 'paused':
    case 'gone':
    case 'closed':
      return t(screen)
  }
}

function useFullscreenKey() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return
      const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
      // A browser that refuses has its own key for full screen.
      done.catch(() => {})
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
