import type { Indicator } from '../../engine/debrief/moment'
import { SIDES, TEXT_FIELDS } from '../../engine/format/fields'
import type { AuthoredGuard } from '../../engine/format/guard'
import type { ResolvedScenario } from '../../engine/format/variant'
import type { NamePool, Variant, Scenario } from '../../engine/format/schema'
import { variantsOf, variantOf } from '../../engine/format/variant'
import type { CompiledPlay } from '../../engine/play/compiled'
import { split } from '../../engine/play/compile'
import type { authoredSegments } from '../../engine/play/key'
import { type Ids, watchedIn } from '../../engine/play/opaque-ids'
import type { Hit, Path, Rule } from '../../library/finding'
import { type Names, authoredNames } from './authored-names'
import { type Observation, observe } from './observe'
import { inFile } from './place-in-file'
import { type Reading, longestPath, measuring } from './moment-words'
import { type Answer, prove } from './prove-texts'
import { measuringProse } from './prose-words'
import { questionsOf } from './text-questions'
import { type Explored, exploredOf } from './trial'
import { type Measure, measure } from './word-counts'

/** What may be cited and named. Passed in by the caller, because rules read no files. */
export interface Evidence {
  /** Ids that may be shown, other than `INV`. */
  sources: ReadonlySet<string>
  signs: Record<string, Indicator>
  decoys: Record<string, Indicator>
}

type AuthoredScene = ResolvedScenario['scenes'][string]
type AuthoredDecision = AuthoredScene['decisions'][number]
export type AuthoredOption = AuthoredDecision['options'][number]
export type AuthoredSegment = ReturnType<typeof authoredSegments>[number]

export interface TextAt extends Measure {
  text: string
  field: string
  path: Path
  side?: Variant
  /** Somebody says or writes it after an act. */
  spoken?: true
}
interface OptionAt {
  option: AuthoredOption
  path: Path
}
export interface DecisionAt {
  decision: AuthoredDecision
  scene: string
  path: Path
  options: OptionAt[]
}
export interface SegmentAt {
  segment: AuthoredSegment
  path: Path
}
export interface GuardAt {
  guard: AuthoredGuard
  path: Path
}
type Parts = { texts: TextAt[]; segments: SegmentAt[]; guards: GuardAt[] }

/** A scenario in one variant. Its paths are those of a file with this variant alone; `inVariants` translates them. */
export interface VariantSubject extends Parts {
  name: Variant
  resolved: ResolvedScenario
  evidence: Evidence
  tutorial: boolean
  ids: Ids
  decisions: DecisionAt[]
  compiled: Pick<CompiledPlay, 'play' | 'key'>
  seen: Observation
  /** Null until everything leads on and ends. */
  explored: Explored | null
  /** The questions of the texts, answered over all ways; empty until everything leads on. */
  answers: readonly Answer[]
  reading: Reading | null
}

export interface ScenarioSubject {
  scenario: Scenario
  pool: NamePool
  evidence: Evidence
  /** A tutorial is short and teaches the tools: rules on length, balance and the score do not apply. */
  tutorial: boolean
  texts: TextAt[]
  guards: GuardAt[]
  ids: Ids
  names: Names
  variants: readonly VariantSubject[]
}

export interface SubjectOptions {
  /** Whether to follow all ways and prove texts, which takes most of the time. Without it, rules on that find nothing. */
  ways?: boolean
}

export function subjectOf(
  scenario: Scenario,
  ids: Ids,
  pool: NamePool,
  evidence: Evidence,
  { ways = true }: SubjectOptions = {},
): ScenarioSubject {
  const names = authoredNames(scenario, ids)
  const tutorial = scenario.kind === 'tutorial'
  const { texts, guards } = partsOf(scenario)
  const watched = watchedIn(scenario)
  const variants = variantsOf(scenario).map((variant): VariantSubject => {
    const resolved = variantOf(scenario, variant)
    const compiled = split(scenario, resolved, ids, watched)
    const seen = observe(resolved, compiled, names, ids)
    const sound = seen.sound && ways
    return {
      ...partsOf(resolved),
      name: variant,
      resolved,
      evidence,
      tutorial,
      ids,
      compiled,
      seen,
      decisions: decisionsOf(resolved),
      explored: sound ? exploredOf(compiled, scenario.matters && ids('scene', scenario.matters)) : null,
      ...(sound ? asked(scenario, variant, ids) : { answers: [], reading: null }),
    }
  })
  return { scenario, pool, evidence, tutorial, texts, guards, ids, names, variants }
}

