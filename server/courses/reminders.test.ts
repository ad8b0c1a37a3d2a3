/** Reminders, sent to a real mail server, on both databases. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '@/tests/support/server'
import { type ManyLearners, courseOfMany, manyLearners } from '@/tests/support/many-learners'
import { holdStore, onEachDatabase } from '@/tests/support/store'

const DAY = 24 * 3600_000
const NOW = Date.UTC(2026, 5, 10, 9)

interface Got {
  to: string
  text: string
}
const got: Got[] = []
let refuse: (address: string) => boolean = () => false
let server: SMTPServer | null = null
let port = 0

async function listen(): Promise<void> {
  server = new SMTPServer({
    closeTimeout: 100,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) => done(refuse(address) ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      let raw = ''
      stream
        .setEncoding('utf8')
        .on('data', (part: string) => {
          raw += part
        })
        .on('end', () => {
          // Plain text arrives as quoted-printable.
          const text = raw
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          got.push({ to: session.envelope.rcptTo.map((r) => r.address).join(), text })
          done()
        })
    },
  })
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  expect((server.server.address() as AddressInfo).port).toBe(port)
}
const close = () =>
  new Promise<void>((done) => {
    if (server) server.close(() => done())
    else done()
    server = null
  })

// The settings are read only once, so the module is imported after they are set.
let reminders: typeof import('./reminders')
let owners: typeof import('./owner-digest')
beforeAll(async () => {
  port = await freePort()
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
  process.env.PUBLIC_URL = 'https://training.example'
  reminders = await import('./reminders')
  owners = await import('./owner-digest')
  await listen()
})
afterAll(close)
beforeEach(() => {
  got.length = 0
  refuse = () => false
})

onEachDatabase((fresh) => {
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
  beforeEach(() => all({ due_at: null, completed_at: null, renew_at: null, ended_at: null, reminded_at: null, reminding_until: null }))

  describe('a reminder', () => {
    test('is one mail per person with all courses that are due, overdue or to be renewed, and contains no result', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW + 3 * DAY })
      await set(other.enrolments[0]!, { due_at: NOW - 2 * DAY })
      await set(seeded.enrolments[1]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + 20 * DAY })
      expect(await reminders.remind(NOW)).toEqual({ sent: 2, failed: 0 })
      const [first, second] = [seeded.emails[0], seeded.emails[1]].map((to) => got.find((m) => m.to === to)!)
      expect(got).toHaveLength(2)
      expect(first!.text).toMatch(/Overdue\s+Second course: was due on 8 June 2026\s+https:\/\/training\.example\/en\/courses\//)
      expect(first!.text).toMatch(/Due soon\s+First course: due on 13 June 2026/)
      expect(first!.text).toContain('Subject: 2 courses to finish')
      expect(second!.text).toContain('renewal due by 30 June 2026')
      for (const { text } of got) expect(text).not.toMatch(/score|passed|%|right/i)
    })
    test('comes weekly', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW - DAY })
      expect(await reminders.remind(NOW)).toEqual({ sent: 1, failed: 0 })
      expect(await reminders.remind(NOW + 6 * DAY)).toBeNull()
      expect(await reminders.remind(NOW + 7 * DAY)).toEqual({ sent: 1, failed: 0 })
    })
    test('is not sent to people who left, have completed, are not yet due, have started again, or have no account', async () => {
      await set(seeded.enrolments[0]!, { due_at: NOW - DAY, ended_at: NOW - 1 })
      await set(seeded.enrolments[1]!, { due_at: NOW - DAY, completed_at: NOW - 1 })
      await set(seeded.enrolments[2]!, { due_at: NOW + 8 * DAY })
      await set(seeded.enrolments[3]!, { completed_at: NOW - 300 * DAY, renew_at: NOW + DAY })
      await set(seeded.enrolments[4]!, { renews: seeded.enrolments[3] })
      await set(other.enrolments[1]!, { due_at: NOW - DAY })
      expect(await reminders.remind(NOW)).toBeNull()
      expect(got).toEqual([])
      await set(seeded.enrolments[4]!, { renews: null })
    })
    test('is sent once if four processes run at the same moment', async () => {
      await all({ due_at: NOW - DAY })
      const runs = await Promise.all(Array.from({ length: 4 }, () => reminders.remind(NOW)))
      expect(runs.reduce((sum, r) => sum + (r?.sent ?? 0), 0)).toBe(6)
      expect(got.map((m) => m.to).sort()).toEqual([...seeded.emails].sort())
    })
    test('is not lost while the mail server is down', async () => {
      await all({ due_at: NOW - DAY })
      await close()
      await expect(reminders.remind(NOW)).rejects.toThrow('No reminder could be sent')
      const rows = await store().db.selectFrom('enrolment').select(['reminded_at', 'reminding_until']).execute()
      for (const row of rows) expect(row).toEqual({ reminded_at: null, reminding_until: null })
      await listen()
      expect(await reminders.remind(NOW + 60_000)).toEqual({ sent: 6, failed: 0 })
      expect(new Set(got.map((m) => m.to))).toEqual(new Set(seeded.emails))
    })
    test('to a refused address is retried after a day, and holds up nobody else’s', async () => {
      await all({ due_at: NOW - DAY })
      refuse = (address) => address === seeded.emails[2]
      expect(await reminders.remind(NOW)).toEqual({ sent: 5, failed: 1 })
      refuse = () => false
      expect(await reminders.remind(NOW + 3600_000)).toBeNull()
      expect(await reminders.remind(NOW + DAY)).toEqual({ sent: 1, failed: 0 })
      expect(got.at(-1)!.to).toBe(seeded.emails[2])
    })
    test('claimed by a process that was killed is taken over', async () => {
      await all({ due_at: NOW - DAY, reminding_until: NOW + 15 * 60_000 })
      expect(await reminders.remind(NOW)).toBeNull()
      expect(await reminders.remind(NOW + 16 * 60_000)).toEqual({ sent: 6, failed: 0 })
    })
  })

  test('people whom an owner has enrolled are told in which course, once, and reminded a week later at the earliest', async () => {
    const own = seeded.enrolments.slice(0, 2)
    await set(own[0]!, { due_at: NOW + 6 * DAY })
    await set(other.enrolments[0]!, { due_at: NOW - DAY })
    expect(await reminders.tellEnrolled([])).toBeNull()
    expect(await reminders.tellEnrolled([...own, other.enrolments[1]!], NOW)).toEqual({ sent: 2, failed: 0 })
    const [first, second] = [seeded.emails[0], seeded.emails[1]].map((to) => got.find((m) => m.to === to)!.text)
    expect(first).toContain('Subject: You have been enrolled in: First course')
    expect(first).toMatch(
      /New\s+First course: due on 16 June 2026\s+https:\/\/training\.example\/en\/courses\/[\s\S]+Overdue\s+Second course/,
    )
    expect(second).toMatch(/New\s+First course\s+https:/)
    expect(await reminders.remind(NOW + DAY)).toBeNull()
    expect(await reminders.remind(NOW + 7 * DAY)).toMatchObject({ sent: 1 })
  })

  test('a cohort is reminded at once, due or not, but not twice within a day', async () => {
    const cohort = seeded.cohorts[0]!
    await set(seeded.enrolments[5]!, { completed_at: NOW - 1 })
    expect(await reminders.remindable(cohort, NOW)).toHaveLength(5)
    expect(await reminders.remindCohort(cohort, NOW)).toEqual({ sent: 5, failed: 0 })
    expect(got[0]!.text).toMatch(/Still open\s+First course/)
    expect(await reminders.remindable(cohort, NOW + 3600_000)).toEqual([])
    expect(await reminders.remindable(cohort, NOW + DAY)).toHaveLength(5)
  })

  test('owners get counts and no names', async () => {
    await set(seeded.enrolments[0]!, { due_at: NOW - DAY })
    const owner = await store()
      .db.selectFrom('user')
      .select(['id', 'email', 'name'])
      .where('email', '=', seeded.emails[5]!)
      .executeTakeFirstOrThrow()
    await store().db.insertInto('user_role').values({ user_id: owner.id, role: 'owner' }).execute()
    expect(await owners.tellOwners(NOW), 'of a course of somebody else’s').toEqual({ sent: 0, failed: 0 })
    await store().db.insertInto('course_owner').values({ course_id: seeded.course, user_id: owner.id, since: 0 }).execute()
    expect(await owners.tellOwners(NOW)).toEqual({ sent: 1, failed: 0 })
    expect(got.map((m) => m.to)).toEqual([owner.email])
    expect(got[0]!.text).toMatch(/First course\s+enrolled 6, completed 0, in progress \d, not started \d, overdue 1/)
    const others = await store().db.selectFrom('user').select('email').where('id', '!=', owner.id).execute()
    for (const { email } of others) expect(got[0]!.text).not.toContain(email)
    await store().db.deleteFrom('user_role').execute()
  })
})
