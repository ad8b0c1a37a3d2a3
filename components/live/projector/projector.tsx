'use client'
/** What the whole room looks at: nothing to press, nothing private, no totals before they are revealed. */
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/host'
import { PARTS } from '@/scenarios/engine/live/room-state'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { useRoom, useWakeLock } from '../shared/use-room'
import { DebriefPart } from './debrief'
import { Answered, JoinCorner, LostMark, TopBar } from './frame'
import { Checking, Consequence, Discussing, Revealed, Voting, Weighed, Wording, stripFor } from './moment'
import { useAsked } from './question'
import { Reading } from './scene'
import { Closed, Lobby, Opening, Plain } from './start'

export interface ProjectorProps {
  base: string
  /** Admits a projector without a host's cookie. */
  projectorKey: string
  first: RoomView
  counts: Counts | null
  /** Null if the code has expired. */
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
  /** With `hands` nobody joins. */
  audience: 'phones' | 'tables' | 'hands'
  /** Expected people. */
  size: number
}

export function Projector({ base, projectorKey, names, audience, size, ...server }: ProjectorProps) {
  const { view, counts, status, gone, skew } = useRoom({
    base,
    as: 'projector',
    key: projectorKey,
    first: server.first,
    counts: server.counts,
  })
  useWakeLock()
  useFullscreenKey()
  const screen: Screen = gone ? 'gone' : view.paused ? 'paused' : view.phase
  const join = audience === 'hands' ? null : server.join
  const shown = { screen, view, counts, skew, names, audience, size, join, open: view.locked ? null : join }
  // `--u` is 16 pixels of a picture 1280 wide, and scales with it. Tailwind's lengths are made to follow.
  return (
    <div className="flex h-dvh flex-col overflow-hidden text-unit [--spacing:calc(var(--u)/4)] [--u:clamp(12px,min(1.25vw,2.2222vh),80px)]">
      {!FRAMELESS.includes(screen) && (
        <TopBar view={view} title={!cornerBesideCount(shown)}>
          <Corner {...shown} />
        </TopBar>
      )}
      <main id="main" data-version={view.version} className="flex min-h-0 flex-1 flex-col px-10 pb-5 pt-2">
        <Content {...shown} />
      </main>
      <Announcer>{useSaid(screen, view)}</Announcer>
      {status === 'lost' && <LostMark />}
    </div>
  )
}

type Screen = RoomView['phase'] | 'paused' | 'gone'
const FRAMELESS: readonly Screen[] = ['lobby', 'closed', 'gone']

interface Shown extends Pick<ProjectorProps, 'names' | 'audience' | 'size' | 'join' | 'counts'> {
  screen: Screen
  view: RoomView
  skew: number
  /** How to join, while the room is open. */
  open: JoinInfo | null
}

const asksNow = (screen: Screen): boolean => screen === 'voting' || screen === 'checking' || screen === 'wording'
/** A vote that leaves no room for the join strip has both the count and the join corner above it: the title makes way for them. */
const cornerBesideCount = ({ screen, view, open }: Pick<Shown, 'screen' | 'view' | 'open'>): boolean =>
  asksNow(screen) && open !== null && !stripFor(view)

/** Above a vote, how many have answered; otherwise, or if the vote leaves no room below, how to join. */
function Corner({ screen, view, counts, audience, size, open }: Shown) {
  if (screen === 'debrief') return null
  const asks = asksNow(screen)
  return (
    <div className="flex items-center gap-x-10">
      {asks && <Answered counts={counts} of={audience === 'hands' ? size : (counts?.of ?? 0)} />}
      {open && (!asks || cornerBesideCount({ screen, view, open })) && <JoinCorner join={open} />}
    </div>
  )
}

function Content({ screen, view, counts, skew, names, audience, join, open }: Shown) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const flagging = audience !== 'hands'
  switch (screen) {
    case 'lobby':
      return <Lobby title={view.title} join={open} locked={view.locked} names={names} tables={audience === 'tables'} counts={counts} />
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
      return <Closed join={join} />
    case 'reading':
      return view.scene ? (
        <Reading scene={view.scene} flagging={view.flagging && flagging} />
      ) : (
        <Plain title={play('judgement')}>
          <p>{t('judge.note')}</p>
        </Plain>
      )
    case 'checking':
      return <Checking question={view.question} scene={view.scene} join={open} names={names} />
    case 'weighed':
      return <Weighed question={view.question} totals={view.totals} />
    case 'wording':
      return <Wording question={view.question} />
    case 'voting':
      return <Voting question={view.question} scene={view.scene} join={open} names={names} />
    case 'discussing':
      return <Discussing question={view.question} until={view.until} skew={skew} />
    case 'revealed':
      return <Revealed view={view} flagging={flagging} />
    case 'consequence':
      return view.followed && <Consequence followed={view.followed} />
    case 'debrief':
      return view.debrief && <DebriefPart debrief={view.debrief} part={view.part} flagging={flagging} />
  }
}

/** What has changed, for screen readers. */
function useSaid(screen: Screen, view: RoomView): string {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const ask = useAsked(view.question)?.ask ?? view.scene?.title ?? ''
  switch (screen) {
    case 'reading':
      return view.scene?.title ?? play('judgement')
    case 'voting':
      return t('said.voting', { ask })
    case 'discussing':
      return t('talk')
    case 'revealed':
      return t('said.revealed', { ask })
    case 'consequence':
      return t('follows')
    case 'debrief':
      return (
        view.debrief?.decisions.find((d) => d.scene === view.part)?.title ??
        t(`parts.${PARTS.find((part) => part === view.part) ?? 'verdict'}`)
      )
    case 'checking':
    case 'weighed':
      return play('checkNext')
    case 'wording':
      return t('said.voting', { ask: t('replyTitle') })
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

/** F toggles full screen. */
function useFullscreenKey() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || event.ctrlKey || event.metaKey || event.altKey) return
      const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
      // A browser that refuses has its own key for it.
      done.catch(() => {})
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
