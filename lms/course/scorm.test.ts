import { describe, expect, test } from 'vitest'
import { type knownOf, packagedCourse, settled, standingIn, steps } from '@/tests/support/packaged-course'
import { picker } from '@/tests/support/play'
import { shippedCourse } from '@/tests/support/shipped-course'
import { type Standard, type StrictLms, gradeOf, strictLms } from '@/tests/support/strict-lms'
import { uncopied } from '../copy'
import { scorm12Runtime } from '../runtimes/scorm12'
import { scorm2004Runtime } from '../runtimes/scorm2004'
import type { CourseContent } from './content'
import { courseSession } from './session'

const RUNTIMES = { scorm12: scorm12Runtime, scorm2004: scorm2004Runtime }
const CASES = (['essentials', 'onboarding'] as const).flatMap((name) =>
  (['scorm12', 'scorm2004'] as const).map((standard): [string, Standard] => [name, standard]),
)

let time = Date.UTC(2026, 10, 27, 10)
function open(content: CourseContent, lms: StrictLms, standard: Standard) {
  const opened = lms.open()
  const runtime = uncopied(RUNTIMES[standard](opened.window))
  const session = courseSession({ content, runtime, now: () => (time += 1_234.5), lot: () => 0.3, go() {} })
  return { opened, runtime, session }
}

describe.each(CASES)('%s, %s', (name, standard) => {
  const content = packagedCourse({ ...shippedCourse(name), passing: 'mastery' })

  test('no call is rejected when the window is closed after each part, and the score is reported', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    let so = open(content, lms, standard)
    const pick = picker(21)
    for (const { id } of content.items) {
      for await (const _ of steps(content, so.session, pick)) if (so.session.progress().next?.id !== id) break
      const before = standingIn(content, so.session)
      await so.runtime.leave('left')
      so = open(content, lms, standard)
      expect(standingIn(content, so.session)).toEqual(before)
    }
    await settled()
    expect(lms.rejected).toEqual([])
    expect(so.session.progress().next).toBeNull()
    expect(gradeOf(lms.stored)).toBe(so.session.result())
    const passed = so.session.result()! >= 70 ? 'passed' : 'failed'
    expect(lms.stored[standard === 'scorm12' ? 'cmi.core.lesson_status' : 'cmi.success_status']).toBe(passed)
    expect(lms.stored['cmi.progress_measure']).toBe(standard === 'scorm12' ? undefined : '1')
    expect(Object.keys(lms.stored).filter((element) => /interactions|objectives/.test(element))).toEqual([])
  })

  test('closing the tab loses at most one decision that was not sent, and never passes', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    const { session, opened } = open(content, lms, standard)
    const scenario = content.items[0]! as Parameters<typeof knownOf>[1]
    let n = 0
    for await (const _ of steps(content, session, picker(5))) if (++n === 6) break
    opened.cut()
    const again = open(content, lms, standard).session
    const journal = (one: typeof session) => one.scenario(scenario).delivery.journal().steps.length
    expect(journal(session) - journal(again)).toBeLessThanOrEqual(1)
    expect(gradeOf(lms.stored)).toBeNull()
  })
})
