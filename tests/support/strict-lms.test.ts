import { describe, expect, test } from 'vitest'
import { type Standard, gradeOf, strictLms } from './strict-lms'

type Api = Record<string, (...args: string[]) => string>

function speaking(standard: Standard, mastery: number | null = null) {
  const lms = strictLms({ standard, mastery })
  const begin = () => {
    const { window } = lms.open()
    const [name, prefix] = standard === 'scorm12' ? ['API', 'LMS'] : ['API_1484_11', '']
    const api = (window.parent as unknown as Record<string, Api>)[name!]!
    const call = (what: string, ...args: string[]) => api[`${prefix}${what}`]!(...args)
    expect(call('Initialize', '')).toBe('true')
    return call
  }
  const call = begin()
  const error = () => call('GetLastError')
  return {
    lms,
    call,
    begin,
    error,
    /** 0, or the error. */
    set: (element: string, value: string) => (call('SetValue', element, value) === 'true' ? '0' : error()),
  }
}
const X = (n: number) => 'x'.repeat(n)

// From our measurements; where Moodle and scorm-again differ, the stricter counts.
test.each([
  ['scorm12', 'cmi.suspend_data', X(4_096), '0'],
  ['scorm12', 'cmi.suspend_data', X(4_097), '405'],
  ['scorm12', 'cmi.suspend_data', X(64_001), '405'],
  ['scorm12', 'cmi.core.lesson_location', X(256), '405'],
  ['scorm12', 'cmi.core.exit', 'normal', '405'],
  ['scorm12', 'cmi.interactions.0.id', 'two words', '405'],
  ['scorm12', 'cmi.core.session_time', '00:00:04.253', '405'],
  ['scorm12', 'cmi.core.session_time', '00:00:04.25', '0'],
  ['scorm2004', 'cmi.session_time', 'PT4.253S', '406'],
  ['scorm2004', 'cmi.session_time', 'PT4.25S', '0'],
  ['scorm2004', 'cmi.suspend_data', X(64_000), '0'],
  ['scorm2004', 'cmi.suspend_data', X(64_001), '406'],
  ['scorm2004', 'cmi.location', X(1_001), '406'],
  ['scorm2004', 'cmi.exit', 'done', '406'],
  ['scorm2004', 'cmi.learner_name', 'Somebody', '401'],
] as const)('%s: %s', (standard, element, value, code) => {
  expect(speaking(standard).set(element, value)).toBe(code)
})

describe('an interaction', () => {
  const twelve = speaking('scorm12')
  const later = speaking('scorm2004')
  test.each([
    ['id', 'm1_act', '0'],
    ['type', 'choice', '0'],
    ['result', 'incorrect', '405'],
    ['result', 'wrong', '0'],
    ['student_response', 'see the sender', '405'],
    ['student_response', 'b', '0'],
    ['type', 'performance', '0'],
    ['student_response', 'see the sender', '0'],
    ['latency', '00:00:04.253', '405'],
  ])('of SCORM 1.2: %s %s', (field, value, code) => expect(twelve.set(`cmi.interactions.0.${field}`, value)).toBe(code))
  test.each([
    ['id', 'm1_act', '0'],
    ['type', 'choice', '0'],
    ['timestamp', '2026-11-27T10:00:00Z', '406'],
    ['timestamp', '2026-11-27T10:00:00.25+00:00', '406'],
    ['timestamp', '2026-11-27T10:00:00.253Z', '406'],
    ['timestamp', '2026-11-27T10:00:00.25Z', '0'],
    ['learner_response', 'a-b', '406'],
    ['learner_response', 'a b', '406'],
    ['learner_response', 'a,b', '406'],
    ['learner_response', 's1[,]s2', '0'],
    ['description', 'two\nlines', '406'],
    ['description', X(251), '406'],
    ['description', 'one line', '0'],
    ['result', 'wrong', '406'],
  ])('of SCORM 2004: %s %s', (field, value, code) => expect(later.set(`cmi.interactions.0.${field}`, value)).toBe(code))
})

