'use client'
/** The trainer's private screen: what comes in, what to say, and every control of the room. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedCommand, DeskMessage } from '@/scenarios/engine/live/schema'
import type { Counts } from '@/scenarios/engine/live/host'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { JoinInfo, Joined } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { createAutosave } from './autosave'
import { CockpitHeader } from './header'
import { createCommander } from './commander'
import { ConfirmPanel } from './confirm'
import { useRoom } from '../shared/connection'
import { partName } from './debrief-parts'
import { Fold } from './fold'
import { type HandCounts, Hands } from './hands'
import { hostPost } from './host-post'
import { JoinCard } from './join-card'
import { Moments } from './moments'
import { type CockpitLinks, More } from './more'
import { type NextStep, otherSteps, roundOf, usualNext } from './next-step'
import { type Contact, OwnNote, SpeakerNotes } from './notes'
import { Now } from './now'
import { OnScreens } from './on-screens'
import { People } from './people'
import { NEXT_ID, Steps } from './steps'
import { Strips } from './strips'
import { useDrafts } from './use-draft'
import { useKeys } from './use-keys'
import { CHECKS_ID, handRows } from './voting'
import { NOTHING_PICKED, type Picked, type WayOn, decisionsOf, letterOf, wayOn } from '../shared/way-on'
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
  async function atDesk(message: DeskMessage) {
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
  const shared = { view, counts, busy, send }
  const handsCard = <HandsOf view={view} counts={counts} desk={desk} alone={plan.audience === 'hands'} />

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
        asks={Object.fromEntries(decisionsOf(view).map(({ id, ask }) => [id, ask]))}
        onDismiss={() => {
          setDeskFailed(false)
          commander.dismiss()
        }}
      />
      <main
        id="main"
        data-version={view.version}
        className="mx-auto grid w-full max-w-[1400px] gap-5 px-4 pb-44 pt-5 lg:grid-cols-[11rem_minmax(0,1fr)_17rem] xl:grid-cols-[14rem_minmax(0,1fr)_20rem] lg:px-6 lg:pb-10"
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
          <p className="-mt-2 px-5 text-[.8125rem] text-ink-3 max-lg:hidden">{t('keys')}</p>
          {plan.audience === 'hands' && handsCard}
          <SpeakerNotes view={view} contact={contact} />
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
          <JoinCard
            join={join}
            joined={counts?.joined ?? 0}
            size={size}
            locked={view.locked}
            closed={closed}
            busy={busy}
            onLock={() => send({ type: view.locked ? 'unlock' : 'lock' })}
            onNewCode={() => atDesk({ type: 'code' })}
          />
          <People
            people={people}
            nicknames={names === 'nicknames'}
            tables={plan.audience === 'tables'}
            closed={closed}
            onRemove={(participant) => atDesk({ type: 'remove', participant })}
          />
          {plan.audience !== 'hands' && handsCard}
          <More links={links} closed={closed} busy={busy} send={send} />
        </div>
      </main>
      <Announcer>{said || t(status === 'live' ? `said.${view.paused ? 'paused' : view.phase}` : 'connection.lost')}</Announcer>
    </>
  )
}

/** Posts from this cockpit: commands, one at a time, and other host actions. */
function useHost(base: string, version: number) {
  const [{ commander, desk }] = useState(() => {
    const post = hostPost(base)
    return {
      commander: createCommander((message) => post('commands', message), version),
      desk: (message: DeskMessage) => post('desk', message),
    }
  })
  useEffect(() => commander.saw(version), [commander, version])
  return { commander, desk, commanding: useSyncExternalStore(commander.subscribe, commander.read, commander.read) }
}

/** The labels of the buttons. */
function useLabels(view: RoomView, counts: Counts | null, way: WayOn): (command: AskedCommand) => string {
  const t = useTranslations('liveCockpit')
  const parts = useTranslations('liveCockpit.debrief')
  const branches = counts?.host?.branches ?? []
  return (command) => {
    switch (command.type) {
      case 'vote':
        return t(roundOf(view, counts) > 0 ? 'step.voteAgain' : 'step.vote')
      case 'discuss':
        return t('step.discuss', { minutes: command.seconds / 60 })
      case 'decide': {
        const letter = way.ok && way.branch ? letterOf(branches.indexOf(way.branch)) : ''
        return letter ? t(command.by === 'majority' ? 'step.majority' : 'step.along', { letter }) : t('step.continue')
      }
      case 'check': {
        const check = view.question?.kind === 'check' ? view.question.checks.find((c) => c.id === command.check) : undefined
        return t('step.check', { check: check?.text ?? '' })
      }
      case 'show':
        return t('step.show', { part: view.debrief ? partName(view.debrief, command.part, parts) : '' })
      default:
        return t(`step.${command.type}`)
    }
  }
}

/** When the session was started, as far as this screen can know. */
function useStart(startedAt: number | null, { phase }: RoomView, skew: number): number | null {
  const [start, setStart] = useState(startedAt)
  useEffect(() => {
    setStart((known) => (phase === 'lobby' ? null : (known ?? Date.now() + skew)))
  }, [phase, skew])
  return start
}

/** The button just pressed may disappear with the step it made: the focus moves to the next one. */
function useKeptFocus(version: number) {
  const last = useRef<EventTarget | null>(null)
  useEffect(() => {
    const note = (event: FocusEvent) => {
      last.current = event.target
    }
    addEventListener('focusin', note)
    return () => removeEventListener('focusin', note)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks after every new version.
  useEffect(() => {
    const lost = last.current instanceof Element && !last.current.isConnected
    if (lost && document.activeElement === document.body) document.getElementById(NEXT_ID)?.focus({ preventScroll: true })
  }, [version])
}

interface HandsProps {
  view: RoomView
  counts: Counts | null
  desk: (message: DeskMessage) => ReturnType<ReturnType<typeof hostPost>>
  alone: boolean
}

/** Hands for the open vote, or the last one. What was typed for an earlier vote never counts for this one. */
function HandsOf({ view, counts, desk, alone }: HandsProps) {
  const t = useTranslations('liveCockpit')
  const rows = handRows(view, counts, (look) => t(`looks.${look}`))
  const key = rows && `${view.moment}/${view.phase === 'checking' ? view.vote : roundOf(view, counts)}`
  const present = useRef(key)
  useEffect(() => {
    present.current = key
  })
  const hands = useDrafts<HandCounts>((at) =>
    createAutosave(counts?.joined === 0 ? entered(view, counts) : {}, async (typed) =>
      at === present.current ? desk({ type: 'hands', counts: typed }) : { ok: false, reason: 'not-now' },
    ),
  )
  const body = rows && key ? <Hands rows={rows} hands={hands(key)} /> : <p className="text-[.9375rem] text-ink-2">{t('hands.notNow')}</p>
  if (!alone) return <Fold title={t('hands.title')}>{body}</Fold>
  return (
    <section className="card p-5 shadow-card" aria-labelledby="hands-h">
      <h2 id="hands-h" className="font-semibold">
        {t('hands.title')}
      </h2>
      {body}
    </section>
  )
}

/** If nobody has a phone, the hands entered are the votes. */
function entered(view: RoomView, counts: Counts): HandCounts {
  const { totals } = counts.host!
  if (view.question?.kind === 'check') return totals.checks.counts.check ?? {}
  const asked = view.question?.kind === 'judge' ? 'looks' : decisionsOf(view).find((d) => d.act)?.id
  return { ...(asked && totals.rounds[roundOf(view, counts) - 1]?.counts[asked]) }
}
