/** What a package sends passes, and each change to it breaks the named requirement. */
import { describe, expect, test } from 'vitest'
import {
  type Session,
  type Statement,
  answered,
  completed,
  initialized,
  judged,
  progressed,
  terminated,
} from '@/lms/runtimes/cmi5/statements'
import { type StatementContext, type LmsSession, SESSION_ID, refusalOf } from './cmi5-rules'

const actor = { objectType: 'Agent' as const, account: { homePage: 'https://lms.example/', name: 'l1' } }
const registration = 'b0d7a3c4-5b0e-4c62-9d7e-0f4cf2b1a001'
const activityId = 'https://lms.example/a/1'
const template = { contextActivities: { grouping: [{ id: 'urn:uuid:1' }] }, extensions: { [SESSION_ID]: 's1' } }
const of: Session = { actor, registration, activityId, contextTemplate: template, session: 's1', mastery: 0.7 }
const AT = Date.UTC(2026, 10, 27)

const lmsSession: LmsSession = {
  ...{ id: 's1', token: 't', isFetched: true, mode: 'Normal', masteryScore: 0.7, hasPreferences: true },
  ...{ isTerminated: false, isAbandoned: false, verbs: ['initialized'], times: [AT] },
}
const judge = (session: Partial<LmsSession> = {}, registered: string[] = []): StatementContext => ({
  ...{ session: { ...lmsSession, ...session }, registered, template, actor, registration, activityId },
})
const passed = judged(of, { passed: true, score: 0.8, isScored: true, objectives: [{ id: 'verify', score: 0.5 }] }, AT, 60)
const failed = judged(of, { passed: false, score: 0.2, isScored: true, objectives: [] }, AT, 60)
const done = completed(of, AT, 60)
const [half] = progressed(of, 0.509, AT)
const answer = answered(
  of,
  'P01 0123abcd 1',
  {
    id: 'm1_act',
    name: 'What_now',
    title: 'Monday',
    text: 'What now?',
    options: [
      { id: 'a', name: 'A', text: 'A' },
      { id: 'b', name: 'B', text: 'B' },
    ],
    chosen: 'a',
    best: ['b'],
    at: AT,
    latency: 3,
  },
  'en',
)

describe('the LMS takes', () => {
  test.each([
    [initialized(of, AT), judge({ verbs: [] })],
    [answer, judge()],
    [half, judge()],
    [passed, judge()],
    [failed, judge()],
    [done, judge()],
    [terminated(of, AT, 60), judge({ mode: 'Review' })],
    [judged({ ...of, mastery: null }, { passed: true, score: 0.1, isScored: true, objectives: [] }, AT, 60), judge({ masteryScore: null })],
  ])('what a package sends (%#)', (statement, at) => expect(refusalOf(statement, at)).toBeNull())
})

function changed(statement: Statement, path: string, value?: unknown): unknown {
  const copy = structuredClone(statement) as unknown as Record<string, unknown>
  const steps = path.split('/')
  let at = copy
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string, unknown>
  if (value === undefined) delete at[steps.at(-1)!]
  else at[steps.at(-1)!] = value
  return copy
}
const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress'
const GROUPED = 'context/contextActivities/grouping'
const before = (at: number) => new Date(at - 1).toISOString()
const category = (name: string) => [{ id: `https://w3id.org/xapi/cmi5/context/categories/${name}` }]

