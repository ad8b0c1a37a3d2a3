import { describe, expect, test } from 'vitest'
import { mostSuspended } from '@/lms/package/course'
import { type Explored, exploredOf } from '@/scenarios/authoring/inspect/trial'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isFinished } from '@/scenarios/engine/play/journal'
import type { Course } from '@/scenarios/engine/course/course'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { JUDGE, picker } from '@/tests/support/play'
import {
  type ScenarioCourseItem,
  keepingRuntime,
  knownOf,
  lotsIn,
  packagedCourse,
  settled,
  standingIn,
  steps,
} from '@/tests/support/packaged-course'
import { shippedCourse } from '@/tests/support/shipped-course'
import type { CourseContent, CourseItem } from './content'
import { type CourseSession, courseSession } from './session'

/** Characters that an LMS of SCORM 1.2 stores. */
const ROOM = 4_096

function opened(content: CourseContent, runtime: ReturnType<typeof keepingRuntime>, lot = 0.4) {
  let clock = 1_000_000
  const gone: string[] = []
  const session = courseSession({ content, runtime, now: () => (clock += 1000), lot: () => lot, go: (to) => gone.push(to) })
  return { session, gone }
}
describe('the longer of the courses that come with it', () => {
  const content = packagedCourse(shippedCourse('onboarding'))

  test('is the same when it is opened again after each event of a whole course', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime)
    let events = 0
    for await (const item of steps(content, session, picker(7))) {
      const lms = keepingRuntime(runtime.reports.at(-1)!.suspended)
      const again = opened(content, lms, 0.9).session
      expect(lms.reports, 'opening it tells nobody anything').toEqual([])
      expect(again.seed).toBe(session.seed)
      expect(standingIn(content, again), `after ${item.id}`).toEqual(standingIn(content, session))
      events++
    }
    expect(events).toBeGreaterThan(20)
  })

  test('reports only progress before its end, and the outcome once at its end', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime)
    for await (const _ of steps(content, session, picker(11)));
    const last = runtime.reports.at(-1)!
    expect(runtime.reports.slice(0, -1).filter(({ outcome }) => outcome)).toEqual([])
    expect(last.outcome).toMatchObject({ passed: null, score: session.result()! / 100 })
    expect(session.progress()).toMatchObject({ standing: 'complete', next: null })
    const progress = runtime.reports.map((report) => report.progress!)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(new Set(progress).size).toBeGreaterThanOrEqual(content.items.length)
    expect(last.progress).toBe(1)
  })

  test('reports neither decisions nor results in single skills [p:package-completion]', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime)
    for await (const _ of steps(content, session, picker(13)));
    expect(runtime.reports.flatMap(({ interactions }) => interactions)).toEqual([])
    expect(runtime.reports.at(-1)!.outcome!.objectives).toEqual([])
  })

  test(`everything that can be done fits into ${ROOM} characters`, async () => {
    let most = 0
    for (let seed = 0; seed < 2; seed++) {
      const runtime = keepingRuntime()
      const { session } = opened(content, runtime, seed / 2)
      for await (const _ of steps(content, session, picker(seed), true));
      const last = runtime.reports.at(-1)!.suspended
      expect(last).toMatch(/^[\x20-\x7e]+$/)
      most = Math.max(most, ...runtime.reports.map(({ suspended }) => suspended.length))
    }
    const atMost = mostSuspended(content)
    console.log(`suspended: ${most} characters with everything done, at most ${atMost}`)
    expect(most).toBeLessThanOrEqual(atMost)
    expect(most).toBeGreaterThan(0.7 * atMost)
    expect(atMost).toBeLessThan(ROOM)
  })
})

const small = (over: Partial<Course> = {}): Course => {
  const { items, ...course } = shippedCourse('essentials')
  return { ...course, items: items.filter(({ id }) => ['paid-opinion', 'whom-to-tell'].includes(id)), ...over }
}

