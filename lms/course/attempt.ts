/** An attempt at a course in a package: drawn or taken up again, and what is to be told of it. */
import { drawVariants, seedOf } from '@/scenarios/engine/course/lots'
import { DEFAULTS } from '@/scenarios/engine/score/path'
import type { Names } from '@/scenarios/engine/play/names'
import { type Attempt, attemptAt, namesOf } from '../attempt'
import { isCountedScenario } from '../content'
import type { Outcome } from '../runtime'
import type { CourseContent, CourseItem } from './content'
import { readCourseSuspended } from './suspended'

export interface CourseAttempt {
  seed: number
  /** By item, as it was suspended. */
  marks: Record<string, string>
  /** Spent before this session, in seconds. */
  seconds: number
  /** Whether what was suspended belongs to other content, and begins anew. */
  isRestarted: boolean
}

/** @param lot a number from 0 up to 1, every time another */
export function openCourse({ hash, items }: CourseContent, suspended: string, lot: () => number): CourseAttempt {
  const held = readCourseSuspended(suspended)
  const same = held?.hash === hash && held.marks.length === items.length ? held : null
  return {
    seed: same?.seed ?? Math.floor(lot() * 2 ** 31),
    marks: Object.fromEntries(items.map(({ id }, i) => [id, same?.marks[i] ?? ''])),
    seconds: same?.seconds ?? 0,
    isRestarted: suspended !== '' && !same,
  }
}

/** The attempt at one of its scenarios: which variant and which names it has hangs on the course's seed alone. */
export function scenarioAttempt(content: CourseContent, { seed, marks }: CourseAttempt, item: string): Attempt {
  const variants = drawVariants(content, seed)
  const met: Names[] = []
  for (const one of content.items) {
    if (one.kind !== 'scenario') continue
    const scenario = content.scenarios[one.scenario]!
    // A tutorial has one variant.
    const variant = scenario.variants[variants[one.id]!] ? variants[one.id]! : scenario.drawn[0]!
    const lot = { variant, seed: seedOf(one.id, seed), met: [...met] }
    if (one.id === item) return attemptAt(scenario, { ...lot, code: marks[item] ?? '', seconds: 0, isRestarted: false })
    // Nobody looks for a link between two scenarios by a name.
    met.push(namesOf(scenario, lot))
  }
  throw new RangeError(`${item} is no scenario of this course`)
}

export const isCountedItem = ({ scenarios }: CourseContent, item: CourseItem): boolean =>
  item.kind === 'scenario' && isCountedScenario(scenarios[item.scenario]!)

/**
 * Of a course in which everything is done. Nothing is passed or failed where completion alone is told or asked for, and where no
 * scenario counts. How somebody did in single skills, of which telling is one, no course tells.
 * @param results of the scenarios that count
 */
export function courseOutcome({ report, passing }: Pick<CourseContent, 'report' | 'passing'>, results: readonly Outcome[]): Outcome {
  if (report === 'completion' || results.length === 0) return { passed: null, score: 1, objectives: [] }
  // In whole points, as the learner reads it.
  const score = Math.round(100 * mean(results.map((result) => result.score))) / 100
  if (passing === 'debrief') return { passed: null, score, objectives: [] }
  const passed = results.every((result) => result.passed)
  // An LMS that judges by points alone must come to the same: every scenario has to be passed, not their mean.
  return { passed, score: passed ? score : Math.min(score, DEFAULTS.passMark - 0.01), objectives: [] }
}

/** Three times 0.7 are 0.7. */
const mean = (values: readonly number[]): number => Math.round((1e6 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1e6
