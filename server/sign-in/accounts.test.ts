import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleCourse, published } from '@/tests/support/courses'
import { PASSWORD, AUTH_SECRET, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { type Address, everything, inStore, onEitherDatabase } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'
import { leave } from '../accounts/leave'
import { cohortOf } from '../enrolment/open-cohorts'
import { openStore } from '../database'
import { hashToken } from '../platform/tokens'

const PEOPLE = '/en/manage/people'
const tokenIn = (page: string, kind = 'invitation') => new RegExp(`/en/${kind}/([\\w-]{20,})`).exec(page)?.[1] ?? ''

onEitherDatabase((fresh) => {
  let address: Address
  let server: TestServer
  let admin: Visitor
  const env = { AUTH_SECRET, FACILITATORS: '' }
  const open = (a: Address) => startServer({ ...('url' in a ? { databaseUrl: a.url } : { dataDir: a.directory }), env })
  const visitor = (cookie = '') => new Visitor(server.url, cookie)
  const made = async (...args: Parameters<typeof somebody> extends [Address, number, ...infer R] ? R : never) =>
    somebody(address, server.port, ...args)
  const signedIn = async (email: string, password = PASSWORD) => {
    const browser = visitor()
    const answer = await browser.post('/en/sign-in/password', { email, password })
    return { browser, answer }
  }
  const invited = async (email: string, roles: string[] = [], name = 'Ira Lund') => {
    const answer = await admin.post(`${PEOPLE}/add/send`, { list: `${name} <${email}>`, roles })
    return { answer, token: answer.location.split('/').at(-1)! }
  }
  const db = async <T>(read: (store: ReturnType<typeof openStore>) => Promise<T>): Promise<T> => {
    const store = openStore(address)
    return read(store).finally(() => store.db.destroy())
  }

  beforeAll(async () => {
    address = await fresh()
    server = await open(address)
  })
  afterAll(() => server?.stop())

  test('the first start prints a link that makes exactly one administrator [p:links-once] [p:passwords]', async () => {
    await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('/en/set-up/')
    const token = tokenIn(server.output(), 'set-up')
    expect(await db(async (store) => (await everything(store)).filter(({ row }) => row.includes(token)))).toEqual([])
    const page = await visitor().get(`/en/set-up/${token}`)
    expect(page.body).toContain('autoComplete="new-password"')
    const short = await visitor().post(`/en/set-up/${token}/accept`, { name: 'A', email: 'a@example.org', password: 'short' })
    expect(short.location).toBe(`/en/set-up/${token}?note=password`)
    for (const [password, note] of [
      ['password1234', 'common'],
      ['AdaHolt2026!', 'personal'],
    ] as const) {
      const form = { name: 'Ada Holt', email: 'ada@example.org', password }
      const refused = await visitor().post(`/en/set-up/${token}/accept`, form)
      expect(refused.location).toBe(`/en/set-up/${token}?note=${note}`)
      expect((await visitor().get(refused.location)).body).toContain('This password is too easy to guess')
    }
    const browsers = [visitor(), visitor()]
    const answers = await Promise.all(
      browsers.map((b, i) => b.post(`/en/set-up/${token}/accept`, { name: 'Ada Holt', email: `ada${i}@example.org`, password: PASSWORD })),
    )
    expect(answers.map((a) => a.location).sort()).toEqual(['/en/manage', `/en/set-up/${token}?note=gone`])
    admin = browsers[answers.findIndex((a) => a.location === '/en/manage')]!
    expect((await admin.get(PEOPLE)).status).toBe(200)
    expect((await visitor().get(`/en/set-up/${token}`)).body).toContain('This link no longer works')
    expect(
      (await visitor().post(`/en/set-up/${token}/accept`, { name: 'B', email: 'b@example.org', password: PASSWORD })).location,
    ).toContain('note=gone')
    // The link proves no address.
    const [{ emailVerified }] = (await db(({ db: d }) => d.selectFrom('user').select('emailVerified').execute())) as [
      { emailVerified: unknown },
    ]
    expect(Boolean(emailVerified)).toBe(false)
    const [session] = await db(({ db: d }) => d.selectFrom('session').selectAll().execute())
    expect(session).toMatchObject({ userAgent: 'Firefox, Linux' })
    expect(JSON.stringify(session)).not.toMatch(/127\.0\.0\.1/)
  })

  test('a later start prints no link', async () => {
    const again = await open(address)
    await expect.poll(() => again.output()).toContain('is ready')
    await again.stop()
    expect(again.output()).not.toContain('/set-up/')
    expect(await db(({ db: d }) => d.selectFrom('invitation').select('id').where('kind', '=', 'set-up').execute())).toEqual([])
  })

  test('admin pages send strangers to sign in and others to “no access”, and handlers do nothing', async () => {
    const { cookie } = await made(['owner', 'author', 'facilitator'])
    for (const path of [PEOPLE, '/en/manage/audit', `${PEOPLE}/link/invite/x`, `${PEOPLE}/x`, `${PEOPLE}/x/remove`]) {
      expect((await visitor().get(path)).location, path).toContain('/en/sign-in?next=')
      expect((await visitor(cookie).get(path)).location, path).toBe('/en/no-access')
    }
    for (const path of [`${PEOPLE}/x/roles`, `${PEOPLE}/x/remove/confirm`, `${PEOPLE}/invitations/x/renew`, '/en/manage/audit/csv']) {
      expect((await visitor().post(path)).location, path).toBe('/en/sign-in')
      expect((await visitor(cookie).post(path)).status, path).toBe(403)
    }
  })

  test('an invitation creates an account with its roles, once [p:links-once]', async () => {
    const { answer, token } = await invited('ira@example.org', ['facilitator', 'author'])
    expect(answer.location).toBe(`${PEOPLE}/link/invite/${token}`)
    expect((await admin.get(answer.location)).body).toContain(`/en/invitation/${token}`)
    expect((await admin.get((await invited('IRA@example.org')).answer.location)).body).toContain(
      'has an account or an open invitation already',
    )
    const browser = visitor()
    expect((await browser.get(`/en/invitation/${token}`)).body).toContain('ira@example.org')
    expect((await browser.post(`/en/invitation/${token}/accept`, { name: ' ', password: PASSWORD })).location).toContain('note=name')
    const guessed = await browser.post(`/en/invitation/${token}/accept`, { name: 'Ira Lund', password: 'qwertyuiop12' })
    expect(guessed.location).toContain('note=common')
    expect((await browser.get(guessed.location)).body).toContain('value="Ira Lund"')
    const both = await Promise.all(
      [browser, visitor()].map((b) => b.post(`/en/invitation/${token}/accept`, { name: 'Ira Lund', password: PASSWORD })),
    )
    expect(both.map((b) => b.location).sort()).toEqual([`/en/invitation/${token}?note=gone`, '/en/live'])
    const { browser: later } = await signedIn('Ira@Example.org')
    expect((await later.get('/en/learn')).body, 'a way to their sessions').toContain('href="/en/live"')
    const page = (await later.get('/en/account')).body
    expect(page).toContain('Learner, Facilitator, Author')
    expect((await admin.get((await invited('ira@example.org')).answer.location)).body).toContain(
      'has an account or an open invitation already',
    )
  })

  test('a name counts as given by the organisation if the invited person leaves it unchanged [p:certificate-names]', async () => {
    for (const [listed, typed] of [
      ['Nia Berg', 'Nia Berg'],
      ['N. Obody', 'Dr. Friederike Boss'],
    ] as const) {
      const email = `${typed.replace(/\W/g, '')}@example.org`.toLowerCase()
      const { token } = await invited(email, [], listed)
      await visitor().post(`/en/invitation/${token}/accept`, { name: typed, password: PASSWORD })
      expect(await db(({ db: d }) => d.selectFrom('user').select(['name', 'namedBy']).where('email', '=', email).execute())).toEqual([
        { name: typed, namedBy: listed === typed ? 'organisation' : 'holder' },
      ])
    }
  })

  test('an invitation can be renewed and withdrawn, and then its old link stops working [p:invitations]', async () => {
    const { token } = await invited('uma@example.org')
    const renewed = await admin.post(`${PEOPLE}/invitations/${hashToken(token)}/renew`)
    expect((await visitor().get(`/en/invitation/${token}`)).body).toContain('no longer works')
    const second = renewed.location.split('/').at(-1)!
    expect((await visitor().get(`/en/invitation/${second}`)).body).toContain('uma@example.org')
    expect((await admin.post(`${PEOPLE}/invitations/${hashToken(second)}/withdraw`)).location).toContain('note=withdrawn')
    expect((await visitor().post(`/en/invitation/${second}/accept`, { name: 'Uma', password: PASSWORD })).location).toContain('note=gone')
    expect((await admin.post(`${PEOPLE}/invitations/${hashToken(second)}/renew`)).location).toContain('note=gone')
  })

  test('an unproven address gets only what the used link holds, and every other link still works [p:shown-links-prove-nothing]', async () => {
    const cohorts = await inStore(address, async () =>
      [await published({ ...exampleCourse, people: 'names' }), await published({ ...exampleCourse, people: 'names' })].map((c) => c.cohort),
    )
    const email = 'twice@example.org'
    await db(({ db: d }) =>
      d
        .insertInto('invitation')
        .values(
          [...cohorts.map((cohort_id) => ({ cohort_id, roles: '[]' })), { cohort_id: null, roles: '["owner"]' }].map((one, i) => ({
            id: hashToken(`one-of-three-links-${i}`),
            kind: 'invite' as const,
            email,
            name: 'T',
            user_id: null,
            ...one,
            created_at: Date.now(),
            expires_at: Date.now() + 60_000,
          })),
        )
        .execute(),
    )
    const browser = visitor()
    const course = await inStore(address, async () => (await cohortOf(cohorts[1]!))!.course.title)
    expect((await browser.get('/en/invitation/one-of-three-links-1')).body).toContain(`It enrols you in the course “${course}”`)
    const accepted = await browser.post('/en/invitation/one-of-three-links-1/accept', { name: 'T', password: PASSWORD })
    expect(accepted.location).toMatch(/^\/en\/courses\/[\w-]+$/)
    expect((await browser.get(accepted.location)).body).toContain(course)
    const enrolled = () =>
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
    expect(await enrolled()).toEqual([cohorts[1]])
    expect((await browser.get('/en/account')).body).not.toContain('Course owner')
    expect((await browser.post('/en/invitation/one-of-three-links-2/join')).location).toBe('/en/account?note=joined')
    expect((await browser.get('/en/account')).body).toContain('Course owner')
    expect(await enrolled()).toEqual([cohorts[1]])
    expect((await browser.post('/en/invitation/one-of-three-links-0/join')).location).toBe('/en/courses')
    expect(await enrolled()).toEqual([...cohorts].sort())
    expect((await browser.get('/en/invitation/one-of-three-links-0')).body).toContain('no longer works')
    await db(({ db: d }) =>
      d
        .insertInto('invitation')
        .values({
          id: hashToken('one-more-link'),
          kind: 'invite',
          email,
          name: 'T',
          user_id: null,
          roles: '[]',
          cohort_id: cohorts[0]!,
          created_at: Date.now(),
          expires_at: Date.now() + 60_000,
        })
        .execute(),
    )
    expect((await browser.post('/en/invitation/one-more-link/join')).location).toBe('/en/courses')
    expect(await enrolled()).toEqual([...cohorts].sort())
  })

  test('the database holds no token from which a cookie could be made [p:links-once]', async () => {
    const { email } = await made([])
    const { browser } = await signedIn(email)
    const token = decodeURIComponent(browser.cookies.get('account.session_token')!).split('.')[0]!
    expect(token.length).toBeGreaterThan(20)
    const rows = await db(everything)
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([])
    expect(rows.filter(({ row }) => row.includes(hashToken(token))).map(({ table }) => table)).toEqual(['session'])
    // The stored hash opens nothing.
    const thief = visitor()
    thief.cookies.set('account.session_token', browser.cookies.get('account.session_token')!.replace(token, hashToken(token)))
    expect((await thief.get('/en/account')).location).toContain('/en/sign-in')
    await browser.post('/en/sign-out')
    expect((await db(everything)).filter(({ row }) => row.includes(hashToken(token)))).toEqual([])
  })

  test('people with an account accept an invitation with it, and nobody else can', async () => {
    const { cookie, email } = await made([])
    // Inserted directly, because the form would now refuse a known address.
    const { token } = await db(async ({ db: d }) => {
      const t = 'a-token-of-an-invitation-for-somebody'
      await d
        .insertInto('invitation')
        .values({
          id: hashToken(t),
          kind: 'invite',
          email,
          name: 'S',
          user_id: null,
          roles: '["owner"]',
          cohort_id: null,
          created_at: Date.now(),
          expires_at: Date.now() + 60_000,
        })
        .execute()
      return { token: t }
    })
    const other = visitor((await made([])).cookie)
    expect((await other.get(`/en/invitation/${token}`)).body).toContain('but the invitation is for another address')
    expect((await other.post(`/en/invitation/${token}/join`)).location).toBe(`/en/invitation/${token}`)
    expect((await visitor().post(`/en/invitation/${token}/accept`, { name: 'S', password: PASSWORD })).location).toContain('note=known')
    expect((await visitor(cookie).post(`/en/invitation/${token}/join`)).location).toBe('/en/account?note=joined')
    expect((await visitor(cookie).get('/en/account')).body).toContain('Course owner')
    expect((await visitor(cookie).get(`/en/invitation/${token}`)).body).toContain('no longer works')
  })

  const upload = async (text: string | Uint8Array<ArrayBuffer>, encoding = '') => {
    const form = new FormData()
    form.set('file', new File([text], 'people.csv', { type: 'text/csv' }))
    form.set('encoding', encoding)
    const { location } = await admin.post(`${PEOPLE}/add/send`, form)
    return shown(location)
  }
  const shown = async (location: string) => {
    const body = (await admin.get(location)).body.replace(/<!-- -->/g, '')
    const field = /<textarea[^>]*>\n?([^<]*)</.exec(body)?.[1] ?? ''
    return { body, list: field.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>') }
  }
  const invitations = () =>
    db(async ({ db: d }) => (await d.selectFrom('invitation').select('email').where('kind', '=', 'invite').execute()).map((i) => i.email))

  test('a file is checked line by line, and nobody is invited before the administrator has seen it', async () => {
    const { email } = await made([])
    const before = await invitations()
    const { body, list } = await upload(
      `Name;E-mail;Roles\nJo Ek;jo@example.org;owner facilitator\n"Ann; B";not-an-address;\nKim;kim@example.org;king\nJo again;JO@example.org;\nKnown;${email};\n\nLi;li@example.org\n`,
    )
    expect(body).toContain('We read 3 people from the file but have not added them yet')
    expect(body).toMatch(/<td[^>]*>Jo Ek<\/td><td[^>]*>jo@example.org<\/td><td>Facilitator, Course owner<\/td>/)
    for (const [line, said] of [
      [3, 'has no email address'],
      [4, 'has a role that does not exist'],
      [5, 'has the same address as an earlier line'],
    ] as const)
      expect(body).toMatch(new RegExp(`<b[^>]*>Line ${line}</b>: “[^<]*${said}`))
    expect(await invitations()).toEqual(before)
    const file = await admin.post(`${PEOPLE}/add/send`, { list })
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.body.trim().split('\n')).toHaveLength(3)
    expect((await visitor().get(`/en/invitation/${tokenIn(file.body)}`)).body).toContain('jo@example.org')
    expect((await invitations()).filter((e) => !before.includes(e)).sort()).toEqual(['jo@example.org', 'li@example.org'])
    const again = await shown((await admin.post(`${PEOPLE}/add/send`, { list })).location)
    expect(again.body).toContain('3 people have an account or an open invitation already.')
    expect(again.list).toBe('Name;E-mail;Roles\n"Ann; B";not-an-address;\nKim;kim@example.org;king\nJo again;JO@example.org;')
  })

  test.each([
    ['no addresses', 'Jo;Ek\nJo;Ek', 'has no email address'],
    ['nobody', 'name,email\n', 'We could not read anyone from the file'],
    ['an open quotation', 'name,email\n"Jo,jo@example.org\n', 'has an unclosed quotation mark'],
    ['too many', `name,email\n${Array.from({ length: 10_001 }, (_, i) => `P,p${i}@example.org`).join('\n')}`, 'the list is too long'],
    ['too much', `name,email\n${'x'.repeat(2_000_001)}`, 'the list is larger than 2 MB'],
  ])('a file with %s is refused with advice', async (_, text, said) => {
    expect((await upload(text)).body).toContain(said)
  })

  test('a file of 10,000 lines is taken', async () => {
    const { body, list } = await upload(
      `name,email,roles\n${Array.from({ length: 10_000 }, (_, i) => `Person ${i},q${i}@example.org,`).join('\n')}`,
    )
    expect(body).toContain('We read 10,000 people from the file')
    const file = await admin.post(`${PEOPLE}/add/send`, { list })
    expect(new Set(file.body.match(/\/en\/invitation\/[\w-]+/g)).size).toBe(10_000)
    await db(({ db: d }) => d.deleteFrom('invitation').where('email', 'like', 'q%@example.org').execute())
  })

  test('the letters of an older Windows file are shown before anybody is invited, and can be read again', async () => {
    const lithuanian = new Uint8Array(
      Buffer.from('name,email\n\xd0ar\xfbnas \xdeukauskas,sarunas@example.org\nJ\xfbrat\xeb,jurate@example.org\n', 'latin1'),
    )
    const { body } = await upload(lithuanian)
    expect(body).toContain('we read it as Baltic (Windows-1257)')
    expect(body).toMatch(/<td[^>]*>Šarūnas Žukauskas<\/td>/)
    expect((await upload(lithuanian, 'windows-1252')).list).toContain('Ðarûnas Þukauskas')
    expect((await upload(lithuanian, 'klingon')).list).toContain('Šarūnas Žukauskas')
    expect((await upload(lithuanian, 'windows-1257')).list).toContain('Jūratė,jurate@example.org')
    const said = await upload(new Uint8Array(Buffer.from('\ufeffname\temail\nŠarūnas\tsarunas@example.org\n', 'utf16le')))
    expect(said.body).toMatch(/<td[^>]*>Šarūnas<\/td>/)
    expect(said.body).not.toContain('we read it as')
    expect((await upload('')).body).toContain('Enter at least one address')
  })

  test('open invitations are in a stable order and can be searched', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `order${String(i).padStart(2, '0')}`)
    const { list } = await upload(
      `name,email\n${[...names]
        .reverse()
        .map((n) => `${n},${n}@example.org`)
        .join('\n')}`,
    )
    await admin.post(`${PEOPLE}/add/send`, { list })
    const pending = async (query: string) =>
      (await admin.get(`${PEOPLE}?${query}`)).body.split('id="pending"')[1]?.split('</section>')[0] ?? ''
    const found = async (query: string) => [...new Set((await pending(query)).match(/order\d\d(?=@)/g) ?? [])]
    expect(await found('')).toEqual(names.slice(0, 50))
    expect(await found('open=2')).toEqual(names.slice(50))
    expect(await found('q=ORDER1')).toEqual(names.slice(10, 20))
    expect((await admin.get(`${PEOPLE}?q=nobody-of-that-name`)).body).toContain('We found no open invitation')
    await db(({ db: d }) => d.deleteFrom('invitation').where('email', 'like', 'order%').execute())
  })

  test('somebody who has left cannot sign in and alone learns why, and can sign in again once they are back [p:leavers]', async () => {
    const { id, email, cookie } = await made(['facilitator'], 'Lea Leaver')
    const here = `${PEOPLE}/${id}`
    const open = visitor(cookie)
    expect((await open.get('/en/account')).body).toContain('Lea Leaver')
    await invited(email, ['author'])
    expect((await admin.post(`${here}/left`, { left_password: 'not the password' })).location).toBe(`${here}?note=wrong`)
    expect((await open.get('/en/account')).status).toBe(200)
    expect((await admin.post(`${here}/left`, { left_password: PASSWORD })).location).toBe(`${here}?note=left`)
    expect((await open.get('/en/account')).location).toContain('/en/sign-in')
    const { browser, answer } = await signedIn(email)
    expect(answer.location).toBe('/en/sign-in?note=left')
    expect((await browser.get(answer.location)).body).toContain('Your organisation has recorded that you left')
    expect(browser.cookies.has('account.session_token')).toBe(false)
    expect((await signedIn(email, 'not the password')).answer.location).toContain('note=wrong')
    expect((await admin.get(`${PEOPLE}?q=${email}`)).body).toMatch(/Lea Leaver<\/a>.*?<span[^>]*>Left</s)
    const rows = await db(async ({ db: d }) => ({
      roles: await d.selectFrom('user_role').select('role').where('user_id', '=', id).execute(),
      invitations: await d.selectFrom('invitation').select('id').where('email', '=', email).execute(),
      member: await d.selectFrom('member').select(['state', 'left_by']).where('user_id', '=', id).executeTakeFirst(),
    }))
    expect(rows).toEqual({ roles: [], invitations: [], member: { state: 'left', left_by: 'hand' } })
    const page = (await admin.get(here)).body
    expect(page).toContain('Open the account again')
    expect(page).not.toContain('name="roles"')
    await admin.post(`${here}/roles`, { roles: ['administrator'], role_password: PASSWORD })
    expect(await db(({ db: d }) => d.selectFrom('user_role').select('role').where('user_id', '=', id).execute())).toEqual([])
    await admin.post(`${here}/left`, { do: 'back' })
    expect((await signedIn(email)).answer.location).toBe('/en/learn')
    expect((await admin.get('/en/manage/audit')).body).toContain('Recorded as left')
  })

  test('nobody can close their own account, and the last administrator cannot be closed', async () => {
    const [{ id }] = (await db(({ db: d }) =>
      d.selectFrom('user').innerJoin('user_role', 'user_id', 'user.id').select('user.id').where('role', '=', 'administrator').execute(),
    )) as [{ id: string }]
    expect((await admin.post(`${PEOPLE}/${id}/left`, { left_password: PASSWORD })).location).toBe(`${PEOPLE}/${id}?note=own`)
    const member = await db(({ db: d }) => d.selectFrom('member').select('id').where('user_id', '=', id).executeTakeFirstOrThrow())
    expect(await inStore(address, () => leave(member.id, 'directory', 'system'))).toEqual({ ok: false, reason: 'last-administrator' })
    expect((await admin.get(PEOPLE)).status).toBe(200)
  })

  test('wrong password and unknown address get the same answer; after ten failures even the right password has to wait [p:throttle]', async () => {
    const { email } = await made([])
    const answers = []
    for (let i = 0; i < 10; i++) answers.push((await signedIn(email, `wrong ${i} wrong wrong`)).answer.location)
    expect(new Set(answers)).toEqual(new Set(['/en/sign-in?note=wrong']))
    expect((await signedIn('nobody@example.org', 'wrong wrong wrong')).answer.location).toBe(answers[0])
    const { browser, answer } = await signedIn(email)
    expect(answer.location).toMatch(/^\/en\/sign-in\?note=wait&seconds=\d+$/)
    expect((await browser.get(answer.location)).body).toContain('Try again in 15 minutes')
    expect((await browser.get(answer.location)).body).toContain(`value="${email}"`)
    const { email: another } = await made([])
    expect((await signedIn(another)).answer.location).toBe('/en/learn')
  })

  test('guesses sent all at once are limited as well, and each of them is in the audit log [p:throttle]', async () => {
    const { id, email } = await made([])
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => signedIn(email, `guess number ${i}`)))
    expect(answers.filter(({ answer }) => answer.location.includes('note=wrong'))).toHaveLength(10)
    const counted = () =>
      db(async ({ db: d }) => {
        const { alias } = await d.selectFrom('user_alias').select('alias').where('user_id', '=', id).executeTakeFirstOrThrow()
        const lines = await d
          .selectFrom('audit')
          .select('detail')
          .where('subject', '=', alias)
          .where('action', '=', 'sign-in.failed')
          .execute()
        return lines.map(({ detail }) => (JSON.parse(detail!) as { count: number }).count)
      })
    await expect.poll(counted).toEqual([10])
  })

  test('signing in only leads to pages of this site [p:redirects]', async () => {
    const { email } = await made([])
    for (const [next, to] of [
      ['/en/manage', '/en/manage'],
      ['//evil.example', '/en/learn'],
      ['https://evil.example', '/en/learn'],
      ['/\\evil.example', '/en/learn'],
      ['/.//evil.example', '/en/learn'],
      ['javascript:alert(1)', '/en/learn'],
    ] as const) {
      const answer = await visitor().post(`/en/sign-in/password?${new URLSearchParams({ next })}`, { email, password: PASSWORD })
      expect(answer.location, next).toBe(to)
    }
  })

  test('signing in keeps attempts made without an account, and the device is forgotten', async () => {
    const { email } = await made([])
    const browser = visitor()
    const attempt = (await browser.post('/en/learn/T01/start')).location
    expect(browser.cookies.has('learner')).toBe(true)
    await browser.post('/en/sign-in/password', { email, password: PASSWORD })
    expect(browser.cookies.has('learner')).toBe(false)
    expect((await browser.get(attempt)).status).toBe(200)
    const { browser: elsewhere } = await signedIn(email)
    expect((await elsewhere.get(attempt)).status).toBe(200)
    expect((await visitor((await made([])).cookie).get(attempt)).status).not.toBe(200)
    await browser.post('/en/sign-out')
    expect((await browser.get(attempt)).status).not.toBe(200)
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
  })

  test('sessions end one by one, all others at once, by a new password, and by an administrator [p:sessions-end]', async () => {
    const { email, id, cookie } = await made([])
    const other = visitor((await made([])).cookie)
    const own = visitor(cookie)
    const isIn = async (browser: Visitor) => (await browser.get('/en/account')).status === 200
    const [first, second] = [(await signedIn(email)).browser, (await signedIn(email)).browser]
    const ids = [...(await own.get('/en/account')).body.matchAll(/name="id" value="([^"]+)"/g)].map((m) => m[1]!)
    expect(ids).toHaveLength(2)
    await other.post('/en/account/sessions/end', { id: ids[0]! })
    expect(await Promise.all([first, second].map(isIn))).toEqual([true, true])
    await own.post('/en/account/sessions/end', { id: ids[0]! })
    expect((await Promise.all([first, second].map(isIn))).filter(Boolean)).toHaveLength(1)
    await own.post('/en/account/sessions/end-others')
    expect(await Promise.all([own, first, second].map(isIn))).toEqual([true, false, false])

    const third = (await signedIn(email)).browser
    expect((await own.post('/en/account/password', { current: 'not the password', password: 'another long password' })).location).toContain(
      'note=wrong',
    )
    expect((await own.post('/en/account/password', { current: PASSWORD, password: 'short' })).location).toContain('note=short')
    expect((await own.post('/en/account/password', { current: PASSWORD, password: email })).location).toContain('note=personal')
    expect((await own.post('/en/account/password', { current: PASSWORD, password: 'another long password' })).location).toContain(
      'note=password',
    )
    expect(await Promise.all([own, third].map(isIn))).toEqual([true, false])
    expect((await signedIn(email)).answer.location).toContain('note=wrong')

    await admin.post(`${PEOPLE}/${id}/sessions`)
    expect(await isIn(own)).toBe(false)
    const link = (await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location
    const token = link.split('/').at(-1)!
    expect((await admin.get(link)).body).toContain(`/en/reset/${token}`)
    expect((await visitor().post(`/en/reset/${token}/accept`, { password: 'short' })).location).toContain('note=password')
    expect((await visitor().post(`/en/reset/${token}/accept`, { password: 'aaaaaaaaaaaa' })).location).toContain('note=common')
    expect((await visitor().post(`/en/reset/${token}/accept`, { password: 'yet another password' })).location).toBe(
      '/en/sign-in?note=reset',
    )
    expect((await visitor().post(`/en/reset/${token}/accept`, { password: 'and one more password' })).location).toBe(`/en/reset/${token}`)
    expect((await signedIn(email, 'yet another password')).answer.location).toBe('/en/learn')
  })

  test('the holder of an account learns what an administrator did to it, in each browser until dismissed there [p:told-at-sign-in]', async () => {
    const { id, email } = await made([])
    const link = (await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location
    // The administrator takes the account over: without mail they see the link.
    const [token, password] = [link.split('/').at(-1)!, 'chosen by an administrator']
    await visitor().post(`/en/reset/${token}/accept`, { password })
    const { browser: taker } = await signedIn(email, password)
    const page = (await taker.get('/en/learn')).body
    expect(page).toMatch(/Ada Holt \(ada\d@example.org\) created a link to choose a new password for your account/)
    expect(page).toContain('Your password was changed through a link that was shown to Ada Holt')
    const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map((m) => m[1]!)
    expect((await taker.post('/en/account/notices/dismiss', { id: ids })).location).toBe('/en/account')
    expect((await taker.get('/en/learn')).body).not.toContain('created a link')
    expect((await taker.get('/en/account')).body).toContain('created a link')
    // Dismissing it there does not hide it from others.
    const { browser: holder } = await signedIn(email, password)
    await admin.post(`${PEOPLE}/${id}/roles`, { roles: ['author'] })
    await admin.post(`${PEOPLE}/${id}/roles`, { roles: ['author'] })
    const told = (await holder.get('/en/learn')).body
    expect(told).toContain('created a link to choose a new password for your account')
    expect(told.match(/<li[^>]*>Ada Holt [^<]+ changed your roles/g)).toHaveLength(1)
    await admin.post(`${PEOPLE}/${id}/sessions`)
    const { browser: again } = await signedIn(email, password)
    expect((await again.get('/en/learn')).body).toMatch(/Ada Holt \(ada\d@example.org\) signed you out everywhere/)
    expect((await visitor((await made([])).cookie).get('/en/learn')).body).not.toContain('Changes to your account')
  })

  test('for 30 days after a password was set by a link that was shown, nobody can remove the account, whichever of the two is signed in [p:shown-links-prove-nothing]', async () => {
    const { id, email } = await made([])
    const token = (await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location.split('/').at(-1)!
    await visitor().post(`/en/reset/${token}/accept`, { password: 'chosen by an administrator' })
    const { browser: taker } = await signedIn(email, 'chosen by an administrator')
    const attempt = (await taker.post('/en/learn/T01/start')).location
    expect((await admin.get(`${PEOPLE}/${id}`)).body).toMatch(/No administrator can remove the account before \d+ \w+ \d{4}/)
    expect((await admin.post(`${PEOPLE}/${id}/remove/confirm`, { password: PASSWORD })).location).toBe(`${PEOPLE}/${id}?note=held`)
    // The learning data can be erased, but the account, which both can open, stays.
    expect((await taker.get('/en/learn/data')).body).toContain('your name, your address and your sign-ins stay')
    const erased = await taker.post('/en/learn/data/erase', { confirm: 'yes', password: 'chosen by an administrator' })
    expect(erased.location).toBe('/en/learn/data?note=held#erase')
    expect((await taker.get(erased.location)).body).toContain('Everything you have learned was erased')
    expect((await taker.get(attempt)).status).not.toBe(200)
    const { browser: holder } = await signedIn(email, 'chosen by an administrator')
    expect((await holder.get('/en/learn')).body).toContain('Your password was changed through a link that was shown to Ada Holt')
    await db(({ db: d }) =>
      d
        .updateTable('notice')
        .set({ at: Date.now() - 30 * 86_400_000 - 1 })
        .where('user_id', '=', id)
        .execute(),
    )
    expect((await admin.post(`${PEOPLE}/${id}/remove/confirm`, { password: PASSWORD })).location).toContain('note=removed')
  })

  test('changing the password ends every other way in, and adding a passkey needs the password; other browsers show it [p:told-at-sign-in]', async () => {
    const { id, email, cookie } = await made([])
    const [own, other] = [visitor(cookie), (await signedIn(email)).browser]
    const keys = () => db(async ({ db: d }) => (await d.selectFrom('passkey').select('id').where('userId', '=', id).execute()).length)
    await db(({ db: d }) =>
      d
        .insertInto('passkey')
        .values({ id: `key-${id}`, userId: id, publicKey: 'k', credentialID: id, counter: 0, deviceType: 'single', backedUp: '0' } as never)
        .execute(),
    )
    const begun = (password?: string) => own.post('/en/account/passkeys/begin', password === undefined ? {} : { password })
    for (const wrong of [await begun(), await begun('not the password')])
      expect([wrong.status, JSON.parse(wrong.body)]).toEqual([403, { reason: 'wrong' }])
    const options = await begun(PASSWORD)
    expect(JSON.parse(options.body)).toMatchObject({ challenge: expect.stringMatching(/^[\w-]{20,}$/), rp: { name: 'Second Look' } })
    expect((await own.post('/en/account/password', { current: PASSWORD, password: 'another long password' })).location).toBe(
      '/en/account?note=password',
    )
    expect((await own.get('/en/account?note=password')).body).toContain('removed your passkeys')
    expect(await keys()).toBe(0)
    expect((await other.get('/en/account')).location).toContain('/en/sign-in')
    const said = 'Your password was changed on the account page'
    expect((await own.get('/en/learn')).body).not.toContain(said)
    expect((await own.get('/en/account')).body).toContain(said)
    expect((await (await signedIn(email, 'another long password')).browser.get('/en/learn')).body).toContain(said)
  })

  test('an account created by a shown link shows who saw the link, except in the browser that created it [p:told-at-sign-in]', async () => {
    const { token } = await invited('handed@example.org')
    const maker = visitor()
    await maker.post(`/en/invitation/${token}/accept`, { name: 'Han Ded', password: PASSWORD })
    const said = /Your account was created through a link that was shown to Ada Holt \(ada\d@example.org\)/
    expect((await maker.get('/en/learn')).body).not.toMatch(said)
    expect((await (await signedIn('handed@example.org')).browser.get('/en/learn')).body).toMatch(said)
  })

  test('without proving who you are again you cannot remove an account, create a password link or make an administrator [p:administrators-prove]', async () => {
    const { id } = await made([])
    const here = `${PEOPLE}/${id}`
    const table = 'name,email,roles\nNew Boss,new-boss@example.org,administrator\n'
    const acts: [path: string, form: Record<string, string | string[]>, field: string, back: string][] = [
      [`${here}/reset`, {}, 'password', `${here}?note=`],
      [`${here}/remove/confirm`, {}, 'password', `${here}/remove?note=`],
      [`${here}/roles`, { roles: ['administrator'] }, 'role_password', `${here}?note=`],
      [`${PEOPLE}/add/send`, { list: 'boss@example.org', roles: ['administrator'] }, 'password', `${PEOPLE}/add?kept=`],
      [`${PEOPLE}/add/send`, { list: table }, 'password', `${PEOPLE}/add?kept=`],
    ]
    for (const [path, fields, field, back] of acts) {
      for (const given of [{}, { [field]: 'not the password' }]) {
        const { location } = await admin.post(path, { ...fields, ...given })
        expect(location).toContain(back.endsWith('note=') ? `${back}wrong` : back)
        expect((await admin.get(location)).body).toContain('Nothing was changed, because your password is wrong.')
      }
    }
    expect(
      await db(async ({ db: d }) => [
        await d.selectFrom('user_role').select('role').where('user_id', '=', id).execute(),
        await d
          .selectFrom('invitation')
          .select('id')
          .where((e) => e.or([e('user_id', '=', id), e('email', 'like', '%boss@example.org')]))
          .execute(),
      ]),
    ).toEqual([[], []])
    expect((await admin.post(`${here}/roles`, { roles: ['administrator'], role_password: PASSWORD })).location).toBe(`${here}?note=roles`)
    await admin.post(`${here}/roles`)
    expect((await admin.post(`${here}/remove/confirm`, { password: PASSWORD })).location).toBe(`${PEOPLE}?note=removed`)
  })

  test('a new password by a link ends passkeys as well', async () => {
    const { id } = await made([])
    await db(({ db: d }) =>
      d
        .insertInto('passkey')
        .values({ id: `of-${id}`, userId: id, publicKey: 'k', credentialID: 'c', counter: 0, deviceType: 'single', backedUp: '0' } as never)
        .execute(),
    )
    const token = (await admin.post(`${PEOPLE}/${id}/reset`, { password: PASSWORD })).location.split('/').at(-1)!
    await visitor().post(`/en/reset/${token}/accept`, { password: 'another long password' })
    expect(await db(({ db: d }) => d.selectFrom('passkey').select('id').where('userId', '=', id).execute())).toEqual([])
  })

  test('strangers who guess do not keep a known browser out, and its own failures count [p:known-devices]', async () => {
    const { email } = await made([])
    const { browser: known } = await signedIn(email)
    const { browser: other } = await signedIn((await made([])).email)
    const cookie = known.cookies.get('known')!
    await known.post('/en/sign-out')
    for (let i = 0; i < 11; i++) await signedIn(email, `guess number ${i} of a stranger`)
    const attempt = async (browser: Visitor, password: string) => (await browser.post('/en/sign-in/password', { email, password })).location
    expect((await signedIn(email)).answer.location).toContain('note=wait')
    expect(await attempt(other, PASSWORD)).toContain('note=wait')
    const forged = visitor()
    forged.cookies.set('known', `${cookie.split('.')[0]}.${'A'.repeat(43)}`)
    expect(await attempt(forged, PASSWORD)).toContain('note=wait')
    expect(await attempt(known, PASSWORD)).toBe('/en/learn')
    await known.post('/en/sign-out')
    for (let i = 0; i < 10; i++) expect(await attempt(known, `mistyped ${i} mistyped`)).toContain('note=wrong')
    expect(await attempt(known, PASSWORD)).toContain('note=wait')
  })

  test('a browser that accepted an invitation is known, a new password makes all others strangers, and known browsers share one budget [p:known-devices]', async () => {
    const { token } = await invited('known@example.org')
    const browser = visitor()
    await browser.post(`/en/invitation/${token}/accept`, { name: 'K', password: PASSWORD })
    const known = async (): Promise<string> => (await signedIn('known@example.org')).browser.cookies.get('known')!
    const before = [browser.cookies.get('known')!, await known()]
    const guesses = async (cookies: readonly string[], each: number) => {
      let taken = 0
      for (const cookie of cookies) {
        for (let i = 0; i < each; i++)
          if (
            (
              await visitor(`known=${cookie}`).post('/en/sign-in/password', {
                email: 'known@example.org',
                password: `guess ${i} guess guess`,
              })
            ).location.includes('note=wrong')
          )
            taken++
      }
      return taken
    }
    // The browser that joined has its own count. A browser from before a new password counts as a stranger.
    expect(await guesses([before[0]!], 1)).toBe(1)
    await browser.post('/en/account/password', { current: PASSWORD, password: 'another long password' })
    expect(browser.cookies.get('known')).not.toBe(before[0])
    expect(await guesses(before, 7)).toBe(10)
    const later = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const own = visitor(`known=${browser.cookies.get('known')}`)
        await own.post('/en/sign-in/password', { email: 'known@example.org', password: 'another long password' })
        return own.cookies.get('known')!
      }),
    )
    // One try was made before.
    expect(await guesses(later, 10)).toBe(29)
  })

  test('security events are in the log, without anything personal, and in the audit log, where a flood is one line [p:security-events]', async () => {
    const { id, email } = await made([], 'Tessa Unmistakable')
    const { browser } = await signedIn(email)
    for (let i = 0; i < 13; i++) await signedIn(email, `guess number ${i} of a stranger`)
    for (let i = 0; i < 3; i++) await signedIn('nobody-at-all@example.org', 'guess guess guess')
    await browser.post('/en/account/password', { current: PASSWORD, password: 'another long password' })
    await browser.post('/en/account/sessions/end-others')
    await admin.post(`${PEOPLE}/${id}/sessions`)
    const { alias } = await db(({ db: d }) =>
      d.selectFrom('user_alias').select('alias').where('user_id', '=', id).executeTakeFirstOrThrow(),
    )
    const lines = () =>
      db(async ({ db: d }) =>
        (await d.selectFrom('audit').select(['action', 'detail']).where('subject', '=', alias).orderBy('at').execute()).map(
          ({ action, detail }) => `${action} ${detail ?? ''}`.trim(),
        ),
      )
    // The time of a line may end in between.
    const added = async () => {
      const found = new Map<string, { lines: number; count: number }>()
      for (const [action, detail] of (await lines()).map((line) => line.split(' ') as [string, string?])) {
        const { lines: n, count } = found.get(action) ?? { lines: 0, count: 0 }
        found.set(action, { lines: n + 1, count: count + (detail ? (JSON.parse(detail) as { count: number }).count : 1) })
      }
      return [...found].map(([action, { lines: n, count }]) => `${action} ${count}${n > 2 ? ' in many lines' : ''}`).sort()
    }
    await expect
      .poll(added)
      .toEqual([
        'account.password-changed 1',
        'account.sessions-ended 1',
        'account.sessions-revoked 1',
        'sign-in.failed 10',
        'sign-in.locked 1',
      ])
    const logged = server
      .output()
      .split('\n')
      .filter((line) => line.includes('Security event'))
    for (const event of [
      'sign-in.failed',
      'sign-in.locked',
      'account.password-changed',
      'account.sessions-ended',
      'account.roles',
      'account.reset-link',
      'account.reset-used',
    ]) {
      expect(
        logged.some((line) => line.includes(`"event":"${event}"`)),
        event,
      ).toBe(true)
    }
    for (const word of [id, email, alias, 'Unmistakable', 'nobody-at-all', '127.0.0.1']) expect(logged.join('\n')).not.toContain(word)
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/second_look_security_events_total\{event="sign-in.failed"\} \d{2}/)
  })

  test('changes of roles take effect at once; if two administrators remove each other, one stays [p:last-administrator]', async () => {
    const second = await made(['administrator'])
    const own = /People\/|people\/([\w-]{20})"[^>]*>Ada Holt/.exec((await admin.get(`${PEOPLE}?q=ada`)).body)![1]!
    const browser = visitor(second.cookie)
    const learner = await made([])
    expect((await visitor(learner.cookie).get('/en/manage')).location).toBe('/en/no-access')
    await admin.post(`${PEOPLE}/${learner.id}/roles`, { roles: ['owner'] })
    expect((await visitor(learner.cookie).get('/en/manage')).status).toBe(200)
    expect((await admin.post(`${PEOPLE}/${learner.id}/roles`, { roles: ['king'] })).location).toBe(`${PEOPLE}/${learner.id}`)
    await admin.post(`${PEOPLE}/${learner.id}/roles`)
    expect((await visitor(learner.cookie).get('/en/manage')).location).toBe('/en/no-access')

    await Promise.all([admin.post(`${PEOPLE}/${second.id}/roles`), browser.post(`${PEOPLE}/${own}/roles`)])
    const left = [await admin.get(PEOPLE), await browser.get(PEOPLE)].filter((a) => a.status === 200)
    expect(left).toHaveLength(1)
    await db(({ db: d }) =>
      d
        .insertInto('user_role')
        .values([{ user_id: own, role: 'administrator' }])
        .onConflict((c) => c.doNothing())
        .execute(),
    )
    await admin.post(`${PEOPLE}/${second.id}/roles`)
    expect((await admin.post(`${PEOPLE}/${own}/roles`)).location).toContain('note=last-administrator')
    expect((await admin.post(`${PEOPLE}/${own}/remove/confirm`, { password: PASSWORD })).location).toContain('note=last-administrator')
    expect((await admin.get(PEOPLE)).status).toBe(200)
  })

  test('when an administrator loses the role, their invitations that bring roles and the password links they were shown end [p:leavers]', async () => {
    const victim = await made([])
    for (const way of ['removed', 'demoted'] as const) {
      const other = await made(['administrator'], 'Short Lived')
      const browser = visitor(other.cookie)
      const token = async (path: string, form: Record<string, string | string[]>) =>
        (await browser.post(path, { ...form, password: PASSWORD })).location.split('/').at(-1)!
      const comeback = await token(`${PEOPLE}/add/send`, { list: `B <${way}-own@example.org>`, roles: ['administrator'] })
      const plain = await token(`${PEOPLE}/add/send`, { list: `C <${way}-plain@example.org>` })
      const reset = await token(`${PEOPLE}/${victim.id}/reset`, {})
      if (way === 'removed') await admin.post(`${PEOPLE}/${other.id}/remove/confirm`, { password: PASSWORD })
      else await admin.post(`${PEOPLE}/${other.id}/roles`)
      expect((await visitor().post(`/en/invitation/${comeback}/accept`, { name: 'Back', password: PASSWORD })).location).toContain(
        'note=gone',
      )
      expect((await visitor().get(`/en/reset/${reset}`)).body).toContain('no longer works')
      expect((await visitor().post(`/en/invitation/${plain}/accept`, { name: 'Plain', password: PASSWORD })).location).toBe('/en/learn')
      const lines = await db(({ db: d }) =>
        d
          .selectFrom('audit')
          .select(['action', 'subject', 'detail'])
          .where((e) => e.or([e('subject', '=', hashToken(comeback)), e('detail', 'like', `%${hashToken(plain)}%`)]))
          .orderBy('at')
          .execute(),
      )
      expect(lines.map(({ action }) => action)).toEqual(['account.invited', 'invitation.withdrawn', 'account.joined'])
    }
  })

  test('removing an account leaves nothing that leads to the person [p:account-rows] [p:erasure]', async () => {
    const person = await made(['owner'], 'Nell Unusual')
    const browser = visitor(person.cookie)
    const attempt = (await browser.post('/en/learn/T01/start')).location.split('/').at(-1)!
    await admin.post(`${PEOPLE}/${person.id}/roles`, { roles: ['author'] })
    const [learner, alias] = await db(async ({ db: d }) => [
      (await d.selectFrom('learner').select('id').where('user_id', '=', person.id).executeTakeFirstOrThrow()).id,
      (await d.selectFrom('user_alias').select('alias').where('user_id', '=', person.id).executeTakeFirstOrThrow()).alias,
    ])
    expect((await admin.get('/en/manage/audit')).body).toContain('Nell Unusual')
    expect((await admin.get(`${PEOPLE}/${person.id}/remove`)).body).toContain('Remove the account of Nell Unusual?')
    expect((await admin.post(`${PEOPLE}/${person.id}/remove/confirm`, { password: PASSWORD })).location).toContain('note=removed')
    const rows = await db(everything)
    expect(rows.filter(({ row }) => [person.id, person.email, 'Unusual', learner, attempt].some((word) => row.includes(word)))).toEqual([])
    expect(new Set(rows.filter(({ row }) => row.includes(alias)).map((r) => r.table))).toEqual(new Set(['audit']))
    expect(rows.filter(({ table }) => table === 'erasure').map(({ row }) => JSON.parse(row).id)).toEqual(
      expect.arrayContaining([hashToken(person.id), hashToken(learner)]),
    )
    expect((await browser.get('/en/account')).location).toContain('/en/sign-in')
    expect((await admin.get('/en/manage/audit')).body).not.toContain('Nell Unusual')
  })

  test('the log shows every act, filtered by group, and exports it as a table that names nobody [p:audit-acts]', async () => {
    const csv = (await admin.post('/en/manage/audit/csv', { group: '' })).body
    expect(csv).toContain(',Account removed,account.removed,')
    expect(csv).not.toContain('Ada Holt')
    const data = (await admin.get('/en/manage/audit?group=data')).body
    expect(data).toMatch(/<td[^>]*>Audit log exported<\/td>/)
    expect(data).toContain('Ada Holt')
    expect(data).not.toMatch(/<td[^>]*>Account removed<\/td>/)
    expect((await admin.post('/en/manage/audit/csv', { group: 'data' })).body).not.toContain('account.removed')
    const all = (await admin.get('/en/manage/audit')).body
    expect(all).toMatch(/<td[^>]*>Account removed<\/td>/)
    expect(all).not.toMatch(/<td[^>]*>[a-z-]+\.[a-z-]+<\/td>/)
  })
})
