import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Standard, gradeOf, strictLms } from '@/tests/support/strict-lms'
import { type Report, LmsUnreachable } from '../runtime'
import { scorm12Runtime } from './scorm12'
import { scorm2004Runtime } from './scorm2004'

const OPEN = { scorm12: scorm12Runtime, scorm2004: scorm2004Runtime }
const STANDARDS: Standard[] = ['scorm12', 'scorm2004']

const REPORT: Report = {
  suspended: 'v1|0123abcd|h7|td01-|61',
  seconds: 3_725.256,
  attempt: 'P01 0123abcd 7',
  isOver: true,
  earlier: 0,
  interactions: [
    {
      id: 'm1_s1234567',
      name: 'What_do_you_answer',
      title: 'Monday, 08:50',
      text: `What do you\n answer? ${'é'.repeat(300)}`,
      options: [
        { id: 's1aaaaaa', name: 'Say_no', text: 'Say no' },
        { id: 's2bbbbbb', name: 'Say_yes', text: 'Say yes' },
        { id: 's3cccccc', name: '', text: '…' },
      ],
      chosen: 's2bbbbbb',
      best: ['s1aaaaaa', 's3cccccc'],
      at: Date.UTC(2026, 10, 27, 9, 5, 7, 259),
      latency: 4.2534,
    },
  ],
  outcome: {
    passed: false,
    score: 0.3333333,
    isScored: true,
    objectives: [
      { id: 'verify', score: 0.5 },
      { id: 'report', score: 1 },
    ],
  },
}
const COMPLETION = { scorm12: 'cmi.core.lesson_status', scorm2004: 'cmi.completion_status' }
const TIME = { scorm12: 'cmi.core.session_time', scorm2004: 'cmi.session_time' }

function around(api: object | null): Window {
  const made: Record<string, unknown> = api ? { API: api, API_1484_11: api } : {}
  made.parent = made
  return made as unknown as Window
}
const yes = () => 'true'
const HALF = { LMSInitialize: yes, Initialize: yes }

let warned: unknown[] = []
beforeEach(() => {
  warned = []
  vi.spyOn(console, 'warn').mockImplementation((fault) => warned.push(fault))
})
afterEach(() => vi.restoreAllMocks())

test('SCORM 1.2 gets its own vocabulary', async () => {
  const lms = strictLms({ standard: 'scorm12', mastery: null })
  const runtime = scorm12Runtime(lms.open().window)
  await runtime.save({ ...REPORT, progress: 1 / 3 })
  runtime.leave('left')
  expect(lms.rejected).toEqual([])
  const { 'cmi.interactions.0.time': time, ...sent } = lms.stored
  // The learner's time of day. Time zones may be offset by quarters of an hour.
  expect(time).toMatch(/^\d\d:(05|20|35|50):07\.25$/)
  expect(sent).toEqual({
    'cmi.core.lesson_status': 'failed',
    'cmi.core.score.raw': '33.33',
    'cmi.core.score.min': '0',
    'cmi.core.score.max': '100',
    'cmi.core.session_time': '01:02:05.26',
    'cmi.core.exit': '',
    'cmi.suspend_data': REPORT.suspended,
    'cmi.interactions.0.id': 'What_do_you_answer.m1_s1234567',
    'cmi.interactions.0.type': 'performance',
    'cmi.interactions.0.correct_responses.0.pattern': 'Say_no.s1aaaaaa',
    'cmi.interactions.0.correct_responses.1.pattern': 's3cccccc',
    'cmi.interactions.0.student_response': 'Say_yes.s2bbbbbb',
    'cmi.interactions.0.result': 'wrong',
    'cmi.interactions.0.latency': '00:00:04.25',
    ...objectiveSent(0, 'verify', { raw: '50' }, 'status'),
    ...objectiveSent(1, 'report', { raw: '100' }, 'status'),
  })
})

