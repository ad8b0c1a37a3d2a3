import type { NamePool, Scenario } from '../../engine/format/schema'
import { idsOf } from '../../engine/play/opaque-ids'
import { type Finding, type Rule, type Source, apply, inOrder } from '../../library/finding'
import { ID_RULES, inspectIds } from '../../library/ids'
import type { Folder } from '../../library/load'
import { CLAIM_RULES } from './rules/claims'
import { CRAFT_RULES } from './rules/craft'
import { DATE_RULES } from './rules/dates'
import { DISCERNING_RULES } from './rules/discernment'
import { FAIRNESS_RULES } from './rules/fairness'
import { GRAPH_RULES } from './rules/graph'
import { MESSAGE_RULES } from './rules/messages'
import { OUTCOME_RULES } from './rules/outcomes'
import { REAL_WORLD_RULES } from './rules/real-world'
import { OVERLAY_RULES, overlaySubject } from './rules/translations'
import { PROSE_RULES, TYPOGRAPHY_RULES } from './rules/prose'
import { REFERENCE_RULES } from './rules/references'
import { SCORING_RULES } from './rules/scoring'
import { SLIP_RULES } from './rules/slips'
import { THING_RULES } from './rules/things'
import { TRUTH_RULES } from './rules/truth'
import { type Evidence, type ScenarioSubject, subjectOf } from './subject'
import { REPORTING_RULES } from './rules/reporting'
import { VARIANT_RULES } from './rules/variants'
import { UNDECIDED_RULES } from './rules/undecided'
import { TEXT_RULES, WORDING_RULES } from './rules/wording'

export type { Evidence, ScenarioSubject } from './subject'

export const SCENARIO_RULES: readonly Rule<ScenarioSubject>[] = [
  ...REFERENCE_RULES,
  ...THING_RULES,
  ...MESSAGE_RULES,
  ...GRAPH_RULES,
  ...VARIANT_RULES,
  ...CLAIM_RULES,
  ...REPORTING_RULES,
  ...UNDECIDED_RULES,
  ...DISCERNING_RULES,
  ...OUTCOME_RULES,
  ...SCORING_RULES,
  ...FAIRNESS_RULES,
  ...WORDING_RULES,
  ...TEXT_RULES,
  ...REAL_WORLD_RULES,
  ...TRUTH_RULES,
  ...SLIP_RULES,
  ...DATE_RULES,
  ...TYPOGRAPHY_RULES,
  ...PROSE_RULES,
  ...CRAFT_RULES,
]

export const RULES: readonly Pick<Rule<never>, 'id' | 'severity' | 'about'>[] = [...ID_RULES, ...SCENARIO_RULES, ...OVERLAY_RULES]

/** The scenario as rules see it; null if ids clash, because then it cannot be compiled. */
export function subjectIn(scenario: Scenario, pool: NamePool, evidence: Evidence, source: Source): ScenarioSubject | null {
  return inspectIds(scenario, source).length > 0 ? null : subjectOf(scenario, idsOf(scenario), pool, evidence)
}

export function inspectScenario(scenario: Scenario, pool: NamePool, evidence: Evidence, source: Source): Finding[] {
  const clashes = inspectIds(scenario, source)
  return inOrder(clashes.length > 0 ? clashes : inspectSubject(subjectOf(scenario, idsOf(scenario), pool, evidence), source))
}
/** Where something leads nowhere, these would only report what comes of it. */
export const ON_THE_WAY: ReadonlySet<string> = new Set(
  [...GRAPH_RULES, ...CLAIM_RULES, ...REPORTING_RULES, ...UNDECIDED_RULES, ...DISCERNING_RULES, ...OUTCOME_RULES].map(({ id }) => id),
)
export function inspectSubject(subject: ScenarioSubject, source: Source): Finding[] {
  const found = apply(SCENARIO_RULES, subject, source)
  return found.some(({ rule }) => rule === 'unknown-target') ? found.filter(({ rule }) => !ON_THE_WAY.has(rule)) : found
}

export function inspectFolder(
  { scenario, overlays }: Pick<Folder, 'scenario' | 'overlays'>,
  pool: NamePool,
  evidence: Evidence,
): Finding[] {
  return inOrder([
    ...(scenario ? inspectScenario(scenario.value, pool, evidence, scenario.source) : []),
    ...overlays.flatMap(({ value, source }) => apply(OVERLAY_RULES, overlaySubject(value, scenario?.value), source)),
  ])
}
