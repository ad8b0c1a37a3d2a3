import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { minutesTaken } from '@/tests/support/play'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { mailAll } from '../accounts/invitation-list'
import { OrganisationSchema, saveOrganisation } from '../organisation/organisation'
import { inviteToCohort } from '../enrolment/invitations'
import { invitedInto } from '../enrolment/open-cohorts'

const DAY = 24 * 3600_000
const NOW = Date.UTC(2026, 5, 10, 9)
const MINUTES = minutesTaken(courseOfMany(1))

let box: Mailbox
// The settings are read only once, so we import the module after setting them.
let reminders: typeof import('./reminders')
let whom: typeof import('./recipients')
let owners: typeof import('../reports/owner-digest')
beforeAll(async () => {
  box = await openMailbox()
  process.env.SMTP_URL = box.url
  process.env.PUBLIC_URL = 'https://training.example'
  reminders = await import('./reminders')
  whom = await import('./recipients')
  owners = await import('../reports/owner-digest')
  return () => box.close()
})
beforeEach(() => {
  box.mails.length = 0
  box.refuse = () => false
})
const sentTo = (to: string) => box.mails.find((m) => m.to === to)!

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  let seeded: ManyLearners
  let other: ManyLearners
  const set = (enrolment: string, values: object) => store().db.updateTable('enrolment').set(values).where('id', '=', enrolment).execute()
  const all = (values: object) => store().db.updateTable('enrolment').set(values).execute()

  beforeAll(async () => {
    seeded = await manyLearners(store(), { course: courseOfMany(1, { title: 'First course' }), cohorts: [6], complete: 0, seed: 8 })
    other = await manyLearners(store(), {
      course: courseOfMany(1, { title: 'Second course' }),
      cohorts: [2],
      complete: 0,
      seed: 9,
      accounts: false,
    })
    // The first person is in both courses.
    await set(other.enrolments[0]!, { learner_id: seeded.learners[0] })
  })
  beforeEach(async () => {
    await all({
      exempt_at: null,
      due_at: null,
      completed_at: null,
      renew_at: null,
      ended_at: null,
      reminded_at: null,
      invited_at: null,
      notified_at: null,
      reminding_until: null,
    })
    await store().db.updateTable('cohort').set({ remind_asked_at: null }).execute()
    await store().db.deleteFrom('invitation').execute()
  })

  describe('a reminder', () => {
    test('is one mail per person with all courses that are due, overdue or to be renewed, and contains no result', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW + 3 * DAY })
      await set(other.enrolments[0]!, { due_at: NOW - 2 * DAY })
      await set(seeded.enrolments[1]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + 20 * DAY })
      expect(await reminders.remind(NOW)).toEqual({ sent: 2, failed: 0, more: false })
      const [first, second] = [sentTo(seeded.emails[0]!), sentTo(seeded.emails[1]!)]
      expect(box.mails).toHaveLength(2)
      expect(first.subject).toBe('Please finish: Second course and 1 more course')
      expect(first.text).toMatch(
        new RegExp(
          `Second course\nDue: 8 Jun 2026 \\(overdue\\)\nTakes: about ${MINUTES} minutes\nhttps://training\\.example/en/courses/[\\w-]+\n\nFirst course\nDue: 13 Jun 2026\n`,
        ),
      )
      expect(first.text).toContain('\nhttps://training.example/en/courses\n')
      expect(second.subject).toBe('Please take this course again: First course')
      expect(second.text).toContain('Renew by: 30 Jun 2026\n')
      for (const { text } of box.mails) expect(text).not.toMatch(/score|passed|%|right/i)
    })
    test('brings the due day for the calendar, and moves it there when it moves', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW + 3 * DAY })
      await reminders.remind(NOW)
      await set(seeded.enrolments[0]!, { due_at: NOW + 9 * DAY })
      await reminders.remind(NOW + 7 * DAY)
      const entries = box.mails.map(({ attachments: [file] }) => ({
        ...file,
        content: file!.content.replace(/\r/g, '').replace(/\n /g, ''),
      }))
      const field = (name: string) => entries.map(({ content }) => new RegExp(`^${name}:(.*)$`, 'm').exec(content)![1]!)
      expect(entries.map(({ filename, mimeType }) => [filename, mimeType])).toEqual(Array(2).fill(['due-days.ics', 'text/calendar']))
      expect(field('SUMMARY')).toEqual(Array(2).fill('Due: First course'))
      expect(field('DTSTART;VALUE=DATE')).toEqual(['20260613', '20260619'])
      expect(new Set(field('UID')).size).toBe(1)
      const [before, after] = field('SEQUENCE').map(Number)
      expect(after).toBeGreaterThan(before!)
      expect(field('METHOD')).toEqual(['PUBLISH', 'PUBLISH'])
    })
    test('comes once a week at most', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW - DAY })
      expect(await reminders.remind(NOW)).toEqual({ sent: 1, failed: 0, more: false })
      expect(await reminders.remind(NOW + 7 * DAY - 1)).toBeNull()
      await reminders.askToRemind(seeded.cohorts[0]!, NOW + DAY)
      expect(await reminders.remindCohort(seeded.course, seeded.cohorts[0]!, NOW + 7 * DAY - 1)).toMatchObject({ sent: 5 })
      expect(box.mails.filter(({ to }) => to === seeded.emails[0])).toHaveLength(1)
      expect(await reminders.remind(NOW + 7 * DAY)).toEqual({ sent: 1, failed: 0, more: false })
    })
    test('counts what was said of an earlier enrolment in the same course', async () => {
      await set(seeded.enrolments[1]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + DAY, notified_at: NOW - DAY })
      await set(seeded.enrolments[0]!, { due_at: NOW - DAY, renews: seeded.enrolments[1], learner_id: seeded.learners[1] })
      expect(await reminders.remind(NOW)).toBeNull()
      expect(await reminders.remind(NOW + 6 * DAY)).toMatchObject({ sent: 1 })
      await set(seeded.enrolments[0]!, { renews: null, learner_id: seeded.learners[0] })
    })
    test('goes out in slices, and none is left out', async () => {
      await all({ due_at: NOW - DAY })
      const slices = []
      for (let done = await reminders.remind(NOW, undefined, 3); done; done = await reminders.remind(NOW, undefined, 3)) slices.push(done)
      expect(slices[0]!.more).toBe(true)
      expect(slices.every(({ sent }) => sent <= 3)).toBe(true)
      expect(box.mails.map((m) => m.to).sort()).toEqual([...seeded.emails].sort())
    })
    test('is not sent to people who left, are exempt, have completed, are not yet due, have started again, or have no account', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW - DAY, ended_at: NOW - 1 })
      await set(seeded.enrolments[1]!, { due_at: NOW - DAY, completed_at: NOW - 1 })
      await set(seeded.enrolments[2]!, { due_at: NOW + 8 * DAY })
      await set(seeded.enrolments[5]!, { due_at: NOW - DAY, exempt_at: NOW - 1 })
      await set(seeded.enrolments[3]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + DAY })
      await set(seeded.enrolments[4]!, { renews: seeded.enrolments[3] })
      await set(other.enrolments[1]!, { due_at: NOW - DAY })
      expect(await reminders.remind(NOW)).toBeNull()
      expect(box.mails).toEqual([])
      await set(seeded.enrolments[4]!, { renews: null })
    })
    test('is sent once if four processes run at the same moment', async () => {
      await all({ due_at: NOW - DAY })
      const runs = await Promise.all(Array.from({ length: 4 }, () => reminders.remind(NOW)))
      expect(runs.reduce((sum, r) => sum + (r?.sent ?? 0), 0)).toBe(6)
      expect(box.mails.map((m) => m.to).sort()).toEqual([...seeded.emails].sort())
    })
    test('is not lost while the mail server is down', async () => {
      await all({ due_at: NOW - DAY })
      await box.close()
      await expect(reminders.remind(NOW)).rejects.toThrow('No reminder could be sent')
      const rows = await store().db.selectFrom('enrolment').select(['notified_at', 'reminded_at', 'reminding_until']).execute()
      for (const row of rows) expect(row).toEqual({ notified_at: null, reminded_at: null, reminding_until: null })
      await box.open()
      expect(await reminders.remind(NOW + 60_000)).toEqual({ sent: 6, failed: 0, more: false })
      expect(new Set(box.mails.map((m) => m.to))).toEqual(new Set(seeded.emails))
    })
    test('to a refused address is retried after a day, and holds up nobody else’s', async () => {
      await all({ due_at: NOW - DAY })
      box.refuse = (address) => address === seeded.emails[2]
      expect(await reminders.remind(NOW)).toEqual({ sent: 5, failed: 1, more: false })
      box.refuse = () => false
      expect(await reminders.remind(NOW + 3600_000)).toBeNull()
      expect(await reminders.remind(NOW + DAY)).toEqual({ sent: 1, failed: 0, more: false })
      expect(box.mails.at(-1)!.to).toBe(seeded.emails[2])
    })
    test('that only a refused address would get is no fault of the mail server', async () => {
      await set(seeded.enrolments[2]!, { due_at: NOW - DAY })
      box.refuse = () => true
      expect(await reminders.remind(NOW)).toEqual({ sent: 0, failed: 1, more: false })
      expect(await reminders.remind(NOW + 3600_000)).toBeNull()
    })
    test('claimed by a process that was killed is taken over', async () => {
      await all({ due_at: NOW - DAY, reminding_until: NOW + 15 * 60_000 })
      expect(await reminders.remind(NOW)).toBeNull()
      expect(await reminders.remind(NOW + 16 * 60_000)).toEqual({ sent: 6, failed: 0, more: false })
    })
  })

  test('people whom an owner has enrolled are told in which course, by whom, once, and reminded a week later at the earliest', async () => {
    const own = seeded.enrolments.slice(0, 2)
    await set(own[0]!, { due_at: NOW + 6 * DAY })
    expect(await reminders.notifyEnrolled([])).toBeNull()
    const { id } = await store().db.selectFrom('user').select('id').where('email', '=', seeded.emails[5]!).executeTakeFirstOrThrow()
    expect(await reminders.notifyEnrolled([...own, other.enrolments[1]!], id, NOW)).toEqual({ sent: 2, failed: 0, more: false })
    const [first, second] = [sentTo(seeded.emails[0]!), sentTo(seeded.emails[1]!)]
    expect(first.subject).toBe('You have been enrolled in a course: First course')
    expect(first.text).toMatch(new RegExp(`Course: First course\nDue: 16 Jun 2026\nTakes: about ${MINUTES} minutes\nFrom: .+@.+\n`))
    expect(first.text).toMatch(new RegExp(`\nhttps://training\\.example/en/courses/${own[0]}\n`))
    expect(first.attachments).toHaveLength(1)
    expect([second.text.includes('Due:'), second.attachments]).toEqual([false, []])
    expect(await reminders.remind(NOW + DAY)).toBeNull()
    expect(await reminders.remind(NOW + 7 * DAY)).toMatchObject({ sent: 1 })
  })

  test('a message that nobody in person has asked for is from the organisation, and names whom to ring', async () => {
    const desk = { name: 'Safety desk', phone: '+00 555 0100', email: 'desk@ministry.example' }
    const contacts = [{ place: 'Riga', name: 'Riga desk', phone: '+00 555 0199' }, desk]
    const organisation = { name: 'Ministry of Rivers', support: { name: 'Help desk' }, contacts }
    await saveOrganisation(OrganisationSchema.parse(organisation))
    await reminders.notifyEnrolled([seeded.enrolments[0]!], null, NOW)
    const whom = 'From: Ministry of Rivers\nHelp: Help desk\nReporting contact: Safety desk, +00 555 0100\n'
    expect(sentTo(seeded.emails[0]!).text).toContain(whom)
    const [made] = await inviteToCohort([{ email: 'una@example.org', name: '' }], { cohort: seeded.cohorts[0]!, mail: true, by: null })
    await mailAll([made!], await invitedInto(seeded.cohorts[0]!))
    expect(sentTo('una@example.org').text).toContain(whom)
    // If each contact is for a place, none is for everybody. Without a telephone number the address appears.
    await saveOrganisation(OrganisationSchema.parse({ ...organisation, contacts: [contacts[0], { ...desk, place: 'Oslo' }] }))
    await reminders.notifyEnrolled([seeded.enrolments[1]!], null, NOW)
    expect(sentTo(seeded.emails[1]!).text).not.toContain('Reporting contact')
    await saveOrganisation(OrganisationSchema.parse({ contacts: [{ ...desk, phone: '' }] }))
    await reminders.notifyEnrolled([seeded.enrolments[2]!], null, NOW)
    expect(sentTo(seeded.emails[2]!).text).toContain('Reporting contact: Safety desk, desk@ministry.example\n')
    expect(sentTo(seeded.emails[2]!).text).not.toContain('From:')
    await saveOrganisation(OrganisationSchema.parse({}))
  })

  test('a cohort is reminded when its owner asks, due or not, and never twice within a week', async () => {
    const [cohort, course] = [seeded.cohorts[0]!, seeded.course]
    await set(seeded.enrolments[5]!, { completed_at: NOW - 1 })
    expect(await whom.remindable(course, cohort, NOW)).toBe(5)
    await reminders.askToRemind(cohort, NOW)
    expect(await reminders.remindCohort(course, cohort, NOW)).toEqual({ sent: 5, failed: 0, more: false })
    expect(box.mails[0]!.subject).toBe('Please finish: First course')
    expect(await whom.remindable(course, cohort, NOW + 7 * DAY - 1)).toBe(0)
    expect(await whom.remindable(course, cohort, NOW + 7 * DAY)).toBe(5)
  })
  test('what an owner asked for goes out by itself once the mail server is back, once', async () => {
    const [cohort, course] = [seeded.cohorts[0]!, seeded.course]
    await box.close()
    await reminders.askToRemind(cohort, NOW)
    await expect(reminders.remindCohort(course, cohort, NOW)).rejects.toThrow('No reminder could be sent')
    await box.open()
    expect(await reminders.remind(NOW + 60_000, undefined, 4)).toMatchObject({ sent: 4, more: true })
    expect(await reminders.remind(NOW + 60_000, undefined, 4)).toMatchObject({ sent: 2 })
    expect(await reminders.remind(NOW + 30 * DAY)).toBeNull()
    expect(box.mails.map((m) => m.to).sort()).toEqual([...seeded.emails].sort())
  })

  test('a letter about an enrolment is not a reminder in the records', async () => {
    const { readLines } = await import('../records/read-lines')
    const { scopeNow } = await import('../records/records')
    const { scope, versions } = await scopeNow(seeded.course, NOW)
    const line = async () => (await readLines([{ kind: 'enrolment', id: seeded.enrolments[0]! }], scope, versions))[0]!
    await reminders.notifyEnrolled([seeded.enrolments[0]!], null, NOW)
    expect(await line()).toMatchObject({ invitedAt: NOW, remindedAt: null })
    await set(seeded.enrolments[0]!, { due_at: NOW + 2 * DAY })
    expect(await reminders.remind(NOW + 7 * DAY - 1), 'it counts for the week between two letters all the same').toBeNull()
    await reminders.remind(NOW + 7 * DAY)
    expect(await line()).toMatchObject({ invitedAt: NOW, remindedAt: NOW + 7 * DAY })
  })

  test('a reminder does not reach people who heard about the course in the last week', async () => {
    const [first, second] = [seeded.enrolments[0]!, seeded.enrolments[1]!]
    await set(first, { notified_at: NOW - DAY })
    const reached = async (now: number) => (await reminders.remindableNow([first, second], now)).map(({ id }) => id).sort()
    expect(await reached(NOW)).toEqual([second])
    expect(await reached(NOW + 6 * DAY)).toEqual([first, second].sort())
    const { people, sending } = await reminders.remindEnrolments([first, second], NOW)
    expect([people, await sending]).toEqual([1, { sent: 1, failed: 0, more: false }])
  })

  describe('somebody who was invited to a course and has not joined', () => {
    const invite = async (values: object = {}) => {
      const { inviteAll } = await import('../accounts/invitations')
      const [made] = await inviteAll([{ email: 'new@example.org', name: '', roles: [], cohort: seeded.cohorts[0]! }], 'mail', null)
      await change({ mail: 'sent', created_at: NOW, expires_at: NOW + 14 * DAY, ...values })
      return made!.token
    }
    const change = (values: object) => store().db.updateTable('invitation').set(values).execute()
    const row = () => store().db.selectFrom('invitation').selectAll().executeTakeFirstOrThrow()
    const linkIn = ({ text }: { text: string }) => /https:\/\/training\.example\/en\/invitation\/([\w-]+)\n/.exec(text)![1]!

    test('is reminded a week later, by a new link in place of the old, and four times at most', async () => {
      const token = await invite()
      const { hashToken } = await import('../platform/tokens')
      expect(await reminders.remind(NOW + 7 * DAY - 1)).toBeNull()
      expect(await reminders.remind(NOW + 7 * DAY)).toEqual({ sent: 1, failed: 0, more: false })
      const [mail] = box.mails
      expect(mail).toMatchObject({ to: 'new@example.org', subject: 'Reminder: you are invited to a course: First course' })
      expect(mail!.text).toMatch(/^Hello,\n/)
      expect(linkIn(mail!)).not.toBe(token)
      expect(await row()).toMatchObject({ id: hashToken(linkIn(mail!)), mail: 'sent', shown: 0, reminders: 1, expires_at: NOW + 21 * DAY })
      for (let week = 1; week <= 10; week++) await reminders.remind(NOW + week * 7 * DAY)
      expect(box.mails).toHaveLength(4)
    })
    test('was invited on one day and reminded on another, in the records and once they have joined', async () => {
      const { readRecords } = await import('../records/records')
      const { RecordFilter } = await import('@/scenarios/engine/course/records')
      const { lettersOf } = await import('../accounts/invitations')
      const line = async () => (await readRecords(seeded.course, RecordFilter.parse({ state: 'invited' }), NOW)).rows[0]
      await invite({ mail: 'waiting' })
      expect(await line()).toMatchObject({ invitedAt: null, remindedAt: null, notMailed: null })
      await change({ mail: 'failed', mail_answer: '550 no such mailbox' })
      expect(await line()).toMatchObject({ invitedAt: null, notMailed: '550 no such mailbox' })
      await change({ mail: 'sent' })
      expect(await line()).toMatchObject({ invitedAt: NOW, remindedAt: null })
      await reminders.remind(NOW + 7 * DAY)
      expect(await line()).toMatchObject({ invitedAt: NOW, remindedAt: NOW + 7 * DAY })
      // Sent again by hand it is a new invitation, but it remains true that there was a reminder.
      const { renew } = await import('../accounts/pending-invitations')
      const by = (await store().db.selectFrom('user').select('id').limit(1).executeTakeFirstOrThrow()).id
      await renew((await row()).id, by, 'mail')
      await change({ mail: 'sent' })
      const again = await row()
      expect(again.created_at).toBeGreaterThan(NOW + 7 * DAY)
      expect(await line()).toMatchObject({ invitedAt: again.created_at, remindedAt: NOW + 7 * DAY })
      expect(lettersOf(again)).toEqual({ invitedAt: again.created_at, remindedAt: NOW + 7 * DAY, notMailed: null })
    })
    test('keeps the old link if the reminder could not be sent', async () => {
      await invite()
      const before = await row()
      box.refuse = () => true
      expect(await reminders.remind(NOW + 7 * DAY)).toEqual({ sent: 0, failed: 1, more: false })
      expect(await row()).toEqual({ ...before, reminding_until: NOW + 8 * DAY })
      await box.close()
      await expect(reminders.remind(NOW + 8 * DAY)).rejects.toThrow('No reminder could be sent')
      expect(await row()).toEqual({ ...before, reminding_until: null })
      await box.open()
    })
    test('is reminded when the owner asks, not within a week, and once if invited twice', async () => {
      await invite()
      await invite({ created_at: NOW - DAY })
      const { cohorts, course } = seeded
      const count = (at: number) => whom.remindable(course, cohorts[0]!, at)
      await all({ completed_at: NOW - 1 })
      expect([await count(NOW + 6 * DAY - 1), await count(NOW + 6 * DAY)]).toEqual([0, 1])
      await reminders.askToRemind(cohorts[0]!, NOW)
      expect(await reminders.remindCohort(course, cohorts[0]!, NOW + 6 * DAY)).toMatchObject({ sent: 1 })
      expect(await reminders.remind(NOW + 7 * DAY)).toBeNull()
    })
    test('hears about the course again a week after its invitation at the earliest, though they have joined', async () => {
      const { enrol } = await import('../enrolment/enrolment')
      const { learner_id } = (await store()
        .db.selectFrom('enrolment')
        .select('learner_id')
        .where('id', '=', other.enrolments[1]!)
        .executeTakeFirst())!
      await store().db.updateTable('learner').set({ user_id: null }).where('id', '=', seeded.learners[4]!).execute()
      const user = (await store().db.selectFrom('user').select('id').where('email', '=', seeded.emails[4]!).executeTakeFirstOrThrow()).id
      await store().db.updateTable('learner').set({ user_id: user }).where('id', '=', learner_id).execute()
      const joined = await enrol({
        learner: learner_id,
        cohort: seeded.cohorts[0]!,
        letters: { invitedAt: NOW, remindedAt: null },
        now: NOW + DAY,
      })
      if (!joined.ok) throw new Error(joined.reason)
      await set(joined.id, { due_at: NOW + 2 * DAY })
      expect(await reminders.remind(NOW + 7 * DAY - 1)).toBeNull()
      expect(await reminders.remind(NOW + 7 * DAY)).toMatchObject({ sent: 1 })
      await store().db.deleteFrom('enrolment').where('id', '=', joined.id).execute()
      await store().db.updateTable('learner').set({ user_id: null }).where('id', '=', learner_id).execute()
      await store().db.updateTable('learner').set({ user_id: user }).where('id', '=', seeded.learners[4]!).execute()
    })
    test('is not reminded where a link was handed over, where it brings a role, or where the course is archived', async () => {
      await invite({ mail: 'none' })
      expect(await reminders.remind(NOW + 7 * DAY)).toBeNull()
      await change({ mail: 'sent', roles: '["owner"]' })
      expect(await reminders.remind(NOW + 7 * DAY)).toBeNull()
      await change({ roles: '[]' })
      await store().db.updateTable('course').set({ archived_at: NOW }).execute()
      expect(await reminders.remind(NOW + 7 * DAY)).toBeNull()
      await store().db.updateTable('course').set({ archived_at: null }).execute()
      expect(await reminders.remind(NOW + 7 * DAY)).toMatchObject({ sent: 1 })
    })
    test('is sent a link that nobody has been sent, once it has waited for an hour, and again if the server stopped while it sent', async () => {
      const HOUR = 3600_000
      await invite({ mail: 'waiting' })
      expect(await reminders.remind(NOW + HOUR)).toBeNull()
      expect(await reminders.remind(NOW + HOUR + 1)).toMatchObject({ sent: 1 })
      await change({ mail: 'waiting' })
      expect(await reminders.remind(NOW + 2 * HOUR)).toBeNull()
      expect(await reminders.remind(NOW + 2 * HOUR + 2)).toMatchObject({ sent: 1 })
    })
    test('is reminded once if four processes run at the same moment', async () => {
      await invite()
      await Promise.all(Array.from({ length: 4 }, () => reminders.remind(NOW + 7 * DAY)))
      expect(box.mails).toHaveLength(1)
    })
  })

  test('a digest counts as the records do, in their words: all nine states, and who is overdue', async () => {
    const { countRecords, readRecords } = await import('../records/records')
    const { RecordFilter } = await import('@/scenarios/engine/course/records')
    const { STATES } = await import('@/scenarios/engine/course/state')
    const { writeDigest } = await import('../reports/owner-digest')
    const [begun, done, soon, over, exempt, left] = seeded.enrolments
    await set(begun!, { begun_at: NOW, due_at: NOW - DAY })
    await set(done!, { begun_at: NOW, completed_at: NOW })
    await set(soon!, { begun_at: NOW, completed_at: NOW, renew_at: NOW + DAY })
    await set(over!, { begun_at: NOW, completed_at: NOW, renew_at: NOW - DAY })
    await set(exempt!, { exempt_at: NOW })
    await set(left!, { ended_at: NOW })
    const { inviteAll } = await import('../accounts/invitations')
    await inviteAll([{ email: 'new@example.org', name: '', roles: [], cohort: seeded.cohorts[0]! }], 'mail', null)
    const course = { title: 'First course', course: seeded.course, totals: await countRecords(seeded.course, NOW), erased: 0 }
    await writeDigest({ user_id: 'nobody', name: '', email: 'owner@example.org' }, [course], NOW)
    const { text } = sentTo('owner@example.org')
    const said = (label: string) => Number(new RegExp(`^${label}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
    const listed = async (state?: string) => {
      const { found } = await readRecords(seeded.course, RecordFilter.parse({ state }), NOW)
      return found
    }
    for (const state of [...STATES, 'overdue'] as const) {
      const word = state.replace('-', ' ')
      expect([state, said(word[0]!.toUpperCase() + word.slice(1))]).toEqual([state, await listed(state)])
    }
    expect(said('In the course')).toBe(await listed())
    for (const state of ['Invited', 'Expiring', 'Expired', 'Exempt', 'Left', 'Overdue']) expect(said(state), state).toBe(1)
  })

  test('the preview of a letter has the details that such a letter has', async () => {
    const { sampleOf } = await import('../mail/sample')
    const { asText } = await import('../mail/as-text')
    const { letterOf } = await import('../mail/letters')
    await saveOrganisation(OrganisationSchema.parse({ support: { name: 'Help desk' }, contacts: [{ name: 'Safety desk', phone: '1' }] }))
    const { id: by } = await store().db.selectFrom('user').select('id').limit(1).executeTakeFirstOrThrow()
    const cohort = seeded.cohorts[0]!
    const inTwo = await inviteToCohort([{ email: 'una@example.org', name: '' }], { cohort, mail: true, by })
    await store()
      .db.updateTable('cohort')
      .set({ due_at: NOW + DAY })
      .where('id', '=', cohort)
      .execute()
    await mailAll(inTwo, await invitedInto(cohort))
    const { inviteAll } = await import('../accounts/invitations')
    const [account] = await inviteAll([{ email: 'ola@example.org', name: '', roles: ['owner'], cohort: null }], 'mail', by)
    await mailAll([{ email: 'ola@example.org', name: '', token: account!.token }])
    await set(seeded.enrolments[2]!, { due_at: NOW + DAY })
    await reminders.notifyEnrolled([seeded.enrolments[2]!], by, NOW)
    await set(seeded.enrolments[3]!, { due_at: NOW + DAY })
    await set(seeded.enrolments[4]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + DAY })
    await reminders.remind(NOW)
    const labels = (text: string) => [...text.matchAll(/^([A-Z][a-z ]+): ./gm)].map(([, label]) => label)
    const real = {
      course: sentTo('una@example.org'),
      account: sentTo('ola@example.org'),
      enrolled: sentTo(seeded.emails[2]!),
      reminder: sentTo(seeded.emails[3]!),
      renewal: sentTo(seeded.emails[4]!),
    }
    for (const [kind, mail] of Object.entries(real) as [keyof typeof real, { text: string }][]) {
      const sample = asText(await letterOf(kind, 'en', await sampleOf(kind, 'en', 'Ada')))
      expect([kind, labels(sample)]).toEqual([kind, labels(mail.text)])
    }
    expect(labels(real.renewal.text)).toContain('Renew by')
    await store().db.updateTable('cohort').set({ due_at: null }).execute()
    await saveOrganisation(OrganisationSchema.parse({}))
  })

  test('owners get counts and no names', async () => {
    await set(seeded.enrolments[0]!, { due_at: NOW - DAY })
    const owner = await store()
      .db.selectFrom('user')
      .select(['id', 'email', 'name'])
      .where('email', '=', seeded.emails[5]!)
      .executeTakeFirstOrThrow()
    await store().db.insertInto('user_role').values({ user_id: owner.id, role: 'owner' }).execute()
    expect(await owners.notifyOwners(NOW), 'of a course of somebody else’s').toBeNull()
    await store().db.insertInto('course_owner').values({ course_id: seeded.course, user_id: owner.id, since: 0 }).execute()
    const runs = await Promise.all([owners.notifyOwners(NOW), owners.notifyOwners(NOW)])
    expect(runs.reduce((sum, run) => sum + (run?.sent ?? 0), 0)).toBe(1)
    expect(box.mails.map((m) => m.to)).toEqual([owner.email])
    const { text } = box.mails[0]!
    expect(text).toMatch(/First course\nIn the course: 6\nNot started: \d\nIn progress: \d\nComplete: 0\nOverdue: 1\n\n/)
    const others = await store().db.selectFrom('user').select('email').where('id', '!=', owner.id).execute()
    for (const { email } of others) expect(text).not.toContain(email)
    // Once a week, whatever restarts.
    expect(await owners.notifyOwners(NOW + 7 * DAY - 1)).toBeNull()
    box.refuse = () => true
    await expect(owners.notifyOwners(NOW + 7 * DAY)).rejects.toThrow('No digest could be sent')
    box.refuse = () => false
    const line = {
      course_id: seeded.course,
      version: 1,
      cohort_id: seeded.cohorts[0]!,
      standing: 'complete',
      overdue: 0,
      month: '2026-06',
    } as const
    await store()
      .db.insertInto('record_tombstone')
      .values([
        { ...line, id: 'first' },
        { ...line, id: 'second', standing: 'not-started' },
      ])
      .execute()
    expect(await owners.notifyOwners(NOW + 7 * DAY + 60_000)).toMatchObject({ sent: 1 })
    // Why a number fell, and nothing else.
    expect(box.mails.at(-1)!.text).toMatch(/\nOverdue: 1\nErased records: 2\n\n/)
    await store().db.deleteFrom('record_tombstone').execute()
    await store().db.deleteFrom('user_role').execute()
  })
})
