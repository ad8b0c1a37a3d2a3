/** A learner who is faster than the LMS, in each delivery of a package. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { createOutbox } from '@/components/play/outbox'
import { isFinished } from '@/scenarios/engine/play/journal'
import { SCENARIO, content, lms as cmi5Lms, sent } from '@/tests/support/cmi5-lab'
import { tab, well } from '@/tests/support/cmi5-page'
import { gradeOf, strictLms } from '@/tests/support/strict-lms'
import { debriefOf, openAttempt } from './attempt'
import { uncopied } from './copy'
import { packageDelivery, reportTo } from './delivery'
import type { Runtime } from './runtime'
import { browserRuntime } from './runtimes/browser'
import { cmi5Runtime } from './runtimes/cmi5'
import { scorm12Runtime } from './runtimes/scorm12'
import { scorm2004Runtime } from './runtimes/scorm2004'
import { savingOf } from './saving'

afterEach(() => vi.unstubAllGlobals())

/** Milliseconds that the LMS takes for each answer. */
const SLOW = 40
interface SlowLms {
  runtime: Runtime
  score(): number | null
}

function scorm(standard: 'scorm12' | 'scorm2004'): SlowLms {
  const lms = strictLms({ standard, mastery: 0.7 })
  const opened = lms.open()
  // The page stands still meanwhile.
  opened.fails((name) => {
    const until = performance.now() + (/Commit/.test(name) ? SLOW : 0)
    while (performance.now() < until);
    return false
  })
  const runtime = standard === 'scorm12' ? scorm12Runtime(opened.window) : scorm2004Runtime(opened.window)
  return { runtime, score: () => gradeOf(lms.stored) }
}
async function cmi5(): Promise<SlowLms> {
  const server = await cmi5Lms()
  const runtime = await cmi5Runtime({ search: server.launch(), storage: tab(), now: Date.now, language: 'en' })
  server.slow(SLOW)
  const score = () => {
    const [judged] = sent(server, 'passed')
    return server.verbs().includes('completed') && judged ? 100 * judged.result!.score!.scaled! : null
  }
  return { runtime, score }
}
function standalone(): SlowLms {
  vi.stubGlobal('localStorage', tab())
  vi.stubGlobal('location', { pathname: '/package/index.html' })
  const kept = () => JSON.parse(localStorage.getItem('package:/package/index.html') ?? '{}') as { outcome?: { score: number } }
  return { runtime: browserRuntime(), score: () => (kept().outcome ? 100 * kept().outcome!.score : null) }
}

test.each([
  ['SCORM 1.2', () => scorm('scorm12')],
  ['SCORM 2004', () => scorm('scorm2004')],
  ['cmi5', cmi5],
  ['a package without an LMS', standalone],
] as const)('%s: the debrief opens at once, and the result arrives', async (_, opened) => {
  const scenario = content(SCENARIO)
  const { runtime, score } = await opened()
  const attempt = openAttempt(scenario, '', () => 0.5)
  const gone: string[] = []
  const saving = savingOf(uncopied(runtime), () => reportTo(runtime.held, delivery.report()))
  const delivery = packageDelivery({ content: scenario, attempt, saving, now: Date.now, go: (to) => gone.push(to) })
  const outbox = createOutbox({ port: delivery, length: 0, storage: null, key: '', pageIsKept: false })
  for (const event of well(scenario)) {
    outbox.push([event])
    await pause(SLOW / 8)
  }
  // Pressed by somebody who does not wait.
  delivery.finish()
  expect(isFinished(delivery.journal().state)).toBe(true)
  expect(gone).toEqual(['debrief'])
  expect(debriefOf(scenario, attempt, delivery.journal()).score.passed).toBe(true)
  await vi.waitFor(() => expect(saving.state.read()).toBe('saved'), 10_000)
  expect(score()).toBe(100)
})

test('the debrief waits for a judgement that is not in the journal yet', async () => {
  const scenario = content(SCENARIO)
  const attempt = openAttempt(scenario, '', () => 0.5)
  const gone: string[] = []
  const saving = savingOf({ ...uncopied(scorm('scorm12').runtime), save: async () => 'seen' }, () => delivery.report())
  const delivery = packageDelivery({ content: scenario, attempt, saving, now: Date.now, go: (to) => gone.push(to) })
  const events = well(scenario)
  await delivery.append(0, events.slice(0, -1))
  delivery.finish()
  expect(gone).toEqual([])
  await delivery.append(events.length - 1, events.slice(-1))
  expect(gone).toEqual(['debrief'])
})
