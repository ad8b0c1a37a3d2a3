/** The figures shown of a group: shares and estimates with 90 % intervals, computed from its sums. */
import { SURENESS, type Sureness } from '../play/events'
import { AT, type Cell, type Marked, reportingOf } from './cohort'
import { CROWD } from './crowd'
import {
  type Estimate,
  type Moments,
  type PooledNoticing,
  type Share,
  type Trials,
  addMoments,
  pooledNoticing,
  ratioOf,
  shareOf,
} from './moments'
import type { Words } from './figure-release'

export interface ConfidenceFigures {
  /** The mean confidence that the words express minus the share that was right; above 0 is over-confident. */
  gap: Estimate
  right: Share
  brier: number
  /** `share` is null for a word not yet used by a crowd; the whole is null if no word was. */
  words: { word: Sureness; said: number; share: number | null }[] | null
}
/** Telling of an approach, as the field measures reporting. */
export interface ReportingFigures {
  told: Share
  /** The chance, from 1, by which half had told somebody; null if fewer did at all. */
  halfBy: number | null
}
export interface PeriodFigures {
  month: string
  attempts: number
  noticing: PooledNoticing | null
  /** Null if nobody could tell. */
  right: Share | null
}
export interface CohortFigures {
  /** At least this many: the learners of the item finished most often. Overlaps between items are unknown by now. */
  learners: number
  attempts: number
  noticing: PooledNoticing | null
  hostile: Share | null
  genuine: Share | null
  /** Those who said that they could not tell: neither right nor wrong. */
  unsure: Share | null
  /** Null where nobody met an approach. */
  reporting: ReportingFigures | null
  confidence: ConfidenceFigures | null
  /** Either empty or at least two. */
  periods: PeriodFigures[]
}

/** The sums of a group; also by month, where months are shown. */
export interface Sums {
  cells: readonly Cell[]
  words: Words | null
  months: ReadonlyMap<string, readonly Cell[]>
}

/** Null if nothing has been released yet. */
export function cohortFigures({ cells, words, months }: Sums, marked: (version: string) => Marked): CohortFigures | null {
  const items = itemsOf(cells)
  if (items.length === 0) return null
  const periods = [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([month, own]): PeriodFigures[] => {
      const these = itemsOf(own)
      return these.length === 0
        ? []
        : [{ month, attempts: attemptsOf(these), noticing: noticingOf(own, marked), right: shareOf(these, [AT.right, AT.judged]) }]
    })
  return {
    learners: Math.max(...items.map((m) => m.n)),
    attempts: attemptsOf(items),
    noticing: noticingOf(cells, marked),
    hostile: shareOf(items, [AT.rightHostile, AT.hostile]),
    genuine: shareOf(items, [AT.rightGenuine, AT.genuine]),
    unsure: shareOf(items, [AT.unsure, AT.attempts]),
    reporting: reportingFigures(items, cells, marked),
    confidence: confidenceOf(items, words),
    periods: periods.length > 1 ? periods : [],
  }
}

const attemptsOf = (items: readonly Moments[]): number => items.reduce((sum, m) => sum + m.n, 0)

/** The moments of each item over its versions: a learner has one attempt at each item. */
function itemsOf(cells: readonly Cell[]): Moments[] {
  const items = new Map<string, Moments>()
  for (const { item, moments } of cells)
    if (moments.n > 0) items.set(item, items.has(item) ? addMoments(items.get(item)!, moments) : moments)
  return [...items.values()]
}

function reportingFigures(items: readonly Moments[], cells: readonly Cell[], marked: (version: string) => Marked): ReportingFigures | null {
  const told = shareOf(items, [AT.told, AT.approached])
  return told && { told, halfBy: reportingOf(cells.filter(({ version }) => marked(version).nature === 'hostile')).halfBy }
}

/** From details that a crowd saw; the intervals come from whole attempts. */
function noticingOf(cells: readonly Cell[], marked: (version: string) => Marked): PooledNoticing | null {
  const told: Trials = { H: 0, S: 0, F: 0, N: 0 }
  for (const { version, seen, flagged } of cells) {
    const { signs } = marked(version)
    seen.forEach((n, i) => {
      told[signs[i] ? 'S' : 'N'] += n
      told[signs[i] ? 'H' : 'F'] += flagged[i]!
    })
  }
  return pooledNoticing(itemsOf(cells), told, [AT.hits, AT.signs], [AT.alarms, AT.decoys])
}

function confidenceOf(items: readonly Moments[], words: Words | null): ConfidenceFigures | null {
  const gap = ratioOf(items, [AT.over, AT.judged])
  const right = shareOf(items, [AT.right, AT.judged])
  if (!gap || !right) return null
  const sum = (at: number) => items.reduce((all, m) => all + m.sum[at]!, 0)
  return {
    gap,
    right,
    brier: sum(AT.brier) / sum(AT.judged),
    words:
      words && SURENESS.some((w) => words[w].said >= CROWD)
        ? SURENESS.map((word) => ({
            word,
            said: words[word].said,
            share: words[word].said === 0 ? null : words[word].right / words[word].said,
          }))
        : null,
  }
}
