import { useTranslations } from 'use-intl'
import type { Counts } from '@/scenarios/engine/live/host'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type WayOn, letterOf } from '../shared/way-on'
import { partName } from './debrief-parts'
import { roundOf } from './next-step'

/** What the buttons say. */
export function useLabels(view: RoomView, counts: Counts | null, way: WayOn): (command: AskedCommand) => string {
  const t = useTranslations('liveCockpit')
  const parts = useTranslations('liveCockpit.debrief')
  const branches = counts?.host?.branches ?? []
  return (command) => {
    switch (command.type) {
      case 'vote':
        return t(roundOf(view, counts) > 0 ? 'step.voteAgain' : 'step.vote')
      case 'discuss':
        return t('step.discuss', { minutes: command.seconds / 60 })
      case 'decide': {
        const letter = way.ok && way.branch ? letterOf(branches.indexOf(way.branch)) : ''
        return letter ? t(command.by === 'majority' ? 'step.majority' : 'step.along', { letter }) : t('step.continue')
      }
      case 'check': {
        const check = view.question?.kind === 'check' ? view.question.checks.find((c) => c.id === command.check) : undefined
        return t('step.check', { check: check?.text ?? '' })
      }
      case 'show':
        return t('step.show', { part: view.debrief ? partName(view.debrief, command.part, parts) : '' })
      default:
        return t(`step.${command.type}`)
    }
  }
}