test('SCORM 2004 gets its own vocabulary, and the primary objective keeps its slot', async () => {
  const lms = strictLms({ standard: 'scorm2004', mastery: 0.7 })
  const runtime = scorm2004Runtime(lms.open().window)
  await runtime.save({ ...REPORT, progress: 1 / 3 })
  runtime.leave('left')
  expect(lms.rejected).toEqual([])
  expect(lms.stored).toEqual({
    'cmi.progress_measure': '0.3333',
    'cmi.completion_status': 'completed',
    'cmi.success_status': 'failed',
    'cmi.score.scaled': '0.3333',
    'cmi.score.raw': '33.33',
    'cmi.score.min': '0',
    'cmi.score.max': '100',
    'cmi.session_time': 'PT3725.26S',
    'cmi.exit': 'suspend',
    'cmi.suspend_data': REPORT.suspended,
    'cmi.interactions.0.id': 'What_do_you_answer.m1_s1234567',
    'cmi.interactions.0.type': 'choice',
    'cmi.interactions.0.timestamp': '2026-11-27T09:05:07.25Z',
    'cmi.interactions.0.description': `What do you answer? ${'é'.repeat(229)}…`,
    'cmi.interactions.0.correct_responses.0.pattern': 'Say_no.s1aaaaaa',
    'cmi.interactions.0.correct_responses.1.pattern': 's3cccccc',
    'cmi.interactions.0.learner_response': 'Say_yes.s2bbbbbb',
    'cmi.interactions.0.result': 'incorrect',
    'cmi.interactions.0.latency': 'PT4.25S',
    ...objectiveSent(1, 'verify', { scaled: '0.5', raw: '50' }, 'completion_status'),
    ...objectiveSent(2, 'report', { scaled: '1', raw: '100' }, 'completion_status'),
  })
})

function objectiveSent(slot: number, id: string, scores: Record<string, string>, status: string): Record<string, string> {
  const fields = {
    id,
    [status]: 'completed',
    ...Object.fromEntries(Object.entries({ ...scores, min: '0', max: '100' }).map(([k, v]) => [`score.${k}`, v])),
  }
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [`cmi.objectives.${slot}.${field}`, value]))
}

