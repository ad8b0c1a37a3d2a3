import { Flag } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { RoomView } from '@/scenarios/engine/room-view'
import type { JoinInfo } from '@/scenarios/engine/room-wire'
import { Fit } from './fit'
import { JoinStrip } from './projector-frame'
import { columnsFor, weightOf, weightOfFindings, weightOfOptions } from './projector-layout'
import { Results, Sentences, Tiles, hasSentences, useAsk, useAsked } from './projector-question'
import { SceneColumn } from './projector-scene'
import { Talk, TalkLine } from './projector-talk'
import { compared } from './totals'

export interface MomentProps { view: RoomView; join: JoinInfo | null; names: 'anonymous' | 'nicknames' }

const H1 = 'text-[2.1em] font-semibold leading-[1.15] tracking-[-.018em]'
const lettersOf = ({ scene }: RoomView): number =>
  scene ? scene.show.reduce((sum, a) => sum + weightOf(a), 0) + weightOfFindings(scene.found) : 0

/** What shall we find out? */
export function Checking({ view, join, names }: MomentProps) {
  const t = useTranslations('liveProjector')
  const checks = view.question?.kind === 'check' ? view.question.checks : []
  const options = checks.map(({ id, text, minutes }) => ({ id, text, note: t('minutes', { minutes }) }))
  return (
    <div className={`grid min-h-0 flex-1 gap-x-10 ${columnsFor(lettersOf(view), weightOfOptions(options) + 150)}`}>
      {view.scene && <SceneColumn scene={view.scene} />}
      <section className="flex min-h-0 min-w-0 flex-col">
        <h1 className={H1}>{t('checking')}</h1>
        {view.scene && <p className="mt-1 text-[1.35em] text-ink-2">{t('minutesLeft', view.scene.minutes)}</p>}
        <Fit max={1.875} min={1.25} className="mt-4 flex-1"><Tiles options={options} /></Fit>
        {join && <JoinStrip join={join} names={names} low={options.length > 3} />}
      </section>
    </div>
  )
}

/** Letters of options above which the join strip makes room for them. */
const LOW_ABOVE = 420

export function Voting({ view, join, names }: MomentProps) {
  const asked = useAsked(view.question)
  const ask = useAsk(asked)
  if (hasSentences(asked)) return <><h1 className={H1}>{ask}</h1><Sentences asked={asked} totals={null} /></>
  const options = asked[0]?.options ?? []
  const question = (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col">
      <h1 className={H1}>{ask}</h1>
      <Fit max={view.scene ? 1.875 : 2.5} min={1.25} className="mt-4 flex-1"><Tiles options={options} /></Fit>
      {join && <JoinStrip join={join} names={names} low={weightOfOptions(options) > LOW_ABOVE} />}
    </section>
  )
  if (!view.scene) return question
  return <div className={`grid min-h-0 flex-1 gap-x-10 ${columnsFor(lettersOf(view), weightOfOptions(options) + 150)}`}><SceneColumn scene={view.scene} />{question}</div>
}

/** The question stays; the room talks. */
export function Discussing({ view, skew }: { view: RoomView; skew: number }) {
  const asked = useAsked(view.question)
  const ask = useAsk(asked)
  const talk = { until: view.until, skew }
  if (hasSentences(asked)) {
    return (
      <>
        <div className="flex items-center justify-between gap-x-8"><h1 className={H1}>{ask}</h1><TalkLine {...talk} /></div>
        <Sentences asked={asked} totals={null} />
      </>
    )
  }
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,5fr)_minmax(0,3fr)] gap-x-10">
      <section className="flex min-h-0 flex-col">
        <h1 className={H1}>{ask}</h1>
        <Fit max={2} min={1.25} className="mt-4 flex-1"><Tiles options={asked[0]?.options ?? []} /></Fit>
      </section>
      <Talk {...talk} />
    </div>
  )
}

/** What the room chose and what it flagged. Nothing says what is right. */
export function Revealed({ view }: { view: RoomView }) {
  const t = useTranslations('liveProjector')
  const asked = useAsked(view.question)
  const ask = useAsk(asked)
  const { totals, scene } = view
  const votes = totals && compared(totals.rounds)
  const heading = (
    <div className="flex flex-wrap items-baseline justify-between gap-x-8">
      <h1 className={H1}>{ask}</h1>
      {votes && <Legend first={votes.first?.voted ?? null} last={votes.last.voted} />}
    </div>
  )
  const few = !votes && <p className="mt-4 rounded-[1em] bg-surface-2 px-5 py-4 text-[1.6em] leading-[1.35] text-ink-2">{t('few')}</p>
  if (hasSentences(asked)) return <>{heading}{few}<Sentences asked={asked} totals={totals} /></>
  const options = asked[0]?.options ?? []
  const results = (
    <section className="flex min-h-0 min-w-0 flex-1 flex-col">
      {heading}{few}
      <Fit max={scene ? 1.875 : 2.5} min={1.25} className="mt-4 flex-1">
        {votes ? <Results asked={asked[0]!} votes={votes} /> : <Tiles options={options} />}
      </Fit>
    </section>
  )
  if (!scene) return results
  return (
    <div className={`grid min-h-0 flex-1 gap-x-10 ${columnsFor(lettersOf(view), weightOfOptions(options) + 150)}`}>
      <div className="flex min-h-0 min-w-0 flex-col">
        <SceneColumn scene={scene} flags={totals?.flags} />
        <p className="mt-3 flex items-center gap-x-3 text-[1.25em] text-ink-2">
          <Flag className="icon text-signal" aria-hidden="true" />{totals?.flags ? t('flagged', { count: totals.flags.by }) : t('fewFlagged')}
        </p>
      </div>
      {results}
    </div>
  )
}

/** How many voted, and what the thin bars are. */
function Legend({ first, last }: { first: number | null; last: number }) {
  const t = useTranslations('liveProjector')
  return (
    <p className="flex items-center gap-x-5 text-[1.25em] text-ink-2">
      {first !== null && (
        <span className="flex items-center gap-x-2">
          <svg viewBox="0 0 30 4" aria-hidden="true" className="h-[.25em] w-[1.9em]"><rect width="30" height="4" className="fill-control" /></svg>{t('firstVoteOf', { count: first })}
        </span>
      )}
      <span>{t(first === null ? 'votes' : 'lastVoteOf', { count: last })}</span>
    </p>
  )
}

/** What the room's choice leads to. */
export function Consequence({ followed }: { followed: NonNullable<RoomView['followed']> }) {
  const t = useTranslations('liveProjector')
  return (
    <Fit max={2.25} min={1.25} className="flex-1">
      <div className="flex min-h-full max-w-[44em] flex-col justify-center pb-[1em] leading-[1.4]">
        <p className="text-[.8em] text-ink-2">{t('chose')}</p>
        <p className="mt-[.2em] border-s-[.2em] border-accent-line ps-[.7em] text-ink-2">{followed.chose}</p>
        <h1 className="mt-[1.1em] text-[.8em] font-semibold text-accent">{t('follows')}</h1>
        <div className="mt-[.3em] space-y-[.5em] text-[1.15em]">{followed.texts.map((text) => <p key={text}>{text}</p>)}</div>
      </div>
    </Fit>
  )
}
