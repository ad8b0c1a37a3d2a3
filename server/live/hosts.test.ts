/** Who may open a session, and whose it is. */
import { beforeAll, describe, expect, test } from 'vitest'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'

describe('facilitators by account', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { AUTH_SECRET, FACILITATORS: 'role' } })
    return () => server.stop()
  })
  const plan = { pattern: 'T01', nature: 'hostile', minutes: '30', size: '20', audience: 'phones', names: 'anonymous', rehearsal: '0' }

  test('open sessions, and control them from any device of theirs [p:live-hosts]', async () => {
    const at = { directory: server.dataDir }
    const trainer = await somebody(at, server.port, ['facilitator'])
    const learner = await somebody(at, server.port, [])
    expect((await new Visitor(server.url).get('/en/live')).body).toContain('Sign in with your account')
    expect((await new Visitor(server.url).post('/en/live/create', plan)).location).toContain('note=role')
    expect((await new Visitor(server.url, learner.cookie).post('/en/live/create', plan)).location).toContain('note=role')
    const browser = new Visitor(server.url, trainer.cookie)
    const link = (await browser.post('/en/live/create', plan)).location
    expect(link).toMatch(/\/host\//)
    const here = link.split('/host/')[0]!
    const tablet = new Visitor(server.url, trainer.cookie)
    expect((await tablet.get(`${here}/cockpit`)).status).toBe(200)
    expect((await tablet.get(`${here}/state?as=host`)).status).toBe(200)
    expect((await tablet.get('/en/live')).body).toContain(`${here}/cockpit`)
    const colleague = new Visitor(server.url, (await somebody(at, server.port, ['facilitator'])).cookie)
    expect((await colleague.get(`${here}/cockpit`)).status).not.toBe(200)
    expect((await colleague.get(`${here}/state?as=host`)).status).toBe(403)
    // The host link works for whoever has it.
    const guest = new Visitor(server.url)
    expect((await guest.post(`${link}/accept`)).location).toBe(`${here}/cockpit`)
    expect((await guest.get(`${here}/state?as=host`)).status).toBe(200)
  })

  test('have 20 sessions open at once, and others once one is deleted [p:limit-rooms]', async () => {
    const browser = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['facilitator'])).cookie)
    const open = async () => (await browser.post('/en/live/create', plan)).location
    let last = ''
    for (let n = 0; n < 20; n++) expect(last = await open()).toMatch(/\/host\//)
    expect(await open()).toContain('note=quota')
    expect((await browser.get('/en/live?note=quota')).body).toContain('20 sessions of yours are open already')
    await browser.post(`${last.split('/host/')[0]}/delete`, { confirm: 'yes' })
    expect(await open()).toMatch(/\/host\//)
  })
})
