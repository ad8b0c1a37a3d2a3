'use client'
/** The trainer's private screen: what comes in, what to say, and every control of the room. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedCommand, HostAction } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo, Joined } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { createAutosave } from './autosave'
import { Asking } from './asking'
import { CockpitHeader } from './header'
import { useRoom } from '../shared/use-room'
import { Fold } from './fold'
import { useHands } from './hands'
import { Moments } from './moments'
import type { CockpitLinks } from './more'
import { type NextStep, isAskedFirst, isChosen, otherSteps, roundOf, tallyNow, usualNext } from './next-step'
import { type Contact, Notes } from './notes'
import { Now } from './now'
import { OnScreens } from './on-screens'
import { OwnPath } from './own-path'
import { RoomColumn } from './room-column'
import { Steps } from './steps'
import { Strips } from './strips'
import { useDrafts } from './use-draft'
import { useHost } from './use-host'
import { useKeptFocus } from './use-kept-focus'
import { useKeys } from './use-keys'
import { useLabels } from './use-labels'
import { useStart } from './use-start'
import { CHECKS_ID, WAYS_ID } from './voting'
import { NOTHING_PICKED, type Picked, actOf, wayOn } from '../shared/way-on'

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
  const play = useTranslations('play')
  const { view, counts, people, status, gone, skew } = useRoom({
    base,
    as: 'host',
    first: initial.first,
    counts: initial.counts,
    people: initial.people,
  })
  const { commanding, commander, desk } = useHost(base, view.version)
  const { busy } = commanding
  const [asking, setAsking] = useState<NextStep | null>(null)
  const [deskFailed, setDeskFailed] = useState(false)
  const [countdown, setCountdown] = useState(0)
  const { picked, pick, way, isOpen, open } = usePicked(view, counts)
  const next = usualNext(view, counts, way)
  const closed = view.phase === 'closed'
  const alone = plan.audience === 'hands'
  const note = useDrafts((moment) => createAutosave(notes[moment] ?? '', (text) => desk({ type: 'note', moment: Number(moment), text })))
  const hands = useHands(view, counts, desk)
  const [isByHand, countHands] = useState(alone)
  const [said, setSaid] = useState('')
  const label = useLabels(view, counts, way)

  function send(command: AskedCommand) {
    setAsking(null)
    setSaid('')
    commander.send(command.type === 'vote' && countdown > 0 ? { ...command, seconds: countdown } : command)
  }
  function perform(step: NextStep) {
    if (step.kind === 'report') return location.assign(links.report)
    if (step.kind === 'close') return setAsking(step)
    // Asked once, the same key answers: whoever holds a clicker has no other.
    if (step.kind === 'send' && isAskedFirst(step.command, tallyNow(view, counts)) && asking === null) return setAsking(step)
    if (step.kind === 'send') return send(step.command)
    document.getElementById(step.among === 'ways' ? WAYS_ID : CHECKS_ID)?.focus()
    setSaid(t(`choose.${step.among}`))
  }
  async function hostAction(message: HostAction) {
    const { ok } = await desk(message)
    setDeskFailed(!ok)
    // The page was loaded with the code.
    if (ok && message.type === 'code') location.reload()
  }
  useKeys((press) => {
    if (press === 'next') perform(next)
    if (press === 'back' && view.host?.undo) send({ type: 'undo' })
  })
  useKeptFocus(view.version)
  const asked = actOf(view)
  const choosing = isOpen && (counts?.host?.branches.length ?? 0) > 0 && view.question?.kind !== 'check'
  const canChoose =
    !isOpen && !view.paused && (counts?.host?.branches.length ?? 0) > 0 && ['reading', 'voting', 'discussing'].includes(view.phase)
  const aside = picked.way !== null && way.ok && !(next.kind === 'send' && next.command === way.command) ? [way.command] : []
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
      <Strips
        status={status}
        gone={gone}
        problem={commanding.problem ?? (deskFailed ? { reason: 'unreachable', tied: [] } : null)}
        asks={Object.fromEntries([...(asked ? [asked] : []), ...(view.host?.sentences ?? [])].map(({ id, ask }) => [id, ask]))}
        few={view.shownFrom}
        onDismiss={() => {
          setDeskFailed(false)
          commander.dismiss()
        }}
      />
      <main
        id="main"
        data-version={view.version}
        className="mx-auto w-full max-w-stage gap-5 px-4 pb-44 pt-5 max-lg:flex max-lg:flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_19rem] lg:px-6 lg:pb-10 xl:grid-cols-[14rem_minmax(0,1fr)_20rem]"
      >
        <div className="flex min-w-0 flex-col gap-5 xl:col-start-2">
          <OwnPath view={view} busy={busy} send={send} />
          <Now
            {...{ view, counts, busy, send, way, picked, choosing, size, skew, countdown }}
            audience={plan.audience}
            hands={isByHand ? hands : null}
            onPick={pick}
            onCountdown={setCountdown}
            onChoose={canChoose ? open : null}
            onHands={!isByHand && hands && view.phase !== 'revealed' ? () => countHands(true) : null}
          >
            <Asking
              step={asking}
              counts={counts}
              few={view.shownFrom}
              busy={busy}
              onConfirm={() => asking && send(asking.kind === 'send' ? asking.command : { type: 'close' })}
              onCancel={() => setAsking(null)}
            />
            <Steps
              next={next}
              others={[...aside, ...otherSteps(view, counts)]}
              undo={(view.host?.undo ?? false) && !closed}
              again={roundOf(view, counts) > 0}
              busy={busy}
              label={label}
              onStep={perform}
              report={links.report}
            />
          </Now>
          {view.phase !== 'opening' && view.you && (
            <Fold title={play('whoYouAre')}>
              <p className="leading-relaxed">{view.you}</p>
            </Fold>
          )}
          {view.scene && <OnScreens scene={view.scene} />}
          <p className="px-5 text-fine text-ink-3 max-lg:hidden">{t('keys')}</p>
        </div>
        <div className="min-w-0 gap-5 max-lg:contents lg:row-span-2 lg:sticky lg:top-5 lg:flex lg:max-h-[calc(100dvh-2.5rem)] lg:flex-col lg:self-start lg:overflow-y-auto xl:col-start-3 xl:row-start-1">
          {view.phase !== 'lobby' && talk}
          <RoomColumn
            {...{ view, counts, busy, send, join, size, people, links, hostAction, alone }}
            nicknames={names === 'nicknames'}
            tables={plan.audience === 'tables'}
          >
            {view.phase === 'lobby' && talk}
          </RoomColumn>
        </div>
        <div className="min-w-0 xl:sticky xl:top-5 xl:col-start-1 xl:row-start-1 xl:max-h-[calc(100dvh-2.5rem)] xl:self-start xl:overflow-y-auto">
          <Moments view={view} busy={busy} send={send} />
        </div>
      </main>
      <Announcer>{said || t(status === 'live' ? `said.${view.paused ? 'paused' : view.phase}` : 'connection.lost')}</Announcer>
    </>
  )
}

/** What the facilitator has picked in this moment, and whether the ways are open to be picked from. */
function usePicked(view: RoomView, counts: Counts | null) {
  const [picking, setPicking] = useState<Picked & { moment: number }>({ moment: view.moment, ...NOTHING_PICKED })
  const [openAt, setOpenAt] = useState(-1)
  const picked = picking.moment === view.moment ? picking : NOTHING_PICKED
  const usual = view.phase === 'revealed' || view.phase === 'wording' || isChosen(view)
  return {
    picked,
    pick: (now: Picked) => setPicking({ moment: view.moment, ...now }),
    way: wayOn(view, counts, picked),
    isOpen: usual || openAt === view.moment || picked.way !== null,
    open: () => setOpenAt(view.moment),
  }
}
