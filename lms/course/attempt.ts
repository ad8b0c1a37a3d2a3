import { drawVariants, seedOf } from '@/scenarios/engine/course/lots'
import { DEFAULTS } from '@/scenarios/engine/score/path'
import type { Names } from '@/scenarios/engine/play/names'
import { type Attempt, attemptAt, namesOf } from '../attempt'
import { isCountedScenario } from '../content'
import type { Outcome } from '../runtime'
import type { CourseContent, CourseItem } from './content'
import { readCourseSuspended } from './suspend-data'

export interface CourseAttempt {
  seed: number
  /** By item id, as `suspend-data.ts` writes them. */
  marks: Record<string, string>
  seconds: number
  isRestarted: boolean
}

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

/** The attempt at one scenario of the course. The course's seed alone decides its variant and its names. */
export function scenarioAttempt(content: CourseContent, { seed, marks }: CourseAttempt, item: string): Attempt {
  const variants = drawVariants(content, seed)
  const met: Names[] = []
  for (const one of content.items) {
    if (one.kind !== 'scenario') continue
    const scenario = content.scenarios[one.scenario]!
    // A tutorial has only one variant.
    const variant = scenario.variants[variants[one.id]!] ? variants[one.id]! : scenario.drawn[0]!
    const lot = { variant, seed: seedOf(one.id, seed), met: [...met] }
    if (one.id === item) return attemptAt(scenario, { ...lot, code: marks[item] ?? '', seconds: 0, isRestarted: false })
    // Two scenarios must not share a name, or learners would look for a link between them.
    met.push(namesOf(scenario, lot))
  }
  throw new RangeError(`${item} is no scenario of this course`)
}

export const isCountedItem = ({ scenarios }: CourseContent, item: CourseItem): boolean =>
  item.kind === 'scenario' && isCountedScenario(scenarios[item.scenario]!)

/**
 * The outcome of a finished course. Nothing is passed or failed if only completion is reported or required, or if no scenario counts. A
 * course never reports results in single skills, because reporting is one of them.
 * @param results of the scenarios that count
 */
export function courseOutcome({ report, passing }: Pick<CourseContent, 'report' | 'passing'>, results: readonly Outcome[]): Outcome {
  if (report === 'completion' || results.length === 0) return { passed: null, score: 1, objectives: [] }
  const score = Math.round(100 * mean(results.map((result) => result.score))) / 100
  if (passing === 'debrief') return { passed: null, score, objectives: [] }
  const passed = results.every((result) => result.passed)
  // Every scenario has to be passed. Keep the score below the mark, so that an LMS that judges by points comes to the same.
  return { passed, score: passed ? score : Math.min(score, DEFAULTS.passMark - 0.01), objectives: [] }
}

/** Rounded, so that the mean of three times 0.7 is 0.7. */
const mean = (values: readonly number[]): number => Math.round((1e6 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1e6
