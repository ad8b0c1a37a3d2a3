/** Pages leave whole, with their style sheets in them once, compressed as the browser asked. */
import { type IncomingMessage, type Server, type ServerResponse, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { hasStyles, inPage, withStyles } from './styles'
import { sendWhole } from './whole'

const TEXT = 'A line of a page. '.repeat(200)
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}
/** What a browser gets of an answer that is written as Next writes it. */
async function got(
  write: (response: ServerResponse) => void,
  options = {},
  accepts = 'gzip, deflate, br',
  method = 'GET',
): Promise<Answer> {
  server = createServer((request, response) => {
    sendWhole(request, response, options)
    write(response)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server!.once('listening', done))
  const { port } = server.address() as AddressInfo
  return new Promise((done, failed) =>
    get({ port, method, path: '/page', headers: { 'accept-encoding': accepts } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }))
    }).on('error', failed),
  )
}
const asHtml = (response: ServerResponse) => {
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('vary', 'rsc')
  response.flushHeaders()
  response.write(TEXT.slice(0, 100))
  response.write(Buffer.from(TEXT.slice(100)))
  response.end()
}

describe('a page', () => {
  test.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('is sent in one piece, for a browser that takes %s', async (accepts, encoding, unpacked) => {
    const { headers, body } = await got(asHtml, {}, accepts)
    expect(headers).toMatchObject({ 'content-length': String(body.length), vary: 'rsc, Accept-Encoding' })
    expect(headers['content-encoding']).toBe(encoding)
    expect(unpacked(body).toString()).toBe(TEXT)
  })

  test('is changed before it is sent, and a text that is no page is not', async () => {
    const page = (html: string) => html.replaceAll('page', 'sheet')
    expect(brotliDecompressSync((await got(asHtml, { page })).body).toString()).toBe(page(TEXT))
    const json = await got((response) => response.writeHead(200, { 'content-type': 'application/json' }).end(TEXT), { page })
    expect(json.body.toString()).toBe(TEXT)
  })

  test('that is small or empty is left as it is', async () => {
    const small = await got((response) => response.setHeader('content-type', 'text/html').end('small'))
    expect(small).toMatchObject({ headers: { 'content-length': '5' }, body: Buffer.from('small') })
    expect((await got((response) => response.writeHead(303, { location: '/' }).end())).status).toBe(303)
    expect((await got(asHtml, {}, 'br', 'HEAD')).body.length).toBe(0)
  })
})

test('what is no text passes as it is written', async () => {
  const { headers, body } = await got((response) => {
    response.setHeader('content-type', 'font/woff2')
    response.flushHeaders()
    response.write(TEXT)
    response.end(TEXT)
  })
  expect(headers['transfer-encoding']).toBe('chunked')
  expect(body.toString()).toBe(TEXT + TEXT)
})

test('a built file is compressed once, however its address is written', async () => {
  const kept = new Map<string, Promise<Buffer>>()
  const script = (response: ServerResponse) => response.setHeader('content-type', 'application/javascript').end(TEXT)
  for (let i = 0; i < 3; i++) expect(brotliDecompressSync((await got(script, { kept })).body).toString()).toBe(TEXT)
  expect(kept.size).toBe(1)
  const missing = (response: ServerResponse) =>
    Object.assign(response, { statusCode: 404 }).setHeader('content-type', 'text/plain').end(`${TEXT}!`)
  await got(missing, { kept })
  expect(kept.size).toBe(1)
})

test('style sheets stand in a page once, and their links stay for React, for paper alone', () => {
  const known = new Map([['/_next/static/chunks/a.css', { text: 'p{color:red}' }]])
  const link = '<link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/>'
  const other = '<link rel="stylesheet" href="/organisation/theme.css?v=1" data-precedence="organisation"/>'
  expect(withStyles(`<head>${link}${other}</head><p>${link}</p>`, known)).toBe(
    `<head><style>p{color:red}</style>${link.replace('<link ', '<link media="print" ')}${other}</head><p>${link}</p>`,
  )
})

test.each([
  ['a link on a page of ours', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' }, true],
  ['a link elsewhere', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, false],
  ['an address typed', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, false],
  ['a script that keeps the page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, false],
  ['a browser that does not say', {}, false],
])('%s leads to a page whose sheets the browser has: %o %s', (_, headers, has) => {
  expect(hasStyles({ headers })).toBe(has)
})

test('a style sheet in a page finds its fonts', () => {
  expect(
    inPage('/_next/static/chunks/a.css', '@font-face{src:url(../media/inter.woff2)}a{mask:url(data:image/svg+xml;x)}b{mask:url(/c)}'),
  ).toBe('@font-face{src:url(/_next/static/media/inter.woff2)}a{mask:url(data:image/svg+xml;x)}b{mask:url(/c)}')
})
