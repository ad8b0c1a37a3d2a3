import 'server-only'
import type { Nature } from '@/scenarios/engine/format/schema'
import { type Cell, addUp } from '@/scenarios/engine/score/cohort'
import { type CohortFigures, cohortFigures } from '@/scenarios/engine/score/cohort-figures'
import { type ItemStatistics, type Rest, addRest, itemStatistics } from '@/scenarios/engine/score/item-statistics'
import { type Words, addWords } from '@/scenarios/engine/score/figure-release'
import { database } from '../database'
import { markedOf } from './analytics-rows'
import { versionOf } from './version'
import type { ReleaseBody } from './figure-release'

export interface GroupAnalytics {
  figures: CohortFigures
  /** Sums by item and version. */
  cells: Cell[]
}
export interface CourseAnalytics {
  /** Null if nothing has been released yet. */
  all: GroupAnalytics | null
  /** By cohort; `small` for all cohorts that are no crowd. */
  groups: Map<string, GroupAnalytics>
}

/** Sums over what was released for a course: a figure covers a crowd, and does not change when people do. */
export async function courseAnalytics(course: string): Promise<CourseAnalytics> {
  const rows = (await database().selectFrom('release').select(['block', 'month', 'body']).where('course_id', '=', course).execute()).map(
    ({ body, ...row }) => ({ ...row, ...(JSON.parse(body) as ReleaseBody) }),
  )
  const cells = rows.flatMap(({ block, month, cell }) => (cell ? [{ block, month, cell }] : []))
  const marked = await markedOf(cells.map(({ cell }) => cell))
  const months = new Map<string, Cell[]>()
  for (const { month, cell } of cells) (months.get(month) ?? months.set(month, []).get(month)!).push(cell)
  const group = (block: string | null): GroupAnalytics | null => {
    const own = [...addUp(cells.filter((c) => block === null || c.block === block).map(({ cell }) => cell)).values()]
    const words = rows
      .filter((r) => block === null || r.block === block)
      .flatMap((r) => r.words ?? [])
      .reduce<Words | null>((a, b) => (a ? addWords(a, b) : b), null)
    const byMonth =
      block !== null ? new Map<string, Cell[]>() : new Map([...months].map(([month, these]) => [month, [...addUp(these).values()]]))
    const figures = cohortFigures({ cells: own, words, months: byMonth }, marked)
    return figures && { figures, cells: own }
  }
  return {
    all: group(null),
    groups: new Map(
      [...new Set(cells.map((c) => c.block))].flatMap((block) => {
        const own = group(block)
        return own ? [[block, own]] : []
      }),
    ),
  }
}

/** The statistics of every version that a course has used. */
export async function scenarioStatistics(): Promise<Map<string, ItemStatistics>> {
  const bodies = (
    await database().selectFrom('release').select(['structure', 'nature', 'body']).where('structure', '!=', '').execute()
  ).map(({ structure, nature, body }) => ({
    version: versionOf({ structure, nature: nature as Nature }),
    ...(JSON.parse(body) as ReleaseBody),
  }))
  const cells = addUp(
    bodies.flatMap(({ cell }) => cell ?? []),
    ({ version }) => version,
  )
  const rests = new Map<string, Rest>()
  for (const { version, rest } of bodies) if (rest) rests.set(version, rests.has(version) ? addRest(rests.get(version)!, rest) : rest)
  const marked = await markedOf(cells.values())
  return new Map(
    [...cells].flatMap(([version, cell]) =>
      cell.n === 0 ? [] : [[version, itemStatistics(cell, rests.get(version) ?? null, marked(version))]],
    ),
  )
}
