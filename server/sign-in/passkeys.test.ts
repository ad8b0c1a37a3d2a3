import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticator, codesIn } from '@/tests/support/authenticator'
import { SoftPasskey } from '@/tests/support/passkey'
import { AUTH_SECRET, PASSWORD, somebody } from '@/tests/support/people'
import { type TestServer, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { Visitor } from '@/tests/support/visitor'

const FACTOR = '/en/account/second-factor'
const STEP = '/en/sign-in/second-factor'
const NEW = 'another long password'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { AUTH_SECRET, FACILITATORS: '', SECOND_FACTOR: 'administrators' } })
})
afterAll(() => server?.stop())

const at = () => ({ directory: server.dataDir })
const site = () => `http://localhost:${server.port}`
const visitor = (cookie = '') => new Visitor(site(), cookie)
const made = async (...roles: Parameters<typeof somebody>[2] & object) => {
  const person = await somebody(at(), server.port, roles)
  return { ...person, own: visitor(person.cookie), key: new SoftPasskey(site()) }
}
const byPassword = async (email: string, password = PASSWORD) => {
  const browser = visitor()
  return { browser, to: (await browser.post('/en/sign-in/password', { email, password })).location }
}
const isIn = async (browser: Visitor) => (await browser.get('/en/account')).status === 200
const keysOf = (user: string) => inStore(at(), ({ db }) => db.selectFrom('passkey').select('id').where('userId', '=', user).execute())
const strengths = async (user: string) =>
  (await inStore(at(), ({ db }) => db.selectFrom('session').select('secondFactor').where('userId', '=', user).execute())).map(
    ({ secondFactor }) => secondFactor,
  )

test('a passkey is added and signs in only if it has verified its user, whatever else the account has [p:second-factor-asked]', async () => {
  const { id, own, key, email } = await made()
  expect(await key.add(own, PASSWORD, false)).toBe(400)
  expect(await keysOf(id)).toEqual([])
  expect(await key.add(own, PASSWORD)).toBe(200)
  const stolen = visitor()
  expect(await key.signIn(stolen, false)).toBe(401)
  expect(await isIn(stolen)).toBe(false)
  const holder = visitor()
  expect(await key.signIn(holder)).toBe(200)
  expect(await isIn(holder)).toBe(true)
  await holder.post(`${FACTOR}/begin`, { begin_password: PASSWORD })
  const app = authenticator((await holder.get(FACTOR)).body)
  await holder.post(`${FACTOR}/confirm`, { code: await app.code() })
  expect(await key.signIn(stolen, false)).toBe(401)
  expect(await isIn(stolen)).toBe(false)
  expect(await key.signIn(stolen)).toBe(200)
  expect(await isIn(stolen)).toBe(true)
  expect((await byPassword(email)).to).toBe(STEP)
})

test('people who need no second factor are asked for the passkey they have, and get recovery codes with the first [p:second-factor-asked]', async () => {
  const { own, key, email } = await made()
  expect(await key.add(own, PASSWORD)).toBe(200)
  const codes = codesIn((await own.get(`${FACTOR}?note=passkey`)).body)
  expect(codes).toHaveLength(10)
  await own.post(`${FACTOR}/kept`)
  const { browser, to } = await byPassword(email)
  expect(to).toBe(STEP)
  expect(await isIn(browser)).toBe(false)
  expect((await browser.get(STEP)).body).toContain('Confirm it with your passkey, or enter one of your recovery codes')
  expect(await key.signIn(browser)).toBe(200)
  expect(await isIn(browser)).toBe(true)
  const { browser: other } = await byPassword(email)
  expect((await other.post(`${STEP}/confirm`, { code: codes[0]! })).location).toBe('/en/learn')
  expect(await isIn(other)).toBe(true)
  // A second passkey leaves the codes as they are.
  expect(await new SoftPasskey(site(), 'Phone').add(other, PASSWORD)).toBe(200)
  expect(codesIn((await other.get(`${FACTOR}?note=passkey`)).body)).toEqual([])
  expect((await other.get('/en/account')).body).toMatch(/2 passkeys\. 9 recovery codes are left/)
})

test('adding one ends sign-ins that were completed with less, and needs the password and a complete sign-in [p:second-factor-changed]', async () => {
  const { id, own, key, email } = await made()
  const { browser: earlier } = await byPassword(email)
  expect(await isIn(earlier)).toBe(true)
  for (const wrong of ['', 'not the password']) expect(await key.add(own, wrong)).toBe(403)
  const begun = JSON.parse((await own.post('/en/account/passkeys/begin', { password: PASSWORD })).body) as { challenge: string }
  const challenge = [...own.cookies].find(([name]) => name.includes('passkey'))!
  expect(await key.add(own, PASSWORD)).toBe(200)
  expect(await isIn(earlier)).toBe(false)
  expect(await isIn(own)).toBe(true)
  // Somebody who has only the password cannot finish what was begun, even with the challenge.
  const { browser } = await byPassword(email)
  browser.cookies.set(...challenge)
  expect(await new SoftPasskey(site()).register(browser, begun.challenge)).toBe(403)
  expect(await keysOf(id)).toHaveLength(1)
})

