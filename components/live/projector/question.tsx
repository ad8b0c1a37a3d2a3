import { useTranslations } from 'use-intl'
import type { TotalsView } from '@/scenarios/engine/live/shown'
import type { AskedView, QuestionView } from '@/scenarios/engine/live/view'
import { Fit } from './fit'
import { Bar, compared, isHidden, partOf } from './totals'
import { letterOf } from '../shared/way-on'

type Votes = NonNullable<ReturnType<typeof compared>>

/** The question as decisions; the judgement is one too. */
export function useAsked(question: QuestionView | null): AskedView[] {
  const t = useTranslations('play')
  if (question?.kind === 'decide') return question.decisions
  if (question?.kind !== 'judge') return []
  return [
    {
      id: 'looks',
      as: 'buttons',
      ask: t('judgement'),
      act: true,
      options: question.looks.map((id) => ({ id, text: t(`looks.${id}`), sends: false })),
    },
  ]
}
/** Sentences or fields first, then the act, in the order of reading a reply. */
export const hasSentences = (asked: readonly AskedView[]): boolean => asked.some((d) => !d.act)

/** A moment's question in words: the act's, or the one its sentences form together. */
export function useAsk(asked: readonly AskedView[]): string {
  const t = useTranslations('liveProjector')
  const play = useTranslations('play')
  const sentence = asked.find((d) => !d.act)
  if (sentence) return t(sentence.as === 'form' ? 'formTitle' : 'replyTitle')
  return asked.find((d) => d.act)?.ask ?? play('judgement')
}

const Letter = ({ at }: { at: number }) => (
  <b className="grid size-[1.75em] shrink-0 place-items-center rounded-[.4em] bg-accent font-semibold text-on-accent">{letterOf(at)}</b>
)

/** The options of one decision in large tiles. */
export const Tiles = ({ options }: { options: readonly { id: string; text: string; note?: string }[] }) => (
  <ol className="mt-[.6em] flex flex-1 flex-col gap-[.45em] leading-snug">
    {options.map(({ id, text, note }, i) => (
      <li
        key={id}
        className="flex max-h-[6em] flex-1 items-center gap-[.75em] rounded-[.7em] border-2 border-line-2 bg-surface px-[.7em] py-[.3em]"
      >
        <Letter at={i} />
        <span>
          {text}
          {note && <span className="block text-ink-2">{note}</span>}
        </span>
      </li>
    ))}
  </ol>
)

/** The same once revealed: a bar and a number for each, with the first vote as a thin bar below. */
export const Results = ({ asked, votes }: { asked: AskedView; votes: Votes }) => (
  <ol className="mt-[.6em] flex flex-1 flex-col gap-[.4em] leading-snug">
    {asked.options.map(({ id, text }, i) => (
      <li key={id} className="grid max-h-[6em] flex-1 content-start grid-cols-[1.4em_minmax(0,1fr)]">
        <b className="font-semibold text-ink-2">{letterOf(i)}</b>
        <span>{text}</span>
        <Bars className="col-start-2 mt-[.15em]" asked={asked.id} option={id} votes={votes} />
      </li>
    ))}
  </ol>
)

/** The last vote as a bar, the first as a thin one below it, and both as numbers. */
function Bars({ asked, option, votes: { first, last }, className }: { asked: string; option: string; votes: Votes; className: string }) {
  const t = useTranslations('liveProjector')
  const [now, before] = [partOf(last, asked, option), first && !isHidden(first, { id: asked }) && partOf(first, asked, option)]
  return (
    <p className={`flex items-center gap-x-[.7em] tabular-nums ${className}`}>
      <span className="flex-1">
        <Bar share={now.share} className="h-[.6em]" />
        {before && <Bar share={before.share} quiet className="mt-[.12em] h-[.2em]" />}
      </span>
      <span className={`text-end ${before ? 'min-w-[3.9em]' : 'min-w-[1.6em]'}`}>
        {before && (
          <span className="text-ink-2">
            <span className="sr-only">{t('firstVote')}: </span>
            {before.n}
            <span aria-hidden="true"> → </span>
          </span>
        )}
        {before && <span className="sr-only">, {t('lastVote')}: </span>}
        <b className="text-fit-md font-semibold leading-none">{now.n}</b>
      </span>
    </p>
  )
}

/** Sentences or fields side by side, the act below, at full width: what they answer has been read. */
export function Sentences({ asked, totals }: { asked: readonly AskedView[]; totals: TotalsView | null }) {
  const slots = asked.filter((d) => !d.act)
  const act = asked.find((d) => d.act)!
  const votes = totals && compared(totals.rounds)
  return (
    <Fit max={1.75} min={1.25} className="mt-3 flex-1">
      <div className="flex min-h-full flex-col gap-[.4em] leading-snug">
        <div className={`grid flex-1 gap-[.4em] ${COLUMNS[slots.length] ?? 'grid-cols-3'}`}>
          {slots.map((slot) => (
            <Group key={slot.id} asked={slot} votes={votes} columns="grid-cols-1" />
          ))}
        </div>
        <Group asked={act} votes={votes} columns={act.options.length === 4 || act.options.length === 2 ? 'grid-cols-2' : 'grid-cols-3'} />
      </div>
    </Fit>
  )
}
const COLUMNS: Record<number, string> = { 1: 'grid-cols-1', 2: 'grid-cols-2', 4: 'grid-cols-4' }

function Group({ asked, votes, columns }: { asked: AskedView; votes: Votes | null; columns: string }) {
  const t = useTranslations('liveProjector')
  const few = isHidden(votes?.last ?? null, asked)
  return (
    <section className={`rounded-[.7em] border-2 bg-surface px-[.7em] py-[.3em] ${asked.act ? 'border-accent-line' : 'border-line-2'}`}>
      <h2 className="font-semibold">{asked.ask}</h2>
      {few && <p className="text-ink-2">{t('fewSent')}</p>}
      <ol className={`mt-[.2em] grid gap-x-[1.2em] gap-y-[.2em] ${columns}`}>
        {asked.options.map(({ id, text }, i) => (
          <li key={id} className="grid grid-cols-[1.15em_minmax(0,1fr)] content-start">
            <b className="font-semibold text-accent">{letterOf(i)}</b>
            <span>{text}</span>
            {votes && !few && <Bars className="col-start-2 leading-tight" asked={asked.id} option={id} votes={votes} />}
          </li>
        ))}
      </ol>
    </section>
  )
}
