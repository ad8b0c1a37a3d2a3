import { memo } from 'react'
import { useTranslations } from 'use-intl'
import type { AskedView } from '@/scenarios/engine/live/asked-decision'
import type { QuestionView } from '@/scenarios/engine/live/view'
import { firstPlace, letterOf } from '../shared/letters'
import { Fit } from './fit'

/** The question of a vote as a decision, which the judgement is too. Null for votes on checks or sentences. */
export function useDecisionQuestion(question: QuestionView | null): AskedView | null {
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

const Letter = ({ children }: { children: string }) => (
  <b className="grid h-[1.6em] min-w-[1.6em] shrink-0 place-items-center rounded-[.4em] bg-accent px-[.3em] font-semibold text-on-accent">
    {children}
  </b>
)

interface TilesProps {
  options: readonly { id: string; text: string; note?: string }[]
  /** These alone, in their order, with the letters that they have among all. */
  only?: readonly string[] | null
}
export const Tiles = ({ options, only = null }: TilesProps) => (
  <ol className="mt-[.5em] flex flex-1 flex-col gap-[.4em] leading-snug">
    {lettered(options, only).map(({ id, text, note, letter }) => (
      <li
        key={id}
        className="flex max-h-[5.5em] min-h-fit flex-1 items-center gap-[.7em] rounded-[.6em] border-2 border-line-2 bg-surface px-[.6em] py-[.25em]"
      >
        <Letter>{letter}</Letter>
        <span>
          {text}
          {note && <span className="block text-ink-2">{note}</span>}
        </span>
      </li>
    ))}
  </ol>
)

function lettered<T extends { id: string }>(options: readonly T[], only: readonly string[] | null): (T & { letter: string })[] {
  const all = options.map((option, i) => ({ ...option, letter: letterOf(i) }))
  return only ? only.flatMap((id) => all.find((option) => option.id === id) ?? []) : all
}

const [SIDE_BY_SIDE, BELOW] = ['columns', 'rows'] as const
const SLOTS: Record<number, string> = {
  2: 'group-data-[layout=columns]/fit:grid-cols-2',
  3: 'group-data-[layout=columns]/fit:grid-cols-3',
  4: 'group-data-[layout=columns]/fit:grid-cols-2',
}

export const Wording = memo(function Wording({ question }: { question: QuestionView | null }) {
  const t = useTranslations('liveQuestions')
  if (question?.kind !== 'word') return null
  const { act, sentences } = question
  return (
    <>
      <p className="text-fit-md leading-snug text-ink-2">{act}</p>
      <h1 className="text-fit-xl font-semibold leading-tight tracking-tight">{t(sentences[0]?.as === 'form' ? 'form' : 'reply')}</h1>
      <Fit max={1.4} min={1} layouts={[SIDE_BY_SIDE, BELOW]} className="mt-3 flex-1">
        <div className={`grid min-h-full gap-x-[1em] gap-y-[.6em] leading-snug ${SLOTS[sentences.length] ?? ''}`}>
          {sentences.map(({ id, ask, options }, slot) => (
            <section key={id} className="flex flex-col">
              <h2 className="font-semibold">{ask}</h2>
              <ol className="mt-[.3em] grid flex-1 gap-[.35em] group-data-[layout=rows]/fit:grid-cols-2">
                {options.map((option, i) => (
                  <li
                    key={option.id}
                    className="flex items-center gap-[.5em] rounded-[.5em] border-2 border-line-2 bg-surface px-[.45em] py-[.2em]"
                  >
                    <Letter>{letterOf(firstPlace(sentences, slot) + i)}</Letter>
                    <span>{option.text}</span>
                  </li>
                ))}
              </ol>
            </section>
          ))}
        </div>
      </Fit>
    </>
  )
})
