'use client'
/** A participant's screen: what the room is doing, and nothing else. Without script the server renders it and accepts its forms. */
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { OwnAnswers } from '@/scenarios/engine/live/wire'
import { Announcer } from '../../ui/announcer'
import { useRoom, useWakeLock } from '../shared/use-room'
import { PhoneDebrief } from './debrief'
import { Followed, Moment, type MomentProps } from './moment'
import { lastBallot, newsOf, placeOf } from './news'
import { Sheet } from './sheet'
import { type Contact, Closed, Gone, Lobby, Notices, Opening, PhoneBar, PostedNotice } from './states'
import { useAnswers } from './use-answers'
import { type ReportVote, useReportVote } from './use-report-vote'

export interface PhoneProps {
  base: string
  first: RoomView
  mine: OwnAnswers
  name: string
  home: string
  contacts: Contact[]
  /** The result of an answer posted without script: `closed`, `unfit`, `incomplete`, `busy`, `whyClosed`; or `signed`: on the attendance list. */
  note?: string | null
  /** What was pressed on a page without script. */
  reported?: ReportVote | null
  draft?: boolean
}

export function Phone({ base, first, mine, name, home, contacts, note = null, reported = null, draft = false }: PhoneProps) {
  const t = useTranslations('livePhone')
  const { view, status, gone, skew } = useRoom({ base, as: 'participant', first })
  const answers = useAnswers(base, mine, status === 'live')
  useWakeLock()
  const out = gone ?? (answers.gone ? 'removed' : null)
  const place = out ?? placeOf(view)
  const { pressed, press } = useReportVote(base, reported, out || view.phase === 'closed' ? null : view.moment)
  const said = useNews(view)
  useArrival(place)
  const posted = NOTES.find((n) => n === note)
  const unsent = Object.values(answers.entries).some(({ standing }) => standing === 'sending' || standing === 'waiting')
  // Without script only the address knows this.
  const kept = new URLSearchParams({ ...(reported && { reported: `${reported.moment}` }), ...(note === 'signed' && { note }) })
  const send = (sent: AnswerBody) => answers.send(view.moment, sent)
  return (
    <>
      <PhoneBar title={view.title} name={name} skip={view.vote ? '#question' : '#main'} />
      <main id="main" data-version={view.version} className="mx-auto w-full max-w-column px-4 pb-16">
        <Notices lost={status === 'lost' && !out} unsent={unsent} paused={view.paused && !out} />
        {posted && !out && <PostedNotice>{t(`posted.${posted}`)}</PostedNotice>}
        {view.attendance && !out && <Sheet base={base} signed={note === 'signed'} />}
        {out ? (
          <Gone gone={out} home={home} />
        ) : (
          <Body key={place} {...{ base, view, skew, home, contacts, draft, send, pressed, press }} entries={answers.entries} />
        )}
        <noscript>
          <p className="mt-8 border-t border-line pt-4 text-note text-ink-2">
            {t('reload')}{' '}
            <a className="link" href={`${base}${kept.size > 0 ? `?${kept}` : ''}`}>
              {t('reloadNow')}
            </a>
          </p>
        </noscript>
      </main>
      <Announcer>{said}</Announcer>
    </>
  )
}
const NOTES = ['closed', 'unfit', 'incomplete', 'busy', 'whyClosed'] as const

interface BodyProps extends MomentProps, Pick<Required<PhoneProps>, 'home' | 'contacts' | 'draft'> {}

function Body({ home, contacts, draft, ...moment }: BodyProps) {
  const { view, entries } = moment
  const { phase, followed, debrief } = view
  if (phase === 'lobby') return <Lobby title={view.title} crowd={view.crowd} />
  if (phase === 'opening') return <Opening title={view.title} you={view.you} />
  if (debrief)
    return <PhoneDebrief view={{ ...view, debrief }} judged={lastBallot(entries, view.moment, 'round')} {...{ draft, home, contacts }} />
  if (phase === 'closed') return <Closed home={home} contacts={contacts} />
  return followed && view.scene ? <Followed view={view} scene={view.scene} followed={followed} /> : <Moment {...moment} />
}

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
    // News about another place does not apply here.
    const isElsewhere = placeOf(last.current) !== placeOf(view)
    last.current = view
    if (news || isElsewhere) setSaid(news ? t(news, { crowd: view.crowd }) : '')
  }, [view, t])
  return said
}
