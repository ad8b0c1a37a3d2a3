import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityProvider, startProvider } from '@/tests/support/identity-provider'
import { SoftPasskey } from '@/tests/support/passkey'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { exampleCourse, published } from '@/tests/support/courses'
import { type Address, everything, inStore, onEitherDatabase } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'
import { setRule } from '../enrolment/rules'
import { begin, carryOn } from '../directory/apply'
import { compare, store } from '../directory/reading'
import { hashToken } from '../platform/tokens'
import { saidBy } from './member-claims'
import { claimsOf, rolesByClaims } from './single-sign-on'

/** Goes from our sign-in page to the provider, signs in there, and comes back. @returns where our server then redirects */
async function signInBySso(browser: Visitor, person: string, next = '', more = ''): Promise<string> {
  const begun = await browser.get(`/en/sign-in/sso${next && `?${new URLSearchParams({ next })}${more}`}`)
  expect(begun.location).toContain('code_challenge_method=S256')
  const there = new Visitor(new URL(begun.location).origin)
  let at = begun.location
  for (let hops = 0; hops < 6; hops++) {
    const answer = await there.get(at.includes('/sign-in/') ? `${at}?as=${person}` : at)
    if (answer.location.includes('/api/auth/callback/sso')) {
      const { location } = await browser.get(answer.location)
      return location === '/en/sign-in' ? (await browser.get(location)).location : location
    }
    at = answer.location
  }
  throw new Error(`the provider leads nowhere: ${at}`)
}

