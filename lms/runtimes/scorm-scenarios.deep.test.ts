import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { describe, expect, test } from 'vitest'
import { outcomeOf } from '@/lms/attempt'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isFinished, replay } from '@/scenarios/engine/play/journal'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { sceneOf } from '@/scenarios/engine/play/play'
import { PASS_MARK } from '@/scenarios/engine/score/attempt'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { longestPlay } from '@/tests/support/longest-play'
import { packageContent } from '@/tests/support/package-content'
import { type PackageSession, packageLab } from '@/tests/support/package-session'
import { JUDGE, type KnownVariant, picker, variants, tour } from '@/tests/support/play'
import { playBy } from '@/tests/support/random-play'
import { type Course, type Standard, gradeOf } from '@/tests/support/strict-lms'

const STANDARDS: Standard[] = ['scorm12', 'scorm2004']
const CASES = STANDARDS.flatMap((standard) => variants.map((known) => [standard, known.name, known] as const))
/** One variant of each scenario on each standard, because resuming does not depend on the variant. */
const CROSSED = CASES.filter(([standard, , { variant }]) => (variant === 'hostile') === (standard === 'scorm12'))

const byLot = (known: KnownVariant, seed: number): PlayEvent[] => playBy(known.compiled.play, () => picker(seed++)(1_000_003))
function pathsOf(known: KnownVariant): PlayEvent[][] {
  const own = exploredOf(known.compiled)
  return [[...bestPlay(own, () => 0), JUDGE], [...worstPlay(own), JUDGE], [...tour(known), JUDGE], byLot(known, 1), byLot(known, 1_000)]
}

function labOf(known: KnownVariant, course: Course, lots?: readonly number[]) {
  return packageLab(packageContent(known.scenario, { variant: known.variant }), course, lots)
}
const courseOf = (known: KnownVariant, standard: Standard): Course => ({
  standard,
  mastery: isCounted(known.compiled) ? PASS_MARK / 100 : null,
})

const statusOf = (standard: Standard, stored: Record<string, string>) =>
  standard === 'scorm12'
    ? stored['cmi.core.lesson_status']
    : `${stored['cmi.completion_status']} ${stored['cmi.success_status'] ?? 'unknown'}`
const saidOf = (standard: Standard, passed: boolean | null) => {
  const word = passed === null ? null : passed ? 'passed' : 'failed'
  return standard === 'scorm12' ? (word ?? 'completed') : `completed ${word ?? 'unknown'}`
}
const BEGUN = { scorm12: 'incomplete', scorm2004: 'incomplete unknown' }

const decisionsIn = (stored: Record<string, string>) =>
  Object.fromEntries(Object.entries(stored).filter(([element]) => element.startsWith('cmi.interactions.')))
const idsIn = (stored: Record<string, string>, list: 'interactions' | 'objectives') =>
  Object.entries(stored).flatMap(([element, value]) => (new RegExp(`^cmi\\.${list}\\.\\d+\\.id$`).test(element) ? [value] : []))

function standing({ attempt, delivery }: PackageSession) {
  const { steps, state } = delivery.journal()
  return { events: steps.map(({ event }) => event), state, people: attempt.play.cast, scene: sceneOf(attempt.play, state) }
}

describe.each(CASES)('%s: %s', (standard, _, known) => {
  test('no call is rejected on any path, and the score is reported', async () => {
    for (const events of pathsOf(known)) {
      const { lms, open, content } = labOf(known, courseOf(known, standard))
      const session = open()
      await session.play(events)
      const outcome = outcomeOf(content, session.attempt, session.delivery.journal())!
      await session.leave()
      expect(lms.rejected).toEqual([])
      expect(statusOf(standard, lms.stored)).toBe(saidOf(standard, outcome.passed))
      expect(gradeOf(lms.stored)).toBeCloseTo(outcome.score * 100, 5)

      const counts = isCounted(known.compiled)
      expect(outcome.passed === null).toBe(!counts)
      const decided = idsIn(lms.stored, 'interactions').length
      if (counts) expect(decided).toBeGreaterThanOrEqual(events.filter(({ type }) => type === 'decide').length)
      else expect(decided).toBe(0)
      expect(idsIn(lms.stored, 'objectives')).toEqual(outcome.objectives.map(({ id }) => id))
    }
  })
})

describe.each(CROSSED)('%s: %s', (standard, _, known) => {
  test('a learner who comes back after any step finds the same people, moment and journal', async () => {
    const events = byLot(known, 7)
    const { lms, open } = labOf(known, courseOf(known, standard), [0.2, 0.4, 0.6, 0.8, 0.1, 0.9])
    let session = open()
    let sent: Record<string, string> = {}
    for (const [n, event] of events.entries()) {
      await session.play([event])
      expect(lms.stored).toMatchObject(sent)
      sent = decisionsIn(lms.stored)
      const before = standing(session)
      if (n % 2) await session.leave()
      else {
        await session.saving.now()
        session.goesAway()
      }
      session = open()
      expect(standing(session)).toEqual(before)
      expect(session.attempt.isRestarted).toBe(false)
    }
    expect(isFinished(session.delivery.journal().state)).toBe(true)
    expect(lms.rejected).toEqual([])
    const ids = idsIn(lms.stored, 'interactions')
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('closing the tab anywhere loses at most one decision, and nothing passes early', async () => {
    const events = byLot(known, 33)
    const { play } = known.compiled
    const points = Array.from({ length: 20 }, (__, i) => Math.round(((i + 1) * events.length) / 21))
    for (const [i, at] of points.entries()) {
      const { lms, open } = labOf(known, courseOf(known, standard))
      const session = open()
      await session.play(events.slice(0, at))
      // If the process is killed, nothing more is sent; otherwise the page is hidden first, and what it sends as it goes is lost.
      if (i % 2) session.goesAway()
      const isOver = isFinished(replay(play, events.slice(0, at)).state)
      if (!isOver) {
        expect(statusOf(standard, lms.stored)).toBe(BEGUN[standard])
        expect(gradeOf(lms.stored)).toBeNull()
      }
      const again = open()
      const kept = again.delivery.journal()
      expect(events.slice(0, kept.steps.length)).toEqual(kept.steps.map(({ event }) => event))
      const lost = events.slice(kept.steps.length, at)
      expect(lost.filter(({ type }) => type === 'decide' || type === 'judge').length).toBeLessThanOrEqual(1)
      expect(lms.rejected).toEqual([])
    }
  })

  test('only opening and closing a package begins it, and no more', async () => {
    for (const close of [(session: PackageSession) => session.runtime.leave('left'), (session: PackageSession) => session.leave()]) {
      const { lms, open } = labOf(known, courseOf(known, standard))
      await close(open())
      expect(statusOf(standard, lms.stored)).toBe(BEGUN[standard])
      expect(gradeOf(lms.stored)).toBeNull()
    }
  })
})

test.each(STANDARDS)('everything that can be done in any scenario fits into 1,024 characters: %s', async (standard) => {
  const lengths = await Promise.all(
    variants.map(async (known) => {
      const events = longestPlay(known.compiled.play)
      const { lms, open } = labOf(known, { standard, mastery: null })
      const session = open()
      await session.play(events)
      expect(lms.rejected).toEqual([])
      expect(open().attempt.events).toEqual(events)
      return lms.stored['cmi.suspend_data']!.length
    }),
  )
  console.log(`suspended at most, of every scenario with everything done: ${Math.max(...lengths)} characters`)
  expect(Math.min(...lengths)).toBeGreaterThan(20)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(1_024)
})
