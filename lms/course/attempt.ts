import { drawVariant, seedOf } from '@/scenarios/engine/course/lots'
import { type Ended, lowest } from '@/scenarios/engine/course/ended'
import type { Variant } from '@/scenarios/engine/format/schema'
import type { Names } from '@/scenarios/engine/play/names'
import { PASS_MARK } from '@/scenarios/engine/score/attempt'
import { type Attempt, COMPLETED, attemptAt, namesOf } from '../attempt'
import { type Scenario, isCountedScenario } from '../content'
import type { Outcome } from '../runtime'
import type { CourseContent, CourseItem } from './content'
import { readBest, readCourseSuspended, readMark } from './suspend-data'

export interface CourseAttempt {
  seed: number
  /** By item id, as `suspend-data.ts` writes them. */
  marks: Record<string, string>
  /** By item id: the best result of earlier attempts at a scenario that was repeated. */
  bests: Record<string, number>
  seconds: number
  isRestarted: boolean
}

export function openCourse(content: CourseContent, suspended: string, lot: () => number): CourseAttempt {
  const { hash, items, scenarios } = content
  const held = readCourseSuspended(suspended)
  const isPlayable = (item: CourseItem, written: string) => {
    const variant = readMark(readBest(written).mark)?.variant
    return item.kind !== 'scenario' || !variant || scenarios[item.scenario]!.variants[variant] !== undefined
  }
  const isSame = held?.hash === hash && held.marks.length === items.length && items.every((item, i) => isPlayable(item, held.marks[i]!))
  const same = isSame ? held : null
  return {
    seed: same?.seed ?? Math.floor(lot() * 2 ** 31),
    marks: Object.fromEntries(items.map(({ id }, i) => [id, readBest(same?.marks[i] ?? '').mark])),
    bests: Object.fromEntries(
      items.flatMap((item, i) => {
        const { best } = readBest(same?.marks[i] ?? '')
        return best !== null && isCountedItem(content, item) ? [[item.id, best]] : []
      }),
    ),
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

/** The variant of a repeat: drawn again, because the debrief told what the last one was. */
export const drawAgain = ({ drawn }: Pick<Scenario, 'drawn'>, lot: () => number): Variant => drawn[Math.floor(lot() * drawn.length)]!

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
 * @param results of the best attempts at the scenarios that count. The lowest is that of the course, so it passes exactly if all of them have
 *   held.
 */
export function courseOutcome({ report, passing }: Pick<CourseContent, 'report' | 'passing'>, results: readonly Ended[]): Outcome {
  const result = report === 'completion' ? null : lowest(results)
  if (result === null) return COMPLETED
  return { passed: passing === 'debrief' ? null : result >= PASS_MARK, score: result / 100, isScored: true, objectives: [] }
}
