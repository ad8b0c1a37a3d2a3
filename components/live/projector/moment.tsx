import { Flag } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { FollowedView, QuestionView, RoomView, SceneView } from '@/scenarios/engine/live/view'
import type { JoinInfo } from '@/scenarios/engine/live/wire'
import { Beside } from './beside'
import { Fit } from './fit'
import { JoinStrip } from './frame'
import { weightOf, weightOfFindings } from './layout'
import { Results, Sentences, Tiles, useAsked } from './question'
import { Talk } from './talk'
import { compared } from './totals'

/** What is shown next to a question. */
export interface AskedProps {
  question: QuestionView | null
  scene: SceneView | null
  join: JoinInfo | null
  names: 'anonymous' | 'nicknames'
}

/** In a frame of fixed size, and in a box that scales its text. */
const H1 = 'text-fit-2xl font-semibold leading-tight tracking-tight'
const H1_INSIDE = 'text-fit-lg font-semibold leading-snug tracking-tight'

/** Characters on the screen above which the join strip shrinks to a line, and above which it moves into the corner. */
const LINE_ABOVE = 750
const CORNER_ABOVE = 1150
/** The size of the strip that says how to join. */
export function stripFor({ question, scene }: Pick<AskedProps, 'question' | 'scene'>): 'tall' | 'line' | null {
  const options = question?.kind === 'decide' ? question.act.options : question?.kind === 'check' ? question.checks : []
  const letters =
    options.reduce((sum, o) => sum + 40 + o.text.length, 0) +
    (scene ? scene.show.reduce((sum, a) => sum + weightOf(a), 0) + weightOfFindings(scene.found) : 0)
  return letters > CORNER_ABOVE ? null : letters > LINE_ABOVE ? 'line' : 'tall'
}
const Strip = ({ join, names, ...asked }: AskedProps) => {
  const size = stripFor(asked)
  return join && size && <JoinStrip join={join} names={names} low={size === 'line'} />
}

/** How the vote on checks went. */
export function Weighed({ question, totals }: Pick<RoomView, 'question' | 'totals'>) {
  const play = useTranslations('play')
  const t = useTranslations('liveProjector')
  const votes = totals && compared(totals.rounds)
  if (question?.kind !== 'check') return null
  const asked = {
    id: 'check',
    as: 'buttons' as const,
    ask: play('checkNext'),
    options: question.checks.map((c) => ({ ...c, sends: false })),
  }
  return (
    <Beside scene={null}>
      <h1 className={H1_INSIDE}>{asked.ask}</h1>
      {votes ? <Results asked={asked} votes={votes} /> : <p className="mt-[.6em]">{t('few')}</p>}
    </Beside>
  )
}

/** The vote on what to check. */
export const Checking = memo(function Checking(props: AskedProps) {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const { question, scene } = props
  const checks = question?.kind === 'check' ? question.checks : []
  return (
    <Beside scene={scene}>
      <h1 className={H1_INSIDE}>{play('checkNext')}</h1>
      {scene && <p className="mt-[.2em] text-ink-2">{t('minutesLeft', scene.minutes)}</p>}
      <Tiles options={checks.map(({ id, text, minutes }) => ({ id, text, note: t('minutes', { minutes }) }))} />
      <Strip {...props} />
    </Beside>
  )
})

export const Voting = memo(function Voting(props: AskedProps) {
  const asked = useAsked(props.question)
  return (
    <Beside scene={props.scene}>
      <h1 className={H1_INSIDE}>{asked?.ask}</h1>
      <Tiles options={asked?.options ?? []} />
      <Strip {...props} />
    </Beside>
  )
})

/** The vote on what the room's act sends. */
export const Wording = memo(function Wording({ question }: Pick<AskedProps, 'question'>) {
  const t = useTranslations('liveProjector')
  if (question?.kind !== 'word') return null
  const { act, sentences } = question
  return (
    <>
      <p className="text-fit-lg text-ink-2">{act}</p>
      <h1 className={`mt-1 ${H1}`}>{t(sentences[0]?.as === 'form' ? 'formTitle' : 'replyTitle')}</h1>
      <Sentences sentences={sentences} />
    </>
  )
})

