/** What the rules on a scenario work on: the file as written, its parts with their places, and what play can reach. */
import { type Compiled, type Ids, type authoredSegments, split } from '../play/compile'
import type { Indicator } from '../debrief/decision-view'
import type { Guard, NamePool, Overlay, Pattern, PatternKind, Scenario } from '../format/schema'
import { TEXT_FIELDS } from '../format/fields'
import type { Authored, Path } from './finding'
import { type Observation, observe } from './observe'
import { type Measure, measure } from './words'

/** What may be cited and named. Passed in by the caller, because rules read no files. */
export interface Evidence {
  /** Ids that may be shown, other than `INV`. */
  sources: ReadonlySet<string>
  signs: Record<string, Indicator>
  decoys: Record<string, Indicator>
}

type AuthoredScene = Scenario['scenes'][string]
type AuthoredDecision = AuthoredScene['decisions'][number]
export type AuthoredOption = AuthoredDecision['options'][number]
export type AuthoredSegment = ReturnType<typeof authoredSegments>[number]

export interface TextAt extends Measure {
  text: string
  field: string
  path: Path
}
export interface OptionAt {
  option: AuthoredOption
  path: Path
}
export interface DecisionAt {
  decision: AuthoredDecision
  path: Path
  options: OptionAt[]
}
export interface SegmentAt {
  segment: AuthoredSegment
  path: Path
}
export interface GuardAt {
  guard: Guard
  path: Path
}

export interface ScenarioSubject {
  scenario: Scenario
  pool: NamePool
  evidence: Evidence
  /** A tutorial is short and teaches the tools: rules on length and balance do not apply. */
  tutorial: boolean
  texts: TextAt[]
  segments: SegmentAt[]
  decisions: DecisionAt[]
  guards: GuardAt[]
  compiled: Pick<Compiled, 'play' | 'key'>
  seen: Observation
}

export function subjectOf(scenario: Scenario, kind: PatternKind, ids: Ids, pool: NamePool, evidence: Evidence): ScenarioSubject {
  const compiled = split(scenario, ids)
  const { texts, segments, guards } = partsOf(scenario)
  return {
    scenario,
    pool,
    evidence,
    compiled,
    texts,
    segments,
    guards,
    tutorial: kind === 'tutorial',
    decisions: decisionsOf(scenario),
    seen: observe(scenario, compiled, ids),
  }
}

/** A folder of the library: a pattern, its two natures and its translations, so far as they could be read. */
export interface PatternFolder {
  pattern?: Authored<Pattern>
  hostile?: Authored<Scenario>
  genuine?: Authored<Scenario>
  overlays: Authored<Overlay>[]
}

const decisionsOf = (scenario: Scenario): DecisionAt[] =>
  Object.entries(scenario.scenes).flatMap(([scene, { decisions }]) =>
    decisions.map((decision, i) => {
      const path = ['scenes', scene, 'decisions', i]
      const options = decision.options.map((option, j) => ({ option, path: [...path, 'options', j] }))
      return { decision, path, options }
    }),
  )

/** Fields that hold neither text nor guards, skipped because there are many of them. */
const WORDLESS = new Set(['rubric', 'sets', 'cites', 'repairs'])

/** Every text, segment and guard in file order, each with its place. */
export function partsOf(root: object): Pick<ScenarioSubject, 'texts' | 'segments' | 'guards'> {
  const texts: TextAt[] = []
  const segments: SegmentAt[] = []
  const guards: GuardAt[] = []
  const stack: { node: unknown; path: Path }[] = [{ node: root, path: [] }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path } = top
    if (!node || typeof node !== 'object') continue
    if ('cue' in node) segments.push({ segment: node as AuthoredSegment, path })
    const below: typeof stack = []
    for (const [name, value] of Object.entries(node)) {
      const at = [...path, Array.isArray(node) ? Number(name) : name]
      if (typeof value === 'string') {
        const field = path[0] === 'values' ? 'value' : name
        if (field === 'value' || TEXT_FIELDS.has(name)) texts.push({ text: value, field, path: at, ...measure(value) })
      } else if (name === 'when' && typeof value === 'object') guards.push({ guard: value as Guard, path: at })
      else if (typeof value === 'object' && !WORDLESS.has(name)) below.push({ node: value, path: at })
    }
    for (const item of below.reverse()) stack.push(item)
  }
  return { texts, segments, guards }
}
