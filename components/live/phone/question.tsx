import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnswerBody, missingField, readAnswer } from '@/scenarios/engine/live/answer-form'
import type { Ballot } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { QuestionView, RoomView, SceneView } from '@/scenarios/engine/live/view'
import { askFor } from '../../play/ask-for-missing'
import { Radios, Slot } from '../../play/answer-fields'
import { MissingContext } from '../../play/missing-answers'
import { Announcer } from '../../ui/announcer'
import { RatingScale } from '../../play/ratings'
import { FIELD } from '@/scenarios/engine/play/moment-form'
import { type Entries, type Entry, currentOf, isRefused } from './answers'
import { type PhoneQuestion, ballotOf, choicesIn, chosenAmong, usePhoneQuestions } from './phone-questions'
import { firstPlace, letterOf } from '../shared/letters'
import { isLater, lastBallot } from './news'
import { TimeLeft } from './time-left'

interface Props {
  base: string
  view: RoomView & { question: QuestionView }
  skew: number
  entry: Entry | undefined
  earlier: Ballot | null
  reported: boolean
  onSend: (sent: AnswerBody) => boolean
}

export function Question({ base, view, skew, entry, earlier, reported, onSend }: Props) {
  const t = useTranslations('livePhone')
  const asked = usePhoneQuestions(view.question)
  const own = ballotOf(currentOf(entry))
  const status = useRef<HTMLParagraphElement>(null)
  const sent = useRef(false)
  useEffect(() => {
    // The button just pressed is folded away now.
    if (own && sent.current) status.current?.focus()
    sent.current = false
  }, [own])
  const form = (
    <AnswerForm
      base={base}
      view={view}
      asked={asked}
      draft={ballotOf(entry?.answer)}
      earlier={earlier}
      reported={reported}
      onSend={(answer) => (sent.current = onSend(answer))}
    />
  )
  return (
    <section id="question" tabIndex={-1} aria-labelledby="question-h" className="card mt-5 p-4 shadow-card outline-none sm:p-6">
      <p ref={status} role="status" tabIndex={-1} className={entry ? 'font-semibold outline-none' : 'outline-none'}>
        {entry && t(`standing.${entry.standing === 'closed' ? 'reopened' : entry.standing}`)}
        {entry && isRefused(entry) && own && ` ${t('standing.earlier')}`}
      </p>
      <TimeLeft until={view.until} skew={skew} over={t('lastAnswers')} />
      {own && <OwnAnswer asked={asked} ballot={own} />}
      {own ? (
        <details key={entry!.answer.seq} className="mt-3">
          <summary className="btn btn-quiet w-fit">{t('change')}</summary>
          <div className="mt-5">{form}</div>
        </details>
      ) : (
        form
      )}
    </section>
  )
}

export function KeptAnswer({ view: { phase, moment, question }, entries }: { view: RoomView; entries: Entries }) {
  const t = useTranslations('livePhone')
  const asked = usePhoneQuestions(question)
  const kind = phase === 'voting' ? 'round' : phase === 'checking' ? 'checks' : phase === 'wording' ? 'words' : null
  const own = kind && lastBallot(entries, moment, kind)
  return own ? (
    <section className="card mt-5 p-4 shadow-card sm:p-6">
      <p className="font-semibold">{t('kept')}</p>
      <OwnAnswer asked={asked} ballot={own} />
    </section>
  ) : null
}

