import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { expect, onTestFinished, test } from 'vitest'
import type { KeyedPlay } from '@/scenarios/engine/play/compiled'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type Settings, startLms } from '@/tests/support/cmi5-lms'
import { tab } from '@/tests/support/cmi5-page'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { packagedCourse } from '@/tests/support/packaged-course'
import { JUDGE } from '@/tests/support/play'
import { shippedCourse } from '@/tests/support/shipped-course'
import { uncopied } from '../copy'
import { cmi5Runtime } from '../runtimes/cmi5'
import type { CourseContent } from './content'
import { courseSession } from './session'

let time = Date.UTC(2026, 10, 27, 10)
const now = () => (time += 1_234.5)
const best = (of: KeyedPlay): PlayEvent[] => bestPlay(exploredOf(of), () => 0)
const worst = (of: KeyedPlay): PlayEvent[] => worstPlay(exploredOf(of))
const { items, ...rest } = shippedCourse('essentials')
const short = { ...rest, items: items.filter(({ id }) => ['paid-opinion', 'whom-to-tell'].includes(id)) }

async function registered(content: CourseContent, settings: Partial<Settings>) {
  const lms = await startLms(settings)
  onTestFinished(lms.stop)
  async function open(suspended?: string) {
    const runtime = uncopied(await cmi5Runtime({ search: lms.launch(), storage: tab(), now, language: 'en' }))
    const session = courseSession({ content, runtime, now, lot: () => 0.3, go() {}, ...(suspended !== undefined && { suspended }) })
    return { runtime, session }
  }
  async function take(played: (of: KeyedPlay) => PlayEvent[], suspended?: string) {
    const { runtime, session } = await open(suspended)
    for (const item of content.items) {
      if (item.kind !== 'scenario') {
        session.read(item)
        continue
      }
      const { attempt, delivery } = session.scenario(item)
      await delivery.append(0, [...played(attempt), JUDGE])
    }
    expect(await session.saving.now()).toBe(true)
    await runtime.leave('left')
    return session
  }
  const judged = () =>
    lms.statements.flatMap(({ verb, result }) => (result?.score ? [[verb.id.split('/').at(-1), result.score.scaled, result.success]] : []))
  return { lms, open, take, judged }
}

test.each([
  ['has nothing to pass, is passed with its score', null, true],
  ['the LMS has set a mastery for, is failed below it, with its score', 1, false],
] as const)('a course that %s', async (_, masteryScore, isPassed) => {
  const { lms, take, judged } = await registered(packagedCourse({ ...short, passing: 'debrief' }), { masteryScore })
  const session = await take(worst)
  expect(session.result()).toBeLessThan(100)
  expect(judged()).toEqual([[isPassed ? 'passed' : 'failed', session.result()! / 100, isPassed]])
  expect([lms.verbs().slice(-2), lms.refused]).toEqual([['completed', 'terminated'], []])
})

test('a course that reports completion alone says nothing of a score', async () => {
  const { take, judged, lms } = await registered(packagedCourse(short, { report: 'completion' }), { masteryScore: null })
  await take(worst)
  expect([judged(), lms.verbs().includes('completed')]).toEqual([[], true])
})

test('people who failed a course with mastery can take it again, and pass', async () => {
  const content = packagedCourse({ ...short, passing: 'mastery' })
  const { lms, open, take, judged } = await registered(content, {})
  const failing = await take(worst)
  expect([failing.isFailed(), judged().map(([verb]) => verb)]).toEqual([true, ['failed']])
  const debrief = await open()
  expect([debrief.session.isOver(), debrief.runtime.mayPlayAgain()]).toEqual([true, true])
  await debrief.runtime.leave('left')
  const passing = await take(best, '')
  expect([passing.isFailed(), judged().map(([verb]) => verb)]).toEqual([false, ['failed', 'passed']])
  expect([lms.refused, lms.verbs().filter((verb) => verb === 'completed')]).toEqual([[], ['completed']])
})
