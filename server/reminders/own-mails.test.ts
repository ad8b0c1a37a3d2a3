import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { courseOf, published } from '@/tests/support/courses'
import { type Mailbox, openMailbox } from '@/tests/support/mailbox'
import { AUTH_SECRET, PASSWORD, type TestPerson, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import en from '@/messages/en.json'
import { learnerOfUser } from '../accounts/people'
import { held, migrate, openStore } from '../database'
import { enrol } from '../enrolment/enrolment'

const DAY = 24 * 3600_000
const directory = mkdtempSync(join(tmpdir(), 'second-look-mails-'))
let [server, mailbox]: [TestServer?, Mailbox?] = []
let [ada, unnamed, boss, ben]: TestPerson[] = []
let course: string

/** Something is overdue before the server starts, because its scheduler runs once at the start. */
beforeAll(async () => {
  const port = await freePort()
  const store = (held.store = openStore({ directory }))
  try {
    await migrate(store)
    ;[ada, unnamed, boss, ben] = [
      await somebody({ directory }, port, [], 'Ada Ellis'),
      await somebody({ directory }, port, [], ''),
      await somebody({ directory }, port, ['owner'], 'Bo Stern'),
      await somebody({ directory }, port, [], 'Ben Ode'),
    ]
    const made = await published(courseOf([], { title: 'Käse & <Brot>, first steps', people: 'names', due_days: 10 }), boss.id)
    course = made.id
    for (const { id } of [ada, unnamed])
      expect(await enrol({ learner: await learnerOfUser(id), cohort: made.cohort })).toMatchObject({ ok: true })
    await store.db
      .updateTable('enrolment')
      .set({ due_at: Date.now() - 2 * DAY })
      .execute()
  } finally {
    held.store = undefined
    await store.db.destroy()
  }
  mailbox = await openMailbox()
  server = await startServer({
    dataDir: directory,
    port,
    env: { AUTH_SECRET, SMTP_URL: mailbox.url, PUBLIC_URL: `http://127.0.0.1:${port}` },
  })
  await vi.waitFor(() => expect(mailbox!.mails).toHaveLength(3), { timeout: 20_000 })
  return async () => {
    await server?.stop()
    await mailbox?.close()
    rmSync(directory, { recursive: true, force: true })
  }
})
const mailTo = ({ email }: TestPerson) => mailbox!.mails.find((m) => m.to === email)!
/** Every address in a mail has to be a full address of this server. */
function linkIn({ text, html }: { text: string; html: string }): string {
  const links = text.match(/\S*\/en\/\S*/g) ?? []
  expect(links).toHaveLength(1)
  expect(links[0]).toMatch(new RegExp(`^${server!.url}/`))
  expect(html).toContain(`<a href="${links[0]}"`)
  return links[0]!.slice(server!.url.length)
}
/** `reminder.subject`: what appears if a text could not be formatted. */
const KEY = new RegExp(`\\b(${Object.keys(en).join('|')}|reminder|owner)\\.[a-zA-Z]+\\b`)

test('reminders and the owner’s digest come as words', () => {
  for (const { subject, text } of mailbox!.mails) expect(`${subject}\n${text.replace(/\S+@\S+|http\S+/g, '')}`).not.toMatch(KEY)
  expect(mailTo(ada!)).toMatchObject({ subject: 'Please finish: Käse & <Brot>, first steps' })
  expect(mailTo(ada!).text).toMatch(
    /^Hello Ada Ellis,\n\nYour organisation asks you to finish this security training\.\n\nCourse: Käse & <Brot>, first steps\nDue: \d+ \w+ \d{4} \(overdue\)\nTakes: about 3 minutes\n/,
  )
  expect(mailTo(ada!).html).toContain('Käse &amp; &lt;Brot&gt;, first steps')
  expect(mailTo(unnamed!).text).toMatch(/^Hello,\n\nYour organisation asks/)
  expect(mailTo(boss!)).toMatchObject({ subject: 'Your courses this week' })
  expect(mailTo(boss!).text).toContain('first steps\nIn the course: 2\nNot started: 2\nIn progress: 0\nComplete: 0\nOverdue: 2\n')
})

test('what is logged as sent was sent', async () => {
  const line = (job: string) =>
    server!
      .output()
      .split('\n')
      .find((l) => l.includes(job) && l.includes('Job done')) ?? ''
  await expect.poll(() => line('owner-digest')).toMatch(/"sent":1/)
  expect(line('reminders')).toMatch(/"sent":2/)
  const store = openStore({ directory })
  const rows = await store.db
    .selectFrom('enrolment')
    .select('reminded_at')
    .execute()
    .finally(() => store.db.destroy())
  expect(rows.map((r) => r.reminded_at !== null)).toEqual([true, true])
})

test.each(['the reminder', 'the digest'])('the link of %s leads through signing in to where it points', async (which) => {
  const [whose, title] = which === 'the reminder' ? [ada!, 'first steps'] : [boss!, en.records.totals.title]
  const link = linkIn(mailTo(whose))
  if (whose === boss) expect(link).toBe(`/en/manage/courses/${course}/records`)
  const visitor = new Visitor(server!.url)
  const led = await visitor.get(link)
  expect([led.status, led.location]).toEqual([307, expect.stringMatching(/^\/en\/sign-in\?/)])
  expect((await visitor.get(led.location)).body).toContain(`next=${encodeURIComponent(link)}`)
  const signed = await visitor.post(`/en/sign-in/password?${new URLSearchParams({ next: link })}`, {
    email: whose.email,
    password: PASSWORD,
  })
  expect([signed.status, signed.location]).toEqual([303, link])
  const page = await visitor.get(link)
  expect([page.status, page.body.includes(title)]).toEqual([200, true])
})

test('a person signed in to another account reads that, and can switch', async () => {
  const link = linkIn(mailTo(ada!))
  const other = new Visitor(server!.url, ben!.cookie)
  const page = await other.get((await other.get(link)).location)
  expect(page.body).toContain('signed in as Ben Ode')
  expect(page.body).not.toContain('first steps')
  const out = await other.post(/action="(\/en\/sign-out\?[^"]+)"/.exec(page.body)![1]!)
  expect(new URL(out.location, server!.url).searchParams.get('next')).toBe(link)
  const records = new Visitor(server!.url, ada!.cookie)
  expect((await records.get((await records.get(linkIn(mailTo(boss!)))).location)).body).toContain('signed in as Ada Ellis')
})

test('another person’s course looks like one that never existed, to the signed-in, the anonymous and strangers', async () => {
  const theirs = linkIn(mailTo(ada!))
  const never = `${theirs.slice(0, theirs.lastIndexOf('/'))}/x${'y'.repeat(19)}`
  const anonymous = new Visitor(server!.url)
  await anonymous.post('/en/learn/T01/start')
  for (const visitor of [new Visitor(server!.url, ben!.cookie), anonymous, new Visitor(server!.url)]) {
    for (const rest of ['', '/items/read', '/certificate']) {
      const [a, b] = [await visitor.get(theirs + rest), await visitor.get(never + rest)]
      expect(a.location.replaceAll(encodeURIComponent(theirs), '')).toBe(b.location.replaceAll(encodeURIComponent(never), ''))
      expect(a.status).toBe(b.status)
      expect(a.body).not.toContain('first steps')
    }
  }
})