test('removing one needs the password and ends other sign-ins; without any, people who must have one set it up again [p:second-factor-changed] [p:second-factor-demanded]', async () => {
  const { id, own, key } = await made('administrator')
  expect((await own.get('/en/manage')).location).toContain(FACTOR)
  expect(await key.add(own, PASSWORD)).toBe(200)
  const other = visitor()
  await key.signIn(other)
  for (const browser of [own, other]) expect((await browser.get('/en/manage')).status).toBe(200)
  const passkey = (await keysOf(id))[0]!.id
  const remove = '/en/account/passkeys/remove'
  expect((await own.post(remove, { id: passkey })).location).toBe('/en/account?note=passkey-wrong#passkeys')
  expect((await own.post(remove, { id: passkey, remove_password: 'guess' })).location).toBe('/en/account?note=passkey-wrong#passkeys')
  expect((await own.get('/en/account?note=passkey-wrong')).body).toContain('Nothing was changed, because your password is wrong.')
  expect((await own.post(remove, { remove_password: PASSWORD })).location).toBe('/en/account?note=passkey-none#passkeys')
  await expect((await made()).own.post(remove, { id: passkey, remove_password: PASSWORD })).resolves.toMatchObject({ status: 303 })
  expect(await keysOf(id)).toHaveLength(1)
  expect((await own.post(remove, { id: passkey, remove_password: PASSWORD })).location).toBe('/en/account?note=passkeyRemoved#passkeys')
  expect(await isIn(other)).toBe(false)
  expect((await own.get('/en/manage')).location).toContain(FACTOR)
  expect(await strengths(id)).toEqual([null])
})

test('a new password removes passkeys and their recovery codes, and what they completed counts no longer [p:second-factor-changed]', async () => {
  const { id, own, key, email } = await made('administrator')
  await key.add(own, PASSWORD)
  expect((await own.get('/en/manage')).status).toBe(200)
  expect((await own.post('/en/account/password', { current: PASSWORD, password: NEW })).location).toContain('note=password')
  expect((await own.get('/en/manage')).location).toContain(FACTOR)
  expect(await key.signIn(visitor())).toBe(401)
  expect(await inStore(at(), ({ db }) => db.selectFrom('recovery_code').selectAll().where('user_id', '=', id).execute())).toEqual([])
  expect((await byPassword(email, NEW)).to).toBe('/en/manage')
})

test('new recovery codes need the password, and the account’s other browsers say so [p:told-at-sign-in]', async () => {
  const { own, key } = await made()
  await key.add(own, PASSWORD)
  await own.post(`${FACTOR}/kept`)
  const other = visitor()
  await key.signIn(other)
  expect((await own.post(`${FACTOR}/codes`, { codes_password: 'guess' })).location).toBe(`${FACTOR}?note=wrong`)
  const said = 'New recovery codes were created for your account.'
  expect((await other.get('/en/learn')).body).not.toContain(said)
  await own.post(`${FACTOR}/codes`, { codes_password: PASSWORD })
  expect((await other.get('/en/learn')).body).toContain(said)
})

test('nobody adds a passkey under the id of another person’s, which would lock that person out', async () => {
  const [ada, mallory] = [await made(), await made()]
  await ada.key.add(ada.own, PASSWORD)
  mallory.key.id = ada.key.id
  expect(await mallory.key.add(mallory.own, PASSWORD)).toBe(400)
  expect(await keysOf(mallory.id)).toEqual([])
  expect(await ada.key.signIn(visitor())).toBe(200)
})

test('what is no passkey is refused, and adding one makes no other sign-in', async () => {
  const { id, own, key } = await made()
  const verify = '/api/auth/passkey/verify-registration'
  for (const body of [null, {}, { response: {} }, { response: { id: 'x', response: {} } }, { name: 'x'.repeat(61), response: {} }])
    expect((await own.postJson(verify, body)).status, JSON.stringify(body)).toBe(400)
  const begun = JSON.parse((await own.post('/en/account/passkeys/begin', { password: PASSWORD })).body) as { challenge: string }
  const sent = { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: begun.challenge, attestationObject: 'x' } }
  expect((await own.postJson(verify, { response: sent })).status).toBe(400)
  expect(await keysOf(id)).toEqual([])
  key.more = { createSession: true }
  expect(await key.add(own, PASSWORD)).toBe(200)
  expect(await strengths(id)).toEqual(['passkey'])
  expect(await isIn(own)).toBe(true)
})

test('somebody at an unlocked computer sets up no app beside a passkey without the password [p:second-factor-changed]', async () => {
  const { own, key } = await made()
  await key.add(own, PASSWORD)
  await own.post(`${FACTOR}/kept`)
  expect((await own.get(FACTOR)).body).toContain('name="begin_password"')
  expect((await own.post(`${FACTOR}/begin`)).location).toBe(`${FACTOR}?note=wrong`)
  expect((await own.post(`${FACTOR}/begin`, { begin_password: PASSWORD })).location).toBe(FACTOR)
})

test('where everybody must have a second factor, a passkey can be the first', async () => {
  const strict = await startServer({ env: { AUTH_SECRET, SECOND_FACTOR: 'everybody' } })
  try {
    const { cookie } = await somebody({ directory: strict.dataDir }, strict.port)
    const own = new Visitor(`http://localhost:${strict.port}`, cookie)
    expect((await own.get('/en/account')).location).toContain(FACTOR)
    expect(await new SoftPasskey(`http://localhost:${strict.port}`).add(own, PASSWORD)).toBe(200)
    expect(await isIn(own)).toBe(true)
  } finally {
    await strict.stop()
  }
})
