/** What Moodle loses while its script says that it was saved. */
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isFinished } from '@/scenarios/engine/play/journal'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { SCENARIO, content as cmi5Content, lms as cmi5Lms, open } from '@/tests/support/cmi5-lab'
import { play, tab, well } from '@/tests/support/cmi5-page'
import type { Network } from '@/tests/support/moodle-wire'
import { packageContent } from '@/tests/support/package-content'
import { packageLab } from '@/tests/support/package-session'
import { JUDGE, variantIn } from '@/tests/support/play'
import { type Course, type Standard, gradeOf } from '@/tests/support/strict-lms'
import type { Copy } from './copy'

const { compiled } = variantIn('P01', 'hostile')
const SCORER = exploredOf(compiled)
const BEST: PlayEvent[] = [...bestPlay(SCORER, () => 0), JUDGE]
const WORST: PlayEvent[] = [...worstPlay(SCORER), JUDGE]
const HALF = Math.floor(BEST.length / 2)
const content = packageContent('P01', { variant: 'hostile' })
const lab = (course: Course) => packageLab(content, course)

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

/** Without what depends on the clock. */
const told = (stored: Record<string, string>) =>
  Object.entries(stored)
    .filter(([element]) => !/time(stamp)?$|latency$/.test(element))
    .map(([element, value]) => [element, element === 'cmi.suspend_data' ? value.replace(/\d+$/, '') : value])
    .sort()

