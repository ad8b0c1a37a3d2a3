/** Events written with an author's ids, for tests that read like the scenario. */
import { idsOf } from '@/scenarios/engine/play/compile'
import type { Choices, PlayEvent, Sureness } from '@/scenarios/engine/play/play'
import type { Scenario } from '@/scenarios/engine/format/schema'

export function authoredEvents(scenario: Pick<Scenario, 'pattern' | 'nature'>) {
  const ids = idsOf(scenario)
  return {
    ids,
    flag: (segment: string): PlayEvent => ({ type: 'flag', segment: ids('segment', segment) }),
    unflag: (segment: string): PlayEvent => ({ type: 'unflag', segment: ids('segment', segment) }),
    check: (check: string): PlayEvent => ({ type: 'check', check: ids('check', check) }),
    /** The option chosen for each decision. */
    decide: (choices: Choices, sure?: Sureness): PlayEvent => ({
      type: 'decide',
      choices: Object.fromEntries(Object.entries(choices).map(([d, o]) => [ids('decision', d), ids('option', `${d}.${o}`)])),
      ...(sure && { sure }),
    }),
    on: { type: 'continue' } as PlayEvent,
    judge: { type: 'judge', looks: 'approach', sure: 'certain' } as PlayEvent,
  }
}
