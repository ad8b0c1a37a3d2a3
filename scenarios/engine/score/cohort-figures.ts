/** What is told of a group: shares and estimates with their 90 % intervals, from its sums. */
import { SURENESS, type Sureness } from '../play'
import { AT, CELL, type Period, type Tally, periodsOf } from './cohort'
import { type Estimate, type Moments, type PooledNoticing, type Share, pooledNoticing, ratioOf, shareOf } from './moments'

export interface ConfidenceFigures {
  /** Mean of what the words stand for less the share that was right; above 0 is over-confident. */
  gap: Estimate
  right: Share
  brier: number
  /** Null where a word was used by too few. */
  words: { word: Sureness; said: number; share: number | null }[] | null
}
export interface PeriodFigures { from: string; to: string; learners: number; noticing: PooledNoticing | null; right: Share }
export interface CohortFigures {
  /** Whose attempts are counted. */
  learners: number
  attempts: number
  noticing: PooledNoticing | null
  hostile: Share | null
  genuine: Share | null
  confidence: ConfidenceFigures | null
  /** Two or more, or none. */
  periods: PeriodFigures[]
}

export function cohortFigures({ moments, words, months }: Tally): CohortFigures {
  const periods = periodsOf(months)
  return {
    learners: moments.n, attempts: moments.sum[AT.judged]!,
    noticing: noticingOf(moments),
    hostile: shareOf(moments, [AT.rightHostile, AT.hostile]),
    genuine: shareOf(moments, [AT.rightGenuine, AT.genuine]),
    confidence: confidenceOf(moments, words),
    periods: periods.length > 1 ? periods.map(periodFigures) : [],
  }
}

const noticingOf = (moments: Moments) => (moments.n < CELL ? null : pooledNoticing(moments, [AT.hits, AT.signs], [AT.alarms, AT.decoys]))

function confidenceOf(moments: Moments, words: Tally['words']): ConfidenceFigures | null {
  const gap = ratioOf(moments, [AT.over, AT.judged])
  const right = shareOf(moments, [AT.right, AT.judged])
  if (!gap || !right || moments.n < CELL) return null
  return {
    gap, right, brier: moments.sum[AT.brier]! / moments.sum[AT.judged]!,
    words: words && SURENESS.map((word) => ({ word, said: words[word].said, share: words[word].said === 0 ? null : words[word].right / words[word].said })),
  }
}

const periodFigures = ({ from, to, moments }: Period): PeriodFigures =>
  ({ from, to, learners: moments.n, noticing: noticingOf(moments), right: shareOf(moments, [AT.right, AT.judged])! })
