import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Course } from '@/scenarios/engine/course/course'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { pdfText } from '@/tests/support/pdf-text'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { leave } from '../accounts/leave'
import { changeMember, listInDirectory, memberOfUser } from '../accounts/members'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { endOfDay } from '../enrolment/cohorts'
import { enrol } from '../enrolment/enrolment'
import { eraseUser, recordErasure } from '../privacy/erase-account'
import type { AuditFile } from './audit-files'
import { openPaper } from './pdf'

let box: Mailbox
// The settings are read only once, so we import the modules after setting them.
let acts: typeof import('../records/bulk-acts')
let undo: typeof import('../records/undo')
let reminders: typeof import('../reminders/reminders')
let managers: typeof import('../reminders/managers')
let make: typeof import('./make')
beforeAll(async () => {
  box = await openMailbox()
  process.env.SMTP_URL = box.url
  process.env.PUBLIC_URL = 'https://training.example'
  acts = await import('../records/bulk-acts')
  undo = await import('../records/undo')
  reminders = await import('../reminders/reminders')
  managers = await import('../reminders/managers')
  make = await import('./make')
  return () => box.close()
})
beforeEach(() => {
  box.mails.length = 0
})

const DAY = 24 * 3600_000
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`)
const NOW = at('2027-03-10')
const MASTERY = { ...exampleCourse, people: 'names', passing: 'mastery', shares: 'results', due_days: 30, renew_months: 6 } as const

onEitherDatabase((fresh) => {
  holdStore(fresh)
  let made = 0
  const administrator = async () => addAccount(`chief-${++made}`)
  const address = () => `person-${++made}@ministry.example`
  async function enrolled(cohort: string, values: object): Promise<string> {
    const user = await addAccount(`person-${++made}`)
    const one = await enrol({ learner: await learnerOfUser(user), cohort })
    if (!one.ok) throw new Error(one.reason)
    await database().updateTable('enrolment').set(values).where('id', '=', one.id).execute()
    return user
  }
  async function invited(cohort: string, email: string, unit: string): Promise<string> {
    await inviteAll([{ email, name: 'Dewi Lund', roles: [], cohort }], 'mail', null)
    const { id } = await database().selectFrom('member').select('id').where('address', '=', email).executeTakeFirstOrThrow()
    await changeMember(database(), id, { unit })
    return id
  }
  async function files(course: string, now = NOW, from = '2026-09-01') {
    const asked = { id: 'none', course_id: course, from_day: from, to_day: '2027-12-31', locale: 'en', user_id: 'nobody' }
    const all = unzipSync(await make.makeAuditFile(asked as AuditFile, now))
    const read = (name: string): Record<string, string>[] => parse(strFromU8(all[name]!), { bom: true, columns: true })
    const said = pdfText(Buffer.from(all['overview.pdf']!))
    return { read, said }
  }
  /** As somebody would, who lived through it. */
  async function halfYear(rules: Partial<Course> = {}) {
    const { id, cohort } = await published({ ...MASTERY, ...rules })
    const [start, renewal] = [{ enrolled_at: at('2026-09-01'), begun_at: at('2026-09-01') }, at('2027-03-01')]
    const september = { ...start, completed_at: at('2026-09-10'), due_at: at('2026-10-01') }
    const passed = { ...september, passed: 1, renew_at: renewal }
    const stays = await enrolled(cohort, passed)
    const leaves = await enrolled(cohort, { ...passed, ended_at: at('2026-11-20') })
    const leavesLater = await enrolled(cohort, { ...passed, ended_at: at('2027-03-05') })
    const abroad = await enrolled(cohort, { ...passed, exempt_at: at('2026-12-01') })
    const early = await enrolled(cohort, passed)
    const [{ id: before, learner_id } = { id: '', learner_id: '' }] = await database()
      .selectFrom('enrolment')
      .select(['id', 'learner_id'])
      .where('learner_id', '=', await learnerOfUser(early))
      .execute()
    const again = await enrol({ learner: learner_id, cohort, renews: before, now: at('2027-02-10') })
    if (!again.ok) throw new Error(again.reason)
    await database()
      .updateTable('enrolment')
      .set({ begun_at: at('2027-02-11'), completed_at: at('2027-02-11'), passed: 1, renew_at: at('2027-08-11') })
      .where('id', '=', again.id)
      .execute()
    for (let i = 0; i < 2; i++) await enrolled(cohort, { ...september, passed: 0 })
    await enrolled(cohort, { ...start, begun_at: null, due_at: at('2026-10-01') })
    for (const [email, month] of [
      [address(), '2026-09-20'],
      [address(), '2026-11-02'],
    ] as const)
      await leave(await invited(cohort, email, ''), 'hand', await administrator(), at(month))
    return { id, cohort, users: { stays, leaves, leavesLater, abroad, early } }
  }

  test('the months count who passed and who failed apart, renewals of people who were still there, and everybody who left', async () => {
    const { id } = await halfYear()
    const { read, said } = await files(id)
    const course = { Course: 'Starting here' }
    expect(read('months.csv')).toEqual([
      { ...course, Month: '2026-09', Enrolled: '8', Completed: '5', Failed: '2', 'Renewal fell due': '0', Left: '1' },
      { ...course, Month: '2026-11', Enrolled: '0', Completed: '0', Failed: '0', 'Renewal fell due': '0', Left: '2' },
      { ...course, Month: '2027-02', Enrolled: '1', Completed: '1', Failed: '0', 'Renewal fell due': '0', Left: '0' },
      { ...course, Month: '2027-03', Enrolled: '0', Completed: '0', Failed: '0', 'Renewal fell due': '2', Left: '1' },
    ])
    expect(said).toMatch(/Month Enrolled Completed Failed Renewal fell due Left 2026-09 8 5 2 0 1 2026-11 0 0 0 0 2 /)
    // The same file's table of people agrees.
    const left = read('people.csv').flatMap((line) => (line.State === 'Left' ? [line.Left!.slice(0, 7)] : []))
    expect(left.toSorted()).toEqual(['2026-09', '2026-11', '2026-11', '2027-03'])
  })
  test('the months say nothing of failing where the course shares only completion', async () => {
    const { id } = await halfYear({ shares: 'completion' })
    const { read, said } = await files(id)
    expect(read('months.csv')[0]).toMatchObject({ Month: '2026-09', Completed: '7', Failed: '' })
    expect(said).toContain('Month Enrolled Completed Renewal fell due Left 2026-09 8 7 0 1 ')
  })
  test('what was erased is in no month, and the report says so', async () => {
    const { id, users } = await halfYear()
    await recordErasure(users.stays)
    await eraseUser(users.stays)
    const { read, said } = await files(id)
    expect(read('months.csv')[0]).toMatchObject({ Enrolled: '7', Completed: '4' })
    expect(said).toContain('1 record was erased')
    expect(said).toContain('in any month')
    expect(said).not.toContain('counted by month only')
  })

  test('letters of each kind that went out are counted', async () => {
    const now = Date.now()
    const by = await administrator()
    const { id, cohort } = await published({ ...MASTERY, title: 'Counted letters', tells_manager: 'overdue' })
    const boss = address()
    await listInDirectory(database(), [{ address: boss, name: 'Boss', source: 'directory' }])
    const users = [
      await enrolled(cohort, { due_at: null }),
      await enrolled(cohort, { due_at: null }),
      await enrolled(cohort, { due_at: null }),
    ]
    for (const user of users) await changeMember(database(), await memberOfUser(user), { manager: boss })
    const act = async (what: Parameters<typeof acts.change>[2]) =>
      acts.change(id, await acts.selectedLines(id, { filter: RecordFilter.parse({}) }), what, by)
    const ours = () => box.mails.filter(({ text }) => text.includes('Counted letters'))
    const sent = async (count: number) => vi.waitFor(() => expect(ours()).toHaveLength(count), { timeout: 10_000 })
    await act({ act: 'extend', due: endOfDay('2031-05-01')! })
    await sent(3)
    const exempted = await act({ act: 'exempt', reason: 'Abroad' })
    await sent(6)
    await undo.undoAct(id, exempted.id!, by)
    await sent(9)
    const set = async (user: string, values: object) =>
      database()
        .updateTable('enrolment')
        .set({ notified_at: null, ...values })
        .where('learner_id', '=', await learnerOfUser(user))
        .execute()
    await set(users[0]!, { begun_at: now - DAY, completed_at: now - 1, passed: 1 })
    await reminders.tellCompleted(now)
    for (const user of users.slice(1)) await set(user, { due_at: now - DAY })
    await managers.tellManagers(now)
    await reminders.remind(now)
    await sent(13)
    const kinds: [RegExp, string][] = [
      [/^New due date/, 'Due date changed'],
      [/^You are exempt/, 'Exempted'],
      [/^You are no longer exempt/, 'Exemption ended'],
      [/^You have finished/, 'Course done'],
    ]
    const posted = new Map<string, number>()
    for (const { subject, to } of ours()) {
      const kind =
        kinds.find(([words]) => words.test(subject))?.[1] ?? (to === boss ? 'To a manager, about people who are overdue' : 'Reminder')
      posted.set(kind, (posted.get(kind) ?? 0) + 1)
    }
    const { read, said } = await files(id, now, new Date(now - DAY).toISOString().slice(0, 10))
    expect(new Map(read('mails.csv').map((line) => [line.Kind!, Number(line.Sent)]))).toEqual(posted)
    expect(read('mails.csv').length).toBe(6)
    expect(said).toContain('To a manager, about people who are overdue 1 1')
  })

  test('a later due day of somebody who is only invited is among the exceptions, until it is undone', async () => {
    const by = await administrator()
    const { id, cohort } = await published({ ...MASTERY, title: 'Extended' })
    await invited(cohort, address(), 'Policy')
    const [line] = await acts.selectedLines(id, { filter: RecordFilter.parse({}) })
    const { id: done } = await acts.change(id, [line!], { act: 'extend', due: endOfDay('2031-12-15')! }, by)
    const now = Date.now()
    const made = () => files(id, now, '2026-01-01')
    const day = new Date(now).toISOString().slice(0, 10)
    const first = await made()
    expect(first.read('extensions.csv')).toMatchObject([
      { Name: 'Dewi Lund', Email: line!.email, Unit: 'Policy', Cohort: 'Everybody', 'Due after': '2031-12-15', Who: by, 'Changed on': day },
    ])
    expect(first.said).toContain('Changed due dates: 1')
    await undo.undoAct(id, done!, by)
    expect((await made()).read('extensions.csv')).toEqual([])
  })

  test('the overview has the total, the share of people who are trained, and who is overdue in each unit and site', async () => {
    const { id, cohort } = await halfYear()
    for (let i = 0; i < 3; i++) {
      const member = await invited(cohort, address(), 'Policy')
      await changeMember(database(), member, { site: 'Harbour' })
      await database()
        .updateTable('invitation')
        .set({ due_at: at('2026-10-01') })
        .execute()
    }
    const { said } = await files(id)
    // In the course: one expired, one exempt, one who renewed, two who failed, one not started, three invited. Four have left.
    expect(said).toContain('Total 9 Of the total: overdue 4 Left, not in the total 4')
    expect(said).toContain('Trained: 13%. That is the share of people who are complete or expiring (1)')
    const heads = 'People Invited Not started Complete Expired Failed Exempt Trained Overdue Left'
    for (const [kind, name, none] of [
      ['Unit', 'Policy', 'No unit'],
      ['Site', 'Harbour', 'No site'],
    ])
      expect(said).toContain(`${kind} ${heads} ${none} 6 0 1 1 1 2 1 20% 1 4 ${name} 3 3 0 0 0 0 0 0% 3 0 Total 9 3 1 1 1 2 1 13% 4 4`)
    expect(said).not.toContain('invitation is open')
  })
})

test('a table of many numbers breaks no word of its head', async () => {
  const paper = openPaper({ title: 'T', language: 'en', at: 0 }, () => {})
  const head = ['Unit', 'People', 'Invited', 'Not started', 'In progress', 'Complete', 'Expiring', 'Expired', 'Failed', 'Exempt']
  const rows = ['Operations and harbours', 'Policy'].map((name) => [
    name,
    123_456,
    ...head.slice(2).map(() => 12_345),
    'more than 99%',
    9,
    0,
  ])
  paper.table([...head, 'Trained', 'Overdue', 'Left'], rows)
  const said = pdfText(await paper.finish(() => ''))
  expect(said).toContain([...head, 'Trained', 'Overdue', 'Left'].join(' '))
})