describe('a course with mastery', () => {
  const content = packagedCourse(small({ passing: 'mastery' }))
  const [scenario] = content.items
  async function taken(seed: number, mastery: number | null = null) {
    const runtime = keepingRuntime('', { mastery })
    const { session } = opened(content, runtime)
    for await (const _ of steps(content, session, picker(seed)));
    return { session, outcome: runtime.reports.at(-1)!.outcome! }
  }
  test('is passed if every scenario is, and says which was not', async () => {
    const seen = new Set<boolean>()
    for (let seed = 0; seed < 24 && seen.size < 2; seed++) {
      const { session, outcome } = await taken(seed)
      const passed = session.result()! >= 70
      seen.add(passed)
      expect(outcome.passed).toBe(passed)
      expect(outcome.score >= 0.7).toBe(passed)
      expect(session.stateOf(scenario!)).toBe(passed ? 'done' : 'missed')
      expect(session.progress().standing).toBe(passed ? 'complete' : 'not-passed')
    }
    expect([...seen].sort()).toEqual([false, true])
  })
  test('the mastery that the LMS has set wins', async () => {
    expect((await taken(0, 0)).outcome.passed).toBe(true)
    expect((await taken(0, 1.01)).outcome.passed).toBe(false)
  })
})

describe('a scenario that has not held', () => {
  const content = packagedCourse(small({ passing: 'mastery' }))
  const scenario = content.items[0] as ScenarioCourseItem
  async function play(session: CourseSession, acts: (of: Explored) => PlayEvent[]) {
    const { attempt, delivery } = session.scenario(scenario)
    expect(await delivery.append(0, [...acts(exploredOf(attempt)), JUDGE])).toMatchObject({ ok: true })
    await settled()
    return attempt.variant
  }
  const well = (of: Explored) => bestPlay(of, () => 0)
  const badly = (of: Explored) => worstPlay(of)

  test('can be played again until it does, and the best attempt counts, also where it is opened again in between', async () => {
    const runtime = keepingRuntime()
    const first = opened(content, runtime, 0.1).session
    expect(first.isRepeatable(scenario), 'not before it was played').toBe(false)
    expect(await play(first, badly)).toBe('hostile')
    first.read(content.items[1]!)
    await settled()
    const [lost] = runtime.reports.slice(-1)
    expect([first.stateOf(scenario), first.isRepeatable(scenario), lost!.outcome!.passed]).toEqual(['missed', true, false])

    const again = opened(content, keepingRuntime(lost!.suspended), 0.9).session
    again.repeat(scenario)
    expect(again.scenario(scenario).delivery.journal().steps).toEqual([])
    expect([again.stateOf(scenario), again.isOver(), again.result()], 'a repeat takes nothing away').toEqual([
      'missed',
      true,
      first.result(),
    ])
    await settled()

    const kept = keepingRuntime(runtime.reports.at(-1)!.suspended)
    const session = opened(content, kept, 0.9).session
    session.repeat(scenario)
    session.repeat(scenario)
    expect(await play(session, well), 'the lot is drawn again').toBe('genuine')
    const { outcome, suspended } = kept.reports.at(-1)!
    expect([outcome!.passed, outcome!.score, session.result()]).toEqual([true, 1, 100])
    expect([session.stateOf(scenario), session.isRepeatable(scenario), session.progress().standing]).toEqual(['done', false, 'complete'])
    expect(opened(content, keepingRuntime(suspended), 0.9).session.result()).toBe(100)
    session.repeat(scenario)
    expect(isFinished(session.scenario(scenario).delivery.journal().state), 'what has held is not repeated').toBe(true)
  })

  test('keeps its best result where a repeat goes worse', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime, 0.1)
    await play(session, (of) =>
      bestPlay(
        of,
        () => 0,
        () => false,
      ),
    )
    const best = session.result()!
    expect([session.outcomeOf(scenario), best]).toEqual(['missed', best])
    session.repeat(scenario)
    await play(session, badly)
    expect([session.result(), session.outcomeOf(scenario)]).toEqual([best, 'missed'])
    expect(runtime.reports.at(-1)!.suspended).toMatch(new RegExp(`\\|b${best.toString(36)}h`))
    expect(opened(content, keepingRuntime(runtime.reports.at(-1)!.suspended)).session.result()).toBe(best)
  })

  test('names no outcome and no repeat where it may be skipped', async () => {
    const own = packagedCourse(small({ passing: 'mastery', items: [{ id: 'own', kind: 'scenario', scenario: 'P12' }] }))
    const item = own.items[0] as ScenarioCourseItem
    const { session } = opened(own, keepingRuntime())
    const { attempt, delivery } = session.scenario(item)
    await delivery.append(0, [...worstPlay(exploredOf(attempt)), JUDGE])
    expect([session.stateOf(item), session.outcomeOf(item), session.isRepeatable(item), session.result()]).toEqual([
      'done',
      null,
      false,
      null,
    ])
  })
})