/** The question stays while the room talks. */
export function Discussing({ question, until, skew }: { question: QuestionView | null; until: number | null; skew: number }) {
  const asked = useAsked(question)
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,5fr)_minmax(0,3fr)] gap-x-10">
      <Beside scene={null}>
        <h1 className={H1_INSIDE}>{asked?.ask}</h1>
        <Tiles options={asked?.options ?? []} />
      </Beside>
      <Talk until={until} skew={skew} />
    </div>
  )
}

/** What the room chose and what it flagged. Nothing says what is right. */
export const Revealed = memo(function Revealed({
  view: { question, scene, totals },
  flagging,
}: {
  view: RoomView
  /** Whether people could flag. */
  flagging: boolean
}) {
  const t = useTranslations('liveProjector')
  const asked = useAsked(question)
  const votes = totals && compared(totals.rounds)
  const legend = votes && <Legend first={votes.first?.voted ?? null} last={votes.last.voted} />
  const few = !votes && (
    <p className="mt-[.6em] rounded-[.6em] border border-line-2 bg-surface px-[.8em] py-[.5em] leading-snug">{t('few')}</p>
  )
  const note = flagging && (
    <p className="mt-[.6em] flex items-center gap-[.5em] leading-snug text-ink-2">
      <Flag className="icon text-signal" aria-hidden="true" />
      {totals?.flags ? t('flagged', { count: totals.flags.by }) : t('fewFlagged')}
    </p>
  )
  return (
    <Beside scene={scene} flags={totals?.flags ?? null} note={note}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-[1.4em]">
        <h1 className={H1_INSIDE}>{asked?.ask}</h1>
        {legend}
      </div>
      {few}
      {asked && (votes ? <Results asked={asked} votes={votes} /> : <Tiles options={asked.options} />)}
    </Beside>
  )
})

/** How many voted, and what the thin bars are. */
function Legend({ first, last }: { first: number | null; last: number }) {
  const t = useTranslations('liveProjector')
  return (
    <p className="flex items-center gap-x-5 text-unit-lg text-ink-2">
      {first !== null && (
        <span className="flex items-center gap-x-2">
          <svg viewBox="0 0 30 4" aria-hidden="true" className="h-[.25em] w-[1.9em]">
            <rect width="30" height="4" className="fill-control" />
          </svg>
          {t('firstVoteOf', { count: first })}
        </span>
      )}
      <span>{t(first === null ? 'votes' : 'lastVoteOf', { count: last })}</span>
    </p>
  )
}

/** What the room's choice leads to. */
export function Consequence({ followed: { chose, reply, text } }: { followed: FollowedView }) {
  const t = useTranslations('liveProjector')
  const telling = useTranslations('liveTelling')
  // A screen always has a heading.
  const Told = text ? 'h2' : 'h1'
  return (
    <Fit max={2.25} min={1.25} className="flex-1">
      <div className="flex min-h-full max-w-[44em] flex-col justify-center pb-[1em] leading-medium">
        {reply !== null && (
          <section className="mb-[1.1em]">
            <Told className="font-semibold text-accent">{telling('youTold')}</Told>
            <p className="mt-[.3em] text-fit-lg">{reply}</p>
          </section>
        )}
        <p className="text-ink-2">{t('chose')}</p>
        <p className="mt-[.2em] border-s-[.2em] border-accent-line ps-[.7em] text-ink-2">{chose}</p>
        {text && (
          <>
            <h1 className="mt-[1.1em] font-semibold text-accent">{t('follows')}</h1>
            <p className="mt-[.3em] text-fit-lg">{text}</p>
          </>
        )}
      </div>
    </Fit>
  )
}
