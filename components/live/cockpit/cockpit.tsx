'use client'
/** The trainer's private screen: what comes in, what to say, and every control of the room. */
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo, Joined } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { Asking } from './asking'
import { createAutosave } from './autosave'
import { CockpitHeader } from './header'
import { useRoom } from '../shared/use-room'
import { Fold } from './fold'
import { useHands } from './hands'
import { Moments } from './moments'
import type { CockpitLinks } from './more'
import { isChosen, roundOf } from './next-step'
import { type Contact, Notes } from './notes'
import { Now } from './now'
import { OnScreens } from './on-screens'
import { OwnPath } from './own-path'
import { RoomColumn } from './room-column'
import { Steps } from './steps'
import { Strips } from './strips'
import { useCockpit } from './use-cockpit'
import { useDrafts } from './use-draft'
import { useKeptFocus } from './use-kept-focus'
import { useKeys } from './use-keys'
import { useLabels } from './use-labels'
import { useStart } from './use-start'
import { useTop } from './use-top'
import { actOf } from '../shared/way-on'

export interface CockpitProps {
  /** The session's address, `/LOCALE/live/SESSION`. */
  base: string
  /** What the facilitator calls the session, or the story's title. */
  name: string
  first: RoomView
  counts: Counts
  people: Joined[]
  /** Null if the code has expired. */
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
  plan: { audience: 'phones' | 'tables' | 'hands' }
  /** Expected people. */
  size: number
  /** Planned. */
  minutes: number
  /** When the session was started, in milliseconds; null before. */
  startedAt: number | null
  rehearsal: boolean
  /** The facilitator's notes so far, by moment. */
  notes: Record<string, string>
  links: CockpitLinks
  /** The organisation's own contact for a real case. */
  contact?: Contact | null
}

export function Cockpit({
  base,
  name,
  join,
  names,
  plan,
  size,
  minutes,
  rehearsal,
  notes,
  links,
  contact = null,
  ...initial
}: CockpitProps) {
  const t = useTranslations('liveCockpit')
  const { view, counts, people, status, gone, skew } = useRoom({ base, as: 'host', ...initial })
  const cockpit = useCockpit(base, links.summary, view, counts, plan.audience === 'hands' ? size : undefined)
  const { send, perform, busy, next, desk } = cockpit
  const closed = view.phase === 'closed'
  const note = useDrafts((moment) => createAutosave(notes[moment] ?? '', (text) => desk({ type: 'note', moment: Number(moment), text })))
  useKeys((press) => {
    if (press === 'next') perform(next)
    if (press === 'back' && view.host?.undo) send({ type: 'undo' })
  })
  useKeptFocus(view.version)
  useTop(view)
  const asked = actOf(view)
  const talk = <Notes view={view} contact={contact} note={note(String(view.moment))} />
  return (
    <>
      <CockpitHeader
        title={name}
        closed={closed}
        startedAt={useStart(initial.startedAt, view, skew)}
        minutes={minutes}
        skew={skew}
        pace={view.host!.pace}
        rehearsal={rehearsal}
        projector={links.projector}
        paused={closed || view.phase === 'lobby' ? null : view.paused}
        busy={busy}
        onPause={() => send({ type: view.paused ? 'resume' : 'pause' })}
      />
      <NoScript runSheet={links.runSheet} />
      <Strips
        status={status}
        gone={gone}
        problem={cockpit.problem}
        asks={Object.fromEntries([...(asked ? [asked] : []), ...(view.host?.sentences ?? [])].map(({ id, ask }) => [id, ask]))}
        few={view.shownFrom}
        onDismiss={cockpit.dismiss}
      />
      <main id="main" data-version={view.version} className={`${MAIN} noscript:[&_button[type=button]]:hidden`}>
        <Middle {...{ view, counts, skew, cockpit, plan, size, rehearsal, links }} />
        <div className={ASIDE}>
          {view.phase !== 'lobby' && talk}
          <RoomColumn
            {...{ view, counts, busy, send, join, size, skew, people, links }}
            hostAction={cockpit.hostAction}
            nicknames={names === 'nicknames'}
            tables={plan.audience === 'tables'}
            alone={plan.audience === 'hands'}
          >
            {view.phase === 'lobby' && talk}
          </RoomColumn>
        </div>
        <div className="min-w-0 xl:sticky xl:top-5 xl:col-start-1 xl:row-start-1 xl:max-h-[calc(100dvh-2.5rem)] xl:self-start xl:overflow-y-auto">
          <Moments view={view} busy={busy} send={send} />
        </div>
      </main>
      <Announcer>{cockpit.said || t(status === 'live' ? `said.${view.paused ? 'paused' : view.phase}` : 'connection.lost')}</Announcer>
    </>
  )
}
/** Moments, what is now, notes and room side by side; without the first, below the second; and on a phone one below the other. */
const MAIN =
  'mx-auto w-full max-w-stage gap-5 px-4 pb-44 pt-5 max-lg:flex max-lg:flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:px-6 lg:pb-10 ' +
  'xl:grid-cols-[14rem_minmax(0,1fr)_20rem]'
