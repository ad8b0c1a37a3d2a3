/** What a learner shows of each competency over first attempts: diagnostic, never the result. */
import { type Competency, COMPETENCIES } from '../format/competencies'
import type { Key } from '../play/key'
import type { AttemptScore, Points } from './attempt'
import { sumOf } from './attempt'

export type SkillVerdict = 'secure' | 'needs practice' | 'not enough yet'
export interface Skill extends Points {
  verdict: SkillVerdict
}
const TARGET = 0.6
export const LEAST_POINTS = 8
/** The normal quantile of an 80 % interval. */
const Z = 1.2815515655446004

/** Wilson's interval of a share, as numbers from 0 to 1. `possible` must be above 0. */
export function wilson({ earned, possible: n }: Points, z = Z): [low: number, high: number] {
  const p = earned / n
  const reach = z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))
  const [low, high] = [-1, 1].map((side) => (p + z ** 2 / (2 * n) + side * reach) / (1 + z ** 2 / n)) as [number, number]
  return [Math.max(0, low), Math.min(1, high)]
}

export function verdictOf(points: Points): SkillVerdict {
  if (points.possible < LEAST_POINTS) return 'not enough yet'
  const [low, high] = wilson(points)
  if (low >= TARGET) return 'secure'
  return high <= TARGET ? 'needs practice' : 'not enough yet'
}

export type SkillItem = Points & { k: Competency }

/** A flagged detail about origin counts against fairness. Leaving it alone earns nothing. */
export const skillItems = (key: Key, { submissions, segments }: Pick<AttemptScore, 'submissions' | 'segments'>): SkillItem[] => [
  ...submissions.flatMap(({ decisions, report }) => [
    ...decisions.flatMap(({ skills }) => COMPETENCIES.flatMap((k) => (skills[k] ? [{ k, ...skills[k] }] : []))),
    ...(report ? [{ k: 'report' as const, ...report }] : []),
  ]),
  ...segments
    .filter((s) => s.flagged && key.segments[s.id]!.about === 'origin')
    .map(() => ({ k: 'fair' as const, earned: 0, possible: 1 })),
]

export function skillsOf(items: readonly SkillItem[]): Partial<Record<Competency, Skill>> {
  const found: Partial<Record<Competency, Skill>> = {}
  for (const k of COMPETENCIES) {
    const points = sumOf(items.filter((item) => item.k === k))
    if (points.possible > 0) found[k] = { ...points, verdict: verdictOf(points) }
  }
  return found
}
