'use client'
/** A participant's screen: what the room is doing, and nothing else. Without script the server renders it and accepts its forms. */
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Sent } from '@/scenarios/engine/live/answer-form'
import type { Ballot, Vote } from '@/scenarios/engine/live/ballot'
import type { FollowedView, RoomView } from '@/scenarios/engine/live/view'
import type { Mine } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { type Entries, type Entry, nameOf } from './answers'
import { useRoom, useWakeLock } from '../shared/use-room'
import { PhoneDebrief } from './debrief'
import { ballotOf } from './asked'
import { lastRound, newsOf, placeOf, tooLate } from './news'
import { Tell, canPress } from './tell'
import { Question } from './question'
import { Desk, MomentHeading } from './scene'
import { Below, Closed, ConnectionNotice, Gone, Lobby, Opening, PausedNotice, PhoneBar, PostedNotice } from './states'
import { Results, Talk } from './totals'
import { useAnswers } from './use-answers'
import { type Pressed, useTold } from './use-told'

export interface PhoneProps {
  /** `/LOCALE/live/SESSION` */
  base: string
  first: RoomView
  mine: Mine
  /** A nickname, or empty. */
  name: string
  home: string
  /** The result of an answer posted without script: `closed`, `unfit`, `incomplete`, `busy`. */
  note?: string | null
  /** Start with flagging on: how a page without script requests it. */
  flagging?: boolean
  /** What was pressed without script. */
  told?: Pressed | null
  /** The scenario has not been reviewed by an outside expert. */
  draft?: boolean
}

export function Phone({ base, first, mine, name, home, note = null, flagging = false, told = null, draft = false }: PhoneProps) {
  const t = useTranslations('livePhone')
  const { view, status, gone, skew } = useRoom({ base, as: 'participant', first })
  const answers = useAnswers(base, mine, status === 'live')
  useWakeLock()
  const out = gone ?? (answers.gone ? 'removed' : null)
  const place = out ?? placeOf(view)
  const { pressed, press } = useTold(base, told, out || view.phase === 'closed' ? null : view.moment)
  const said = useNews(view)
  useArrival(place)
  const posted = NOTES.find((n) => n === note)
  const unsent = Object.values(answers.entries).some(({ standing }) => standing === 'sending' || standing === 'waiting')
  const send = (sent: Sent) => answers.send(view.moment, sent)
  return (
    <>
      <PhoneBar title={view.title} name={name} skip={view.vote ? '#question' : '#main'} />
      <ConnectionNotice lost={status === 'lost' && !out} unsent={unsent} />
      <main id="main" data-version={view.version} className="mx-auto w-full max-w-column px-4 pb-16">
        {posted && !out && <PostedNotice>{t(`posted.${posted}`)}</PostedNotice>}
        {view.paused && !out && <PausedNotice />}
        {out ? (
          <Gone gone={out} home={home} />
        ) : (
          <Body key={place} {...{ base, view, skew, home, flagging, draft, send, pressed, press }} entries={answers.entries} />
        )}
        <noscript>
          <p className="mt-8 border-t border-line pt-4 text-note text-ink-2">
            {t('reload')}{' '}
            <a className="link" href={told ? `${base}?told=${told.moment}` : base}>
              {t('reloadNow')}
            </a>
          </p>
        </noscript>
      </main>
      <Announcer>{said}</Announcer>
    </>
  )
}
const NOTES = ['closed', 'unfit', 'incomplete', 'busy'] as const

interface BodyProps extends Pick<Required<PhoneProps>, 'base' | 'home' | 'flagging' | 'draft'> {
  view: RoomView
  skew: number
  entries: Entries
  send: (sent: Sent) => boolean
  pressed: Pressed | null
  press: (now: Pressed) => void
}

