/** Who may open a session, and whose it is. */
import { beforeAll, describe, expect, test } from 'vitest'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'

describe('facilitators by account', () => {
  let server: TestServer
  beforeAll(async () => {
    // As it is started without a word on sessions.
    server = await startServer({ env: { AUTH_SECRET, FACILITATORS: '' } })
    return () => server.stop()
  })
  const plan = { pattern: 'T01', nature: 'hostile', minutes: '30', size: '20', audience: 'phones', names: 'anonymous', rehearsal: '0' }

  test('of a fresh site: nobody opens a session until it is set up, and whoever sets it up opens one at once [p:sessions-by-role]', async () => {
    await expect.poll(() => server.output()).toContain('/en/set-up/')
    const stranger = new Visitor(server.url)
    expect((await stranger.get('/en/live')).body).toContain('nobody has set this site up yet')
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    const starter = new Visitor(server.url)
    const path = /\/en\/set-up\/[\w-]+/.exec(server.output())![0]
    const asked = (await starter.get(path)).body
    expect(asked).toContain('Who may open sessions for a room?')
    expect(/<input[^>]*checked[^>]*>/.exec(asked)?.[0]).toContain('value="role"')
    expect((await starter.post(`${path}/accept`, { name: 'Ada Holt', email: 'ada@example.org', password: PASSWORD, facilitators: 'role' })).location).toBe('/en/manage')
    expect((await starter.post('/en/live/create', plan)).location).toMatch(/\/host\//)
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    // Changed later under Organisation, by draft; the audit log says so.
    const organisation = '/en/manage/organisation'
    expect((await starter.get(`${organisation}/access`)).body).toContain('Anybody who can reach this site')
    await starter.post(`${organisation}/access/save`, { locale: 'en', sign_up_domains: '', facilitators: 'anyone' })
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    await starter.post(`${organisation}/apply`)
    expect((await stranger.post('/en/live/create', plan)).location).toMatch(/\/host\//)
    await starter.post(`${organisation}/access/save`, { locale: 'en', sign_up_domains: '', facilitators: 'role' })
    await starter.post(`${organisation}/apply`)
  })

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
    // Projector links are worked out, so that whoever finds the database opens none.
    const key = /projector\?key=([\w-]+)/.exec((await tablet.get(`${here}/cockpit`)).body)![1]!
    const stranger = new Visitor(server.url)
    expect((await stranger.get(`${here}/state?as=projector&key=${key}`)).status).toBe(200)
    expect((await stranger.get(`${here}/state?as=projector&key=${key.slice(1)}`)).status).toBe(403)
    expect((await stranger.get(`${here}/state?as=projector`)).status).toBe(403)
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
