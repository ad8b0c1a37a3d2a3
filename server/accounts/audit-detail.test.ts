import { expect, test } from 'vitest'
import { detailIn } from './audit-detail'
import { timeInFile } from './audit-log'

const said = (action: string, detail: object | null) => detailIn('en', action, detail && JSON.stringify(detail))

test.each([
  ['account.reset-used', { shown: false }, 'the link had only been mailed'],
  ['mail.changed', { letter: 'reminder', language: 'en' }, 'Reminder; English'],
  ['organisation.changed', { changed: ['logo', 'gift_limit', 'retention.audit', 'retention.records'] }, 'logo, gift limit, retention'],
  ['account.joined', { roles: ['owner', 'author'], invitations: ['x'.repeat(43)] }, 'roles: Course owner, Author'],
  ['account.joined', { roles: [], invitations: ['a', 'b'] }, 'roles: none; 2 invitations at once'],
  ['account.invited', { count: 3 }, '3 people'],
  ['sign-in.failed', { count: 2 }, '2 times'],
  ['account.roles', { roles: ['facilitator'], before: [] }, 'roles: Facilitator; before: none'],
  ['learner.enrolled', { enrolled: 2, invited: 0 }, '2 people with an account'],
  ['cohort.filled', { enrolled: 5, invited: 3 }, 'the rule added 8 people: 5 enrolled, 3 invited'],
  [
    'cohort.changed',
    { rule: true, unit: 'Finance', group: 'staff' },
    'people who match join by themselves: unit: Finance and group: staff',
  ],
  ['cohort.changed', { rule: true, everyone: true }, 'people who match join by themselves: everyone in the directory'],
  ['cohort.changed', { rule: false }, 'the rule was ended'],
  ['cohort.counted', { site: 'Harbour', group: 'staff' }, 'site: Harbour; group: staff'],
  ['invitation.withdrawn', { directory: true, ended: 29 }, 'by the directory; 29 open invitations ended'],
  ['records.exported', { kind: 'csv', rows: 1, results: true }, 'CSV; 1 row; with scenario results'],
  ['audit.exported', { only: 'courses' }, 'only: Courses and cohorts'],
  ['audit.exported', { only: null }, ''],
  ['scenario.signed-off', { variant: 'hostile', version: 'abc123' }, 'Approach; version abc123'],
  ['data.retained', { learners: 1, attempts: 0, invitations: 4 }, '1 learner without an account; 4 expired invitations'],
  ['course.archived', { archived: false }, 'active again'],
  ['course.created', null, ''],
])('%s with %j is put into words', (action, detail, words) => {
  expect(said(action, detail)).toBe(words)
})
test('an unknown key is shown as it is', () => {
  expect(said('course.created', { colour: 'red' })).toBe('colour: red')
})
test('only the month is known, and shown, of somebody who erased their data', () => {
  const at = Date.UTC(2026, 10)
  expect(timeInFile({ at, action: 'data.erased', actor: 'system' })).toBe('2026-11')
  expect(timeInFile({ at, action: 'course.created', actor: 'system' })).toBe('2026-11-01T00:00:00.000Z')
})

test('days in details are written as on all pages', () => {
  expect(detailIn('en', 'learner.extended', JSON.stringify({ day: '2027-01-31' }))).toBe('due 31 Jan 2027')
  expect(detailIn('en', 'audit-file.asked', JSON.stringify({ period: '2025-11-27 to 2026-11-27' }))).toBe('27 Nov 2025 to 27 Nov 2026')
  expect(detailIn('en', 'account.deactivated', JSON.stringify({ directory: true, lost: ['owner'] }))).toBe(
    'by the directory; roles that ended: Course owner',
  )
})
