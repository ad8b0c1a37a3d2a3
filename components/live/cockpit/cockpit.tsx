'use client'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { SessionPlan } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo, Participant } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import type { LiveState } from '../shared/stream'
import { useRoom } from '../shared/use-room'
import { actOf } from './next-command'
import { ConfirmStep } from './confirm-step'
import { createAutosave, useDrafts } from './autosave'
import { useClicker } from './clicker'
import { Fold } from './fold'
import { useHands } from './hands'
import { CockpitHeader } from './header'
import { JoinCard } from './join-card'
import { Moments } from './moments'
import { type CockpitLinks, More } from './more'
import { isChosen, roundOf } from './next-step'
import { type Contact, Notes } from './notes'
import { CurrentStep } from './current-step'
import { OnScreens, OnTheirScreens } from './on-screens'
import { OwnPath } from './own-path'
import { People } from './people'
import { Steps } from './steps'
import { Strips } from './strips'
import { useCockpit } from './use-cockpit'
import { useLabels } from './use-labels'
import { useNewStep } from './use-new-step'
import { useThen } from './use-then'
import { Whys } from './whys'

export interface CockpitProps extends Pick<SessionPlan, 'audience' | 'names'> {
  /** The session's address, `/LOCALE/live/SESSION`. */
  base: string
  /** What the facilitator calls the session, or the scenario's title. */
  name: string
  first: RoomView
  counts: Counts
  people: Participant[]
  /** Null if the code has expired. */
  join: JoinInfo | null
  /** Expected people. */
  size: number
  minutes: number
  /** Milliseconds since 1970; null before the session starts. */
  startedAt: number | null
  rehearsal: boolean
  /** The facilitator's notes so far, by moment. */
  notes: Record<string, string>
  links: CockpitLinks
  contact?: Contact | null
}

export function Cockpit(props: CockpitProps) {
  const { base, name, audience, size, minutes, startedAt, rehearsal, links, first, counts, people } = props
  const t = useTranslations('liveCockpit')
  const room = useRoom({ base, as: 'facilitator', first, counts, people })
  const { view, status, skew } = room
  const cockpit = useCockpit(base, links.summary, view, room.counts, audience === 'hands' ? size : undefined)
  const { perform, busy, next, send } = cockpit
  useClicker((press) => {
    if (press === 'next') perform(next)
    if (press === 'back' && view.facilitator?.undo) perform({ kind: 'send', command: { type: 'undo' } })
  })
  useNewStep(view)
  const act = actOf(view)
  return (
    <>
      <CockpitHeader
        title={name}
        {...{ view, startedAt, minutes, skew, rehearsal, busy }}
        projector={links.projector}
        onPause={() => send({ type: view.paused ? 'resume' : 'pause' })}
      />
      <NoScript runSheet={links.runSheet} />
      <Strips
        status={status}
        gone={room.gone}
        problem={cockpit.problem}
        asks={Object.fromEntries([...(act ? [act] : []), ...(view.facilitator?.sentences ?? [])].map(({ id, ask }) => [id, ask]))}
        few={view.shownFrom}
        onDismiss={cockpit.dismiss}
      />
      <main id="main" data-version={view.version} className={`${MAIN} noscript:[&_button[type=button]]:hidden`}>
        <Middle given={props} room={room} cockpit={cockpit} />
        <Aside given={props} room={room} cockpit={cockpit} />
        <div className="min-w-0 xl:sticky xl:top-5 xl:col-start-1 xl:row-start-1 xl:max-h-[calc(100dvh-2.5rem)] xl:self-start xl:overflow-y-auto">
          <Moments view={view} busy={busy} send={send} />
        </div>
      </main>
      <Announcer>{cockpit.said || t(status === 'live' ? `said.${view.paused ? 'paused' : view.phase}` : 'connection.lost')}</Announcer>
    </>
  )
}
/**
 * Three columns: moments, the current moment, and notes with the room. On a narrower screen the moments are below the current one; on a
 * phone there is one column.
 */
const MAIN =
  'mx-auto w-full max-w-stage gap-5 px-4 pb-44 pt-5 max-lg:flex max-lg:flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:px-6 lg:pb-10 ' +
  'xl:grid-cols-[14rem_minmax(0,1fr)_20rem]'
const ASIDE =
  'min-w-0 gap-5 max-lg:contents lg:row-span-2 lg:sticky lg:top-5 lg:flex lg:max-h-[calc(100dvh-2.5rem)] lg:flex-col lg:self-start ' +
  'lg:overflow-y-auto xl:col-start-3 xl:row-start-1'

interface ColumnProps {
  given: CockpitProps
  room: LiveState
  cockpit: ReturnType<typeof useCockpit>
}

