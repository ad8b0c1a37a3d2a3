import { useTranslations } from 'use-intl'
import type { Ballot, SentAnswer } from '@/scenarios/engine/live/ballot'
import type { Choices } from '@/scenarios/engine/play/events'
import type { QuestionView } from '@/scenarios/engine/live/view'

/** A question of any kind. `id` names it in totals and in choices. */
export interface PhoneQuestion {
  id: string
  ask: string
  options: { id: string; text: string; sends?: boolean }[]
}

export function usePhoneQuestions(question: QuestionView | null): PhoneQuestion[] {
  const t = useTranslations('play')
  const own = useTranslations('livePhone')
  switch (question?.kind) {
    case undefined:
      return []
    case 'decide':
      return [question.act]
    case 'word':
      return question.sentences
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

export const ballotOf = (answer: SentAnswer | null | undefined): Ballot | null => (answer && 'ballot' in answer ? answer.ballot : null)

export function choicesIn(ballot: Ballot | null): Choices {
  switch (ballot?.kind) {
    case undefined:
      return {}
    case 'decide':
    case 'word':
      return ballot.choices
    case 'judge':
      return { looks: ballot.looks }
    case 'check':
      return { check: ballot.check }
  }
}

export function chosenAmong(asked: readonly PhoneQuestion[], ballot: Ballot | null): { asked: PhoneQuestion; place: number }[] {
  const choices = choicesIn(ballot)
  return asked.map((one) => ({ asked: one, place: one.options.findIndex((o) => o.id === choices[one.id]) })).filter((c) => c.place >= 0)
}
