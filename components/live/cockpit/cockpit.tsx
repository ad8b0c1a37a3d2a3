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
import { CockpitHeader } from './header'
import { ConfirmPanel } from './confirm'
import { useRoom } from '../shared/use-room'
import { Fold } from './fold'
import { HandsCard } from './hands-card'
import { Moments } from './moments'
import type { CockpitLinks } from './more'
import { type NextStep, otherSteps, roundOf, usualNext } from './next-step'
import { type Contact, OwnNote, SpeakerNotes } from './notes'
import { Now } from './now'
import { OnScreens } from './on-screens'
import { RoomColumn } from './room-column'
import { Steps } from './steps'
import { Strips } from './strips'
import { useDrafts } from './use-draft'
import { useHost } from './use-host'
import { useKeptFocus } from './use-kept-focus'
import { useKeys } from './use-keys'
import { useLabels } from './use-labels'
import { useStart } from './use-start'
import { CHECKS_ID } from './voting'
import { NOTHING_PICKED, type Picked, actOf, wayOn } from '../shared/way-on'
import { WAYS_ID, Ways } from './ways'

export interface CockpitProps {
  /** The session's address, `/LOCALE/live/SESSION`. */
  base: string
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

export function Cockpit({ base, join, names, plan, size, minutes, rehearsal, notes, links, contact = null, ...initial }: CockpitProps) {
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
  const [closing, setClosing] = useState(false)
  const [deskFailed, setDeskFailed] = useState(false)
  const [picking, setPicking] = useState<Picked & { moment: number }>({ moment: view.moment, ...NOTHING_PICKED })
  const picked = picking.moment === view.moment ? picking : NOTHING_PICKED
  const way = wayOn(view, counts, picked)
  const next = usualNext(view, counts, way)
  const closed = view.phase === 'closed'
  const note = useDrafts((moment) => createAutosave(notes[moment] ?? '', (text) => desk({ type: 'note', moment: Number(moment), text })))
  const [said, setSaid] = useState('')
  const label = useLabels(view, counts, way)

  function send(command: AskedCommand) {
    setClosing(false)
    setSaid('')
    commander.send(command)
  }
  function perform(step: NextStep) {
    if (step.kind === 'send') return send(step.command)
    if (step.kind === 'close') return setClosing(true)
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
    if (press === 'next' && next) perform(next)
    if (press === 'back' && view.host?.undo) send({ type: 'undo' })
  })
  useKeptFocus(view.version)
  const asked = actOf(view)
  const shared = { view, counts, busy, send }
  const handsCard = <HandsCard view={view} counts={counts} desk={desk} size={size} alone={plan.audience === 'hands'} />

  return (
    <>
      <CockpitHeader
        title={view.title}
        closed={closed}
        startedAt={useStart(initial.startedAt, view, skew)}
        minutes={minutes}
        skew={skew}
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
        onDismiss={() => {
          setDeskFailed(false)
          commander.dismiss()
        }}
      />
      <main
        id="main"
        data-version={view.version}
        className="mx-auto grid w-full max-w-stage gap-5 px-4 pb-44 pt-5 lg:grid-cols-[11rem_minmax(0,1fr)_17rem] xl:grid-cols-[14rem_minmax(0,1fr)_20rem] lg:px-6 lg:pb-10"
      >
        <Moments view={view} busy={busy} send={send} />
        <div className="min-w-0 space-y-5">
          <Now {...shared} audience={plan.audience} size={size} skew={skew}>
            {closing && (
              <div className="mt-4">
                <ConfirmPanel
                  question={t('more.closeAsk')}
                  confirm={t('more.closeDo')}
                  busy={busy}
                  onConfirm={() => send({ type: 'close' })}
                  onCancel={() => setClosing(false)}
                />
              </div>
            )}
            <Steps
              next={next}
              others={otherSteps(view, counts)}
              undo={view.host?.undo ?? false}
              again={roundOf(view, counts) > 0}
              busy={busy}
              label={label}
              onStep={perform}
            />
          </Now>
          <p className="-mt-2 px-5 text-fine text-ink-3 max-lg:hidden">{t('keys')}</p>
          {plan.audience === 'hands' && handsCard}
          <SpeakerNotes view={view} contact={contact} />
          {view.phase !== 'opening' && view.you && (
            <Fold title={play('whoYouAre')}>
              <p className="leading-relaxed">{view.you}</p>
            </Fold>
          )}
          <OwnNote note={note(String(view.moment))} />
          {view.scene && <OnScreens scene={view.scene} />}
        </div>
        <div className="min-w-0 space-y-5">
          {(counts?.host?.branches.length ?? 0) > 0 && !view.paused && (
            <Ways
              view={view}
              counts={counts}
              way={way}
              picked={picked}
              busy={busy}
              onPick={(now) => setPicking({ moment: view.moment, ...now })}
              onContinue={() => way.ok && send(way.command)}
            />
          )}
          <RoomColumn
            {...shared}
            join={join}
            size={size}
            people={people}
            nicknames={names === 'nicknames'}
            tables={plan.audience === 'tables'}
            links={links}
            hostAction={hostAction}
          >
            {plan.audience !== 'hands' && handsCard}
          </RoomColumn>
        </div>
      </main>
      <Announcer>{said || t(status === 'live' ? `said.${view.paused ? 'paused' : view.phase}` : 'connection.lost')}</Announcer>
    </>
  )
}
