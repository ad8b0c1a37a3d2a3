/** Proves a scenario sound and fair before anyone plays it. A rule is data: an id, a severity, a line for authors, a check. */
import { idsOf } from '../play/compile'
import type { NamePool, PatternKind, Scenario } from '../format/schema'
import { type Finding, type Rule, type Source, apply, inOrder } from './finding'
import { FAIRNESS_RULES, TEXT_RULES, type TextSubject } from './fairness'
import { GRAPH_RULES } from './graph'
import { ID_RULES, idSubject } from './ids'
import { MESSAGE_RULES } from './messages'
import { OVERLAY_RULES, overlaySubject } from './overlay'
import { PATTERN_RULES, type PatternSubject, patternSubject } from './pattern'
import { PROSE_RULES, TYPOGRAPHY_RULES } from './prose'
import { REFERENCE_RULES } from './references'
import { SCORING_RULES } from './scoring'
import { type Evidence, type PatternFolder, type ScenarioSubject, subjectOf } from './subject'

export type { Authored, Finding, Path, Place, Rule, Severity, Source } from './finding'
export type { Evidence, PatternFolder } from './subject'

const SHARED_RULES: readonly Rule<TextSubject>[] = [...TEXT_RULES, ...TYPOGRAPHY_RULES]
const OF_SCENARIOS: readonly Rule<ScenarioSubject>[] = [
  ...REFERENCE_RULES,
  ...MESSAGE_RULES,
  ...GRAPH_RULES,
  ...SCORING_RULES,
  ...FAIRNESS_RULES,
  ...PROSE_RULES,
  ...SHARED_RULES,
]
const OF_PATTERNS: readonly Rule<PatternSubject>[] = [...PATTERN_RULES, ...SHARED_RULES]

/** Every rule, for listing. */
export const RULES: readonly Pick<Rule<never>, 'id' | 'severity' | 'about'>[] = [
  ...ID_RULES,
  ...OF_SCENARIOS,
  ...PATTERN_RULES,
  ...OVERLAY_RULES,
]

/** If ids clash, only that is reported: until each names one thing, the scenario cannot be played. */
export function inspectScenario(
  scenario: Scenario,
  pool: NamePool,
  evidence: Evidence,
  source: Source,
  kind: PatternKind = 'pattern',
): Finding[] {
  const ids = idsOf(scenario)
  const clashes = apply(ID_RULES, idSubject(scenario, ids), source)
  return inOrder(clashes.length > 0 ? clashes : apply(OF_SCENARIOS, subjectOf(scenario, kind, ids, pool, evidence), source))
}

export function inspectFolder(folder: PatternFolder, pool: NamePool, evidence: Evidence): Finding[] {
  const { pattern, hostile, genuine, overlays } = folder
  return inOrder([
    ...(pattern ? apply(OF_PATTERNS, patternSubject({ ...folder, pattern }, pool, evidence), pattern.source) : []),
    ...[hostile, genuine].flatMap((s) => (s ? inspectScenario(s.value, pool, evidence, s.source, pattern?.value.kind) : [])),
    ...overlays.flatMap(({ value, source }) => apply(OVERLAY_RULES, overlaySubject(value, folder), source)),
  ])
}

/** Whatever keeps a scenario from being compiled. */
export const inspectIds = (scenario: Scenario, source: Source): Finding[] => apply(ID_RULES, idSubject(scenario, idsOf(scenario)), source)
