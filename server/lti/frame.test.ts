import { createLocalJWKSet, jwtVerify } from 'jose'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Explored, exploredOf } from '@/scenarios/authoring/inspect/trial'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { bestPlay, worstPlay } from '@/tests/support/best-play'
import { type Reply, ask } from '@/tests/support/live'
import { addPlatform } from '@/tests/support/lti-added'
import { LTI, type LtiPlatform, deepLinking, startPlatform } from '@/tests/support/lti-platform'
import { isTimely } from '@/tests/support/lti-rules'
import { AUTH_SECRET, type TestPerson, somebody } from '@/tests/support/people'
import { JUDGE, picker } from '@/tests/support/play'
import { playedAttempt } from '@/tests/support/played'
import { playBy } from '@/tests/support/random-play'
import { type TestServer, freePort, startServer } from '@/tests/support/server'
import { inStore } from '@/tests/support/store'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { readAttempt } from '../learning/attempts'
import { bestOf } from '../learning/repeats'
import { learnerOfLaunch } from './launches'

const directory = mkdtempSync(join(tmpdir(), 'second-look-lti-'))
let server: TestServer
let platform: LtiPlatform
let stranger: LtiPlatform
let owner: TestPerson
let id: string
beforeAll(async () => {
  const port = await freePort()
  const own = `http://127.0.0.1:${port}`
  process.env.LTI_PRIVATE_PLATFORMS = 'true'
  server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET, PUBLIC_URL: own, LTI_PRIVATE_PLATFORMS: 'true' } })
  platform = await startPlatform(own)
  stranger = await startPlatform(own)
  owner = await somebody({ directory }, port, ['owner', 'administrator'])
  id = await inStore({ directory }, () => addPlatform(platform.form()))
})
afterAll(async () => {
  await Promise.all([server.stop(), platform.stop(), stranger.stop()])
  rmSync(directory, { recursive: true, force: true })
})

const get = (path: string, cookie = '') => ask(server.url + path, { cookie })
const post = (path: string, form: Record<string, string> = {}, { origin = server.url, cookie = '' } = {}) =>
  ask(server.url + path, {
    method: 'POST',
    cookie,
    body: new URLSearchParams(form).toString(),
    type: 'application/x-www-form-urlencoded',
    headers: { origin },
  })
const ancestors = ({ headers }: Reply) => /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1]
const locationOf = ({ headers }: Reply) => String(headers.location ?? '').replace(server.url, '')
const cookieOf = ({ headers }: Reply) => String(headers['set-cookie']?.[0] ?? '')

const login = (more: Record<string, string> = {}) =>
  get(
    `/api/lti/login?${new URLSearchParams({ iss: platform.url, login_hint: 'h', target_link_uri: `${server.url}/api/lti/launch`, client_id: platform.clientId, lti_message_hint: 'm', ...more })}`,
  )
async function launch(claims: Record<string, unknown> = {}, { keepsCookies = true } = {}) {
  const begun = await login()
  const query = new URL(String(begun.headers.location)).searchParams
  const [state, nonce] = [query.get('state')!, query.get('nonce')!]
  const id_token = await platform.sign({ nonce, ...platform.claims(), ...claims })
  const cookie = keepsCookies ? cookieOf(begun).split(';')[0]! : ''
  return { state, answer: await post('/api/lti/launch', { state, id_token }, { origin: platform.url, cookie }) }
}
async function playing(claims: Record<string, unknown> = {}) {
  const root = locationOf((await launch(claims)).answer)
  const page = locationOf(await post(`${root}/begin`))
  return { root, page, token: root.split('/').at(-1)! }
}

function leaving(root: string, { body }: Reply): string[] {
  const tags = [...body.matchAll(/<(?:a|form|button)\b[^>]*>/g)].map(([tag]) => tag)
  return tags.filter((tag) => {
    const to = /\b(?:href|action|formaction)="([^"]*)"/i.exec(tag)?.[1]
    const stays = to === undefined || to.startsWith(root) || to.startsWith('#') || /^(tel|mailto):/.test(to) || /target="_blank"/.test(tag)
    // Except the display menu, which cannot be opened there.
    return !stays && to !== '/en/display' && !/^https:\/\//.test(to)
  })
}

