import { useTranslations } from 'use-intl'
import type { AskedView } from '@/scenarios/engine/live/asked'
import type { QuestionView } from '@/scenarios/engine/live/view'
import { Fit } from './fit'
import { Bar, type compared, partOf } from './totals'
import { letterOf } from '../shared/way-on'

type Votes = NonNullable<ReturnType<typeof compared>>

/** The question of a vote as a decision; the judgement is one too. Null where it is about checks or sentences. */
export function useAsked(question: QuestionView | null): AskedView | null {
  const t = useTranslations('play')
  if (question?.kind === 'decide') return question.act
  if (question?.kind !== 'judge') return null
  return {
    id: 'looks',
    as: 'buttons',
    ask: t('judgement'),
    options: question.looks.map((id) => ({ id, text: t(`looks.${id}`), sends: false })),
  }
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
  const [now, before] = [partOf(last, asked, option), first && partOf(first, asked, option)]
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

/** Sentences or fields side by side: what they answer has been read. */
export const Sentences = ({ sentences }: { sentences: readonly AskedView[] }) => (
  <Fit max={2} min={1.25} className="mt-3 flex-1">
    <div className={`grid min-h-full gap-[.4em] leading-snug ${COLUMNS[sentences.length] ?? 'grid-cols-3'}`}>
      {sentences.map(({ id, ask, options }) => (
        <section key={id} className="rounded-[.7em] border-2 border-line-2 bg-surface px-[.7em] py-[.4em]">
          <h2 className="font-semibold">{ask}</h2>
          <ol className="mt-[.3em] space-y-[.4em]">
            {options.map((option, i) => (
              <li key={option.id} className="grid grid-cols-[1.15em_minmax(0,1fr)] content-start">
                <b className="font-semibold text-accent">{letterOf(i)}</b>
                <span>{option.text}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  </Fit>
)
const COLUMNS: Record<number, string> = { 1: 'grid-cols-1', 2: 'grid-cols-2', 4: 'grid-cols-4' }
