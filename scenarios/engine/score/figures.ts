/**
 * What groups did in a scenario, as counts. Finished attempts wait until those of one group at one scenario in one variant are a crowd
 * (`crowd.ts`). Then one row with all their counts is published, and none of them is ever counted again. Rows never change, so two
 * readings differ by nothing or by a crowd. An attempt is published as a whole, so the hour in which a row appears depends on who has
 * finished and never on an answer.
 */
import type { Variant } from '../format/schema'
import type { JudgementChoice } from '../play/events'
import { type Assurance, isCrowd } from './crowd'

/** A finished first attempt that is in no published row. */
export interface WaitingAttempt {
  id: string
  learner: string
  standing: Assurance
  group: string
  scenario: string
  variant: Variant
  looks: JudgementChoice
  /** The chance to report, from 1, at which the learner first reported. */
  firstReport: number | null
}
export interface PublishedRow {
  group: string
  scenario: string
  variant: Variant
  judged: Record<JudgementChoice, number>
  /** How many first reported at each chance, from the first; empty for the genuine variant, in which nobody has to. */
  reports: number[]
}

export function publishable(waiting: readonly WaitingAttempt[]): { row: PublishedRow; attempts: string[] }[] {
  const parts = new Map<string, WaitingAttempt[]>()
  for (const attempt of waiting) {
    const name = `${attempt.group} ${attempt.scenario} ${attempt.variant}`
    const part = parts.get(name) ?? []
    part.push(attempt)
    parts.set(name, part)
  }
  return [...parts.values()]
    .filter((part) => isCrowd(new Map(part.map(({ learner, standing }) => [learner, standing])).values()))
    .map((part) => ({ row: rowOf(part), attempts: part.map(({ id }) => id) }))
}

function rowOf(part: readonly WaitingAttempt[]): PublishedRow {
  const { group, scenario, variant } = part[0]!
  const judged = { genuine: 0, unsure: 0, approach: 0 }
  const reports: number[] = []
  for (const { looks, firstReport } of part) {
    judged[looks]++
    if (variant === 'hostile' && firstReport !== null) reports[firstReport - 1] = (reports[firstReport - 1] ?? 0) + 1
  }
  return { group, scenario, variant, judged, reports: Array.from(reports, (n) => n ?? 0) }
}

/** What is shown of a group at one scenario. A variant is null until a row of it is published. */
export interface ScenarioFigures {
  scenario: string
  finished: number
  hostile: { of: number; recognised: number; unsure: number; reported: number; halfBy: number | null } | null
  genuine: { of: number; leftAlone: number; unsure: number } | null
}

export const scenarioFigures = (rows: readonly PublishedRow[]): ScenarioFigures[] =>
  [...new Set(rows.map(({ scenario }) => scenario))].sort().map((scenario) => {
    const [hostile, genuine] = (['hostile', 'genuine'] as const).map((variant) =>
      sumOf(rows.filter((row) => row.scenario === scenario && row.variant === variant)),
    ) as [Sum, Sum]
    return {
      scenario,
      finished: hostile.of + genuine.of,
      hostile:
        hostile.of === 0
          ? null
          : { of: hostile.of, recognised: hostile.judged.approach, unsure: hostile.judged.unsure, ...reportedOf(hostile.reports) },
      genuine: genuine.of === 0 ? null : { of: genuine.of, leftAlone: genuine.judged.genuine, unsure: genuine.judged.unsure },
    }
  })

type Sum = ReturnType<typeof sumOf>
function sumOf(rows: readonly PublishedRow[]) {
  const judged = { genuine: 0, unsure: 0, approach: 0 }
  const reports: number[] = []
  for (const row of rows) {
    for (const looks of ['genuine', 'unsure', 'approach'] as const) judged[looks] += row.judged[looks]
    row.reports.forEach((n, i) => {
      reports[i] = (reports[i] ?? 0) + n
    })
  }
  return { of: judged.genuine + judged.unsure + judged.approach, judged, reports }
}

/** How many reported, and the chance by which half of those had: null if nobody did. */
function reportedOf(reports: readonly number[]): { reported: number; halfBy: number | null } {
  const upTo = (chance: number) => reports.slice(0, chance).reduce((sum, n) => sum + n, 0)
  const reported = upTo(reports.length)
  return { reported, halfBy: reported === 0 ? null : reports.findIndex((_, i) => 2 * upTo(i + 1) >= reported) + 1 }
}