function AnswerForm({
  base,
  view,
  asked,
  draft,
  earlier,
  reported,
  onSend,
}: Omit<Props, 'entry' | 'skew'> & { asked: PhoneQuestion[]; draft: Ballot | null }) {
  const t = useTranslations('livePhone')
  const play = useTranslations('play')
  const [missing, setMissing] = useState<{ field: string; label: string } | null>(null)
  const { question, vote, moment, crowd } = view
  function submit(event: React.FormEvent<HTMLFormElement>) {
    const form = event.currentTarget
    const data = new FormData(form)
    const answer = readAnswer(data, view)
    if (!answer) {
      event.preventDefault()
      const field = missingField(data, question) ?? ''
      return askFor(form, field, (label) => setMissing({ field, label }))
    }
    setMissing(null)
    if (onSend(answer)) event.preventDefault()
  }
  const again = vote !== null && isLater(vote)
  return (
    <form key={`${moment}/${vote}`} method="post" action={`${base}/answers`} onSubmit={submit} onChange={() => setMissing(null)} noValidate>
      <input type="hidden" name="moment" value={moment} />
      <input type="hidden" name="about" value={vote ?? ''} />
      {reported && question.kind === 'decide' && <input type="hidden" name={FIELD.report} value="1" />}
      {again && <p className="mb-1 text-note font-medium text-accent">{t('again', { crowd })}</p>}
      {crowd === 'tables' && !again && <p className="mb-1 text-note font-medium text-accent">{t('agree')}</p>}
      {again && earlier && !draft && <EarlierAnswer asked={asked} ballot={earlier} />}
      <MissingContext value={missing?.field ?? null}>
        <Fields question={question} asked={asked} minutes={view.scene?.minutes ?? null} draft={draft} />
      </MissingContext>
      <Announcer>{missing ? play('missing', { what: missing.label }) : ''}</Announcer>
      <button type="submit" className="btn btn-primary mt-4 w-full sm:w-auto sm:min-w-56">
        {t('send')}
      </button>
      <p className="mt-2.5 text-small text-ink-2">{t('private')}</p>
    </form>
  )
}

interface FieldsProps {
  question: QuestionView
  asked: PhoneQuestion[]
  minutes: SceneView['minutes'] | null
  draft: Ballot | null
}
function Fields({ question, asked, minutes, draft }: FieldsProps) {
  const t = useTranslations('livePhone')
  const chosen = choicesIn(draft)
  if (question.kind === 'word') return <Sentences question={question} chosen={chosen} />
  const [{ id, ask, options }] = asked as [PhoneQuestion]
  return (
    <>
      {question.kind === 'decide' && question.rating && <RatingScale chosen={draft?.kind === 'decide' ? draft.rating : undefined} />}
      {/* The judgement's page already has the question as its heading. */}
      <h2 id="question-h" className={question.kind === 'judge' ? 'sr-only' : 'text-h3'}>
        {ask}
      </h2>
      {question.kind === 'check' && minutes && <p className="mt-1 text-note text-ink-2">{t('minutesLeft', minutes)}</p>}
      {question.kind === 'judge' && <p className="mt-1 text-note text-ink-2">{t('judgeNote')}</p>}
      <div className="lettered">
        <Radios name={question.kind === 'decide' ? FIELD.choice(id) : id} ask={ask} options={options} chosen={chosen[id]} />
      </div>
    </>
  )
}

function Sentences({ question: { act, sentences }, chosen }: { question: Extract<QuestionView, { kind: 'word' }>; chosen: Choices }) {
  const t = useTranslations('livePhone')
  const questions = useTranslations('liveQuestions')
  return (
    <>
      <p className="text-small text-ink-2">{t('roomChose')}</p>
      <p className="mt-0.5 border-s-4 border-accent-line ps-3.5 leading-normal">{act}</p>
      <h2 id="question-h" className="mt-4 text-h3">
        {questions(sentences[0]?.as === 'form' ? 'form' : 'reply')}
      </h2>
      <div className="lettered mt-3 space-y-1.5">
        {sentences.map((slot, i) => (
          <div key={slot.id} data-letters-from={firstPlace(sentences, i)}>
            <Slot slot={slot} chosen={chosen[slot.id]} open={i === 0 && !chosen[slot.id]} next={sentences[i + 1]?.id} />
          </div>
        ))}
      </div>
    </>
  )
}

function OwnAnswer({ asked, ballot }: { asked: PhoneQuestion[]; ballot: Ballot }) {
  return (
    <ul className="mt-2 space-y-1 border-s-4 border-accent-line ps-3.5">
      {chosenAmong(asked, ballot).map(({ asked: { id, options }, place }) => (
        <li key={id} className="flex gap-2.5 leading-normal">
          <b className="font-semibold">
            {letterOf(
              firstPlace(
                asked,
                asked.findIndex((one) => one.id === id),
              ) + place,
            )}
          </b>
          <span>{options[place]!.text}</span>
        </li>
      ))}
    </ul>
  )
}

function EarlierAnswer({ asked, ballot }: { asked: PhoneQuestion[]; ballot: Ballot }) {
  const t = useTranslations('livePhone')
  const [act] = chosenAmong(asked, ballot)
  return act ? (
    <p className="mb-3 text-note leading-normal text-ink-2">
      {t('lastTime', { letter: letterOf(act.place), text: act.asked.options[act.place]!.text })}
    </p>
  ) : null
}
