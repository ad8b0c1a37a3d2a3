import type { Scenario } from '@/scenarios/engine/format/schema'
import { idsOf } from '@/scenarios/engine/play/opaque-ids'
import type { Choices, Rating, PlayEvent } from '@/scenarios/engine/play/events'

export function authoredEvents(scenario: Pick<Scenario, 'id'>) {
  const ids = idsOf(scenario)
  return {
    ids,
    flag: (segment: string): PlayEvent => ({ type: 'flag', segment: ids('segment', segment) }),
    unflag: (segment: string): PlayEvent => ({ type: 'unflag', segment: ids('segment', segment) }),
    check: (check: string): PlayEvent => ({ type: 'check', check: ids('check', check) }),
    decide: (choices: Choices, rating?: Rating): PlayEvent => ({
      type: 'decide',
      choices: Object.fromEntries(Object.entries(choices).map(([d, o]) => [ids('decision', d), ids('option', `${d}.${o}`)])),
      ...(rating && { rating }),
    }),
    report: { type: 'report' } as PlayEvent,
    on: { type: 'continue' } as PlayEvent,
    judge: { type: 'judge', looks: 'approach', sure: 'certain' } as PlayEvent,
  }
}