describe.each(STANDARDS)('%s', (standard) => {
  const setsIn = <Call extends { name: string }>(calls: Call[]) => calls.filter(({ name }) => /Set|Commit/.test(name))

  test('a repeated report writes nothing again but the time, which goes with the end', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    const runtime = OPEN[standard](lms.open().window)
    await runtime.save(REPORT)
    const before = lms.calls.length
    await runtime.save({ ...REPORT, seconds: 4_000 })
    expect(setsIn(lms.calls.slice(before)).map(({ args }) => args[0])).toEqual([TIME[standard]])
    runtime.leave('left')
    // A session of its own writes the same values to the same elements.
    const stored = { ...lms.stored }
    expect(stored[TIME[standard]]).toMatch(/4000|01:06:40/)
    const again = OPEN[standard](lms.open().window)
    await again.save({ ...REPORT, seconds: 4_000, earlier: 1 })
    expect(lms.stored).toEqual({ ...stored })
    expect(lms.rejected).toEqual([])
  })

  test('a decision that the LMS does not take blocks nothing, and the status waits for its score', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    const opened = lms.open()
    const runtime = OPEN[standard](opened.window)
    const interaction = { ...REPORT.interactions[0]!, id: 'two words' }
    await runtime.save({ ...REPORT, interactions: [interaction] })
    expect(lms.rejected).not.toEqual([])
    expect(lms.stored['cmi.suspend_data']).toBe(REPORT.suspended)
    expect(gradeOf(lms.stored)).toBeCloseTo(33.33)

    const second = strictLms({ standard, mastery: 0.7 })
    const strict = OPEN[standard](second.open().window)
    const outcome = { ...REPORT.outcome!, score: 1_234_567 }
    await expect(strict.save({ ...REPORT, outcome })).rejects.toBeInstanceOf(LmsUnreachable)
    expect(second.stored[COMPLETION[standard]]).toBe('incomplete')
    expect(second.stored['cmi.core.exit'] ?? second.stored['cmi.exit']).toBe('suspend')
    await strict.save(REPORT)
    expect(second.stored[COMPLETION[standard]]).toBe(standard === 'scorm12' ? 'failed' : 'completed')
  })

  test('a beginning that the LMS did not take is not sent after the end', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    const opened = lms.open()
    opened.fails((_, args) => args[1] === 'incomplete')
    const runtime = OPEN[standard](opened.window)
    await expect(runtime.save(REPORT)).rejects.toBeInstanceOf(LmsUnreachable)
    opened.fails(() => false)
    const before = lms.calls.length
    await runtime.save(REPORT)
    expect(lms.calls.slice(before).filter(({ args }) => args[1] === 'incomplete')).toEqual([])
    expect(gradeOf(lms.stored)).toBeCloseTo(33.33)
  })

  test('an LMS never gets more than it keeps', async () => {
    const lms = strictLms({ standard, mastery: null })
    const runtime = OPEN[standard](lms.open().window)
    await expect(runtime.save({ ...REPORT, suspended: 'x'.repeat(64_001) })).rejects.toThrow('64001 characters')
    expect(lms.rejected).toEqual([])
    expect(lms.stored['cmi.suspend_data']).toBeUndefined()
  })

  test.each(['review', 'browse'] as const)('in %s nothing of any report is written', async (mode) => {
    const lms = strictLms({ standard, mastery: 0.7, mode })
    const runtime = OPEN[standard](lms.open().window)
    await runtime.save(REPORT)
    runtime.leave('left')
    const written = lms.calls.filter(({ name }) => /Set|Commit/.test(name)).map(({ args }) => args)
    expect(written).toEqual(standard === 'scorm12' && mode === 'browse' ? [['cmi.core.lesson_status', 'browsed']] : [])
  })

  test('looking at a preview does not complete it, and it can begin afterwards', async () => {
    const preview = strictLms({ standard, mastery: 0.7, mode: 'browse' })
    OPEN[standard](preview.open().window).leave('left')
    expect(gradeOf(preview.stored)).toBeNull()
    const lms = strictLms({ standard, mastery: 0.7 })
    Object.assign(lms.stored, preview.stored)
    const runtime = OPEN[standard](lms.open().window)
    expect(runtime.held.outcome).toBeNull()
    await runtime.save(REPORT)
    expect(gradeOf(lms.stored)).toBeCloseTo(33.33)
  })

  test('after the end the answers and the result are still there, also for review', async () => {
    const lms = strictLms({ standard, mastery: 0.7 })
    const first = OPEN[standard](lms.open().window)
    await first.save(REPORT)
    first.leave('left')
    for (const mode of ['normal', 'review'] as const) {
      const again = strictLms({ standard, mastery: 0.7, mode })
      Object.assign(again.stored, lms.stored)
      const { held } = OPEN[standard](again.open().window)
      expect(held).toMatchObject({ mode, suspended: REPORT.suspended, outcome: { passed: false } })
      expect(held.outcome?.score).toBeCloseTo(1 / 3, 3)
    }
  })

  test('a session ends once, and nothing is written after it', async () => {
    const lms = strictLms({ standard, mastery: null })
    const runtime = OPEN[standard](lms.open().window)
    runtime.leave('left')
    runtime.leave('left')
    const calls = lms.calls.length
    await expect(runtime.save(REPORT)).rejects.toBeInstanceOf(LmsUnreachable)
    expect(lms.calls).toHaveLength(calls)
    expect(lms.calls.filter(({ name }) => /Finish|Terminate/.test(name))).toHaveLength(1)
    expect(lms.rejected).toEqual([])
  })

  test('nothing begins without an API, or if it does not initialise, or cannot say what it holds', () => {
    const broken = (change: (name: string) => boolean) => {
      const { window, fails } = strictLms({ standard, mastery: null }).open()
      fails(change)
      return () => OPEN[standard](window)
    }
    expect(() => OPEN[standard](around(null))).toThrow('no window holds API')
    expect(() => OPEN[standard](around(HALF))).toThrow(/has no (LMSFinish|Terminate)/)
    // In SCORM 1.2 the code is the one for a session that is open already.
    expect(broken((name) => /Initialize/.test(name))).toThrow(standard === 'scorm12' ? /GetValue.* 301/ : /Initialize.* 101/)
    expect(broken((name) => /GetValue/.test(name))).toThrow(LmsUnreachable)
    // What the LMS did not take at the beginning is sent again with the first decision.
    expect(broken((name) => /Commit/.test(name))).not.toThrow()
    expect(warned).toHaveLength(1)
  })
})

test.each([
  ['true as a boolean, and numbers as errors', true, 0, true],
  ['1, and nothing as an error', '1', '', true],
  ['true, and names an error', 'true', '405', false],
  ['nothing', undefined, '0', false],
] as const)('an LMS that answers %s', async (_, answer, error, isTaken) => {
  let last: unknown = '0'
  const reads = (value: string) => () => {
    last = '0'
    return value
  }
  const acts = () => {
    last = error
    return answer
  }
  const says = () => last
  const api = {
    LMSInitialize: reads('true'),
    LMSGetValue: reads(''),
    LMSGetLastError: says,
    LMSSetValue: acts,
    LMSCommit: acts,
    LMSFinish: acts,
  }
  const runtime = scorm12Runtime(around(api))
  const saved = runtime.save({ ...REPORT, interactions: [], outcome: null })
  if (isTaken) await expect(saved).resolves.toBe('said')
  else await expect(saved).rejects.toBeInstanceOf(LmsUnreachable)
})
