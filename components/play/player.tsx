'use client'
/**
 * Plays an attempt. Without script the server renders it and answers its form posts. With script the engine runs in the browser too, so the
 * next moment is there at once, and the events follow to the journal.
 */
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Delivery } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Step, goOn, replay } from '@/scenarios/engine/play/journal'
import { type StagedPlay, momentOf } from '@/scenarios/engine/play/play'
import { consequenceOf, replyHere } from '@/scenarios/engine/play/prose'
import { unasked } from '@/scenarios/engine/play/unasked'
import { Announcer } from '../ui/announcer'
import { askFor } from './ask-for-missing'
import { browserStorage } from './browser-storage'
import type { Draft } from './answer-fields'
import { Finishing } from './finishing'
import { FIELD, readForm } from '@/scenarios/engine/play/moment-form'
import { Judgement } from './judgement'
import { MissingContext } from './missing-answers'
import { Moment } from './moment'
import { momentTitle } from './moment-title'
import { type Outbox, createOutbox, keptEvents } from './outbox'
import { PlayHeader } from './play-header'
import { useSheets } from './sheet'
import { useUnsent } from './unsent-choices'

export interface PlayerProps {
  delivery: Delivery
  title: string
  draft: Draft
  missing: string | null
  notice: string | null
  language: string | null
}

export function Player({ delivery, title, draft, language, ...initial }: PlayerProps) {
  const t = useTranslations('play')
  const [{ attempt, play, events, again, links }] = useState(() => delivery.open())
  const [played, setPlayed] = useState(() => replay(play, events))
  const { state, steps } = played
  const [notice, setNotice] = useState(initial.notice)
  const [missing, setMissing] = useState(initial.missing)
  const [said, setSaid] = useState('')
  const { outbox, push } = useOutbox(attempt, delivery, events, take)

  const at = `${state.scene}/${state.phase}`
  const isMoment = state.phase === 'scene' || state.phase === 'consequence'
  const form = useRef<HTMLFormElement>(null)
  const unsent = useUnsent(attempt, at, form)
  useArrival(at, state.phase === 'consequence')
  useSheets()
  useTitle(`${momentTitle(t, state, title)} – ${useTranslations('ui')('name')}`)

  function take(made: PlayEvent[]): readonly Step[] {
    let after = played
    // What does not fit is left out, and does not stop what follows.
    for (const event of made) after = goOn(play, { ...after, refused: null }, [event])
    setPlayed(after)
    return after.steps
  }

  function act(made: PlayEvent[]) {
    const steps = take(made)
    push(made)
    setNotice(null)
    setMissing(null)
    setSaid(heard(play, steps))
  }

  async function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const read = readForm(new FormData(form, (event.nativeEvent as SubmitEvent).submitter), play, state)
    if (!read.ok) return askFor(form, read.missing, () => setMissing(read.missing))
    const made = again ? unasked(play, state, read.events) : read.events
    act(made)
    if (made.some((e) => e.type === 'decide' || e.type === 'judge')) unsent.clear()
    const check = made.find((e) => e.type === 'check')
    // The button is gone, so its finding takes the focus and is read out.
    if (check) requestAnimationFrame(() => document.getElementById(`check-${check.check}`)?.focus())
    if (made.some((e) => e.type === 'judge') && (await outbox?.flushed())) delivery.finish()
  }

  function flag(segment: string, flagged: boolean) {
    act([{ type: flagged ? 'flag' : 'unflag', segment }])
    setSaid(t(flagged ? 'flagged' : 'unflagged', { count: state.flags.length + (flagged ? 1 : -1) }))
  }

  const shared = { play, state, steps }
  return (
    <MissingContext value={missing}>
      <PlayHeader
        title={title}
        links={links}
        delivery={delivery}
        outbox={delivery.saving ?? outbox}
        skip={state.phase === 'consequence' ? '#follows' : '#decision'}
      />
      <form
        // What follows an act belongs to its moment, so the form stays the same.
        key={isMoment ? momentOf(state) : state.phase}
        ref={form}
        method="post"
        action={links.action}
        onSubmit={submit}
        onChange={() => {
          setMissing(null)
          unsent.keep()
        }}
        onKeyDown={chooseByEnter}
        noValidate
        className="views"
      >
        <input type="hidden" name={FIELD.seq} value={steps.length} />
        {/* Enter in a radio presses the first button of the form, so this one comes first. */}
        <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
          {t('decide')}
        </button>
        {notice && (
          <p role="status" className="mx-auto mt-4 max-w-stage px-4 lg:px-8">
            <span className="block rounded-xl border border-signal-line bg-signal-soft px-4 py-3 text-signal">{notice}</span>
          </p>
        )}
        {again && <p className="mx-auto max-w-stage px-4 pt-3 text-small text-ink-3 lg:px-8">{t('again.note')}</p>}
        {language && <p className="mx-auto max-w-stage px-4 pt-3 text-small text-ink-3 lg:px-8">{language}</p>}
        {isMoment && <Moment {...shared} draft={draft} onFlag={flag} action={links.action} />}
        {state.phase === 'judgement' && <Judgement draft={draft} />}
        {state.phase === 'debrief' && <Finishing outbox={delivery.saving ?? outbox} links={links} finish={() => delivery.finish()} />}
      </form>
      <Announcer>{said}</Announcer>
    </MissingContext>
  )
}

