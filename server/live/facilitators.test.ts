import { beforeAll, describe, expect, test } from 'vitest'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { Stream, ask, participantStream } from '@/tests/support/live'
import { type TestServer, startServer } from '@/tests/support/server'
import { openStore } from '../database'
import { handleOf } from './devices'
import { Visitor } from '@/tests/support/visitor'

async function removes(admin: Visitor, user: string): Promise<void> {
  const { location } = await admin.post(`/en/manage/people/${user}/remove/confirm`, { password: PASSWORD })
  expect(location).toContain('removed')
}

describe('facilitators by account', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { AUTH_SECRET, FACILITATORS: '' } })
    return () => server.stop()
  })
  const plan = { scenario: 'T01', variant: 'hostile', minutes: '30', size: '20', audience: 'phones', names: 'anonymous', rehearsal: '0' }

  test('of a fresh site: nobody opens a session until it is set up, and then the person who set it up can at once [p:sessions-by-role]', async () => {
    await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
    const stranger = new Visitor(server.url)
    expect((await stranger.get('/en/live')).body).toContain('this site has not been set up yet')
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    const starter = new Visitor(server.url)
    const path = /\/en\/set-up\/[\w-]+/.exec(server.output())![0]
    const asked = (await starter.get(path)).body
    expect(asked).toContain('Who may open live sessions?')
    expect(/<input[^>]*checked[^>]*>/.exec(asked)?.[0]).toContain('value="role"')
    expect(
      (await starter.post(`${path}/accept`, { name: 'Ada Holt', email: 'ada@example.org', password: PASSWORD, facilitators: 'role' }))
        .location,
    ).toBe('/en/manage')
    expect((await starter.post('/en/live/create', plan)).location).toMatch(/\/facilitator\//)
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    const organisation = '/en/manage/organisation'
    expect((await starter.get(`${organisation}/access`)).body).toContain('Anyone who can reach this site')
    await starter.post(`${organisation}/access/save`, { locale: 'en', domains: '', facilitators: 'anyone' })
    expect((await stranger.post('/en/live/create', plan)).location).toContain('note=role')
    await starter.post(`${organisation}/apply`)
    expect((await stranger.post('/en/live/create', plan)).location).toMatch(/\/facilitator\//)
    await starter.post(`${organisation}/access/save`, { locale: 'en', domains: '', facilitators: 'role' })
    await starter.post(`${organisation}/apply`)
  })

  test('open sessions, and control them from any of their devices [p:live-facilitators]', async () => {
    const at = { directory: server.dataDir }
    const facilitator = await somebody(at, server.port, ['facilitator'])
    const learner = await somebody(at, server.port, [])
    expect((await new Visitor(server.url).get('/en/live')).body).toContain('Sign in with your account')
    expect((await new Visitor(server.url).post('/en/live/create', plan)).location).toContain('note=role')
    expect((await new Visitor(server.url, learner.cookie).post('/en/live/create', plan)).location).toContain('note=role')
    const browser = new Visitor(server.url, facilitator.cookie)
    const link = (await browser.post('/en/live/create', plan)).location
    expect(link).toMatch(/\/facilitator\//)
    const here = link.split('/facilitator/')[0]!
    const tablet = new Visitor(server.url, facilitator.cookie)
    expect((await tablet.get(`${here}/cockpit`)).status).toBe(200)
    expect((await tablet.get(`${here}/state?as=facilitator`)).status).toBe(200)
    expect((await tablet.get('/en/live')).body).toContain(`${here}/cockpit`)
    const colleague = new Visitor(server.url, (await somebody(at, server.port, ['facilitator'])).cookie)
    expect((await colleague.get(`${here}/cockpit`)).status).not.toBe(200)
    expect((await colleague.get(`${here}/state?as=facilitator`)).status).toBe(403)
    // Projector keys are derived, so the database alone opens no projector.
    const key = /projector\?key=([\w-]+)/.exec((await tablet.get(`${here}/cockpit`)).body)![1]!
    const stranger = new Visitor(server.url)
    expect((await stranger.get(`${here}/state?as=projector&key=${key}`)).status).toBe(200)
    expect((await stranger.get(`${here}/state?as=projector&key=${key.slice(1)}`)).status).toBe(403)
    expect((await stranger.get(`${here}/state?as=projector`)).status).toBe(403)
    // The facilitator link works for anyone who has it.
    const guest = new Visitor(server.url)
    expect((await guest.post(`${link}/accept`)).location).toBe(`${here}/cockpit`)
    expect((await guest.get(`${here}/state?as=facilitator`)).status).toBe(200)
  })

  async function opened() {
    const account = await somebody({ directory: server.dataDir }, server.port, ['facilitator'])
    const browser = new Visitor(server.url, account.cookie)
    const link = (await browser.post('/en/live/create', plan)).location
    return { account, browser, link, here: link.split('/facilitator/')[0]! }
  }
  const streamOf = async (browser: Visitor, here: string) => {
    const stream = new Stream(`${server.url}${here}/stream?as=facilitator`, [...browser.cookies].map((c) => c.join('=')).join('; '))
    await stream.connect()
    return stream
  }
  const status = async (browser: Visitor, here: string) => (await browser.get(`${here}/state?as=facilitator`)).status

  test('leave no control in a browser after signing out [p:facilitators-sign-out]', async () => {
    const { browser, link, here } = await opened()
    expect([...browser.cookies.keys()]).not.toContain('facilitator')
    // Nor does this browser keep what it controlled before somebody signed in.
    const guest = new Visitor(server.url)
    await guest.post(`${link}/accept`)
    browser.cookies.set('facilitator', guest.cookies.get('facilitator')!)
    expect(await status(browser, here)).toBe(200)
    await browser.post('/en/sign-out')
    expect([...browser.cookies.keys()]).not.toContain('facilitator')
    expect(await status(browser, here)).toBe(403)
    const next = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, [])).cookie)
    for (const [name, value] of browser.cookies) if (!name.startsWith('account')) next.cookies.set(name, value)
    expect(await status(next, here)).toBe(403)
    expect((await next.get('/en/live')).body).not.toContain(here)
  })

  test('control nothing once the role, the sign-in or the account is gone, and their open streams end [p:facilitators-rechecked]', async () => {
    const admin = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['administrator'])).cookie)
    const [demoted, ended, removed] = [await opened(), await opened(), await opened()]
    const streams = await Promise.all([demoted, ended, removed].map(({ browser, here }) => streamOf(browser, here)))
    const phone = new Visitor(server.url)
    await phone.post('/en/j', {
      code: /\b(\d{4}) (\d{4})\b/
        .exec((await removed.browser.get(`${removed.here}/cockpit`)).body)!
        .slice(1)
        .join(''),
    })
    const seen = participantStream(`${server.url}${removed.here}`, [...phone.cookies].map((c) => c.join('=')).join('; '))
    await seen.connect()

    await admin.post(`/en/manage/people/${demoted.account.id}/roles`, {})
    await admin.post(`/en/manage/people/${ended.account.id}/sessions`)
    for (const { browser, here } of [demoted, ended]) {
      expect(await status(browser, here)).toBe(403)
      for (const page of ['cockpit', 'run-sheet', 'summary', 'summary/json'])
        expect((await browser.get(`${here}/${page}`)).status, page).not.toBe(200)
      expect((await browser.post(`${here}/facilitator`)).location).not.toContain('/facilitator/')
      expect(
        (
          await ask(`${server.url}${here}/actions`, {
            method: 'POST',
            cookie: [...browser.cookies].map((c) => c.join('=')).join('; '),
            body: '{"type":"code"}',
          })
        ).status,
      ).toBe(403)
    }
    // An account without the role cannot return by the link, and the page says why.
    expect((await demoted.browser.post(`${demoted.link}/accept`)).location).toBe(demoted.link)
    expect((await demoted.browser.get(demoted.link)).body).toContain('your account does not have')
    expect(await status(demoted.browser, demoted.here)).toBe(403)

    await removes(admin, removed.account.id)
    await seen.until((s) => s.gone === 'deleted')
    await streams[2]!.until((s) => s.gone === 'deleted')
    for (const stream of streams) await stream.until((s) => !s.open, 25_000)
  })

  test('take browsers that came by the link with them, unless another account controls the session [p:facilitators-rechecked]', async () => {
    const at = { directory: server.dataDir }
    const admin = new Visitor(server.url, (await somebody(at, server.port, ['administrator'])).cookie)
    const withTablet = async () => {
      const session = await opened()
      const tablet = new Visitor(server.url)
      expect((await tablet.post(`${session.link}/accept`)).location).toBe(`${session.here}/cockpit`)
      return { ...session, tablet }
    }
    const roles = (user: string, ...given: string[]) => admin.post(`/en/manage/people/${user}/roles`, { roles: given })
    const [calm, demoted, gone, removed, shared] = await Promise.all([1, 2, 3, 4, 5].map(withTablet))
    // A new password, and signing out, do not stop a session that is running on a tablet.
    await calm!.browser.post('/en/account/password', { current: PASSWORD, password: 'another long password' })
    await calm!.browser.post('/en/sign-out')
    await admin.post(`/en/manage/people/${calm!.account.id}/sessions`)
    expect(await status(calm!.tablet, calm!.here)).toBe(200)

    const stream = await streamOf(demoted!.tablet, demoted!.here)
    await roles(demoted!.account.id)
    await admin.post(`/en/manage/people/${gone!.account.id}/left`, { left_password: PASSWORD })
    for (const { tablet, link, here } of [demoted!, gone!]) {
      expect(await status(tablet, here)).toBe(403)
      for (const page of ['cockpit', 'run-sheet', 'summary', 'summary/json', 'attendance/csv'])
        expect((await tablet.get(`${here}/${page}`)).status, page).not.toBe(200)
      expect((await tablet.post(`${here}/delete`, { confirm: 'yes' })).location).not.toContain('note=')
      expect((await tablet.post(`${here}/facilitator`)).location).not.toContain('/facilitator/')
      for (const browser of [tablet, new Visitor(server.url)]) {
        expect((await browser.get(link)).location).toBe('/en/gone')
        expect((await browser.post(`${link}/accept`)).location).toBe('/en/gone')
        expect(await status(browser, here)).toBe(403)
        expect((await browser.get('/en/live')).body).not.toContain(here)
      }
    }
    await stream.until((s) => !s.open, 25_000)
    await roles(demoted!.account.id, 'facilitator')
    expect(await status(demoted!.tablet, demoted!.here)).toBe(200)
    await removes(admin, removed!.account.id)
    expect(await status(removed!.tablet, removed!.here)).toBe(404)

    const colleague = await somebody(at, server.port, ['facilitator'])
    await new Visitor(server.url, colleague.cookie).post(`${shared!.link}/accept`)
    await removes(admin, shared!.account.id)
    expect(await status(shared!.tablet, shared!.here)).toBe(200)
    await roles(colleague.id)
    expect(await status(shared!.tablet, shared!.here)).toBe(403)
  })

  test('replace the facilitator link, which ends everybody else’s control [p:facilitator-link-replaced]', async () => {
    const { browser, link, here } = await opened()
    const [colleague, guest] = [
      new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['facilitator'])).cookie),
      new Visitor(server.url),
    ]
    for (const who of [colleague, guest]) {
      expect((await who.post(`${link}/accept`)).location).toBe(`${here}/cockpit`)
      expect(await status(who, here)).toBe(200)
    }
    const streams = await Promise.all([colleague, guest, browser].map((who) => streamOf(who, here)))
    const fresh = (await browser.post(`${here}/facilitator`)).location
    expect(await Promise.all([colleague, guest, browser].map((who) => status(who, here)))).toEqual([403, 403, 200])
    for (const stream of streams.slice(0, 2)) await stream.until((s) => !s.open, 3_000)
    expect(streams[2]!.open).toBe(true)
    streams[2]!.close()
    expect((await guest.post(`${link}/accept`)).location).not.toContain('/cockpit')
    expect((await guest.post(`${fresh}/accept`)).location).toBe(`${here}/cockpit`)
  })

  test('see what else controls their session, and can end it, except for the person who opened it [p:facilitator-devices] [p:live-facilitators]', async () => {
    const { account, browser, link, here } = await opened()
    const rows = async () => {
      const at = openStore({ directory: server.dataDir })
      const all = await at.db
        .selectFrom('room_facilitator')
        .selectAll()
        .where('room_id', '=', here.split('/').at(-1)!)
        .orderBy('since')
        .execute()
      await at.db.destroy()
      return all
    }
    const [colleague, guest] = [
      await somebody({ directory: server.dataDir }, server.port, ['facilitator'], 'Kim Holt'),
      new Visitor(server.url),
    ]
    const co = new Visitor(server.url, colleague.cookie)
    await co.post(`${link}/accept`)
    guest.agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1'
    await guest.post(`${link}/accept`)
    // For each: since when, when last seen, and one word. No agent, no address.
    const kept = await rows()
    expect(kept.map(({ opened: did }) => did)).toEqual([1, 0, 0])
    expect(kept[2]).toMatchObject({ device: 'phone', since: expect.any(Number), seen_at: expect.any(Number) })
    expect(JSON.stringify(kept)).not.toMatch(/Mozilla|iPhone|Safari|127\.0/)

    const page = (await guest.get(`${here}/devices`)).body
    for (const name of [account.name, colleague.name, 'A phone']) expect(page).toContain(name)
    for (const { facilitator } of kept) expect(page).not.toContain(facilitator.replace('user:', ''))
    const handles = [...page.matchAll(/name="handle" value="([^"]+)"/g)].map(([, handle]) => handle!)
    // There is no button for the device itself or for the opener, and a request without one does not work either.
    expect(handles).toHaveLength(1)
    const [own] = [...(await browser.get(`${here}/devices`)).body.matchAll(/name="handle" value="([^"]+)"/g)].map(([, handle]) => handle!)
    expect((await browser.get(`${here}/devices`)).body.match(/name="handle"/g)).toHaveLength(2)
    const opener = handleOf(here.split('/').at(-1)!, kept[0]!.facilitator)
    expect((await guest.post(`${here}/devices/end`, { handle: opener })).location).toContain('note=opener')
    expect((await guest.post(`${here}/devices/end`, { handle: 'guess' })).location).toContain('note=unknown')
    expect((await new Visitor(server.url).post(`${here}/devices/end`, { handle: own! })).location).not.toContain('note=')
    expect(await Promise.all([browser, co, guest].map((who) => status(who, here)))).toEqual([200, 200, 200])

    const stream = await streamOf(co, here)
    expect((await guest.post(`${here}/devices/end`, { handle: handles[0]! })).location).toContain('note=ended')
    await stream.until((s) => !s.open, 3_000)
    expect(await Promise.all([browser, co, guest].map((who) => status(who, here)))).toEqual([200, 403, 200])
    // If somebody who only has the old link makes a new one, that does not lock the opener out.
    await guest.post(`${here}/facilitator`)
    expect(await Promise.all([browser, guest].map((who) => status(who, here)))).toEqual([200, 200])
    await browser.post(`${here}/facilitator`)
    expect(await Promise.all([browser, guest].map((who) => status(who, here)))).toEqual([200, 403])
  })

  test('lose their own sessions with the account, but not those that somebody else also controls [p:cofacilitator-removed]', async () => {
    const admin = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['administrator'])).cookie)
    const { browser, link, here } = await opened()
    const second = await opened()
    expect((await second.browser.post(`${link}/accept`)).location).toBe(`${here}/cockpit`)
    const stream = await streamOf(second.browser, here)
    await removes(admin, second.account.id)
    await stream.until((s) => !s.open, 3_000)
    expect(stream.gone).toBeNull()
    expect([await status(browser, here), (await browser.get(`${here}/cockpit`)).status]).toEqual([200, 200])
    expect(await status(browser, second.here)).toBe(404)
  })

  test('enter names in the list of who was there by hand, and a phone changes only its own line', async () => {
    const { browser, here } = await opened()
    const code = /\b(\d{4}) (\d{4})\b/
      .exec((await browser.get(`${here}/cockpit`)).body)!
      .slice(1)
      .join('')
    const [ada, bo] = [new Visitor(server.url), new Visitor(server.url)]
    for (const phone of [ada, bo]) expect((await phone.post('/en/j', { code })).location).toBe(here)
    await browser.post(`${here}/attendance/open`, { open: '1' })
    const enter = async (who: Visitor, name: string, what = 'sign') => (await who.post(`${here}/attendance/${what}`, { name })).location
    const list = async () => {
      const { body } = await browser.get(`${here}/attendance`)
      return new Map(
        [...body.matchAll(/<p class="min-w-0[^>]*>([^<]+)<\/p>.*?name="id" value="([^"]+)"/gs)].map(([, name, id]) => [name!, id!]),
      )
    }
    const strike = (who: Visitor, id: string | undefined) => who.post(`${here}/attendance/strike`, { id: id! })
    expect(await enter(ada, 'Ada')).toBe(`${here}?note=signed`)
    expect(await enter(bo, 'Bo')).toBe(`${here}?note=signed`)
    expect(await enter(bo, 'Nobody')).toBe(`${here}/attendance?note=own`)
    expect((await bo.get(`${here}/attendance?note=own`)).body).toContain('this device has entered as many as it can')
    expect((await ada.get(`${here}/attendance`)).body).toMatch(/>Ada</)
    expect((await ada.get(`${here}/attendance`)).body).not.toMatch(/>Bo</)
    for (const who of [bo, new Visitor(server.url)]) {
      await strike(who, (await list()).get('Ada'))
      expect(await enter(who, 'By hand', 'add')).toBe('/en/gone')
    }
    expect([...(await list()).keys()]).toEqual(['Ada', 'Bo'])
    await strike(bo, (await list()).get('Bo'))
    expect(await enter(bo, 'Bob')).toBe(`${here}?note=signed`)
    expect(await enter(browser, 'By hand', 'add')).toBe(`${here}/attendance`)
    await strike(browser, (await list()).get('Ada'))
    expect([...(await list()).keys()]).toEqual(['Bob', 'By hand'])
  })

  test('can have 20 sessions open at once, and another after deleting one [p:limit-open]', async () => {
    const browser = new Visitor(server.url, (await somebody({ directory: server.dataDir }, server.port, ['facilitator'])).cookie)
    const open = async () => (await browser.post('/en/live/create', plan)).location
    let last = ''
    for (let n = 0; n < 20; n++) expect((last = await open())).toMatch(/\/facilitator\//)
    expect(await open()).toContain('note=quota')
    expect((await browser.get('/en/live?note=quota')).body).toContain('you already have 20 open ones')
    await browser.post(`${last.split('/facilitator/')[0]}/delete`, { confirm: 'yes' })
    expect(await open()).toMatch(/\/facilitator\//)
  })
})