test('a primary objective fills the first slot', () => {
  const { set, call } = speaking('scorm2004', 0.7)
  expect(set('cmi.objectives.0.id', 'verify')).toBe('351')
  expect(call('GetValue', 'cmi.objectives._count')).toBe('1')
  expect(set('cmi.objectives.1.id', 'verify')).toBe('0')
  expect(speaking('scorm2004').set('cmi.objectives.0.id', 'verify')).toBe('0')
})

test('what was not committed is lost, and what is committed is there again', () => {
  const { lms, set, call, begin } = speaking('scorm12')
  set('cmi.suspend_data', 'one')
  call('Commit', '')
  set('cmi.suspend_data', 'two')
  expect(lms.stored).toEqual({ 'cmi.suspend_data': 'one' })
  expect(begin()('GetValue', 'cmi.suspend_data')).toBe('one')
})

test('silence is taken for completion, and a score against the mastery for success', () => {
  const silent = speaking('scorm12')
  silent.call('Finish', '')
  expect(silent.lms.stored['cmi.core.lesson_status']).toBe('completed')
  expect(gradeOf(silent.lms.stored)).toBe(0)

  const claiming = speaking('scorm12', 0.7)
  claiming.set('cmi.core.score.raw', '60')
  claiming.set('cmi.core.lesson_status', 'passed')
  claiming.call('Finish', '')
  expect(claiming.lms.stored['cmi.core.lesson_status']).toBe('failed')
  expect(gradeOf(claiming.lms.stored)).toBe(60)
})

test('every failure is remembered', () => {
  const { lms, set, call } = speaking('scorm2004')
  set('cmi.exit', 'done')
  call('GetValue', 'cmi.suspend_data')
  call('GetValue', 'cmi.elsewhere')
  call('Initialize', '')
  expect(lms.rejected.map(({ name, error }) => [name, error])).toEqual([
    ['SetValue', '406'],
    ['GetValue', '401'],
    ['Initialize', '103'],
  ])
})

test('the slots of a list are filled in their order, and what belongs together comes after its id', () => {
  const twelve = speaking('scorm12')
  expect(twelve.set('cmi.interactions.1.id', 'm1')).toBe('201')
  const { set } = speaking('scorm2004')
  expect(set('cmi.interactions.1.id', 'm1')).toBe('351')
  expect(set('cmi.interactions.0.type', 'choice')).toBe('408')
  expect(set('cmi.interactions.0.id', 'm1')).toBe('0')
  expect(set('cmi.interactions.0.learner_response', 'a')).toBe('408')
  expect(set('cmi.interactions.0.type', 'choice')).toBe('0')
  expect(set('cmi.interactions.0.correct_responses.1.pattern', 'a')).toBe('351')
  expect(set('cmi.interactions.0.correct_responses.0.pattern', 'a')).toBe('0')
  expect(set('cmi.interactions.0.correct_responses.1.pattern', 'a')).toBe('351')
  expect(set('cmi.interactions.0.correct_responses.1.pattern', 'b')).toBe('0')
  expect(set('cmi.objectives.0.id', 'verify')).toBe('0')
  expect(set('cmi.objectives.1.id', 'verify')).toBe('351')
  expect(set('cmi.objectives.0.id', 'report')).toBe('351')
})

test('of SCORM 2004 a session shows what was kept only where the one before was suspended', () => {
  for (const [exit, shown] of [
    ['suspend', 'one'],
    ['normal', ''],
  ]) {
    const { call, begin, set } = speaking('scorm2004')
    set('cmi.suspend_data', 'one')
    set('cmi.exit', exit!)
    call('Terminate', '')
    expect(begin()('GetValue', 'cmi.suspend_data')).toBe(shown)
  }
})

test('a preview that ends without a word is taken for completion', () => {
  const lms = strictLms({ standard: 'scorm12', mastery: null, mode: 'browse' })
  const { API } = lms.open().window.parent as unknown as Record<string, Api>
  API!.LMSInitialize!('')
  API!.LMSFinish!('')
  expect(lms.stored['cmi.core.lesson_status']).toBe('completed')
})
