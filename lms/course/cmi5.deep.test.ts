import { expect, onTestFinished, test } from 'vitest'
import { startLms } from '@/tests/support/cmi5-lms'
import { tab } from '@/tests/support/cmi5-page'
import { type XapiStatement, verbOf } from '@/tests/support/cmi5-rules'
import { packagedCourse, settled, standingIn, steps } from '@/tests/support/packaged-course'
import { picker } from '@/tests/support/play'
import { shippedCourse } from '@/tests/support/shipped-course'
import { uncopied } from '../copy'
import { cmi5Runtime } from '../runtimes/cmi5'
import { PROGRESS } from '../runtimes/cmi5/statements'
import { courseSession } from './session'

let time = Date.UTC(2026, 10, 27, 10)
const now = () => (time += 1_234.5)
const progressIn = (statements: readonly XapiStatement[]) =>
  statements.filter((one) => verbOf(one) === 'progressed').map(({ result }) => result!.extensions![PROGRESS] as number)

test('reports progress once for each part and never after completion, when it is left after each part and resumed', async () => {
  const lms = await startLms()
  onTestFinished(lms.stop)
  const content = packagedCourse({ ...shippedCourse('onboarding'), passing: 'mastery' })
  const pick = picker(21)
  async function open() {
    const runtime = uncopied(await cmi5Runtime({ search: lms.launch(), storage: tab(), now, language: 'en' }))
    return { runtime, session: courseSession({ content, runtime, now, lot: () => 0.3, go() {} }) }
  }
  let so = await open()
  for (const { id } of content.items) {
    for await (const _ of steps(content, so.session, pick)) if (so.session.progress().next?.id !== id) break
    await settled()
    expect(await so.session.saving.now()).toBe(true)
    const before = standingIn(content, so.session)
    await so.runtime.leave('left')
    so = await open()
    expect(standingIn(content, so.session)).toEqual(before)
  }
  const given = progressIn(lms.statements)
  expect(given).toEqual(content.items.slice(1).map((_, i) => Math.floor((100 * (i + 1)) / content.items.length)))
  const verbs = lms.verbs().filter((verb) => verb !== 'answered' && verb !== 'initialized' && verb !== 'terminated')
  expect(verbs.slice(given.length)).toEqual([so.session.result()! >= 70 ? 'passed' : 'failed', 'completed'])
  expect(lms.refused).toEqual([])

  // A new release with other parts starts again, but what the LMS has as completed does not shrink.
  await so.runtime.leave('left')
  const other = packagedCourse({ ...shippedCourse('essentials'), passing: 'mastery' })
  const runtime = uncopied(await cmi5Runtime({ search: lms.launch(), storage: tab(), now, language: 'en' }))
  const session = courseSession({ content: other, runtime, now, lot: () => 0.3, go() {} })
  for await (const _ of steps(other, session, pick)) if (session.progress().done > 0) break
  expect(await session.saving.now()).toBe(true)
  expect([progressIn(lms.statements), lms.refused]).toEqual([given, []])
})