describe.each<Standard>(['scorm12', 'scorm2004'])('%s', (standard) => {
  async function undisturbed() {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    await open().play(BEST)
    return told(lms.stored)
  }

  test.each<Network>(['off', 'stopped', 'busy', 'signed out'])(
    'while it is %s nothing is called saved, and later the LMS has everything',
    async (is) => {
      const { lms, copies, openHere } = lab({ standard, mastery: 0.7 })
      const session = await openHere()
      await session.play(BEST.slice(0, HALF))
      session.opened.network(is)
      for (const [n, event] of BEST.slice(HALF).entries()) {
        await session.delivery.append(HALF + n, [event])
        expect(await session.saving.now()).toBe(false)
      }
      expect([isFinished(session.delivery.journal().state), session.runtime.isKept(), copies.size]).toEqual([true, true, 1])
      expect(gradeOf(lms.stored)).toBeNull()
      session.opened.network('on')
      expect(await session.saving.now()).toBe(true)
      expect(told(lms.stored)).toEqual(await undisturbed())
      expect(copies.size).toBe(0)
    },
  )

  test('a beacon of a hidden page is not taken for an answer', async () => {
    const { lms, open } = lab({ standard, mastery: 0.7 })
    const session = open()
    await session.play(BEST.slice(0, -1))
    session.opened.hides(true)
    session.opened.network('stopped')
    await session.delivery.append(BEST.length - 1, BEST.slice(-1))
    expect(await session.saving.now()).toBe(false)
    session.opened.hides(false)
    session.opened.network('on')
    expect(await session.saving.now()).toBe(true)
    expect(told(lms.stored)).toEqual(await undisturbed())
  })

  test('what is played offline and closed goes on at the next launch, and its result is sent then', async () => {
    for (const at of [HALF, BEST.length]) {
      const { lms, copies, openHere } = lab({ standard, mastery: 0.7 })
      const session = await openHere()
      await session.play(BEST.slice(0, 3))
      session.opened.network('stopped')
      for (let n = 3; n < at; n++) {
        await session.delivery.append(n, [BEST[n]!])
        await session.saving.now()
      }
      session.goesAway()
      const again = await openHere()
      expect(again.attempt.events).toEqual(BEST.slice(0, at))
      expect([again.runtime.isBehind, again.attempt.seed]).toEqual([true, session.attempt.seed])
      expect(await again.saving.now()).toBe(true)
      await again.play(BEST.slice(at))
      expect(gradeOf(lms.stored)).toBe(100)
      expect(copies.size).toBe(0)
      expect((await openHere()).runtime.isBehind).toBe(false)
    }
  })

  test('somebody else at the same computer neither sees nor sends it [p:package-copy]', async () => {
    const { copies, openHere } = lab({ standard, mastery: 0.7, learner: 'ada' })
    const session = await openHere()
    session.opened.network('stopped')
    await session.delivery.append(0, BEST)
    expect([await session.saving.now(), copies.size]).toEqual([false, 1])

    const other = lab({ standard, mastery: 0.7, learner: 'ben' })
    for (const [place, copy] of copies) other.copies.set(place, copy)
    const theirs = await other.openHere()
    expect([theirs.attempt.events, theirs.runtime.isBehind]).toEqual([[], false])
    await theirs.play(WORST)
    expect(gradeOf(other.lms.stored)).toBeLessThan(70)
    expect([...other.copies]).toEqual([...copies])
  })

  test.each(['', ' ', 'guest', 'Guest', 'anonymous'])(
    'nothing is kept of an id that strangers share: %j [p:package-copy]',
    async (learner) => {
      const { copies, openHere } = lab({ standard, mastery: 0.7, learner })
      const session = await openHere()
      session.opened.network('stopped')
      await session.delivery.append(0, BEST)
      expect([await session.saving.now(), session.runtime.isKept(), copies.size]).toEqual([false, false, 0])
    },
  )

  test('what the same learner did elsewhere meanwhile stays', async () => {
    const { lms, copies, open, openHere } = lab({ standard, mastery: 0.7 })
    const session = await openHere()
    await session.play(BEST.slice(0, 3))
    session.opened.network('off')
    await session.delivery.append(3, BEST.slice(3, HALF))
    await session.saving.now()
    session.goesAway()
    const elsewhere = open()
    await elsewhere.play(BEST.slice(3))
    const stored = { ...lms.stored }
    expect(copies.size).toBe(1)
    const again = await openHere()
    expect([again.attempt.events.length, again.runtime.isBehind, copies.size]).toEqual([BEST.length, false, 0])
    expect(gradeOf(stored)).toBe(100)
  })

  test('a new attempt that the LMS grants begins with nothing of the one before', async () => {
    const { lms, copies, openHere } = lab({ standard, mastery: 0.7 })
    const failed = await openHere()
    await failed.play(WORST)
    await failed.leave()
    expect(gradeOf(lms.stored)).toBeLessThan(70)
    const next = lab({ standard, mastery: 0.7 })
    for (const [place, copy] of copies) next.copies.set(place, copy)
    const again = await next.openHere()
    expect([again.attempt.events, again.runtime.held.outcome]).toEqual([[], null])
    await again.play(BEST)
    expect(gradeOf(next.lms.stored)).toBe(100)
  })

  test('a page that was opened again elsewhere overwrites nothing', async () => {
    const { lms, openHere } = lab({ standard, mastery: 0.7 })
    const first = await openHere()
    await first.play(BEST.slice(0, 3))
    const second = await openHere()
    await second.play(BEST.slice(3, HALF))
    const { 'cmi.suspend_data': place } = lms.stored
    await vi.waitFor(() => expect(first.runtime.isOvertaken()).toBe(true))
    await first.delivery.append(3, BEST.slice(3, 4))
    expect(await first.saving.now()).toBe(false)
    expect([first.saving.state.read(), lms.stored['cmi.suspend_data'], second.runtime.isOvertaken()]).toEqual(['elsewhere', place, false])
  })

  test.each(['tab', 'browser'])('a page that could not save overwrites nothing that was done in another %s', async (where) => {
    const { lms, openHere, open } = lab({ standard, mastery: 0.7 })
    const first = await openHere()
    await first.play(BEST.slice(0, 3))
    first.opened.network('busy')
    for (let n = 3; n < HALF; n++) {
      await first.delivery.append(n, [BEST[n]!])
      expect(await first.saving.now()).toBe(false)
    }
    const second = where === 'tab' ? await openHere() : open()
    await second.play(BEST.slice(second.attempt.events.length))
    const stored = { ...lms.stored }
    if (where === 'tab') await vi.waitFor(() => expect(first.runtime.isOvertaken()).toBe(true))
    first.opened.network('on')
    first.opened.hides(true)
    await first.runtime.leave('closing')
    expect(lms.stored).toEqual(stored)
    expect((await openHere()).attempt.events).toEqual(BEST)
  })

  test.each([0, 3])(
    'a page that lacks nothing, after %i of its own, overwrites nothing that was done in another browser',
    async (played) => {
      const { lms, openHere, open } = lab({ standard, mastery: 0.7 })
      await open().play(BEST.slice(0, 2))
      const first = await openHere()
      await first.play(BEST.slice(2, 2 + played))
      await open().play(BEST.slice(2 + played))
      const stored = told(lms.stored)
      expect(await first.saving.now()).toBe(true)
      expect(told(lms.stored)).toEqual(stored)
      // In SCORM 2004, Moodle's script sends at the end all that it holds.
      if (standard === 'scorm12') await first.leave()
      expect(told(lms.stored)).toEqual(stored)
      expect((await openHere()).attempt.events).toEqual(BEST)
    },
  )

  test('a page that saved everything ends nothing once it was opened again elsewhere', async () => {
    const { lms, openHere } = lab({ standard, mastery: 0.7 })
    const first = await openHere()
    await first.play(BEST.slice(0, 3))
    await openHere()
    await vi.waitFor(() => expect(first.runtime.isOvertaken()).toBe(true))
    for (const how of ['left', 'closing'] as const) await first.runtime.leave(how)
    expect(lms.calls.filter(({ name }) => name === 'LMSFinish' || name === 'Terminate')).toEqual([])
  })
})

