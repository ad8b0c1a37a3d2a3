/** Analytics from rows, on both databases: against counting by hand, and never of fewer than eight. */
import { beforeAll, describe, expect, test } from 'vitest'
import { legendOf, unpackMarks } from '@/scenarios/engine/score/marks'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { eraseLearner } from '../learners'
import { compiledOf, currentScenario } from '../library'
import { countAnalytics, countStatistics } from './analytics'
import { analyticsView } from './analytics-view'
import { SMALL, kept } from './finished'

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  let seeded: ManyLearners
  beforeAll(async () => {
    seeded = await manyLearners(store(), { course: courseOfMany(3), cohorts: [60, 40, 7, 6, 5], complete: 1, seed: 11 })
  })

  describe('the analytics of a course', () => {
    test('are of its cohorts of eight and more; the smaller ones stand together', async () => {
      const { groups, all } = await countAnalytics(seeded.course)
      expect([...groups.keys()].sort()).toEqual([seeded.cohorts[0]!, seeded.cohorts[1]!, SMALL].sort())
      expect(all!.figures.attempts).toBe([...groups.values()].reduce((sum, g) => sum + g.figures.attempts, 0))
      for (const { cells } of [all!, ...groups.values()]) for (const cell of cells) expect(cell.n % 8).toBe(0)
    })
    test('count what the rows say: the first eight, sixteen … of each cohort, item and version [p:groups-of-eight]', async () => {
      const { groups } = await countAnalytics(seeded.course)
      const hash = currentScenario('P01', 'hostile')!.hash
      const rows = await store().db.selectFrom('enrolment as e').innerJoin('enrolment_item as i', 'i.enrolment_id', 'e.id').innerJoin('attempt_result as r', 'r.attempt_id', 'i.attempt_id')
        .selectAll('r').where('e.cohort_id', '=', seeded.cohorts[0]!).where('i.item', '=', 'p1').where('r.hash', '=', hash).orderBy('r.finished_at').execute()
      const counted = rows.slice(0, Math.floor(rows.length / 8) * 8)
      const cell = groups.get(seeded.cohorts[0]!)!.cells.find((c) => c.item === 'p1' && c.hash === hash)!
      expect(cell.n).toBe(counted.length)
      expect(counted.length).toBeGreaterThanOrEqual(16)
      expect(cell.quality).toBeCloseTo(counted.reduce((sum, r) => sum + r.quality, 0), 9)
      expect(cell.right).toBe(counted.filter((r) => r.looks === 'approach').length)
      const { key } = await compiledOf(hash)
      const legend = legendOf(key)
      const seen = counted.map((r) => unpackMarks(legend, r.marks).seen)
      legend.segments.forEach((id, i) => {
        const n = seen.filter((s) => s[id] !== undefined).length
        expect([id, cell.seen[i], cell.flagged[i]]).toEqual(n >= 8 ? [id, n, seen.filter((s) => s[id] === 1).length] : [id, 0, 0])
      })
      // Where nothing was left out, the pooled columns of the rows are the same trials.
      if (cell.seen.every((n) => n > 0)) {
        const hits = legend.segments.reduce((sum, id, i) => sum + (key.segments[id]!.cue === 'sign' ? cell.flagged[i]! : 0), 0)
        expect(hits).toBe(counted.reduce((sum, r) => sum + r.hits, 0))
      }
    })
    test('leave out repeats and practice', async () => {
      const before = await countAnalytics(seeded.course)
      await store().db.updateTable('attempt_result').set({ first: 0 }).execute()
      expect((await countAnalytics(seeded.course)).all).toBeNull()
      await store().db.updateTable('attempt_result').set({ first: 1 }).execute()
      expect(await countAnalytics(seeded.course)).toEqual(before)
    })
    test('have words: quotes of the scenario, and options whose shares add up to one', async () => {
      const { all } = await countAnalytics(seeded.course)
      const view = await analyticsView(all!.cells, 'en')
      expect(view.missed.length).toBeGreaterThan(5)
      expect(view.missed.map((d) => d.share)).toEqual(view.missed.map((d) => d.share).sort((a, b) => b - a))
      for (const { quote, seen } of [...view.missed, ...view.flagged]) {
        expect(quote.length).toBeGreaterThan(0)
        expect(quote).not.toMatch(/\{\w+\}/)
        expect(seen).toBeGreaterThanOrEqual(8)
      }
      for (const { decisions } of view.scenarios) for (const { of, options } of decisions) {
        expect(of).toBeGreaterThanOrEqual(8)
        expect(options.reduce((sum, o) => sum + o.share, 0)).toBeCloseTo(1, 9)
      }
    })
    test('hold nothing that leads to a learner', async () => {
      const { all, groups } = await countAnalytics(seeded.course)
      const told = JSON.stringify([all, ...groups.values(), [...(await countStatistics()).values()]])
      for (const id of [...seeded.learners, ...seeded.enrolments, ...seeded.emails]) expect(told).not.toContain(id)
    })
    test('are nothing where a course has seven learners [p:groups-of-eight]', async () => {
      const seven = await manyLearners(store(), { course: courseOfMany(2), cohorts: [7], complete: 1, seed: 12 })
      expect(await countAnalytics(seven.course)).toEqual({ all: null, groups: new Map() })
    })
  })

  test('item statistics are of the same attempts as the analytics of all courses', async () => {
    const other = await manyLearners(store(), { course: courseOfMany(3), cohorts: [30], complete: 1, seed: 13 })
    const statistics = await countStatistics()
    const cells = [...(await countAnalytics(seeded.course)).all!.cells, ...(await countAnalytics(other.course)).all!.cells]
    for (const { hash, n, quality } of statistics.values()) {
      const own = cells.filter((c) => c.hash === hash)
      expect(n).toBe(own.reduce((sum, c) => sum + c.n, 0))
      expect(quality * n).toBeCloseTo(own.reduce((sum, c) => sum + c.quality, 0), 6)
    }
    // The seed makes the able better everywhere.
    for (const { qualityRest } of statistics.values()) expect(qualityRest!.r).toBeGreaterThan(0.5)
  })

  test('who is erased is counted no more', async () => {
    const small = await manyLearners(store(), { course: courseOfMany(1), cohorts: [16], complete: 1, seed: 14 })
    const before = (await countAnalytics(small.course)).all?.figures.attempts ?? 0
    for (const learner of small.learners.slice(0, 12)) await eraseLearner(learner)
    expect((await countAnalytics(small.course)).all?.figures.attempts ?? 0).toBeLessThan(before)
  })
})

describe('what is dear to count', () => {
  test('is counted once for many who ask at once, and again after a failure', async () => {
    let [counts, fail] = [0, true]
    const ask = kept(async () => {
      counts++
      if (fail) throw new Error('not now')
      return counts
    })
    await expect(ask('a')).rejects.toThrow('not now')
    fail = false
    const answers = await Promise.all([ask('a'), ask('a'), ask('a')])
    expect(answers.map((a) => a.value)).toEqual([2, 2, 2])
    expect((await ask('b')).value).toBe(3)
  })
})