onEitherDatabase((fresh) => {
  let address: Address
  let server: TestServer
  let provider: IdentityProvider
  const visitor = (cookie = '') => new Visitor(server.url, cookie)
  const db = async <T>(read: (store: ReturnType<typeof openStore>) => Promise<T>): Promise<T> => {
    const store = openStore(address)
    return read(store).finally(() => store.db.destroy())
  }
  const rolesOf = (email: string) =>
    db(async ({ db: d }) =>
      (
        await d
          .selectFrom('user_role')
          .innerJoin('user', 'user.id', 'user_role.user_id')
          .select('role')
          .where('email', '=', email)
          .orderBy('role')
          .execute()
      ).map((r) => r.role),
    )

  beforeAll(async () => {
    address = await fresh()
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    provider = await startProvider(`${url}/api/auth/callback/sso`, {
      olga: { email: 'Olga@example.org', email_verified: true, name: 'Olga Berg', groups: ['staff-of-nowhere', 'trainers'] },
      unverified: { email: 'unverified@example.org', email_verified: false, name: 'U' },
      unsaid: { email: 'unsaid@example.org', name: 'Not said' },
      nobody: { name: 'No address' },
      uma: { email: 'uma@example.org', email_verified: true, name: 'Uma Berg', department: 'Finance' },
    })
    server = await startServer({
      port,
      ...('url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }),
      env: {
        AUTH_SECRET,
        PUBLIC_URL: url,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_ROLES: 'trainers=facilitator, bosses=administrator',
        OIDC_MEMBER_CLAIMS: 'unit=department',
      },
    })
  })
  afterAll(async () => {
    await server?.stop()
    await provider?.stop()
  })

  test('the first sign-in creates an account with the roles of its groups and the provider’s name, keeps attempts, and continues [p:certificate-names]', async () => {
    const browser = visitor()
    const attempt = (await browser.post('/en/learn/T01/start')).location
    expect(await signInBySso(browser, 'olga', attempt)).toBe(attempt)
    expect((await browser.get(attempt)).status).toBe(200)
    expect(browser.cookies.has('learner')).toBe(false)
    const page = (await browser.get('/en/account')).body
    expect(page).toContain('Olga Berg')
    expect(page).toContain('olga@example.org')
    expect(page).toContain('You sign in without a password')
    expect(await rolesOf('olga@example.org')).toEqual(['facilitator'])
    expect(await db(({ db: d }) => d.selectFrom('user').select('namedBy').where('email', '=', 'olga@example.org').execute())).toEqual([
      { namedBy: 'organisation' },
    ])
  })

  test('only the identity is kept from the provider [p:account-rows]', async () => {
    const accounts = await db(({ db: d }) => d.selectFrom('account').selectAll().where('providerId', '=', 'sso').execute())
    expect(accounts).toMatchObject([{ accountId: 'olga', accessToken: null, refreshToken: null, idToken: null }])
    expect((await db(everything)).filter(({ row }) => row.includes('staff-of-nowhere'))).toEqual([])
  })

  test('each sign-in sets the roles of the mapping, and keeps those given by hand', async () => {
    await db(async ({ db: d }) => {
      const { id } = await d.selectFrom('user').select('id').where('email', '=', 'olga@example.org').executeTakeFirstOrThrow()
      await d
        .insertInto('user_role')
        .values([{ user_id: id, role: 'owner' }])
        .execute()
    })
    provider.people.olga!.groups = ['bosses']
    await signInBySso(visitor(), 'olga')
    expect(await rolesOf('olga@example.org')).toEqual(['administrator', 'owner'])
    provider.people.olga!.groups = []
    await signInBySso(visitor(), 'olga')
    // There is no other administrator, so the last one keeps the role.
    expect(await rolesOf('olga@example.org')).toEqual(['administrator', 'owner'])
    await somebody(address, server.port, ['administrator'])
    await signInBySso(visitor(), 'olga')
    expect(await rolesOf('olga@example.org')).toEqual(['owner'])
    const admin = visitor((await somebody(address, server.port, ['administrator'])).cookie)
    expect((await admin.get('/en/manage/audit?group=people')).body).toContain('by single sign-on')
  })

  test('a claim fills a cohort at the sign-in, only the directory describes people it lists, and a leaver is refused [p:members] [p:leavers]', async () => {
    const { cohort } = await inStore(address, () => published({ ...exampleCourse, people: 'names' }))
    await inStore(address, () => setRule(cohort, { unit: 'Finance', site: '', group: '' }))
    const uma = () =>
      db(({ db: d }) =>
        d.selectFrom('member').select(['unit', 'source', 'state', 'groups']).where('address', '=', 'uma@example.org').executeTakeFirst(),
      )
    const directory = (line: string) =>
      inStore(address, async () => {
        const run = await store(await compare(Buffer.from(`email,name,unit,left\n${line}\n`)), {
          source: 'upload',
          by: null,
          state: 'ready',
        })
        await begin(run, 'system')
        await carryOn(run)
      })
    const browser = visitor()
    expect(await signInBySso(browser, 'uma')).toMatch(/^\/en\/courses\//)
    expect(await uma()).toEqual({ unit: 'Finance', source: 'sign-on', state: 'active', groups: '[]' })
    await directory('uma@example.org,Uma Berg,Legal,')
    await signInBySso(browser, 'uma')
    expect(await uma()).toMatchObject({ unit: 'Legal', source: 'directory' })
    await directory('uma@example.org,Uma Berg,Legal,yes')
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
    expect(await signInBySso(visitor(), 'uma')).toBe('/en/sign-in?note=left')
    await directory('uma@example.org,Uma Berg,Legal,no')
    expect(await signInBySso(visitor(), 'uma')).toMatch(/^\/en\/courses\//)
  })

  test('an unverified or missing address is refused with advice on what to do', async () => {
    const browser = visitor()
    const to = await signInBySso(browser, 'unverified', '/en/manage')
    expect(to).toBe('/en/sign-in?note=ssoUnverified&next=%2Fen%2Fmanage')
    expect((await browser.get(to)).body).toContain('has not verified your email address')
    expect(await signInBySso(visitor(), 'nobody')).toBe('/en/sign-in?note=ssoNoEmail')
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
    expect(await db(({ db: d }) => d.selectFrom('user').select('id').where('email', '=', 'unverified@example.org').execute())).toEqual([])
  })

  test('an owner gets no link, and an account that somebody created with another person’s address loses it when that person arrives [p:shown-links-prove-nothing] [p:no-links-beside-sso] [p:sso-frees-addresses]', async () => {
    const person = await somebody(address, server.port, ['owner'])
    const owner = visitor(person.cookie)
    const { id: course, cohort } = await inStore(address, () => published({ ...exampleCourse, people: 'names' }, person.id))
    const here = `/en/manage/courses/${course}/people/${cohort}`
    const list = new FormData()
    list.set('list', 'boss@example.org')
    list.set('cohort', cohort)
    await owner.post('/en/manage/people/add/send', list)
    expect((await owner.get(here)).body).toContain('There are no links to send')
    const none = await owner.post(`${here}/links`)
    expect([none.location, none.body]).toEqual([`${here}#invited`, ''])
    // Such a link may be older than single sign-on, or come from an administrator.
    await db(({ db: d }) =>
      d
        .insertInto('invitation')
        .values({
          id: hashToken('seen-by-somebody'),
          kind: 'invite',
          email: 'boss@example.org',
          name: '',
          user_id: null,
          roles: '[]',
          cohort_id: cohort,
          created_at: Date.now(),
          expires_at: Date.now() + 60_000,
        })
        .execute(),
    )
    const thief = visitor()
    expect((await thief.post('/en/invitation/seen-by-somebody/accept', { name: 'Boss', password: PASSWORD })).location).toMatch(
      /^\/en\/courses\/[\w-]+$/,
    )
    const { id } = await db(({ db: d }) =>
      d.selectFrom('user').select('id').where('email', '=', 'boss@example.org').executeTakeFirstOrThrow(),
    )
    await db(({ db: d }) =>
      d
        .insertInto('passkey')
        .values({ id: `of-${id}`, userId: id, publicKey: 'k', credentialID: 'c', counter: 0, deviceType: 'single', backedUp: '0' } as never)
        .execute(),
    )
    provider.people.boss = { email: 'Boss@example.org', email_verified: true, name: 'The boss', groups: ['bosses'] }
    const boss = visitor()
    expect(await signInBySso(boss, 'boss')).toMatch(/^\/en\/courses\/[\w-]+$/)
    expect((await boss.get('/en/account')).body).toContain('The boss')
    expect(await rolesOf('boss@example.org')).toEqual(['administrator'])
    // The enrolment meant for the person went over to them, and nobody can get into the other account any more.
    const enrolled = await db(({ db: d }) =>
      d
        .selectFrom('enrolment')
        .innerJoin('learner', 'learner.id', 'enrolment.learner_id')
        .innerJoin('user', 'user.id', 'learner.user_id')
        .select('email')
        .where('cohort_id', '=', cohort)
        .execute(),
    )
    expect(enrolled.map((e) => e.email.replace(/^\w+(?=@freed)/, '')).sort()).toEqual(['@freed.invalid', 'boss@example.org'])
    expect((await thief.get('/en/account')).location).toContain('/en/sign-in')
    expect((await visitor().post('/en/sign-in/password', { email: 'boss@example.org', password: PASSWORD })).location).toBe(
      '/en/sign-in?note=wrong',
    )
    expect(
      await db(async ({ db: d }) => [
        await d.selectFrom('account').select('id').where('userId', '=', id).execute(),
        await d.selectFrom('passkey').select('id').where('userId', '=', id).execute(),
      ]),
    ).toEqual([[], []])
    const admin = visitor((await somebody(address, server.port, ['administrator'])).cookie)
    expect((await admin.get('/en/manage/people?q=freed.invalid')).body).toContain(`/en/manage/people/${id}`)
    expect((await admin.get(`/en/manage/people/${id}`)).body).toContain('This account can no longer be used to sign in')
    expect((await admin.get('/en/manage/audit?group=security')).body).toMatch(/<td[^>]*>Address passed to a single sign-on account</)
    await admin.post(`/en/manage/people/${id}/remove/confirm`, { password: PASSWORD })
    expect(await signInBySso(boss, 'boss')).toMatch(/^\/en\/courses\/[\w-]+$/)
  })

  test('somebody who has added a passkey is asked for it after single sign-on as well [p:second-factor-asked]', async () => {
    provider.people.pia = { email: 'pia@example.org', email_verified: true, name: 'Pia Berg' }
    const own = visitor()
    await signInBySso(own, 'pia', '/en/account', '&again')
    const key = new SoftPasskey(server.url)
    expect(await key.add(own, '')).toBe(200)
    const browser = visitor()
    expect(await signInBySso(browser, 'pia')).toBe('/en/sign-in/second-factor')
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
    expect(await key.signIn(browser, false)).toBe(401)
    expect(await key.signIn(browser)).toBe(200)
    expect((await browser.get('/en/account')).body).toContain('Pia Berg')
  })

  test('an account with a role keeps its address, so that no administrator is shut out by single sign-on [p:sso-frees-addresses]', async () => {
    const person = await somebody(address, server.port, ['owner'])
    provider.people.trusted = { email: person.email, email_verified: true, name: 'Trusted' }
    const arriving = visitor()
    const to = await signInBySso(arriving, 'trusted')
    expect(to).toBe('/en/sign-in?note=ssoKnown')
    expect((await arriving.get(to)).body).toMatch(/has not been verified that.*ask an administrator to remove that account/)
    expect((await visitor(person.cookie).get('/en/account')).status).toBe(200)
  })

  test('an account with a password is joined to an identity only if both addresses are verified; its password, passkeys and sessions then end [p:sso-joins]', async () => {
    const person = await somebody(address, server.port)
    provider.people.claimant = { email: person.email, name: 'Claimant' }
    expect(await signInBySso(visitor(), 'claimant')).toBe('/en/sign-in?note=ssoKnown')
    const value = 'url' in address ? true : 1
    await db(({ db: d }) =>
      d
        .updateTable('user')
        .set({ emailVerified: value } as never)
        .where('id', '=', person.id)
        .execute(),
    )
    provider.people.claimant = { email: person.email, name: 'Claimant' }
    expect(await signInBySso(visitor(), 'claimant')).toBe('/en/sign-in?note=ssoKnown')
    provider.people.claimant = { email: person.email, email_verified: true, name: 'Claimant' }
    await db(async ({ db: d }) => {
      await d
        .insertInto('passkey')
        .values({
          id: `of-${person.id}`,
          userId: person.id,
          publicKey: 'k',
          credentialID: 'c',
          counter: 0,
          deviceType: 'single',
          backedUp: '0',
        } as never)
        .execute()
      await d
        .insertInto('invitation')
        .values({
          id: hashToken('link-made-before'),
          kind: 'reset',
          email: null,
          name: null,
          user_id: person.id,
          roles: '[]',
          cohort_id: null,
          created_at: Date.now(),
          expires_at: Date.now() + 60_000,
        })
        .execute()
    })
    const browser = visitor()
    expect(await signInBySso(browser, 'claimant')).toBe('/en/learn')
    expect((await browser.get('/en/account')).body).toContain(person.name)
    expect((await visitor(person.cookie).get('/en/account')).location).toContain('/en/sign-in')
    expect((await visitor().post('/en/sign-in/password', { email: person.email, password: PASSWORD })).location).toBe(
      '/en/sign-in?note=wrong',
    )
    expect((await visitor().post('/en/reset/link-made-before/accept', { password: PASSWORD })).location).toBe('/en/reset/link-made-before')
    const left = await db(async ({ db: d }) => [
      await d.selectFrom('passkey').select('id').where('userId', '=', person.id).execute(),
      (await d.selectFrom('session').select('id').where('userId', '=', person.id).execute()).length,
      (await d.selectFrom('account').select('providerId').where('userId', '=', person.id).execute()).map((a) => a.providerId),
    ])
    expect(left).toEqual([[], 1, ['sso']])
    expect((await browser.get('/en/learn')).body).toContain('sign-in service was linked to your account')
    await signInBySso(visitor(), 'claimant')
    expect((await browser.get('/en/account')).status).toBe(200)
  })

  test('signing in with an invited, verified address enrols and gives the roles of the invitation; other people get nothing and use up nothing [p:shown-links-prove-nothing]', async () => {
    const cohorts = await inStore(address, async () =>
      [await published({ ...exampleCourse, people: 'names' }), await published({ ...exampleCourse, people: 'names' })].map((c) => c.cohort),
    )
    const invited = (email: string) =>
      db(({ db: d }) =>
        d
          .insertInto('invitation')
          .values(
            [...cohorts, null].map((cohort_id, i) => ({
              id: hashToken(`${email} ${i}`),
              kind: 'invite' as const,
              email,
              name: '',
              user_id: null,
              roles: cohort_id ? '[]' : '["author"]',
              cohort_id,
              created_at: Date.now(),
              expires_at: Date.now() + 60_000,
            })),
          )
          .execute(),
      )
    const coursesOf = (email: string) =>
      db(async ({ db: d }) =>
        (
          await d
            .selectFrom('enrolment')
            .innerJoin('learner', 'learner.id', 'enrolment.learner_id')
            .innerJoin('user', 'user.id', 'learner.user_id')
            .select('cohort_id')
            .where('email', '=', email)
            .execute()
        )
          .map((e) => e.cohort_id)
          .sort(),
      )
    for (const [name, email_verified, roles] of [
      ['sure', true, ['author']],
      ['doubtful', undefined, []],
    ] as const) {
      const email = `${name}@example.org`
      provider.people[name] = { email, name, ...(email_verified && { email_verified }) }
      await invited(email)
      await signInBySso(visitor(), name)
      expect(await coursesOf(email)).toEqual(email_verified ? [...cohorts].sort() : [])
      expect(await rolesOf(email)).toEqual(roles)
    }
    const open = await db(({ db: d }) =>
      d
        .selectFrom('invitation')
        .select(['email', 'roles', 'cohort_id'])
        .where('email', 'in', ['sure@example.org', 'doubtful@example.org'])
        .execute(),
    )
    expect(open.map(({ email, cohort_id }) => [email, cohort_id]).sort()).toEqual(
      [...cohorts, null].map((cohort) => ['doubtful@example.org', cohort]).sort(),
    )
    const { cohort } = await inStore(address, () => published({ ...exampleCourse, people: 'names' }))
    await db(({ db: d }) =>
      d
        .insertInto('invitation')
        .values({
          id: 'later',
          kind: 'invite',
          email: 'sure@example.org',
          name: '',
          user_id: null,
          roles: '[]',
          cohort_id: cohort,
          created_at: Date.now(),
          expires_at: Date.now() + 60_000,
        })
        .execute(),
    )
    await signInBySso(visitor(), 'sure')
    expect(await coursesOf('sure@example.org')).toContain(cohort)
  })

  test('a link on another site does not start a sign-in, but leads to the page with the button [p:sso-asked]', async () => {
    const from = async (headers: Record<string, string>, query = '') =>
      (await fetch(`${server.url}/en/sign-in/sso${query}`, { redirect: 'manual', headers })).headers.get('location') ?? ''
    const other: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { referer: 'https://evil.example/' },
    ]
    for (const headers of other)
      expect(await from(headers, '?next=/en/courses'), JSON.stringify(headers)).toBe('/en/sign-in?next=%2Fen%2Fcourses')
    const own: Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { referer: `${server.url}/en/sign-in` }]
    for (const headers of own) expect(await from(headers)).toContain(provider.issuer)
  })

  test('to confirm an identity the provider must ask again; a sign-in that it answered without asking proves nothing [p:erase-reauthenticates]', async () => {
    const browser = visitor()
    provider.people.again = { email: 'again@example.org', email_verified: true, name: 'A Gain' }
    await signInBySso(browser, 'again')
    const erase = async () => (await browser.post('/en/learn/data/erase', { confirm: 'yes' })).location
    expect(await erase()).toBe('/en/learn/data?note=again#erase')
    const page = (await browser.get('/en/sign-in?note=again&next=/en/learn/data')).body
    const way = /href="(\/en\/sign-in\/sso[^"]*)"/.exec(page)![1]!.replaceAll('&amp;', '&')
    const asked = new URL((await browser.get(way)).location).searchParams
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0'])
    await signInBySso(browser, 'again', '/en/learn/data', '&again=1')
    expect(await erase()).toBe('/en/learn?done=erased')
  })

  test('a second identity with the same address does not open the first one’s account [p:sso-joins]', async () => {
    provider.people.before = { email: 'desk@example.org', email_verified: true, name: 'Had it before' }
    provider.people.after = { email: 'Desk@example.org', email_verified: true, name: 'Has it now' }
    expect(await signInBySso(visitor(), 'before')).toBe('/en/learn')
    const browser = visitor()
    const to = await signInBySso(browser, 'after')
    expect(to).toBe('/en/sign-in?note=ssoOther')
    expect((await browser.get(to)).body).toContain('ask an administrator to remove it')
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
    const identities = await db(({ db: d }) =>
      d
        .selectFrom('account')
        .innerJoin('user', 'user.id', 'account.userId')
        .select('accountId')
        .where('email', '=', 'desk@example.org')
        .execute(),
    )
    expect(identities).toEqual([{ accountId: 'before' }])
    expect(
      await db(({ db: d }) => d.selectFrom('audit').select('action').where('action', '=', 'account.sso-refused').execute()),
    ).toHaveLength(1)
    expect(await signInBySso(visitor(), 'before')).toBe('/en/learn')
  })

  test('an account with single sign-on only gets no password from an administrator [p:no-links-beside-sso]', async () => {
    const admin = visitor((await somebody(address, server.port, ['administrator'])).cookie)
    const { id } = await db(({ db: d }) =>
      d.selectFrom('user').select('id').where('email', '=', 'olga@example.org').executeTakeFirstOrThrow(),
    )
    const answer = await admin.post(`/en/manage/people/${id}/reset`, { password: PASSWORD })
    expect(answer.location).toBe(`/en/manage/people/${id}?note=noPassword`)
    expect((await admin.get(answer.location)).body).toContain('uses single sign-on and has no password here')
    expect(await db(({ db: d }) => d.selectFrom('invitation').select('id').where('user_id', '=', id).execute())).toEqual([])
  })

  test('a provider that does not report verification can create accounts, but not join any', async () => {
    expect(await signInBySso(visitor(), 'unsaid')).toBe('/en/learn')
  })

  test('an answer that this browser did not request signs nobody in [p:sso-asked] [p:cookies]', async () => {
    const browser = visitor()
    expect((await browser.get('/api/auth/callback/sso?code=made-up&state=made-up')).location).toBe('/en/sign-in?note=sso')
    expect((await browser.get('/api/auth/callback/sso')).location).toBe('/en/sign-in?note=sso')
    const begun = await visitor().get('/en/sign-in/sso')
    const asked = new URL(begun.location).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name), name).toMatch(/^[\w-]{20,}$/)
    // What ties the answer to this browser is stored in it for minutes only.
    const ties = begun.headers.getSetCookie()
    expect(ties.length).toBeGreaterThan(0)
    for (const tie of ties) expect(tie).toMatch(/^account\.\w*state=[^;]+;.*Max-Age=(\d{2}|[1-5]\d{2}|600);.*HttpOnly/i)
    const state = new URL(begun.location).searchParams.get('state')!
    expect((await browser.get(`/api/auth/callback/sso?${new URLSearchParams({ code: 'x', state })}`)).location).toContain(
      '/en/sign-in?note=sso',
    )
    const other = await visitor().get('/en/sign-in/sso?next=//evil.example')
    expect(other.location).toContain(provider.issuer)
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
  })

  test('if the provider does not answer, the page says so, and a password still works', async () => {
    await provider.stop()
    const browser = visitor()
    const { location } = await browser.get('/en/sign-in/sso')
    expect(location).toBe('/en/sign-in?note=ssoDown')
    const page = (await browser.get(location)).body
    expect(page).toContain('cannot reach your organisation’s sign-in service. Try again in a few minutes')
    expect(page).toContain('name="password"')
  })
})

