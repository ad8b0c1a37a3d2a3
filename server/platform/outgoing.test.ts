import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { freePort } from '@/tests/support/server'
import { askOutside, isAllowed, isPrivate } from './outgoing'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  'fec0::1',
  '2002:a00:1::',
])('%s is a private address', (address) => expect(isPrivate(address)).toBe(true))
test.each(['8.8.8.8', '172.32.0.1', '193.0.0.1', '2001:4860:4860::8888'])('%s is a public address', (address) =>
  expect(isPrivate(address)).toBe(false),
)

test.each([
  'http://platform.example/',
  'https://user:password@platform.example/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://localhost/',
  'https://x.localhost/',
  'file:///etc/passwd',
  'ftp://platform.example/',
  'javascript:alert(1)',
  'nonsense',
])('%s is never requested [p:lti-outgoing]', async (address) => {
  expect(isAllowed(address, false)).toBe(false)
  await expect(askOutside(address, { inside: false })).rejects.toThrow()
})
test('an address with a name is requested only if the name leads outside [p:lti-outgoing]', async () => {
  expect(isAllowed('https://platform.example/path?x=1', false)).toBe(true)
  // A name that resolves to this machine but does not show it.
  await expect(askOutside('https://localhost.localdomain/', { inside: false })).rejects.toThrow()
})

test('an answer that never ends is abandoned', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const soon = new AbortController()
    setTimeout(() => soon.abort(), 200)
    return soon.signal
  })
  const port = await freePort()
  const server = createServer((_, response) => {
    const drops = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drops))
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  await expect(askOutside(`http://127.0.0.1:${port}`, { inside: true })).rejects.toThrow()
  vi.restoreAllMocks()
  server.close()
  server.closeAllConnections()
})

test('inside the organisation’s own network, if that is allowed, it is requested; redirects are not followed, and an answer that is too long is refused', async () => {
  const port = await freePort()
  const server = createServer((request, response) => {
    if (request.url === '/long') response.end('x'.repeat(600_000))
    else if (request.url === '/moved') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    else response.writeHead(200, { link: '<x>; rel="next"' }).end(`${request.method} ${request.headers['x-said']}`)
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  const at = `http://127.0.0.1:${port}`
  expect(await askOutside(at, { method: 'POST', headers: { 'x-said': 'hello' }, body: 'b', inside: true })).toEqual({
    status: 200,
    text: 'POST hello',
    link: '<x>; rel="next"',
  })
  expect((await askOutside(`${at}/moved`, { inside: true })).status).toBe(302)
  await expect(askOutside(`${at}/long`, { inside: true })).rejects.toThrow()
  await expect(askOutside(at, { inside: false })).rejects.toThrow()
  server.close()
  server.closeAllConnections()
})
