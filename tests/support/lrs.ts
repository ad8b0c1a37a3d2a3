/** A learning record store over HTTP. It checks what xAPI 1.0.3 asks of a statement, and fails when a test asks for it. */
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { XapiStatement } from './cmi5-rules'

/** Outside an LMS launch there is no required account and no session. */
const LrsStatement = XapiStatement.extend({
  actor: z.union([
    XapiStatement.shape.actor,
    z.strictObject({ objectType: z.literal('Agent'), mbox: z.string().regex(/^mailto:\S+@\S+$/) }),
  ]),
  context: XapiStatement.shape.context.partial({ contextActivities: true }).extend({ platform: z.string() }),
})
export type LrsStatement = z.infer<typeof LrsStatement>

export interface Lrs {
  settings: { XAPI_ENDPOINT: string; XAPI_KEY: string; XAPI_SECRET: string; PUBLIC_URL: string }
  statements: Map<string, LrsStatement>
  refused: string[]
  /** Answers with this status; null for no answer after carrying it out; undefined for the correct answer. */
  failing(status: number | null | undefined): void
  requests(): number
  stop(): Promise<void>
}

export async function startLrs(): Promise<Lrs> {
  const statements = new Map<string, LrsStatement>()
  const refused: string[] = []
  const [key, secret] = ['key', 'a secret: of one store']
  let failing: number | null | undefined
  let count = 0

  function take(body: string, authorization: string | undefined): number {
    if (authorization !== `Basic ${btoa(`${key}:${secret}`)}`) return 401
    const read = LrsStatement.safeParse(JSON.parse(body))
    if (!read.success) {
      refused.push(z.prettifyError(read.error))
      return 400
    }
    const before = statements.get(read.data.id)
    if (before && JSON.stringify(before) !== JSON.stringify(read.data)) return 409
    statements.set(read.data.id, read.data)
    return 200
  }
  const server: Server = createServer(async (request, response) => {
    count++
    let body = ''
    for await (const chunk of request) body += chunk
    if (typeof failing === 'number') return void response.writeHead(failing).end()
    const wrong = request.method !== 'POST' || request.url !== '/xapi/statements' || request.headers['x-experience-api-version'] !== '1.0.3'
    const status = wrong ? 404 : take(body, request.headers.authorization)
    if (failing === null) return void response.destroy()
    response.writeHead(status).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi/`
  return {
    settings: { XAPI_ENDPOINT: endpoint, XAPI_KEY: key, XAPI_SECRET: secret, PUBLIC_URL: 'https://training.example' },
    statements,
    refused,
    failing(status) {
      failing = status
    },
    requests: () => count,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
