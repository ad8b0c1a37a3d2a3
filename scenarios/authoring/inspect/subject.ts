/** What the rules on a story work on: the file, its parts with their places, and what play can reach in each of its truths. */
import type { Indicator } from '../../engine/debrief/decision-view'
import { SIDES, TEXT_FIELDS } from '../../engine/format/fields'
import type { AuthoredGuard } from '../../engine/format/guard'
import type { Scenario } from '../../engine/format/truth'
import type { NamePool, Nature, Story } from '../../engine/format/schema'
import { naturesOf, truthOf } from '../../engine/format/truth'
import type { Compiled } from '../../engine/play/compiled'
import { split } from '../../engine/play/compile'
import type { authoredSegments } from '../../engine/play/key'
import { type Ids, watchedIn } from '../../engine/play/opaque'
import { type Scorer, scorer } from '../../engine/score/attempt'
import type { Hit, Path, Rule } from '../../library/finding'
import { type Names, authoredNames } from './names'
import { type Observation, observe } from './observe'
import { inFile } from './place'
import { type Reading, longestPath, measuring } from './moments'
import { type Answer, prove } from './prove'
import { questionsOf } from './questions'
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
  /** The side of a fork it stands on. */
  side?: Nature
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

/** A story in one truth. Its paths are those of a file with this truth alone; `inTruths` translates them. */
export interface TruthSubject extends Parts {
  nature: Nature
  scenario: Scenario
  evidence: Evidence
  tutorial: boolean
  ids: Ids
  decisions: DecisionAt[]
  compiled: Pick<Compiled, 'play' | 'key'>
  seen: Observation
  /** Null until everything leads on and ends. */
  scorer: Scorer | null
  /** What the texts ask, answered over all ways; empty until everything leads on. */
  answers: readonly Answer[]
  /** How much there is to read; null until everything leads on. */
  reading: Reading | null
}

export interface StorySubject {
  story: Story
  pool: NamePool
  evidence: Evidence
  /** A tutorial is short and teaches the tools: rules on length, balance and the score do not apply. */
  tutorial: boolean
  texts: TextAt[]
  guards: GuardAt[]
  ids: Ids
  names: Names
  truths: readonly TruthSubject[]
}

export function subjectOf(story: Story, ids: Ids, pool: NamePool, evidence: Evidence): StorySubject {
  const names = authoredNames(story, ids)
  const tutorial = story.kind === 'tutorial'
  const { texts, guards } = partsOf(story)
  const watched = watchedIn(story)
  const truths = naturesOf(story).map((nature): TruthSubject => {
    const scenario = truthOf(story, nature)
    const compiled = split(story, scenario, ids, watched)
    const seen = observe(scenario, compiled, names, ids)
    return {
      ...partsOf(scenario),
      nature,
      scenario,
      evidence,
      tutorial,
      ids,
      compiled,
      seen,
      decisions: decisionsOf(scenario),
      scorer: seen.sound ? scorer(compiled.play, compiled.key) : null,
      ...(seen.sound ? asked(story, nature, ids) : { answers: [], reading: null }),
    }
  })
  return { story, pool, evidence, tutorial, texts, guards, ids, names, truths }
}

/** All that is asked of every state is asked in the same walks. */
function asked(story: Story, nature: Nature, ids: Ids): Pick<TruthSubject, 'answers' | 'reading'> {
  const { play, questions } = questionsOf(story, nature, ids)
  const measured = measuring({ play }, story, (id) => ids('segment', id))
  const answers = prove({ play, questions: [...questions, ...measured.questions] })
  return { answers, reading: { words: measured.words, path: longestPath(play, measured.words) } }
}

/** A rule on one truth as a rule on the story: what both truths have in common is found once. */
export const inTruths = ({ check, ...rule }: Rule<TruthSubject>): Rule<StorySubject> => ({
  ...rule,
  check({ story, truths }) {
    const found = new Map<string, Hit & { natures: Nature[] }>()
    for (const truth of truths) {
      for (const { path, message } of check(truth)) {
        const at = inFile(story, path, truth.nature)
        const key = `${at.join('/')}\n${message}`
        const hit = found.get(key) ?? { path: at, message, natures: [] }
        hit.natures.push(truth.nature)
        found.set(key, hit)
      }
    }
    return [...found.values()].map(({ path, message, natures }) => {
      const obvious = natures.length === truths.length || path.some((step) => SIDES.has(String(step)))
      return { path, message: obvious ? message : `in the ${natures[0]} truth: ${message}` }
    })
  },
})

const decisionsOf = (scenario: Scenario): DecisionAt[] =>
  Object.entries(scenario.scenes).flatMap(([scene, { decisions }]) =>
    decisions.map((decision, i) => {
      const path = ['scenes', scene, 'decisions', i]
      const options = decision.options.map((option, j) => ({ option, path: [...path, 'options', j] }))
      return { decision, scene, path, options }
    }),
  )

/** Fields that hold neither text nor guards, skipped because there are many of them. */
const WORDLESS = new Set(['rubric', 'sets', 'cites', 'repairs'])
const GUARDED = new Set(['when', 'claims'])

/** Every text, segment and guard in file order, each with its place. */
export function partsOf(root: object): Parts {
  const texts: TextAt[] = []
  const segments: SegmentAt[] = []
  const guards: GuardAt[] = []
  const stack: { node: unknown; path: Path; field: string; side?: Nature }[] = [{ node: root, path: [], field: '' }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path, field, side } = top
    if (typeof node === 'string') {
      const of = path[0] === 'values' ? 'value' : field
      if (of === 'value' || TEXT_FIELDS.has(of)) texts.push({ text: node, field: of, path, side, ...measure(node) })
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
          ...(SIDES.has(name) ? { field, side: name as Nature } : { field: Array.isArray(node) ? field : name, side }),
        })
    }
    for (const item of below.reverse()) stack.push(item)
  }
  return { texts, segments, guards }
}
