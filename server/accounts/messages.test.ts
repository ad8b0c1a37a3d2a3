/** What is mailed, with a real mail server of the test's own. */
import { SMTPServer } from 'smtp-server'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'

const PEOPLE = '/en/manage/people'

describe('messages', () => {
  let server: TestServer
  let post: SMTPServer
  let admin: Visitor
  const received: { to: string[]; text: string }[] = []
  const last = (to: string) => received.filter((m) => m.to.includes(to)).at(-1)
  const linkTo = async (to: string, kind: string) => {
    await expect.poll(() => last(to)?.text, { timeout: 10_000 }).toContain(`/en/${kind}/`)
    return new RegExp(`/en/${kind}/[\\w-]+`).exec(last(to)!.text)![0]
  }

  beforeAll(async () => {
    const port = await freePort()
    post = new SMTPServer({ closeTimeout: 100,
      authOptional: true, disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _, done) => done(address.startsWith('refused') ? new Error('no such mailbox') : null),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
          // Soft line breaks of quoted-printable are no part of a link.
          received.push({ to: session.envelope.rcptTo.map((r) => r.address), text: Buffer.concat(chunks).toString('utf8').replace(/=\r\n/g, '').replace(/=3D/g, '=') })
          done()
        })
      },
    })
    await new Promise<void>((done) => post.listen(port, '127.0.0.1', done))
    server = await startServer({ env: { AUTH_SECRET, SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Second Look <training@example.org>' } })
    admin = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['administrator'])).cookie)
    const store = openStore({ directory: server.dataDir })
    await store.db.insertInto('setting').values({ name: 'organisation', body: JSON.stringify({ name: 'Ministry of Harbours', sign_up_domains: ['example.org'] }), updated_at: Date.now() }).execute()
    await store.db.destroy()
    // The server reads its settings anew within seconds.
    await vi.waitFor(async () => expect((await admin.get('/en')).body).toContain('Ministry of Harbours'), { timeout: 15_000, interval: 200 })
    return async () => {
      await server.stop()
      await new Promise<void>((done) => post.close(done))
    }
  })

  test('an invitation is mailed, and its link works', async () => {
    const shown = await admin.post(`${PEOPLE}/invite`, { name: 'Ira Lund', email: 'ira@example.org', roles: [] })
    expect((await admin.get(shown.location)).body).toContain('The link was also mailed to')
    const link = await linkTo('ira@example.org', 'invitation')
    expect(last('ira@example.org')!.text).toContain('Ministry of Harbours')
    expect(last('ira@example.org')!.text).toContain('From: Second Look <training@example.org>')
    expect((await new Visitor(server.url).post(`${link}/accept`, { name: 'Ira Lund', password: PASSWORD })).location).toBe('/en/learn')
  })

  test('what the mail server refuses is told, and the link stays to be copied', async () => {
    const shown = await admin.post(`${PEOPLE}/invite`, { name: 'R', email: 'refused@example.org', roles: [] })
    const page = (await admin.get(shown.location)).body
    expect(page).toContain('no such mailbox')
    expect(page).toMatch(/\/en\/invitation\/[\w-]{20,}/)
    expect((await admin.get(PEOPLE)).body).toContain('Could not be mailed')
  })

  test('a table is mailed; the list shows what became of each message', async () => {
    const form = new FormData()
    form.set('file', new File(['name,email\nA One,one@example.org\nB Two,refused2@example.org\n'], 'people.csv'))
    await admin.post(`${PEOPLE}/csv`, form)
    expect((await admin.post(`${PEOPLE}/check/confirm`, { how: 'mail' })).location).toBe(`${PEOPLE}?note=mailing&count=2#pending`)
    await linkTo('one@example.org', 'invitation')
    await expect.poll(async () => (await admin.get(PEOPLE)).body.match(/>Could not be mailed</g)?.length).toBe(2)
  })

  test('a forgotten password: the same answer for everybody, a link for whoever has an account, a limit', async () => {
    const { email, name } = await somebody({ directory: server.dataDir }, server.port)
    const visitor = new Visitor(server.url)
    expect((await visitor.post('/en/forgotten/send', { email: 'not an address' })).location).toBe('/en/forgotten?note=email')
    const before = received.length
    expect((await visitor.post('/en/forgotten/send', { email: 'stranger@example.org' })).location).toBe('/en/forgotten?note=sent')
    expect((await visitor.post('/en/forgotten/send', { email })).location).toBe('/en/forgotten?note=sent')
    const link = await linkTo(email, 'reset')
    expect(received).toHaveLength(before + 1)
    expect(last(email)!.text).toContain(name)
    expect((await visitor.post(`${link}/accept`, { password: 'quite another password' })).location).toBe('/en/sign-in?note=reset')
    expect((await visitor.post('/en/sign-in/password', { email, password: 'quite another password' })).location).toBe('/en/learn')
    const answers = [1, 2, 3].map(() => visitor.post('/en/forgotten/send', { email }))
    expect((await Promise.all(answers)).some((a) => a.location.includes('note=wait'))).toBe(true)
  })

  test('an account by mail is for the organisation’s domains, and proves the address', async () => {
    const visitor = new Visitor(server.url)
    expect((await visitor.get('/en/sign-in')).body).toContain('/en/sign-up')
    expect((await visitor.post('/en/sign-up/send', { email: 'x@elsewhere.example' })).location).toBe('/en/sign-up?note=domain')
    expect((await visitor.post('/en/sign-up/send', { email: 'x@sub.example.org' })).location).toBe('/en/sign-up?note=domain')
    expect((await visitor.post('/en/sign-up/send', { email: 'new@example.org' })).location).toBe('/en/sign-up?note=sent')
    const link = await linkTo('new@example.org', 'invitation')
    expect((await visitor.post(`${link}/accept`, { name: 'New', password: PASSWORD })).location).toBe('/en/learn')
    expect((await visitor.get('/en/account')).body).toContain('new@example.org')
    expect((await new Visitor(server.url).post('/en/sign-up/send', { email: 'new@example.org' })).location).toBe('/en/sign-up?note=sent')
    await expect.poll(() => last('new@example.org')!.text).toContain('You have one already')
  })
})
