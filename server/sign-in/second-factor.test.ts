import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authenticator, authenticator, codesIn } from '@/tests/support/authenticator'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { type Address, everything, inStore, onEitherDatabase } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'
import { isDemanded } from '../accounts/factor-policy'
import { saidOfFactors } from '../accounts/single-sign-on'

const PAGE = '/en/account/second-factor'
const STEP = '/en/sign-in/second-factor'

describe('who must have one', () => {
  test.each([
    ['administrators', ['learner', 'administrator'], true],
    ['administrators', ['learner', 'owner', 'facilitator'], false],
    ['managers', ['learner', 'facilitator'], true],
    ['managers', ['learner', 'owner'], true],
    ['managers', ['learner'], false],
    ['everybody', ['learner'], true],
    ['nobody', ['learner', 'administrator'], false],
  ] as const)('%s: %j %s', (who, roles, is) => expect(isDemanded(roles, who)).toBe(is))
})

test('a provider counts only if it uses the words that were set', () => {
  const claims = { sub: 's', amr: ['pwd', 'mfa'], acr: 'urn:high' }
  expect(saidOfFactors(claims, ['mfa'])).toEqual({ text: 'amr: pwd, mfa; acr: urn:high', counts: true })
  expect(saidOfFactors(claims, ['urn:high']).counts).toBe(true)
  for (const counting of [[], ['otp'], ['urn'], ['pwd, mfa']]) expect(saidOfFactors(claims, counting).counts).toBe(false)
  expect(saidOfFactors({ sub: 's' }, ['mfa'])).toEqual({ text: '', counts: false })
})

