import { drawVariant, seedOf } from '@/scenarios/engine/course/lots'
import type { Variant } from '@/scenarios/engine/format/schema'
import { DEFAULTS } from '@/scenarios/engine/score/path'
import type { Names } from '@/scenarios/engine/play/names'
import { type Attempt, COMPLETED, attemptAt, namesOf } from '../attempt'
import { isCountedScenario } from '../content'
import type { Outcome } from '../runtime'
import type { CourseContent, CourseItem } from './content'
import { readCourseSuspended, readMark } from './suspend-data'

export interface CourseAttempt {
  seed: number
  /** By item id, as `suspend-data.ts` writes them. */
  marks: Record<string, string>
  seconds: number
  isRestarted: boolean
}

export function openCourse({ hash, items, scenarios }: CourseContent, suspended: string, lot: () => number): CourseAttempt {
  const held = readCourseSuspended(suspended)
  const isPlayable = (item: CourseItem, mark: string) => {
    const variant = readMark(mark)?.variant
    return item.kind !== 'scenario' || !variant || scenarios[item.scenario]!.variants[variant] !== undefined
  }
  const isSame = held?.hash === hash && held.marks.length === items.length && items.every((item, i) => isPlayable(item, held.marks[i]!))
  const same = isSame ? held : null
  return {
    seed: same?.seed ?? Math.floor(lot() * 2 ** 31),
    marks: Object.fromEntries(items.map(({ id }, i) => [id, same?.marks[i] ?? ''])),
    seconds: same?.seconds ?? 0,
    isRestarted: suspended !== '' && !same,
  }
}

/**
 * The variant of a scenario that is opened now. A package holds its key, but what it has stored does not say what is still to come.
 * @param isSkipped whether a scenario that was not opened never will be
 */
export function drawIn(
  { items, scenarios }: CourseContent,
  { marks }: Pick<CourseAttempt, 'marks'>,
  item: CourseItem & { kind: 'scenario' },
  isSkipped: (other: CourseItem) => boolean,
  lot: () => number,
): Variant {
  const { drawn } = scenarios[item.scenario]!
  if (drawn.length === 1) return drawn[0]!
  const others = items.flatMap((other) => {
    if (other.kind !== 'scenario' || other.id === item.id || scenarios[other.scenario]!.drawn.length === 1) return []
    const known = readMark(marks[other.id]!)
    return known ? [known.variant] : isSkipped(other) ? [] : [null]
  })
  return drawVariant(others, lot() < 0.5 ? 'hostile' : 'genuine')
}

/** The attempt at a scenario of the course that was opened. Its mark has the variant; the names follow from the course's seed. */
export function scenarioAttempt(content: CourseContent, { seed, marks }: CourseAttempt, item: string): Attempt {
  const met: Names[] = []
  for (const one of content.items) {
    if (one.kind !== 'scenario') continue
    const scenario = content.scenarios[one.scenario]!
    const names = { seed: seedOf(one.id, seed), met: [...met] }
    const mark = one.id === item ? readMark(marks[item]!) : null
    if (mark) return attemptAt(scenario, { ...names, ...mark, seconds: 0, isRestarted: false })
    // Two scenarios must not share a name, or learners would look for a link between them. Both variants have the same people.
    met.push(namesOf(scenario, { ...names, variant: scenario.drawn[0]! }))
  }
  throw new RangeError(`${item} is no scenario of this course that was opened`)
}

export const isCountedItem = ({ scenarios }: CourseContent, item: CourseItem): boolean =>
  item.kind === 'scenario' && isCountedScenario(scenarios[item.scenario]!)

/**
 * The outcome of a finished course. Nothing is passed or failed if only completion is reported or required, or if no scenario counts. A
 * course never reports results in single skills, because reporting is one of them.
 * @param results of the scenarios that count
 */
export function courseOutcome({ report, passing }: Pick<CourseContent, 'report' | 'passing'>, results: readonly Outcome[]): Outcome {
  if (report === 'completion' || results.length === 0) return COMPLETED
  const score = Math.round(100 * mean(results.map((result) => result.score))) / 100
  if (passing === 'debrief') return { passed: null, score, isScored: true, objectives: [] }
  const passed = results.every((result) => result.passed)
  // Every scenario has to be passed. Keep the score below the mark, so that an LMS that judges by points comes to the same.
  return { passed, score: passed ? score : Math.min(score, DEFAULTS.passMark - 0.01), isScored: true, objectives: [] }
}

/** Rounded, so that the mean of three times 0.7 is 0.7. */
const mean = (values: readonly number[]): number => Math.round((1e6 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 1e6
