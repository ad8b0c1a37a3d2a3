import { useTranslations } from 'use-intl'
import type { Answer, Ballot } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { QuestionView } from '@/scenarios/engine/live/view'

/** One question of any kind: `id` names it in totals and in choices. */
export interface Asked {
  id: string
  ask: string
  options: { id: string; text: string; sends?: boolean }[]
}

/** The questions, the act before the sentences it may send. */
export function useAsked(question: QuestionView | null): Asked[] {
  const t = useTranslations('play')
  const own = useTranslations('livePhone')
  switch (question?.kind) {
    case undefined:
      return []
    case 'decide':
      return [...question.decisions].sort((a, b) => Number(b.act) - Number(a.act))
    case 'judge':
      return [{ id: 'looks', ask: t('judgement'), options: question.looks.map((id) => ({ id, text: t(`looks.${id}`) })) }]
    case 'check':
      return [
        {
          id: 'check',
          ask: t('checkNext'),
          options: question.checks.map(({ id, text, minutes }) => ({ id, text: own('checkOption', { text, minutes }) })),
        },
      ]
  }
}

export const ballotOf = (answer: Answer | null | undefined): Ballot | null => (answer && 'ballot' in answer ? answer.ballot : null)

/** What a ballot chose, by question. */
export function choicesIn(ballot: Ballot | null): Choices {
  switch (ballot?.kind) {
    case undefined:
      return {}
    case 'decide':
      return ballot.choices
    case 'judge':
      return { looks: ballot.looks }
    case 'check':
      return { check: ballot.check }
  }
}

/** What a ballot amounts to: sentences only if the act sends them. */
export function chosenAmong(asked: readonly Asked[], ballot: Ballot | null): { asked: Asked; place: number }[] {
  const choices = choicesIn(ballot)
  const chosen = asked
    .map((one) => ({ asked: one, place: one.options.findIndex((o) => o.id === choices[one.id]) }))
    .filter((c) => c.place >= 0)
  const [act] = asked
  const sends = act && chosen[0]?.asked === act && act.options[chosen[0].place]!.sends
  return sends ? chosen : chosen.slice(0, 1)
}
