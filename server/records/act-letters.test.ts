import type { Change } from '@/scenarios/engine/course/acts'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { addAccount } from '@/tests/support/accounts'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { inviteAll } from '../accounts/invitations'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { endOfDay } from '../enrolment/cohorts'
import { enrol } from '../enrolment/enrolment'

const DAY = 24 * 3600_000
let box: Mailbox
// The settings are read only once, so we import the modules after setting them.
let acts: typeof import('./bulk-acts')
let undo: typeof import('./undo')
let reminders: typeof import('../reminders/reminders')
beforeAll(async () => {
  box = await openMailbox()
  process.env.SMTP_URL = box.url
  process.env.PUBLIC_URL = 'https://training.example'
  acts = await import('./bulk-acts')
  undo = await import('./undo')
  reminders = await import('../reminders/reminders')
  return () => box.close()
})
beforeEach(() => {
  box.mails.length = 0
})
/** The letters, sorted by reader, once there are as many. */
async function letters(count: number) {
  await vi.waitFor(() => expect(box.mails).toHaveLength(count), { timeout: 10_000 })
  await new Promise((done) => setTimeout(done, 300))
  expect(box.mails).toHaveLength(count)
  return box.mails.splice(0).toSorted((a, b) => (a.to < b.to ? -1 : 1))
}

onEitherDatabase((fresh) => {
  holdStore(fresh)
  let made = 0
  /** Two people who have joined, one who is invited by mail, one who got a link by hand, and the owner, who has joined too. */
  async function course(people: 'names' | 'codes' = 'names') {
    const { id, cohort } = await published({
      ...exampleCourse,
      people,
      passing: 'mastery',
      shares: people === 'names' ? 'results' : 'completion',
    })
    const account = () => addAccount(`reader-${String(++made).padStart(3, '0')}`)
    const by = await account()
    const users = [await account(), await account()]
    for (const user of [...users, by]) await enrol({ learner: await learnerOfUser(user), cohort })
    const [mailed, byHand] = [`reader-${++made}-mailed@example.org`, `reader-${++made}-by-hand@example.org`]
    await inviteAll([{ email: mailed, name: 'Ira Lund', roles: [], cohort }], 'mail', by)
    await database().updateTable('invitation').set({ mail: 'sent' }).where('email', '=', mailed).execute()
    await inviteAll([{ email: byHand, name: '', roles: [], cohort }], 'person', by)
    const act = async (what: Change) => acts.change(id, await acts.selectedLines(id, { filter: RecordFilter.parse({}) }), what, by)
    const readers = [...users.map((user) => `${user}@example.org`), mailed].toSorted()
    return { id, by, users, readers, act }
  }

  test('a later due day is told once to each person of the act, however many, with the entry for the calendar, and not to who did it', async () => {
    const { id, by, readers, act } = await course()
    const done = await act({ act: 'extend', due: endOfDay('2031-05-01')! })
    expect(done.done).toBe(4)
    const mails = await letters(3)
    expect(mails.map(({ to }) => to)).toEqual(readers)
    for (const { subject, text, attachments } of mails) {
      expect(subject).toBe('New due date: Starting here')
      expect(text).toContain('Due: 1 May 2031\n')
      expect(text).toContain(`From: ${by} (${by}@example.org)`)
      expect(text).not.toMatch(/http|score|passed|%/)
      expect(attachments[0]!.content.replace(/\r/g, '')).toContain('DTSTART;VALUE=DATE:20310501')
    }
    await undo.undoAct(id, done.id!, by)
    expect((await letters(3)).map(({ text }) => /Due: (.*)/.exec(text)![1])).toEqual(Array(3).fill('no due date'))
  })

  test('an exemption is told without its reason, and so is its end or its undoing', async () => {
    const { id, by, readers, act } = await course()
    const done = await act({ act: 'exempt', reason: 'On sick leave' })
    const mails = await letters(3)
    expect(mails.map(({ to }) => to)).toEqual(readers)
    for (const { subject, text } of mails) {
      expect(subject).toBe('You are exempt from: Starting here')
      expect(text).not.toMatch(/sick|Due:|http/)
    }
    await undo.undoAct(id, done.id!, by)
    expect((await letters(3)).map(({ subject }) => subject)).toEqual(Array(3).fill('You are no longer exempt from: Starting here'))
    await act({ act: 'exempt', reason: 'On sick leave' })
    await letters(3)
    await act({ act: 'require' })
    expect((await letters(3)).map(({ to }) => to)).toEqual(readers)
  })

  test('other acts send no letter', async () => {
    const { act } = await course()
    await act({ act: 'end' })
    await letters(0)
  })

  test('a course that is done is told once, whatever the result, and not in a course by code', async () => {
    const now = Date.now()
    const [one, coded] = [await course(), await course('codes')]
    const finish = async (user: string, values: object) =>
      database()
        .updateTable('enrolment')
        .set({ begun_at: now - DAY, completed_at: now - 1, ...values })
        .where('learner_id', '=', await learnerOfUser(user))
        .execute()
    await finish(one.users[0]!, { passed: 1, renew_at: now + 300 * DAY })
    await finish(one.users[1]!, { passed: 0 })
    await finish(one.by, { completed_at: now - 2 * DAY })
    await finish(coded.users[0]!, { passed: 1 })
    expect(await reminders.tellCompleted(now)).toMatchObject({ sent: 2, failed: 0 })
    const mails = await letters(2)
    expect(mails.map(({ to }) => to)).toEqual(one.users.map((user) => `${user}@example.org`))
    const said = mails.map(({ subject, text }) =>
      [subject, text.replace(/reader-\d+/g, 'NAME').replace(/courses\/[\w-]+/g, 'courses/ID')].join('\n'),
    )
    // People who passed and people who failed get the same words.
    expect(said[0]).toBe(said[1])
    expect(said[0]).toContain('You have finished: Starting here')
    expect(await reminders.tellCompleted(now + DAY / 2)).toBeNull()
    await letters(0)
  })
})
