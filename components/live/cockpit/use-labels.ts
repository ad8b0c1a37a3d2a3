import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { letterOf } from '../shared/letters'
import type { NextCommand } from './next-command'
import { usePartName } from './debrief-parts'
import { roundOf } from './next-step'

const UNDONE = [
  ...(['introduce', 'start', 'vote', 'askChecks', 'check', 'discuss', 'reveal', 'word', 'decide', 'continue'] as const),
  ...(['conclude', 'show', 'return'] as const),
]

export function useLabels(view: RoomView, counts: Counts | null, way: NextCommand): (command: AskedCommand) => string {
  const t = useTranslations('liveCockpit')
  const partName = usePartName(view.debrief)
  const branches = counts?.facilitator?.branches ?? []
  return (command) => {
    switch (command.type) {
      case 'vote':
        return t(roundOf(view, counts) > 0 ? 'step.voteAgain' : 'step.vote')
      case 'discuss':
        return t('step.discuss', { minutes: command.seconds / 60 })
      case 'decide': {
        const letter = way.ok && way.branch ? letterOf(branches.indexOf(way.branch)) : ''
        return letter ? t('step.along', { letter }) : t('step.continue')
      }
      case 'check': {
        const place = view.question?.kind === 'check' ? view.question.checks.findIndex((c) => c.id === command.check) : 0
        return t('step.check', { letter: letterOf(place) })
      }
      case 'show':
        return t('step.show', { part: partName(command.part) })
      case 'timer':
        return ''
      case 'undo': {
        const undone = UNDONE.find((type) => type === view.facilitator?.undo)
        return undone ? t('step.undoes', { step: t(`undo.${undone}`) }) : t('step.undo')
      }
      default:
        return t(`step.${command.type}`)
    }
  }
}
