import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Nature } from '@/scenarios/engine/format/schema'
import { type Cell, addUp } from '@/scenarios/engine/score/cohort'
import { type CohortFigures, cohortFigures } from '@/scenarios/engine/score/cohort-figures'
import { type ItemStatistics, type Rest, addRest, itemStatistics } from '@/scenarios/engine/score/item-statistics'
import { type Words, addWords } from '@/scenarios/engine/score/figure-release'
import { database } from '../database'
import { shared } from '../platform/shared'
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

interface Kept {
  /** How often figures of the course had been written. */
  releases: number
  figures: Promise<CourseAnalytics>
}
const kept = shared('analytics', () => new Map<string, Kept>())
/** Figures of a large course take some megabytes. */
const MOST_KEPT = 20

/**
 * Sums over what was released for a course: a figure covers a crowd, and does not change when people do. They are added up once after
 * each release, and kept until the next.
 */
export async function courseAnalytics(course: string): Promise<CourseAnalytics> {
  const row = await database().selectFrom('course').select('releases').where('id', '=', course).executeTakeFirst()
  const releases = row?.releases ?? 0
  const known = kept.get(course)
  if (known?.releases === releases) return known.figures
  const figures = addedUp(course)
  kept.delete(course)
  kept.set(course, { releases, figures })
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  figures.catch(() => kept.delete(course))
  return figures
}

/** For the scheduler, after a release: adds up what whoever opens a page would otherwise wait for. */
export async function keepAnalytics(stopping?: AbortSignal): Promise<void> {
  const courses = await database()
    .selectFrom('course')
    .select('id')
    .where('releases', '>', 0)
    .orderBy('updated_at', 'desc')
    .limit(MOST_KEPT)
    .execute()
  for (const { id } of courses) {
    if (stopping?.aborted) return
    await courseAnalytics(id)
  }
}

async function addedUp(course: string): Promise<CourseAnalytics> {
  const rows = (await database().selectFrom('release').select(['block', 'month', 'body']).where('course_id', '=', course).execute()).map(
    ({ body, ...row }) => ({ ...row, ...(JSON.parse(body) as ReleaseBody) }),
  )
  const cells = rows.flatMap(({ block, month, cell }) => (cell ? [{ block, month, cell }] : []))
  const marked = await markedOf(cells.map(({ cell }) => cell))
  const months = new Map<string, Cell[]>()
  for (const { month, cell } of cells) (months.get(month) ?? months.set(month, []).get(month)!).push(cell)
  const group = async (block: string | null): Promise<GroupAnalytics | null> => {
    // Between groups other work gets its turn.
    await breathe()
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
  const groups = new Map<string, GroupAnalytics>()
  for (const block of new Set(cells.map((c) => c.block))) {
    const own = await group(block)
    if (own) groups.set(block, own)
  }
  return { all: await group(null), groups }
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
