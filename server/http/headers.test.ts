import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

async function seen(headers: Record<string, string>, proxies: number) {
  vi.stubEnv('TRUSTED_PROXIES', String(proxies))
  const { baseHeaders, pageHeaders, ADDRESS_HEADER } = await import('./headers')
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: '198.51.100.7' })
  const request = Object.assign(new IncomingMessage(socket), { headers: { ...headers }, url: '/en' })
  const response = new ServerResponse(request)
  baseHeaders(request, response)
  pageHeaders(request, response, false)
  return { address: request.headers[ADDRESS_HEADER], request: request.headers, response: response.getHeaders() }
}

describe('without a trusted proxy', () => {
  test('forwarded addresses and TLS are not believed [p:proxies]', async () => {
    const { address, response } = await seen(
      { 'x-forwarded-for': '203.0.113.1', 'x-forwarded-proto': 'https', 'x-client-address': '203.0.113.2' },
      0,
    )
    expect(address).toBe('198.51.100.7')
    expect(response).not.toHaveProperty('strict-transport-security')
    expect(response['content-security-policy']).not.toContain('upgrade-insecure-requests')
  })
})

describe('behind trusted proxies', () => {
  test.each([
    [1, '203.0.113.1', '203.0.113.1'],
    [1, 'made-up, 203.0.113.1', '203.0.113.1'],
    [2, 'made-up, 203.0.113.1, 192.0.2.1', '203.0.113.1'],
    // One household or machine counts once, whichever address in its /64 it uses.
    [1, '2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    [1, '2001:db8:1:2:bbbb:cccc:dddd:eeee', '2001:db8:1:2::/64'],
    // Fewer proxies than configured, so we know only the socket's address.
    [2, '203.0.113.1', '198.51.100.7'],
    [1, '', '198.51.100.7'],
  ])('%i of them, X-Forwarded-For: %s means %s [p:proxies]', async (proxies, forwarded, address) => {
    expect((await seen({ 'x-forwarded-for': forwarded }, proxies)).address).toBe(address)
  })

  test('TLS is what the proxy reports', async () => {
    expect((await seen({ 'x-forwarded-proto': 'https' }, 1)).response).toHaveProperty('strict-transport-security')
    expect((await seen({ 'x-forwarded-proto': 'http' }, 1)).response).not.toHaveProperty('strict-transport-security')
  })
})

describe('the policy', () => {
  const directives = (policy: string) => new Map(policy.split('; ').map((d) => [d.split(' ')[0]!, d.split(' ').slice(1)]))

  test('allows scripts only with a nonce, which is new each time [p:csp]', async () => {
    const { contentSecurityPolicy } = await import('./headers')
    const policy = contentSecurityPolicy('abc', false, false)
    expect(directives(policy).get('script-src')).toContain("'nonce-abc'")
    expect(policy).not.toContain('unsafe-')
    const nonces = await Promise.all([1, 2, 3].map(async () => (await seen({}, 0)).response['content-security-policy'] as string))
    expect(new Set(nonces).size).toBe(3)
  })

  test('reaches Next in the request, whatever policy the browser sent', async () => {
    const { request, response } = await seen({ 'content-security-policy': "script-src 'nonce-mine'" }, 0)
    expect(request['content-security-policy']).toBe(response['content-security-policy'])
  })

  test('for an organisation’s uploads lets nothing run [p:uploads-inert]', async () => {
    const { pageHeaders } = await import('./headers')
    const request = Object.assign(new IncomingMessage(new Socket()), { url: '/organisation/logo?v=1' })
    const response = new ServerResponse(request)
    pageHeaders(request, response, false)
    const policy = directives(response.getHeader('content-security-policy') as string)
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.has('sandbox')).toBe(true)
    expect(policy.has('script-src')).toBe(false)
  })

  test('a letter may be framed only by its own page, and runs nothing [p:uploads-inert]', async () => {
    const { pageHeaders } = await import('./headers')
    const policyOf = (url: string) => {
      const request = Object.assign(new IncomingMessage(new Socket()), { url })
      const response = new ServerResponse(request)
      pageHeaders(request, response, false)
      return directives(response.getHeader('content-security-policy') as string)
    }
    const letter = policyOf('/en/manage/organisation/mails/reminder/preview?lang=en')
    expect(letter.get('frame-ancestors')).toEqual(["'self'"])
    expect([letter.has('sandbox'), letter.has('script-src'), letter.has('img-src')]).toEqual([true, false, false])
    expect(policyOf('/en/manage/organisation/mails/reminder?lang=en').get('frame-src')).toEqual(["'self'"])
    for (const url of [
      '/en/manage/organisation/mails',
      '/en/manage/organisation/mails/reminder/preview/x',
      '/en/learn?/manage/organisation/mails/x',
    ]) {
      expect(policyOf(url).get('frame-ancestors')).toEqual(["'none'"])
      expect(policyOf(url).has('frame-src')).toBe(false)
    }
  })

  test('of a launched page names who may frame it, and nothing that could end its directive [p:lti-frames]', async () => {
    const { baseHeaders, pageHeaders } = await import('./headers')
    const headersFor = (framers: string[]) => {
      const request = Object.assign(new IncomingMessage(new Socket()), { url: '/en/lti/x' })
      const response = new ServerResponse(request)
      baseHeaders(request, response)
      pageHeaders(request, response, false, framers)
      return { policy: directives(response.getHeader('content-security-policy') as string), old: response.getHeader('x-frame-options') }
    }
    const open = headersFor(['https://moodle.example', 'http://127.0.0.1:8080', 'https://x.example; script-src *', '*', "'self'"])
    expect(open.policy.get('frame-ancestors')).toEqual(['https://moodle.example', 'http://127.0.0.1:8080'])
    expect(open.policy.get('form-action')).toEqual(["'self'", 'https://moodle.example', 'http://127.0.0.1:8080'])
    expect(open.policy.get('script-src')).not.toContain('*')
    expect(open.old).toBeUndefined()
    for (const none of [[], ['*']]) {
      expect(headersFor(none).policy.get('frame-ancestors')).toEqual(["'none'"])
      expect(headersFor(none).old).toBe('DENY')
    }
  })

  test('lets nothing be loaded from elsewhere, framed, or posted elsewhere [p:csp-closed] [p:no-other-host-browser]', async () => {
    const { contentSecurityPolicy } = await import('./headers')
    const policy = directives(contentSecurityPolicy('abc', false, true))
    for (const closed of ['default-src', 'base-uri', 'frame-ancestors']) expect(policy.get(closed)).toEqual(["'none'"])
    for (const own of ['form-action', 'font-src']) expect(policy.get(own)).toEqual(["'self'"])
    expect(policy.has('upgrade-insecure-requests')).toBe(true)
  })
})
