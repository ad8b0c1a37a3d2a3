/** Rules on both natures of a pattern together: neither the title nor the surface reveals the nature. */
import { idsOf, split } from '../play/compile'
import type { NamePool, Pattern, Scenario } from '../format/schema'
import type { Authored, Hit, Rule } from './finding'
import { type Evidence, type TextAt, partsOf } from './subject'
import { TELLING } from './word-lists'

const WORDS_APART = 0.2
const SUBMISSIONS_APART = 1.5
const KINDS = 4

export interface PatternSubject {
  pattern: Pattern
  hostile?: Scenario
  genuine?: Scenario
  texts: TextAt[]
  pool: NamePool
  evidence: Evidence
  tutorial: boolean
}

export const patternSubject = (
  { pattern, hostile, genuine }: { pattern: Authored<Pattern>; hostile?: Authored<Scenario>; genuine?: Authored<Scenario> },
  pool: NamePool,
  evidence: Evidence,
): PatternSubject => ({
  pattern: pattern.value,
  hostile: hostile?.value,
  genuine: genuine?.value,
  pool,
  evidence,
  texts: partsOf(pattern.value).texts,
  tutorial: pattern.value.kind === 'tutorial',
})

/** The number of words a learner may read while playing. */
const playWords = ({ scenes }: Scenario): number =>
  partsOf(scenes)
    .texts.filter(({ field, path }) => field !== 'why' && path[1] !== 'notes')
    .reduce((sum, { words }) => sum + words, 0)

/** The number of submissions on a typical path. */
function typicalPath(scenario: Scenario): number {
  const { play } = split(scenario, idsOf(scenario))
  return play.scenes[play.start]?.ahead ?? 0
}

const missing = ({ hostile, genuine, tutorial }: PatternSubject): Hit[] =>
  (hostile && genuine) || (tutorial && (hostile || genuine))
    ? []
    : [
        {
          path: ['id'],
          message: `${hostile ? 'genuine' : genuine ? 'hostile' : 'hostile and genuine'} is missing: add it, a pattern needs both`,
        },
      ]

function* unevenNatures({ hostile, genuine, tutorial }: PatternSubject): Generator<Hit> {
  if (!hostile || !genuine || tutorial) return
  const both = <T>(measure: (s: Scenario) => T): [T, T] => [measure(hostile), measure(genuine)]
  const say = (what: string, [h, g]: [unknown, unknown]): Hit => ({
    path: ['id'],
    message: `${what}: ${h} in hostile, ${g} in genuine; bring them closer together`,
  })
  const words = both(playWords)
  if (Math.abs(words[0] - words[1]) > WORDS_APART * Math.max(...words)) yield say('words differ by more than a fifth', words)
  const paths = both(typicalPath)
  if (Math.abs(paths[0] - paths[1]) > SUBMISSIONS_APART)
    yield say('typical paths differ', paths.map((n) => n.toFixed(1)) as [string, string])
  const minutes = both((s) => s.minutes)
  if (minutes[0] !== minutes[1]) yield say('minutes differ', minutes)
}

function fewKinds({ hostile, genuine, tutorial }: PatternSubject): Hit[] {
  if (!hostile || !genuine || tutorial) return []
  const kinds = new Set([hostile, genuine].flatMap((s) => Object.values(s.scenes).flatMap((scene) => scene.show.map((a) => a.kind))))
  return kinds.size < KINDS
    ? [{ path: ['id'], message: `only ${[...kinds].join(', ')}: show at least ${KINDS} kinds of artefact across both natures` }]
    : []
}

const telling = new RegExp(`(?<!\\p{L})(?:${TELLING.join('|')})(?!\\p{L})`, 'iu')
const titleTells = ({ pattern }: PatternSubject): Hit[] =>
  (['title', 'summary'] as const).flatMap((field) => {
    const found = telling.exec(pattern[field])
    return found ? [{ path: [field], message: `“${found[0]}” gives the outcome away: describe what happens in both natures` }] : []
  })

const evidenceUnknown = ({ pattern, evidence: { sources } }: PatternSubject): Hit[] =>
  pattern.evidence.flatMap((id, i) =>
    id === 'INV' || sources.has(id)
      ? []
      : [{ path: ['evidence', i], message: `the source ${id} does not exist or may not be shown: cite another` }],
  )

export const PATTERN_RULES: readonly Rule<PatternSubject>[] = [
  { id: 'natures-missing', severity: 'error', about: 'a pattern has both natures', check: missing },
  { id: 'natures-uneven', severity: 'error', about: 'both natures have about the same length', check: unevenNatures },
  { id: 'kinds-few', severity: 'error', about: `a pattern shows at least ${KINDS} kinds of artefact`, check: fewKinds },
  { id: 'title-tells', severity: 'error', about: 'title and summary fit both natures', check: titleTells },
  { id: 'unknown-evidence', severity: 'error', about: 'the sources of a pattern exist and may be shown', check: evidenceUnknown },
]