test('a login goes on to the platform, with the state in a cookie that a frame of another site keeps [p:cookies]', async () => {
  const begun = await login()
  expect(begun.status).toBe(303)
  expect(String(begun.headers.location)).toMatch(`${platform.url}/auth?`)
  const cookie = cookieOf(begun)
  for (const attribute of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/', 'Max-Age=600'])
    expect(cookie.split('; ')).toContain(attribute)
  const form = { iss: platform.url, login_hint: 'h', target_link_uri: `${server.url}/api/lti/launch` }
  expect((await post('/api/lti/login', form, { origin: platform.url })).status).toBe(303)
})
test('no login leads to a site that is not registered [p:redirects]', async () => {
  const wrong: Record<string, string>[] = [
    { iss: stranger.url },
    { target_link_uri: 'https://elsewhere.example/' },
    { target_link_uri: `${stranger.url}/` },
  ]
  for (const more of wrong) expect(locationOf(await login(more))).toMatch(/^\/en\/lti\/problem\?why=(unknown|elsewhere)$/)
})

describe('a launched page', () => {
  test('may be framed by the platform that launched it, and by nobody else [p:lti-frames]', async () => {
    const { root, page } = await playing({ sub: 'framed' })
    for (const path of [root, page]) {
      const reply = await get(path)
      expect(reply.status).toBe(200)
      expect(ancestors(reply)).toBe(platform.url)
      expect(reply.headers['x-frame-options']).toBeUndefined()
      expect(reply.headers['referrer-policy']).toBe('same-origin')
      expect(reply.headers['set-cookie']).toBeUndefined()
    }
  })
  test('is the only one that may: management, accounts and everything else stay closed [p:lti-frames] [p:csp-closed]', async () => {
    const paths = [
      '/en',
      '/en/learn',
      '/en/sign-in',
      '/en/account',
      '/en/manage',
      '/en/manage/platforms',
      '/en/ltix',
      `/api/lti/jwks/${id}`,
    ]
    for (const path of paths) {
      const reply = await get(path, owner.cookie)
      expect(ancestors(reply), path).toBe("'none'")
      expect(reply.headers['x-frame-options'], path).toBe('DENY')
    }
    const { root } = await playing({ sub: 'framed' })
    for (const rest of ['/manage', '/manage/people', '/account', '/live']) {
      const reply = await get(`${root}${rest}`, owner.cookie)
      expect(reply.status, rest).toBe(404)
      expect(reply.body, rest).not.toContain(owner.name)
    }
  })
  test('shows what the platform learns before anything opens, and goes on by a button [p:lti-told]', async () => {
    const root = locationOf((await launch({ sub: 'reader' })).answer)
    const page = await get(root)
    for (const words of ['What Moodle of the academy learns', 'a grade from 0 to 100', 'What it never learns', 'neither read nor keep'])
      expect(page.body).toContain(words)
    expect(page.body).not.toMatch(/Quillfeather|ada@example/)
    expect(locationOf(await post(`${root}/begin`, {}, { origin: 'https://elsewhere.example' }))).toBe('')
    expect((await post(`${root}/begin`, {}, { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect(locationOf(await post(`${root}/begin`))).toMatch(new RegExp(`^${root}/learn/attempts/`))
  })
  test('shows an anonymous learner that nothing goes back [p:lti-nameless]', async () => {
    const root = locationOf((await launch({ sub: undefined })).answer)
    expect((await get(root)).body).toContain('we do not send a grade.')
    expect((await get(locationOf(await post(`${root}/begin`)))).status).toBe(200)
  })
  test('leads nowhere out of the launch, from the first moment to the debrief, and is played without a cookie', async () => {
    const { root, page, token } = await playing({ sub: 'player' })
    expect(leaving(root, await get(page))).toEqual([])
    const attempt = page.split('/').at(-1)!
    const pick = picker(3)
    const events = await inStore({ directory }, async () =>
      playBy((await readAttempt((await learnerOfLaunch(token))!, attempt))!.compiled.play, () => pick(1_000)),
    )
    const sent = await ask(`${server.url}${page}/events`, {
      method: 'POST',
      body: JSON.stringify({ seq: 0, events }),
      headers: { accept: 'application/json' },
    })
    expect(sent.status).toBe(200)
    expect(locationOf(await get(page))).toBe(`${page}/debrief`)
    const debrief = await get(`${page}/debrief`)
    expect(debrief.body).toContain('It goes with your id at the platform')
    // It leads back to the page that the platform named, and nowhere else.
    expect(leaving(root, debrief)).toEqual([expect.stringContaining(`href="${platform.url}/course/7" target="_top"`)])
    for (const path of ['/learn/data', '/signs']) expect(leaving(root, await get(root + path)), path).toEqual([])
    // Opened again in the platform, it leads straight there.
    expect(locationOf((await launch({ sub: 'player' })).answer)).toMatch(new RegExp(`/learn/attempts/${attempt}$`))
  })
  test('offers to play again until an attempt has ended well, and the best one is graded', async () => {
    const { root, page, token } = await playing({ sub: 'repeater' })
    const finish = async (path: string, acts: (of: Explored) => PlayEvent[]) => {
      const events = await inStore({ directory }, async () => {
        const { compiled } = (await readAttempt((await learnerOfLaunch(token))!, path.split('/').at(-1)!))!
        return [...acts(exploredOf(compiled)), JUDGE]
      })
      const body = JSON.stringify({ seq: 0, events })
      expect((await ask(`${server.url}${path}/events`, { method: 'POST', body, headers: { accept: 'application/json' } })).status).toBe(200)
      return (await get(`${path}/debrief`)).body
    }
    expect(locationOf(await post(`${page}/again`)), 'not before the debrief').toBe(page)
    expect(await finish(page, (of) => worstPlay(of))).toContain(`action="${page}/again"`)
    const repeat = locationOf(await post(`${page}/again`))
    expect(repeat).toMatch(new RegExp(`^${root}/learn/attempts/`))
    expect([repeat === page, locationOf(await post(`${page}/again`))]).toEqual([false, repeat])
    expect(await finish(repeat, (of) => bestPlay(of, () => 0))).not.toContain('/again"')
    expect(locationOf(await post(`${page}/again`)), 'it has ended well').toBe(page)
    const graded = await inStore({ directory }, () => bestOf(database(), page.split('/').at(-1)!))
    expect(graded).toBe(100)
  })
  test('is closed to every other launch, to people who are signed in, and without its token [p:lti-own]', async () => {
    const [one, other] = [await playing({ sub: 'one' }), await playing({ sub: 'other' })]
    const path = one.page.slice(one.root.length)
    expect(locationOf(await get(other.root + path))).toBe(other.root)
    for (const cookie of ['', owner.cookie]) expect(locationOf(await get(`/en${path}`, cookie))).toBe('/en/gone')
    // A sign-in counts for nothing there, so the owner's own attempt does not open either.
    const owned = await inStore({ directory }, async () => playedAttempt(await learnerOfUser(owner.id)))
    expect((await get(`/en/learn/attempts/${owned}/debrief`, owner.cookie)).status).toBe(200)
    expect(locationOf(await get(`${one.root}/learn/attempts/${owned}/debrief`, owner.cookie))).toBe(one.root)
  })
  test('has no role, whatever role the platform claims [p:lti-own]', async () => {
    const role = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator'
    const { root, page } = await playing({ sub: 'chief', [`${LTI}/roles`]: [role] })
    expect((await get(page)).body).not.toContain('/en/manage')
    expect((await get(`${root}/manage`)).status).toBe(404)
  })
  test('exports and erases its learner’s data, and is then over [p:export]', async () => {
    const { root, page } = await playing({ sub: 'leaver' })
    expect(JSON.parse((await get(`${root}/learn/data/export`)).body)).toMatchObject({
      learning: {
        launches: [{ platform: 'Moodle of the academy', subject: 'leaver' }],
        openLaunches: [{ platform: 'Moodle of the academy', said: { subject: 'leaver', link: 'link-1' } }],
      },
    })
    expect(locationOf(await post(`${root}/learn/data/erase`, { confirm: 'yes' }))).toBe(root)
    expect(locationOf(await get(page))).toBe(root)
    expect(locationOf(await get(root))).toBe('/en/lti/problem?why=over')
  })
  test('leaves neither its token nor the state of its login in any log [p:links-once]', async () => {
    const { token } = await playing({ sub: 'logged' })
    const { state, answer } = await launch({ sub: 'logged' }, { keepsCookies: false })
    await get(locationOf(answer))
    await get(`/en/lti/keep/${state}`)
    await get(`/en/lti/register/${'r'.repeat(32)}`)
    for (const route of ['[launch]', 'check/[state]', 'keep/[state]', 'register/[token]'])
      await expect.poll(() => server.output()).toContain(`/[locale]/lti/${route}`)
    for (const secret of [token, state, 'r'.repeat(32)]) expect(server.output()).not.toContain(secret)
  })
})

describe('a browser that keeps no cookie in a frame', () => {
  test('gets a page with a link to a window of its own, and nothing opens before [p:lti-browser]', async () => {
    const { state, answer } = await launch({ sub: 'cookieless' }, { keepsCookies: false })
    const check = new URL(locationOf(answer), server.url)
    expect(check.pathname).toBe(`/en/lti/check/${state}`)
    const key = check.searchParams.get('key')!
    const page = await get(locationOf(answer))
    expect(ancestors(page)).toBe(platform.url)
    expect(page.body).toMatch(/<a [^>]*href="[^"]*\/api\/lti\/login\?[^"]*lti_message_hint=m[^"]*"[^>]*target="_blank"/)
    // No other site can claim that the state was found.
    expect((await post(`/en/lti/check/${state}/confirm`, { key }, { origin: platform.url })).status).toBe(403)
    // Somebody who began the login, knows its state, and had this browser answer it cannot either.
    expect(locationOf(await get(`/en/lti/check/${state}`))).toBe('/en/lti/problem?why=over')
    for (const made of ['', state]) {
      expect(locationOf(await get(`/en/lti/check/${state}?key=${made}`))).toBe('/en/lti/problem?why=over')
      expect(locationOf(await post(`/en/lti/check/${state}/confirm`, { key: made }))).toBe('/en/lti/problem?why=over')
    }
    expect(locationOf(await post(`/en/lti/check/${state}/confirm`, { key }))).toMatch(/^\/en\/lti\/[\w-]{32}$/)
    expect(locationOf(await post(`/en/lti/check/${state}/confirm`, { key }))).toBe('/en/lti/problem?why=over')
  })
  test('goes through a page that lets the platform keep the state', async () => {
    const keep = await login({ lti_storage_target: '_parent' })
    expect(locationOf(keep)).toMatch(/^\/en\/lti\/keep\/[\w-]{32}$/)
    const page = await get(locationOf(keep))
    expect(ancestors(page)).toBe(platform.url)
    expect(page.body).toContain(`${platform.url}/auth?`)
  })
})

test('a deep link is chosen, signed, and handed only to the platform', async () => {
  const root = locationOf((await launch(deepLinking(platform))).answer)
  expect((await get(root)).body).toContain('value="scenario P01"')
  expect(locationOf(await post(`${root}/choose`, { target: 'scenario P99' }))).toBe(`${root}?note=choose`)
  expect(locationOf(await post(`${root}/choose`, { target: 'scenario P01' }))).toBe(root)
  const page = await get(root)
  expect(page.body).toContain(`action="${platform.url}/deep-link"`)
  expect(String(page.headers['content-security-policy'])).toContain(`form-action 'self' ${platform.url}`)
  const keys = JSON.parse((await get(`/api/lti/jwks/${id}`)).body) as Parameters<typeof createLocalJWKSet>[0]
  const reply = /name="JWT" value="([^"]+)"/.exec(page.body)![1]!
  // A platform whose clock is behind, or whose user waits a while, accepts it as well.
  for (const away of [-45_000, 300_000]) expect(isTimely(reply, Date.now() + away)).toBe(true)
  const { payload } = await jwtVerify(reply, createLocalJWKSet(keys), {
    issuer: platform.clientId,
    audience: platform.url,
  })
  expect(payload).toMatchObject({
    [`${LTI}/message_type`]: 'LtiDeepLinkingResponse',
    [`${LTI}/deployment_id`]: platform.deployment,
    'https://purl.imsglobal.org/spec/lti-dl/claim/data': 'what the platform wants back',
    'https://purl.imsglobal.org/spec/lti-dl/claim/content_items': [
      {
        type: 'ltiResourceLink',
        url: `${server.url}/api/lti/launch`,
        icon: { url: `${server.url}/icon.svg`, width: 64, height: 64 },
        custom: { scenario: 'P01' },
        lineItem: { scoreMaximum: 100 },
      },
    ],
  })
  // The platform shows it on its own pages.
  const { status, headers } = await get('/icon.svg')
  expect([status, headers['content-type'], headers['cross-origin-resource-policy']]).toEqual([200, 'image/svg+xml', 'cross-origin'])
  expect((await get('/en')).headers['cross-origin-resource-policy']).toBe('same-origin')
})

test('why a launch was refused is shown on a page that only registered platforms may frame', async () => {
  const { answer } = await launch({ [`${LTI}/deployment_id`]: 'unheard of' })
  expect(locationOf(answer)).toBe('/en/lti/problem?why=deployment')
  const page = await get('/en/lti/problem?why=deployment')
  expect(page.body).toContain('have not accepted this part of the platform yet')
  expect(ancestors(page)).toBe(platform.url)
})
