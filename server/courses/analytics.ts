import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { type Cell, type FinishedAttempt, addTallies, admit, tally } from '@/scenarios/engine/score/cohort'
import { type CohortFigures, cohortFigures } from '@/scenarios/engine/score/cohort-figures'
import { type ItemStatistics, itemStatistics } from '@/scenarios/engine/score/item-statistics'
import { database } from '../database'
import { finishedAttempts, kept, markedOf } from './finished'

export interface GroupAnalytics { figures: CohortFigures; /** Sums by item and version. */ cells: Cell[] }
export interface CourseAnalytics {
  /** Null where no eight learners of one cohort have finished one item. */
  all: GroupAnalytics | null
  /** By cohort; `small` for those of fewer than eight learners together. */
  groups: Map<string, GroupAnalytics>
}

/** Counts the analytics of a course anew. Nothing in it is of fewer than eight learners. */
export async function countAnalytics(course: string): Promise<CourseAnalytics> {
  const cells = admit(await finishedAttempts(course))
  const marked = await markedOf(cells.map((rows) => rows[0]!))
  const blocks = new Map<string, FinishedAttempt[][]>()
  for (const rows of cells) blocks.set(rows[0]!.block, [...(blocks.get(rows[0]!.block) ?? []), rows])
  const tallies = new Map<string, ReturnType<typeof tally>>()
  for (const [block, own] of blocks) {
    tallies.set(block, tally(own, marked))
    await breathe()
  }
  // Over time only of everybody: a cohort's months and all months could be taken from each other.
  const group = (sums: ReturnType<typeof tally>, periods: boolean): GroupAnalytics =>
    ({ figures: cohortFigures(periods ? sums : { ...sums, months: new Map() }), cells: sums.cells })
  return {
    all: tallies.size === 0 ? null : group(addTallies([...tallies.values()]), true),
    groups: new Map([...tallies].map(([block, sums]) => [block, group(sums, false)])),
  }
}
/** The analytics of a course, counted within the last ten minutes. */
export const courseAnalytics = kept(countAnalytics)

/** Counts the statistics of every scenario that a course has used, by content hash. */
export async function countStatistics(): Promise<Map<string, ItemStatistics>> {
  const courses = await database().selectFrom('course').select('id').execute()
  const cells: FinishedAttempt[][] = []
  for (const { id } of courses) {
    const rows = await finishedAttempts(id)
    for (const row of rows) {
      row.block = `${id} ${row.block}`
      row.item = `${id} ${row.item}`
    }
    cells.push(...admit(rows))
  }
  return itemStatistics(cells, await markedOf(cells.map((rows) => rows[0]!)))
}
const statistics = kept(countStatistics)
export const scenarioStatistics = () => statistics('all')