function Body({ base, view, skew, home, flagging, draft, entries, send, pressed, press }: BodyProps) {
  const t = useTranslations('livePhone')
  const play = useTranslations('play')
  const { phase, moment, vote, question, scene, totals, followed, debrief } = view
  const entryTo = (about: Vote | 'flags') => entries[nameOf({ moment, about })]
  if (phase === 'lobby') return <Lobby title={view.title} />
  if (phase === 'opening') return <Opening title={view.title} you={view.you} />
  const round = lastRound(entries, moment)
  const lastOwn = round === null ? null : ballotOf(entryTo(`round-${round}`)?.counted)
  if (debrief)
    return (
      <PhoneDebrief
        shownFrom={view.shownFrom}
        debrief={debrief}
        title={view.title}
        part={view.part}
        judged={lastOwn}
        draft={draft}
        home={home}
      />
    )
  if (phase === 'closed') return <Closed home={home} />
  if (followed) return <Followed view={view} followed={followed} />

  const flags = entryTo('flags')
  const shownFlags = flags && (flags.standing === 'closed' || flags.standing === 'unfit' ? flags.counted : flags.answer)
  const entry = vote ? entryTo(vote) : undefined
  const late = vote || view.paused ? null : tooLate(entries, moment)
  const voted = lastOwn?.kind === 'decide' ? lastOwn.told === true : null
  const told = pressed ? pressed.told : voted === true
  const own = ownIn(entry)
  // What an earlier vote says is no part of one that is open and has not been sent.
  const counts = vote?.startsWith('round-') && !own ? null : voted
  function tell(now: boolean): boolean {
    press({ moment, told: now })
    return !vote || own?.kind !== 'decide' || send({ about: vote, ballot: withTold(own, now) })
  }
  // The round that was shown may be one without this phone.
  const ownShown = totals && ballotOf(entryTo(`round-${totals.rounds.length}`)?.counted)
  return (
    <>
      <MomentHeading view={view} title={scene?.title ?? play('judgement')} />
      {scene && view.you && <You you={view.you} />}
      {scene && (
        <Desk
          base={base}
          moment={moment}
          scene={scene}
          open={view.flagging}
          initial={flagging}
          told={told}
          flags={shownFlags && 'flags' in shownFlags ? shownFlags.flags : []}
          onFlags={(list) => send({ about: 'flags', flags: list })}
        />
      )}
      {canPress(view) && <Tell base={base} view={view} pressed={told} voted={counts} own={own} onPress={tell} />}
      {vote && question && (
        <Question
          key={`${moment}/${vote}`}
          base={base}
          view={{ ...view, question }}
          entry={entry}
          told={told}
          onSend={send}
          earlier={round !== null && vote.startsWith('round-') && vote !== `round-${round}` ? lastOwn : null}
        />
      )}
      {late && (
        <p role="status" className="mt-5 font-medium text-signal">
          {t('standing.closed')} {t(late.counted ? 'standing.earlier' : 'standing.lost')}
        </p>
      )}
      {phase === 'reading' && !view.paused && <p className="mt-5 leading-relaxed text-ink-2">{t(scene ? 'reading' : 'beforeJudging')}</p>}
      {phase === 'discussing' && <Talk view={view} skew={skew} own={lastOwn} />}
      {phase === 'revealed' && totals && <Results view={view} totals={totals} own={ownShown} />}
      <Onward view={view} answered={entry !== undefined} />
    </>
  )
}

/** This phone's answer to the open vote, if it stands. */
function ownIn(entry: Entry | undefined): Ballot | null {
  const refused = entry?.standing === 'closed' || entry?.standing === 'unfit'
  return ballotOf(refused ? entry.counted : entry?.answer)
}
function withTold({ told: _, ...ballot }: Extract<Ballot, { kind: 'decide' }>, told: boolean): Ballot {
  return { ...ballot, ...(told && { told: true }) }
}

/** Who one is, to look up. */
function You({ you }: { you: string }) {
  const t = useTranslations('play')
  return (
    <details className="-mt-1 mb-4 text-note">
      <summary className="link inline-flex min-h-6 items-center">{t('whoYouAre')}</summary>
      <p className="mt-1.5 leading-relaxed text-ink-2">{you}</p>
    </details>
  )
}

/** The way to what is new further down. */
function Onward({ view: { phase, vote, question, totals }, answered }: { view: RoomView; answered: boolean }) {
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
          {t('talk.title')}
        </Below>
      )}
      {phase === 'revealed' && totals && (
        <Below key={phase} id="results">
          {t('results.title')}
        </Below>
      )}
    </>
  )
}

function Followed({ view, followed: { chose, reply, text } }: { view: RoomView; followed: FollowedView }) {
  const t = useTranslations('livePhone')
  const play = useTranslations('play')
  const telling = useTranslations('liveTelling')
  return (
    <>
      <MomentHeading view={{ ...view, scene: null }} title={play('whatFollows')} />
      <div className="card p-4 shadow-card sm:p-6">
        {reply !== null && (
          <div className="mb-5">
            <p className="font-medium">{telling('youTold')}</p>
            <p className="mt-1.5 text-lead leading-relaxed">{reply}</p>
          </div>
        )}
        <p className="text-small text-ink-2">{t('roomChose')}</p>
        <p className="mt-1 border-s-4 border-accent-line ps-3.5 leading-relaxed">{chose}</p>
        {text && <p className="mt-4 text-lead leading-relaxed">{text}</p>}
      </div>
      <p className="mt-5 leading-relaxed text-ink-2">{t('next')}</p>
    </>
  )
}

/** A new place starts at its heading, at the top. */
function useArrival(place: string) {
  const last = useRef(place)
  useEffect(() => {
    if (last.current === place) return
    last.current = place
    if (location.hash) history.replaceState(null, '', location.pathname + location.search)
    scrollTo({ top: 0 })
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  }, [place])
}

function useNews(view: RoomView): string {
  const t = useTranslations('livePhone.news')
  const last = useRef(view)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const news = newsOf(last.current, view)
    last.current = view
    if (news) setSaid(t(news))
  }, [view, t])
  return said
}