test('in SCORM 1.2 the script of a page that stays open is not believed, whatever it holds', async () => {
  const { lms, copies, openHere } = lab({ standard: 'scorm12', mastery: 0.7 })
  const session = await openHere()
  await session.play(BEST.slice(0, 3))
  session.opened.network('stopped')
  await session.delivery.append(3, BEST.slice(3))
  expect(await session.saving.now()).toBe(false)
  session.opened.network('on')
  session.opened.reload()
  const again = await openHere(session.opened)
  // Moodle's script takes it for stored.
  expect([again.runtime.held.outcome?.passed, gradeOf(lms.stored)]).toEqual([true, null])
  expect([again.runtime.isBehind, copies.size]).toEqual([true, 1])
  expect(await again.saving.now()).toBe(true)
  expect([gradeOf(lms.stored), lms.stored['cmi.core.lesson_status'], copies.size]).toEqual([100, 'passed', 0])
})

test('in SCORM 1.2 a package that is loaded again after it could not end its session goes on', async () => {
  const { lms, openHere } = lab({ standard: 'scorm12', mastery: 0.7 })
  const session = await openHere()
  session.opened.network('busy')
  await session.delivery.append(0, BEST.slice(0, HALF))
  expect(await session.saving.now()).toBe(false)
  await session.runtime.leave('closing')
  session.opened.network('on')
  const again = await openHere(session.opened)
  expect(again.attempt.events).toEqual(BEST.slice(0, HALF))
  await again.play(BEST.slice(HALF))
  expect(gradeOf(lms.stored)).toBe(100)
})

test('cmi5: a page that was opened again elsewhere says nothing more', async () => {
  const server = await cmi5Lms()
  const scenario = cmi5Content(SCENARIO)
  const copies = new Map<string, Copy>()
  const first = await open(scenario, server.launch(), tab(), { copies })
  expect(await play(first, well(scenario))).toBe(true)
  const second = await open(scenario, server.launch(), tab(), { copies })
  await vi.waitFor(() => expect(first.runtime.isOvertaken()).toBe(true))
  const said = server.verbs()
  for (const how of ['left', 'closing'] as const) await first.runtime.leave(how)
  expect([server.verbs(), server.refused]).toEqual([said, []])
  await second.runtime.leave('left')
  expect(server.verbs()).toEqual([...said, 'terminated'])
})

test('cmi5: what an LMS that was down did not take goes out at the next launch in the same browser', async () => {
  const server = await cmi5Lms()
  const scenario = cmi5Content(SCENARIO)
  const events = well(scenario)
  const copies = new Map<string, Copy>()
  const page = await open(scenario, server.launch(), tab(), { copies })
  expect(await play(page, events.slice(0, HALF))).toBe(true)
  expect(copies.size).toBe(0)
  server.failing(() => 'busy')
  await page.delivery.append(HALF, events.slice(HALF))
  expect([await page.saving.now(), page.runtime.isKept(), copies.size]).toEqual([false, true, 1])
  await page.runtime.leave('closing')
  server.failing(() => null)
  const again = await open(scenario, server.launch(), tab(), { copies })
  expect([again.events, again.runtime.isBehind]).toEqual([events, true])
  expect([await again.saving.now(), copies.size]).toEqual([true, 0])
  expect(server.verbs().slice(-2)).toEqual(['passed', 'completed'])
  expect(server.refused).toEqual([])
})
