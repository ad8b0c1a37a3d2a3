import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { LmsUnreachable } from '../../runtime'
import { type Answer, type LrsClient, asking, send } from './lrs'
import type { Statement } from './statements'

const statement = { id: 'i1', verb: { id: 'v', display: { en: 'completed' } } } as unknown as Statement

describe('a statement', () => {
  function lrs(...statuses: number[]): { ask: LrsClient; asked: string[] } {
    const asked: string[] = []
    const ask: LrsClient = async ({ method, query }) => {
      asked.push(`${method} ${query?.statementId ?? ''}`.trim())
      return { status: statuses[asked.length - 1]!, etag: null, text: 'why' } satisfies Answer
    }
    return { ask, asked }
  }
  test.each([
    ['is taken', [200], ['POST']],
    ['is there with other words', [409], ['POST']],
    ['is refused, and there', [403, 200], ['POST', 'GET i1']],
  ])('that %s does not have to be sent again', async (_, statuses, expected) => {
    const { ask, asked } = lrs(...statuses)
    await send(ask, statement)
    expect(asked).toEqual(expected)
  })
  test.each([
    ['there', [200], ['GET i1']],
    ['not there', [404, 200], ['GET i1', 'POST']],
    ['hidden from it', [403, 200], ['GET i1', 'POST']],
  ])('that may be there already is looked for first, and is %s', async (_, statuses, expected) => {
    const { ask, asked } = lrs(...statuses)
    await send(ask, statement, true)
    expect(asked).toEqual(expected)
  })
  test('that is refused and is not there is reported with the reason', async () => {
    await expect(send(lrs(403, 404).ask, statement)).rejects.toThrow(/completed.+403 why/)
    await expect(send(lrs(403, 403).ask, statement)).rejects.toThrow(LmsUnreachable)
  })
})

describe('a request', () => {
  async function heard(status: number, endpoint: string) {
    const requests: { url: string; headers: Record<string, unknown>; body: string }[] = []
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      requests.push({ url: request.url!, headers: request.headers, body })
      response.writeHead(status, { etag: '"e"' }).end('text')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const ask = asking({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}${endpoint}` }, 'dG9rZW4=')
    return { requests, ask }
  }
  test.each(['/lrs', '/lrs/', '/lrs/?tenant=1'])(
    'goes below the endpoint %s, with the token and nothing written as a form would',
    async (endpoint) => {
      const { requests, ask } = await heard(200, endpoint)
      const answer = await ask({ method: 'PUT', path: 'activities/state', query: { agent: '{"name":"l 1+2"}' }, body: { a: 1 } })
      expect(answer).toEqual({ status: 200, etag: '"e"', text: 'text' })
      const [{ url, headers, body }] = requests as [(typeof requests)[0]]
      const query = endpoint.includes('?') ? 'tenant=1&' : ''
      expect(url).toBe(`/lrs/activities/state?${query}agent=%7B%22name%22%3A%22l%201%2B2%22%7D`)
      expect(headers).toMatchObject({
        ...{ authorization: 'Basic dG9rZW4=', 'x-experience-api-version': '1.0.3', 'content-type': 'application/json' },
      })
      expect(body).toBe('{"a":1}')
    },
  )
  test.each([500, 503, 429])('that is answered %i may be tried again', async (status) => {
    const { ask } = await heard(status, '/lrs')
    await expect(ask({ method: 'GET', path: 'statements' })).rejects.toThrow(LmsUnreachable)
  })
  test("that is refused returns the LMS's answer", async () => {
    const { ask } = await heard(404, '/lrs')
    expect((await ask({ method: 'GET', path: 'statements' })).status).toBe(404)
  })
})