function Middle({ given: { audience, size, rehearsal, links }, room: { view, counts, skew }, cockpit }: ColumnProps) {
  const t = useTranslations('liveCockpit')
  const plan = useTranslations('livePlan')
  const play = useTranslations('play')
  const { send, busy, ways, next } = cockpit
  const hands = useHands(view, counts, cockpit.postAction)
  const [handsIn, countHands] = useState(-1)
  const isByHand = audience === 'hands' || handsIn === view.moment
  const label = useLabels(view, counts, ways.way)
  const follows = useThen(next, view, counts, ways.way, audience)
  const closed = view.phase === 'closed'
  // A facilitator who narrates a moment reads its text before the options.
  const isNarrated = isChosen(view) && !view.whatIf
  return (
    <div className="flex min-w-0 flex-col gap-5 xl:col-start-2">
      <OwnPath view={view} busy={busy} send={send} />
      <CurrentStep
        {...{ view, counts, busy, send, size, skew, audience }}
        {...{ way: ways.way, picked: ways.picked, choosing: ways.choosing, onPick: ways.pick, onChoose: ways.open }}
        reading={isNarrated && view.scene && <OnTheirScreens scene={view.scene} />}
        countdown={cockpit.countdown}
        onCountdown={cockpit.setCountdown}
        hands={isByHand ? hands : null}
        alone={audience === 'hands'}
        onHands={!isByHand && hands && view.phase !== 'revealed' ? () => countHands(view.moment) : null}
      >
        {view.phase === 'lobby' && (
          <a className="link mt-2 inline-block text-note" href={links.plan}>
            {plan('change')}
          </a>
        )}
        <Steps
          {...{ next, busy, label }}
          then={cockpit.asking ? '' : follows}
          others={cockpit.others}
          undo={Boolean(view.facilitator?.undo) && !closed}
          again={roundOf(view, counts) > 0}
          onStep={cockpit.perform}
          summary={links.summary}
          asking={
            <ConfirmStep
              step={cockpit.asking}
              {...{ counts, size, busy, label }}
              few={view.shownFrom}
              onConfirm={cockpit.confirm}
              onCancel={cockpit.cancel}
            />
          }
        >
          {closed && <Duplicate action={links.duplicate} rehearsal={rehearsal} />}
        </Steps>
      </CurrentStep>
      <Whys view={view} onAct={(message) => void cockpit.facilitatorAction(message)} />
      {view.phase !== 'opening' && view.you && (
        <Fold title={play('whoYouAre')}>
          <p className="leading-relaxed">{view.you}</p>
        </Fold>
      )}
      {view.scene && !isNarrated && <OnScreens scene={view.scene} />}
      <p className="px-5 text-fine text-ink-3 max-lg:hidden">{t('keys')}</p>
    </div>
  )
}

function Aside({ given, room: { view, counts, people, skew }, cockpit }: ColumnProps) {
  const { base, audience, names, join, size, links, notes, contact = null } = given
  const { send, busy, postAction, facilitatorAction } = cockpit
  const { locked, phase } = view
  const note = useDrafts((moment) =>
    createAutosave(notes[moment] ?? '', (text) => postAction({ type: 'note', moment: Number(moment), text })),
  )
  const talk = <Notes view={view} contact={contact} note={note(String(view.moment))} />
  const closed = phase === 'closed'
  const alone = audience === 'hands'
  return (
    <div className={ASIDE}>
      {phase !== 'lobby' && talk}
      {!alone && (
        <JoinCard
          {...{ base, join, size, skew, locked, closed, busy }}
          joined={counts?.joined ?? 0}
          refused={counts?.facilitator?.refused ?? null}
          onLock={() => send({ type: locked ? 'unlock' : 'lock' })}
          onNewCode={() => facilitatorAction({ type: 'code' })}
        />
      )}
      {phase === 'lobby' && talk}
      {!alone && (
        <People
          {...{ people, closed }}
          nicknames={names === 'nicknames'}
          tables={audience === 'tables'}
          onRemove={(participant) => facilitatorAction({ type: 'remove', participant })}
        />
      )}
      <More {...{ links, alone, closed, busy, send }} />
    </div>
  )
}

function NoScript({ runSheet }: { runSheet: string }) {
  const t = useTranslations('liveCockpit')
  return (
    <noscript>
      <p className="border-b border-signal-line bg-signal-soft px-4 py-2.5 leading-normal text-signal lg:px-6">
        {t('noScript')}{' '}
        <a className="link text-signal" href={runSheet}>
          {t('more.runSheet')}
        </a>
      </p>
    </noscript>
  )
}

function Duplicate({ action, rehearsal }: { action: string; rehearsal: boolean }) {
  const t = useTranslations('liveCockpit.more')
  return (
    <form method="post" action={action} className="max-lg:grow">
      <button type="submit" name="rehearsal" value={rehearsal ? 'no' : 'same'} className="btn btn-quiet w-full max-lg:px-3 lg:min-h-12">
        <Copy className="icon" />
        {t(rehearsal ? 'useRehearsal' : 'duplicate')}
      </button>
    </form>
  )
}