const ASIDE =
  'min-w-0 gap-5 max-lg:contents lg:row-span-2 lg:sticky lg:top-5 lg:flex lg:max-h-[calc(100dvh-2.5rem)] lg:flex-col lg:self-start ' +
  'lg:overflow-y-auto xl:col-start-3 xl:row-start-1'

interface MiddleProps extends Pick<CockpitProps, 'plan' | 'size' | 'rehearsal' | 'links'> {
  view: RoomView
  counts: Counts | null
  skew: number
  cockpit: ReturnType<typeof useCockpit>
}

/** What is now, and what to do next. */
function Middle({ view, counts, skew, cockpit, plan, size, rehearsal, links }: MiddleProps) {
  const t = useTranslations('liveCockpit')
  const play = useTranslations('play')
  const { send, busy, ways, next } = cockpit
  const hands = useHands(view, counts, cockpit.desk)
  const [isByHand, countHands] = useState(plan.audience === 'hands')
  const label = useLabels(view, counts, ways.way)
  const closed = view.phase === 'closed'
  // Whoever tells a moment reads its text before the options.
  const isTold = isChosen(view) && !view.whatIf
  const screens = view.scene && <OnScreens scene={view.scene} />
  return (
    <div className="flex min-w-0 flex-col gap-5 xl:col-start-2">
      <OwnPath view={view} busy={busy} send={send} />
      {isTold && screens}
      <Now
        {...{ view, counts, busy, send, size, skew }}
        {...{ way: ways.way, picked: ways.picked, choosing: ways.choosing, onPick: ways.pick, onChoose: ways.open }}
        audience={plan.audience}
        countdown={cockpit.countdown}
        onCountdown={cockpit.setCountdown}
        hands={isByHand ? hands : null}
        alone={plan.audience === 'hands'}
        onHands={!isByHand && hands && view.phase !== 'revealed' ? () => countHands(true) : null}
      >
        {view.phase === 'lobby' && (
          <a className="link mt-2 inline-block text-note" href={links.plan}>
            {t('plan.change')}
          </a>
        )}
        <Steps
          {...{ next, busy, label }}
          others={cockpit.others}
          undo={(view.host?.undo ?? false) && !closed}
          again={roundOf(view, counts) > 0}
          onStep={cockpit.perform}
          summary={links.summary}
          asking={
            <Asking
              step={cockpit.asking}
              counts={counts}
              few={view.shownFrom}
              size={size}
              busy={busy}
              onConfirm={cockpit.confirm}
              onCancel={cockpit.cancel}
            />
          }
        >
          {closed && <Duplicate action={links.duplicate} rehearsal={rehearsal} />}
        </Steps>
      </Now>
      {view.phase !== 'opening' && view.you && (
        <Fold title={play('whoYouAre')}>
          <p className="leading-relaxed">{view.you}</p>
        </Fold>
      )}
      {!isTold && screens}
      <p className="px-5 text-fine text-ink-3 max-lg:hidden">{t('keys')}</p>
    </div>
  )
}

/** What is pressed here is sent by script alone. */
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