test('an answer without an ID token is refused, whatever the userinfo address says', async () => {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const provider = createServer((request, response) =>
    response
      .setHeader('content-type', 'application/json')
      .end(
        JSON.stringify(
          request.url === '/userinfo'
            ? { sub: 'anybody', email: 'boss@example.org', email_verified: true }
            : { userinfo_endpoint: `${issuer}/userinfo` },
        ),
      ),
  )
  await new Promise<void>((done) => provider.listen(port, '127.0.0.1', done))
  expect(await claimsOf({ accessToken: 'of something' }, issuer)).toBeNull()
  provider.close()
})

describe('roles by claims', () => {
  const mapping = [
    { value: 'a', role: 'author' },
    { value: 'b', role: 'owner' },
  ] as const
  test.each([
    [{ groups: ['a', 'c'] }, ['author']],
    [{ groups: 'a b' }, []],
    [{ groups: 'x,a' }, []],
    [{ groups: 'b' }, ['owner']],
    [{ groups: [1, null] }, []],
    [{}, []],
    [{ roles: ['a'] }, []],
  ])('%j', (claims, roles) => {
    expect(rolesByClaims({ sub: 's', ...claims }, 'groups', mapping)).toEqual(roles)
  })
})

test.each([
  [{}, {}],
  [
    { department: ' Finance ', manager: 'Boss@Example.org' },
    { unit: 'Finance', manager: 'boss@example.org' },
  ],
  [
    { department: ['Legal', 'x'], groups: ['b', 'a', 'b', 7, ''] },
    { unit: 'Legal', groups: '["a","b"]' },
  ],
  [
    { department: '', groups: [] },
    { unit: '', groups: '[]' },
  ],
  [
    { department: { nested: true }, groups: 'a, b' },
    { unit: '', groups: '["a, b"]' },
  ],
  [{ department: 'x'.repeat(201) }, { unit: '' }],
])('claims describe a person: %j', (claims, said) => {
  expect(saidBy({ sub: 's', ...claims }, { unit: 'department', manager: 'manager', groups: 'groups' })).toEqual(said)
})