onEitherDatabase((fresh) => {
  let address: Address
  let server: TestServer
  let where: { databaseUrl: string } | { dataDir: string }
  let admin: Visitor
  let app: Authenticator
  let codes: string[]
  /** The code that confirmed the app. */
  let used: string
  const email = 'ada@example.org'
  const visitor = (cookie = '') => new Visitor(server.url, cookie)
  const signedIn = async (who = email, next = '') => {
    const browser = visitor()
    const answer = await browser.post(`/en/sign-in/password${next && `?${new URLSearchParams({ next })}`}`, {
      email: who,
      password: PASSWORD,
    })
    return { browser, answer }
  }
  const confirm = async (browser: Visitor, code: string) => (await browser.post(`${STEP}/confirm`, { code })).location
  const withApp = async (browser: Visitor) => {
    await browser.post(`${PAGE}/begin`)
    const own = authenticator((await browser.get(PAGE)).body)
    await browser.post(`${PAGE}/confirm`, { code: await own.code() })
    const shown = codesIn((await browser.get(PAGE)).body)
    await browser.post(`${PAGE}/kept`)
    return { app: own, codes: shown }
  }

  beforeAll(async () => {
    address = await fresh()
    where = 'url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }
    // Empty means the default.
    server = await startServer({ ...where, env: { AUTH_SECRET, FACILITATORS: '', SECOND_FACTOR: '' } })
  })
  afterAll(() => server?.stop())

  test('somebody who must have one and has none has to set it up before any page of management opens [p:second-factor-demanded]', async () => {
    await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
    admin = visitor()
    const link = /\/en\/set-up\/[\w-]+/.exec(server.output())![0]
    expect((await admin.post(`${link}/accept`, { name: 'Ada Holt', email, password: PASSWORD })).location).toBe('/en/manage')
    for (const path of ['/en/manage', '/en/manage/people', '/en/manage/courses/new', '/en/manage/audit'])
      expect((await admin.get(path)).location).toBe(`${PAGE}?${new URLSearchParams({ next: path })}`)
    for (const path of ['/en/manage/people/add/send', '/en/manage/organisation/apply', '/en/manage/audit/csv', '/en/manage/courses/create'])
      expect((await admin.post(path, { list: 'b@example.org' })).location).toBe(PAGE)
    expect(await inStore(address, ({ db }) => db.selectFrom('invitation').select('id').where('kind', '=', 'invite').execute())).toEqual([])
    expect((await admin.get('/en/learn')).status).toBe(200)
    const live = (await admin.get('/en/live')).body
    expect(live, 'they have the role').not.toContain('Ask an administrator to give you the role')
    expect(live).toContain(`href="${PAGE}?next=%2Fen%2Flive"`)
    const [page, query] = [await admin.get(`${PAGE}?next=/en/manage/people`), '?next=%2Fen%2Fmanage%2Fpeople']
    expect(page.body).toContain('Your organisation requires a second factor')
    expect((await admin.post(`${PAGE}/begin${query}`)).location).toBe(`${PAGE}${query}`)
    app = authenticator((await admin.get(`${PAGE}${query}`)).body)
    expect((await admin.post(`${PAGE}/confirm${query}`, { code: '12345a' })).location).toBe(
      `${PAGE}?note=code&next=%2Fen%2Fmanage%2Fpeople`,
    )
    expect((await admin.get('/en/manage')).location).toContain(PAGE)
    used = await app.code()
    await admin.post(`${PAGE}/confirm${query}`, { code: used })
    codes = codesIn((await admin.get(`${PAGE}${query}`)).body)
    expect(codes).toHaveLength(10)
    expect((await admin.post(`${PAGE}/kept${query}`)).location).toBe('/en/manage/people')
    expect(codesIn((await admin.get(PAGE)).body)).toEqual([])
    expect((await admin.get('/en/manage/people')).status).toBe(200)
  })

  test('the database holds no secret and no code that anybody could use [p:second-factor-rows]', async () => {
    const rows = await inStore(address, everything)
    const own = await inStore(address, ({ db }) => db.selectFrom('second_factor').selectAll().execute())
    expect(own[0]!.secret!.split('.')).toHaveLength(5)
    expect(Number(own[0]!.last_step)).toBeGreaterThan(0)
    for (const code of codes)
      expect(rows.filter(({ row }) => row.includes(code) || row.includes(code.replace('-', ''))).map(({ table }) => table)).toEqual([])
  })

  test('a right password alone opens nothing; a code completes the sign-in, once, and leads on [p:second-factor-asked]', async () => {
    const { browser, answer } = await signedIn(email, '/en/manage/audit')
    expect(answer.location).toBe(`${STEP}?next=%2Fen%2Fmanage%2Faudit`)
    for (const path of ['/en/account', '/en/manage', PAGE]) expect((await browser.get(path)).location).toContain('/en/sign-in')
    expect((await browser.post('/en/account/sessions/end-others')).location).toContain('/en/sign-in')
    expect((await browser.post('/en/account/passkeys/begin', { password: PASSWORD })).status).toBe(303)
    expect((await browser.get('/en/learn/data')).body).not.toContain(email)
    expect((await browser.get('/en/sign-in?next=/en/manage')).location).toBe(`${STEP}?next=%2Fen%2Fmanage`)
    expect((await browser.get(STEP)).body).toContain('autoComplete="one-time-code"')
    expect(await confirm(browser, used)).toBe(`${STEP}?note=wrong`)
    const code = await app.code(1)
    const done = await browser.post(`${STEP}/confirm?next=%2Fen%2Fmanage%2Faudit`, { code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect(done.location).toBe('/en/manage/audit')
    expect((await browser.get('/en/manage/audit')).status).toBe(200)
    // Somebody who has seen the code comes too late, even at the same moment.
    const { browser: other } = await signedIn()
    expect(await confirm(other, code)).toBe(`${STEP}?note=wrong`)
    expect((await other.get('/en/manage')).location).toContain('/en/sign-in')
  })

  test('it can be entered for ten minutes, however long ago a provider saw the person', async () => {
    const { browser } = await signedIn()
    const age = (column: 'createdAt' | 'updatedAt', minutes: number) =>
      inStore(address, ({ db }) =>
        db
          .updateTable('session')
          .set({ [column]: new Date(Date.now() - minutes * 60_000).toISOString() })
          .where('secondFactor', '=', 'due')
          .execute(),
      )
    await age('createdAt', 600)
    await age('updatedAt', 9)
    expect((await browser.get(STEP)).status).toBe(200)
    await age('updatedAt', 11)
    expect((await browser.get(STEP)).location).toBe('/en/sign-in?note=late')
    expect(await confirm(browser, codes[9]!)).toBe('/en/sign-in?note=late')
  })

  test('a recovery code signs in once, and its holder is notified [p:second-factor-asked]', async () => {
    const browsers = await Promise.all([signedIn(), signedIn()])
    const answers = await Promise.all(browsers.map(({ browser }) => confirm(browser, codes[0]!.toLowerCase().replace('-', ' '))))
    expect(answers.sort()).toEqual(['/en/manage', `${STEP}?note=wrong`].sort())
    const { browser } = await signedIn()
    expect(await confirm(browser, codes[0]!)).toContain('note=wrong')
    expect(await confirm(browser, codes[1]!)).toBe('/en/manage')
    expect((await admin.get('/en/manage')).body).toContain('A recovery code was used to sign in to your account.')
    expect((await browser.get(PAGE)).body).toContain('8 recovery codes are left')
  })

  test('changing or removing it needs the password, and ends other sign-ins [p:second-factor-changed] [p:second-factor-rows]', async () => {
    for (const what of ['begin', 'codes', 'remove'] as const)
      for (const given of ['', 'not the password'])
        expect((await admin.post(`${PAGE}/${what}`, { [`${what}_password`]: given })).location).toBe(`${PAGE}?note=wrong`)
    await admin.post(`${PAGE}/codes`, { codes_password: PASSWORD })
    const fresher = codesIn((await admin.get(PAGE)).body)
    await admin.post(`${PAGE}/kept`)
    const { browser } = await signedIn()
    expect(await confirm(browser, codes[2]!)).toContain('note=wrong')
    expect(await confirm(browser, fresher[0]!)).toBe('/en/manage')
    expect((await admin.post(`${PAGE}/remove`, { remove_password: PASSWORD })).location).toBe(`${PAGE}?note=removed`)
    expect((await browser.get('/en/manage')).location).toContain('/en/sign-in')
    expect((await admin.get('/en/manage')).location).toContain(PAGE)
    for (const table of ['second_factor', 'recovery_code'] as const)
      expect(await inStore(address, ({ db }) => db.selectFrom(table).selectAll().execute())).toEqual([])
    expect((await admin.post(`${PAGE}/begin`)).location).toBe(PAGE)
    ;({ app, codes } = await withApp(admin))
    expect((await admin.get('/en/manage')).status).toBe(200)
    expect((await admin.post('/en/account/password', { current: PASSWORD, password: PASSWORD })).location).toContain('note=password')
    expect((await admin.get('/en/manage')).status).toBe(200)
  })

  test('after ten wrong codes in a quarter of an hour, the right one has to wait [p:throttle]', async () => {
    const guessed = await somebody(address, server.port)
    const holder = visitor(guessed.cookie)
    const own = await withApp(holder)
    const { browser, answer } = await signedIn(guessed.email)
    expect(answer.location).toBe(STEP)
    for (let n = 0; n < 10; n++) expect(await confirm(browser, '000000')).toBe(`${STEP}?note=wrong`)
    expect(await confirm(browser, await own.app.code(1))).toMatch(/note=wait/)
    const { browser: another } = await signedIn(guessed.email)
    expect(await confirm(another, own.codes[0]!)).toMatch(/note=wait/)
  })

  test('another administrator resets it after confirming who they are, and its holder is notified [p:second-factor-changed]', async () => {
    const lost = await somebody(address, server.port, ['owner'], 'Noa Verne')
    await withApp(visitor(lost.cookie))
    expect((await signedIn(lost.email)).answer.location).toBe(STEP)
    const person = `/en/manage/people/${lost.id}`
    expect((await admin.get(person)).body).toContain('Reset the second factor')
    expect((await admin.post(`${person}/second-factor`, { factor_password: 'not it' })).location).toBe(`${person}?note=wrong`)
    expect((await visitor(lost.cookie).post(`${person}/second-factor`, { factor_password: PASSWORD })).status).not.toBe(200)
    expect((await signedIn(lost.email)).answer.location).toBe(STEP)
    expect((await admin.post(`${person}/second-factor`, { factor_password: PASSWORD })).location).toBe(`${person}?note=factorReset`)
    const { browser, answer } = await signedIn(lost.email)
    expect(answer.location).toBe('/en/manage')
    expect((await browser.get('/en/learn')).body).toMatch(/Ada Holt \(ada@example.org\) removed your second factor/)
    const acts = await inStore(address, ({ db }) =>
      db.selectFrom('audit').select('action').where('action', 'like', 'account.factor%').execute(),
    )
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['account.factor-added', 'account.factor-removed', 'account.factor-reset']),
    )
  })

  test('a command on the server resets the last administrator’s [p:second-factor-changed]', async () => {
    const { PATH, HOME } = process.env
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ['server/commands/command.js', 'second-factor', ...words], {
        encoding: 'utf8',
        env: {
          PATH,
          HOME,
          NODE_ENV: 'production',
          AUTH_SECRET,
          ...('dataDir' in where ? { DATA_DIR: where.dataDir } : { DATABASE_URL: where.databaseUrl }),
        } as unknown as NodeJS.ProcessEnv,
      })
    expect(run('reset').status).toBe(2)
    expect(run('reset', 'nobody@example.org').stderr).toContain('No account in')
    expect(run('reset', 'Ada@example.org')).toMatchObject({ status: 0, stdout: expect.stringContaining('is removed') })
    expect((await admin.get('/en/manage')).location).toContain('/en/sign-in')
    const { browser, answer } = await signedIn()
    expect(answer.location).toBe('/en/manage')
    expect((await browser.get('/en/manage')).location).toContain(PAGE)
  })

  test('if everybody must have one, an account opens nothing without it', async () => {
    await server.stop()
    server = await startServer({ ...where, env: { AUTH_SECRET, FACILITATORS: '', SECOND_FACTOR: 'everybody' } })
    const learner = await somebody(address, server.port)
    const browser = visitor(learner.cookie)
    for (const path of ['/en/learn', '/en/learn/data', '/en/account']) expect((await browser.get(path)).location).toContain(PAGE)
    await withApp(browser)
    expect((await browser.get('/en/account')).status).toBe(200)
    expect((await browser.get('/en/learn')).status).toBe(200)
    expect((await visitor().get('/en/learn')).status).toBe(200)
  })
})
