import { RESERVED_FACTS, reportedSinceFact } from '../../engine/format/guard'
import type { Scenario } from '../../engine/format/schema'
import { authoredSegments } from '../../engine/play/key'
import type { Ids } from '../../engine/play/opaque-ids'
import { factsSet } from '../../library/ids'

export type Names = ReadonlyMap<string, string>

/** Every id of a scenario by its opaque id. An option is `decision.option`. */
export function authoredNames(scenario: Scenario, ids: Ids): Names {
  const names = new Map<string, string>(RESERVED_FACTS.map((fact) => [fact, fact]))
  for (const { fact } of factsSet(scenario)) for (const kept of [fact, reportedSinceFact(fact)]) names.set(ids('fact', kept), fact)
  for (const [id, { show, checks, decisions }] of Object.entries(scenario.scenes)) {
    names.set(ids('scene', id), id)
    for (const segment of authoredSegments(show)) names.set(ids('segment', segment.id), segment.id)
    for (const check of checks) names.set(ids('check', check.id), check.id)
    for (const decision of decisions) {
      names.set(ids('decision', decision.id), decision.id)
      for (const option of decision.options) names.set(ids('option', `${decision.id}.${option.id}`), `${decision.id}.${option.id}`)
    }
  }
  return names
}

/** Options in the author's words: “hearing-act=between, notes-act=sign”. */
export const inDecisions = (names: Names, options: Readonly<Record<string, string>>): string =>
  Object.values(options)
    .map((option) => names.get(option)!.replace('.', '='))
    .join(', ')