describe('a scenario that may be skipped', () => {
  const content = packagedCourse(small({ passing: 'mastery', items: [{ id: 'own', kind: 'scenario', scenario: 'P12' }, ...small().items] }))
  const skippable = content.items[0] as ScenarioCourseItem

  test('counts as done when it is skipped, and no report shows that', async () => {
    const reports = await Promise.all(
      [true, false].map(async (isSkipped) => {
        const runtime = keepingRuntime()
        const { session } = opened(content, runtime)
        if (isSkipped) session.read(skippable)
        for await (const _ of steps(content, session, picker(3)));
        expect(session.stateOf(skippable)).toBe('done')
        return runtime.reports.at(-1)!
      }),
    )
    const [skipped, played] = reports.map(({ interactions, outcome, progress }) => ({
      ...{ interactions, progress },
      isPassed: outcome!.passed !== null,
    }))
    expect(skipped).toEqual(played)
  })
  test('stays skipped, and a scenario that may not be skipped cannot be', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime)
    session.read(skippable)
    await settled()
    const kept = runtime.reports.at(-1)!.suspended
    expect(kept).toMatch(/\|r\.\.\|/)
    expect(opened(content, keepingRuntime(kept)).session.stateOf(skippable)).toBe('done')
    const forged = opened(content, keepingRuntime(kept.replace('|r..|', '|r.r.|'))).session
    expect(forged.stateOf(content.items[1]!)).toBe('next')
  })
})

describe('an LMS', () => {
  const content = packagedCourse(small({ items: small().items.toReversed() }))
  const [page, scenario] = content.items as [CourseItem, ScenarioCourseItem]

  test('that takes nothing is tried again, while the course goes on', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(content, runtime)
    runtime.away = true
    session.read(page)
    await settled()
    await settled()
    expect(session.saving.state.read()).toBe('waiting')
    expect(session.stateOf(scenario)).toBe('next')
    const { delivery } = session.scenario(scenario)
    const [event] = lotsIn(knownOf(session, scenario), picker(1))
    expect(await delivery.append(0, [event!])).toEqual({ ok: true, length: 1 })
    expect(delivery.saving?.saved()).toBe('waiting')
    runtime.away = false
    await expect.poll(() => session.saving.state.read(), { timeout: 3000 }).toBe('saved')
    expect(opened(content, keepingRuntime(runtime.reports.at(-1)!.suspended)).session.stateOf(scenario)).toBe('underWay')
  })
  test('in review is sent nothing, and the course can be tried', async () => {
    const runtime = keepingRuntime('', { mode: 'review' })
    const { session } = opened(content, runtime)
    for await (const _ of steps(content, session, picker(2)));
    expect(session.progress().next).toBeNull()
    expect(runtime.reports).toEqual([])
  })
  test('that may know completion alone gets no decision and no score', async () => {
    const runtime = keepingRuntime()
    const { session } = opened(packagedCourse(small({ passing: 'mastery' }), { report: 'completion' }), runtime)
    const taken = packagedCourse(small({ passing: 'mastery' }), { report: 'completion' })
    for await (const _ of steps(taken, session, picker(2)));
    expect(runtime.reports.flatMap(({ interactions }) => interactions)).toEqual([])
    expect(runtime.reports.at(-1)!.outcome).toEqual({ passed: null, score: 1, isScored: false, objectives: [] })
    expect(session.result()).not.toBeNull()
  })
  test('that already has a better result keeps it', async () => {
    const outcome = { passed: true, score: 1 }
    const runtime = keepingRuntime('c2|ffffffff|1|r.r|9', { outcome })
    const { session } = opened(content, runtime)
    expect(session.isRestarted).toBe(true)
    for await (const _ of steps(content, session, picker(5)));
    expect(runtime.reports.at(-1)!.outcome).toBeNull()
  })
})

test('a scenario that was left continues where it was, in the same session', async () => {
  const content = packagedCourse(small())
  const { session, gone } = opened(content, keepingRuntime())
  const scenario = content.items[0] as ScenarioCourseItem
  const { delivery } = session.scenario(scenario)
  const [event] = lotsIn(knownOf(session, scenario), picker(1))
  await delivery.append(0, [event!])
  delivery.leave()
  expect(gone).toEqual(['list'])
  expect(session.stateOf(scenario)).toBe('underWay')
  expect(session.scenario(scenario).delivery.open().events).toEqual([event])
  expect(isFinished(delivery.journal().state)).toBe(false)
})