/** What screen readers say after the last step: the reply to a report, which leaves the focus where it is, or what follows an act. */
function heard(play: StagedPlay, steps: readonly Step[]): string {
  const last = steps.at(-1)!
  return (last.event.type === 'report' && replyHere(play, steps)) || consequenceOf(play, steps, last)
}

/** Enter chooses a flag or rating that has the focus; elsewhere in the form it decides. */
function chooseByEnter(event: React.KeyboardEvent) {
  const { key, target } = event
  if (key !== 'Enter' || !(target instanceof HTMLInputElement) || (target.name !== FIELD.flag && target.name !== FIELD.rating)) return
  event.preventDefault()
  target.click()
}

/** `push` works before the outbox is open. What an earlier visit could not send is played and sent again. */
function useOutbox(attempt: string, port: Delivery, events: PlayEvent[], resume: (kept: PlayEvent[]) => void) {
  const [outbox, setOutbox] = useState<Outbox | null>(null)
  const open = useRef<Outbox | null>(null)
  const early = useRef<PlayEvent[]>([])
  const opening = useRef({ port, events, resume })
  useEffect(() => {
    const { port, events, resume } = opening.current
    const [key, storage] = [`journal:${attempt}`, browserStorage()]
    const kept = keptEvents(storage, key, events)
    const box = createOutbox({ port, length: events.length, storage, key })
    resume(kept)
    box.push([...kept, ...early.current.splice(0)])
    opening.current = { port, events: [...events, ...kept], resume: () => {} }
    open.current = box
    setOutbox(box)
    return () => box.stop()
  }, [attempt])
  const push = (made: PlayEvent[]) => (open.current ? open.current.push(made) : early.current.push(...made))
  return { outbox, push }
}

/**
 * A new moment starts at its heading, at the top, with its sheets closed. What follows an act is scrolled to in its place. Going to a
 * fragment delays the next paint, so we do it only to close a sheet.
 */
function useArrival(at: string, follows: boolean) {
  const last = useRef(at)
  useEffect(() => {
    if (last.current === at) return
    last.current = at
    const isOpen = document.querySelector(':target')
    if (isOpen && follows) location.replace('#follows')
    else if (isOpen) location.replace('#main')
    // The sheet in the address is gone with its moment: a reload would open the next moment's.
    else if (location.hash) history.replaceState(null, '', follows ? '#follows' : '#main')
    if (follows) document.getElementById('follows')?.scrollIntoView()
    else scrollTo({ top: 0 })
    document.querySelector<HTMLElement>(follows ? '#follows-h' : 'h1')?.focus({ preventScroll: true })
  }, [at, follows])
}

function useTitle(title: string) {
  useEffect(() => {
    document.title = title
  }, [title])
}