describe('the LMS refuses', () => {
  test.each<[requirement: string, statement: unknown, at: StatementContext]>([
    ['xAPI', changed(passed, 'id'), judge()],
    ['xAPI', changed(passed, 'id', 'no-uuid'), judge()],
    ['xAPI', changed(passed, 'timestamp'), judge()],
    ['xAPI', changed(passed, 'result/duration', 'PT1.234S'), judge()],
    ['xAPI', changed(passed, 'more', 1), judge()],
    ['8.1.3.0-3', changed(passed, 'actor/account/name', 'l2'), judge()],
    ['9.6.1.0-1', changed(passed, 'context/registration', passed.id), judge()],
    ['6.3.0.0-1', changed(answer, 'verb/id', 'http://adlnet.gov/expapi/verbs/voided'), judge()],
    ['9.7.0.0-2', changed(passed, 'timestamp', '2026-11-27T09:00:00+01:00'), judge()],
    ['11.0.0.0-3', initialized(of, AT), judge({ verbs: [], hasPreferences: false })],
    ['9.3.0.0-4', answer, judge({ verbs: [] })],
    ['9.3.0.0-4', changed(answer, 'timestamp', before(AT)), judge()],
    ['9.3.0.0-5', terminated(of, AT + 1, 60), judge({ times: [AT, AT + 2] })],
    ['10.2.1.0-7', changed(passed, GROUPED), judge()],
    ['10.2.1.0-7', changed(passed, GROUPED, [{ id: 'urn:uuid:2' }, ...template.contextActivities.grouping]), judge()],
    [
      '10.2.1.0-7',
      initialized({ ...of, session: 's2', contextTemplate: { extensions: { [SESSION_ID]: 's2' } } }, AT),
      judge({ verbs: [] }),
    ],
    ['9.6.2.1-1', changed(passed, 'context/contextActivities/category', category('moveon')), judge()],
    ['9.6.2.1-1', changed(answer, 'context/contextActivities/category', category('cmi5')), judge()],
    ['8.1.5.0-6', changed(passed, 'object/id', 'https://lms.example/a/2'), judge()],
    ['9.4.0.0-2', changed(answer, 'object/id', activityId), judge()],
    ['9.4.0.0-2', changed(half!, 'object/id', 'https://lms.example/a/2'), judge()],
    ['9.3.0.0-2', initialized(of, AT), judge()],
    ['9.3.0.0-3', failed, judge({ verbs: ['initialized', 'passed'] })],
    ['9.3.0.0-6', done, judge({}, ['completed'])],
    ['9.3.0.0-7', passed, judge({}, ['passed'])],
    ['9.3.0.0-8', failed, judge({}, ['passed'])],
    ['9.3.4.0-2', passed, judge({ masteryScore: 0.9 })],
    ['9.3.5.0-2', failed, judge({ masteryScore: 0.1 })],
    ['9.5.1.0-2', changed(done, 'result/score', { scaled: 1 }), judge()],
    ['9.5.1.0-3', changed(passed, 'result/score/raw', 80), judge()],
    ['9.5.2.0-1', changed(passed, 'result/success'), judge()],
    ['9.5.2.0-2', changed(failed, 'result/success', true), judge()],
    ['9.5.2.0-3', changed(done, 'result/success', true), judge()],
    ['9.5.3.0-1', changed(done, 'result/completion'), judge()],
    ['9.5.3.0-2', changed(passed, 'result/completion', true), judge()],
    ['9.5.4.1', changed(done, 'result/duration'), judge()],
    ['9.5.5.1', changed(half!, 'result/extensions', { [PROGRESS]: 50.9 }), judge()],
    ['9.5.5.1', changed(half!, 'result/extensions', { [PROGRESS]: 101 }), judge()],
    ['9.5.5.1', half, judge({}, ['completed'])],
    ['9.5.5.1', changed(done, 'result/extensions', { [PROGRESS]: 100 }), judge()],
    ['9.6.2.2', changed(done, 'context/contextActivities/category', category('cmi5')), judge()],
    ['9.6.3.2-2', changed(passed, 'context/extensions', template.extensions), judge()],
    ['10.2.2.0-5', passed, judge({ mode: 'Review' })],
    ['10.2.2.0-5', answer, judge({ mode: 'Browse' })],
  ])('%s', (requirement, statement, at) => expect(refusalOf(statement, at)).toContain(requirement))
})
