import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { RoomView } from '@/scenarios/engine/live/view'
import { isJudgement } from '../shared/place'
import type { NextCommand } from './next-command'
import { type NextStep, roundOf } from './next-step'

/** What the wall shows after the main button is pressed. */
export function useThen(next: NextStep, view: RoomView, counts: Counts | null, way: NextCommand, audience: string): string {
  const t = useTranslations('liveCockpit.then')
  if (next.kind === 'summary') return ''
  if (next.kind !== 'send') return t(next.kind)
  const { command } = next
  const asks = { audience }
  switch (command.type) {
    case 'start':
      return t('start', { title: view.facilitator?.pace.ahead[0]?.title ?? '' })
    case 'vote':
      return t(isJudgement(view) ? 'judge' : roundOf(view, counts) > 0 ? 'voteAgain' : 'vote', asks)
    case 'askChecks':
    case 'word':
      return t(command.type, asks)
    case 'reveal':
      return t(view.phase === 'checking' ? 'revealChecks' : isJudgement(view) ? 'revealJudged' : 'reveal', {
        report: String(view.facilitator?.measured ?? false),
      })
    case 'decide':
      return t('decide', { title: (way.ok && way.branch?.leadsTo) || '', known: String(Boolean(way.ok && way.branch?.leadsTo)) })
    case 'show':
      return t(command.part === 'verdict' ? 'verdict' : 'show')
    case 'introduce':
    case 'check':
    case 'discuss':
    case 'continue':
    case 'conclude':
    case 'resume':
      return t(command.type)
    default:
      return ''
  }
}