function asked(scenario: Scenario, variant: Variant, ids: Ids): Pick<VariantSubject, 'answers' | 'reading'> {
  const { play, key, questions } = questionsOf(scenario, variant, ids)
  const prose = measuringProse(variantOf(scenario, variant), questions)
  const measured = measuring({ play }, scenario, (id) => ids('segment', id))
  const answers = prove({ play, key, questions: [...questions, ...measured.questions, ...prose.questions] })
  return { answers, reading: { words: measured.words, prose: prose.words, path: longestPath(play, measured.words) } }
}

/** Turns a rule on one variant into a rule on the scenario. What both variants share is found once. */
export const inVariants = ({ check, ...rule }: Rule<VariantSubject>): Rule<ScenarioSubject> => ({
  ...rule,
  check({ scenario, variants }) {
    const found = new Map<string, Hit & { variants: Variant[] }>()
    for (const variant of variants) {
      for (const { path, message } of check(variant)) {
        const at = inFile(scenario, path, variant.name)
        const key = `${at.join('/')}\n${message}`
        const hit = found.get(key) ?? { path: at, message, variants: [] }
        hit.variants.push(variant.name)
        found.set(key, hit)
      }
    }
    return [...found.values()].map(({ path, message, variants: here }) => {
      const obvious = here.length === variants.length || path.some((step) => SIDES.has(String(step)))
      return { path, message: obvious ? message : `in the ${here[0]} variant: ${message}` }
    })
  },
})

const decisionsOf = (resolved: ResolvedScenario): DecisionAt[] =>
  Object.entries(resolved.scenes).flatMap(([scene, { decisions }]) =>
    decisions.map((decision, i) => {
      const path = ['scenes', scene, 'decisions', i]
      const options = decision.options.map((option, j) => ({ option, path: [...path, 'options', j] }))
      return { decision, scene, path, options }
    }),
  )

/** Fields without text or guards, skipped because there are many of them. */
const WORDLESS = new Set(['rubric', 'sets', 'cites', 'harm'])
const GUARDED = new Set(['when', 'claims'])

export function partsOf(root: object): Parts {
  const texts: TextAt[] = []
  const segments: SegmentAt[] = []
  const guards: GuardAt[] = []
  const stack: { node: unknown; path: Path; field: string; side?: Variant; spoken?: true }[] = [{ node: root, path: [], field: '' }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path, field, side, spoken } = top
    if (typeof node === 'string') {
      const of = path[0] === 'values' ? 'value' : field
      if (of === 'value' || TEXT_FIELDS.has(of))
        texts.push({ text: node, field: of, path, side, ...(spoken && { spoken }), ...measure(node) })
      continue
    }
    if (!node || typeof node !== 'object') continue
    if ('cue' in node) segments.push({ segment: node as AuthoredSegment, path })
    const below: typeof stack = []
    for (const [name, value] of Object.entries(node)) {
      const at = [...path, Array.isArray(node) ? Number(name) : name]
      if (GUARDED.has(name) && value && typeof value === 'object') guards.push({ guard: value as AuthoredGuard, path: at })
      else if (!WORDLESS.has(name))
        below.push({
          node: value,
          path: at,
          ...('from' in node && 'text' in node && { spoken: true }),
          ...(SIDES.has(name) ? { field, side: name as Variant } : { field: Array.isArray(node) ? field : name, side }),
        })
    }
    for (const item of below.reverse()) stack.push(item)
  }
  return { texts, segments, guards }
}
