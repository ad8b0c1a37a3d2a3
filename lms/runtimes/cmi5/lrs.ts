/** Requests to an LMS by xAPI 1.0.3. */
import { LmsUnreachable } from '../../runtime'
import type { Launch } from './launch'
import type { Statement } from './statements'

export interface Answer {
  status: number
  etag: string | null
  text: string
}
interface Request {
  method: 'GET' | 'POST' | 'PUT'
  /** Below the endpoint. */
  path: string
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}
/** @throws Unreached where no answer comes, or only that it should be tried again */
export type LrsClient = (request: Request) => Promise<Answer>

/** After this many milliseconds nobody waits for an answer any more. */
const PATIENCE = 20_000

export const asking =
  ({ endpoint }: Pick<Launch, 'endpoint'>, token: string): LrsClient =>
  async ({ method, path, query = {}, body, headers }) => {
    try {
      const response = await fetch(addressOf(endpoint, path, query), {
        method,
        headers: {
          authorization: `Basic ${token}`,
          'x-experience-api-version': '1.0.3',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        // What is written goes on while the page goes away: nothing else of a page does.
        ...(body !== undefined && { body: JSON.stringify(body), keepalive: true }),
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE),
      })
      const answer = { status: response.status, etag: response.headers.get('etag'), text: await response.text() }
      if (answer.status >= 500 || answer.status === 429) throw new LmsUnreachable(answerInWords(path, answer))
      return answer
    } catch (fault) {
      throw fault instanceof LmsUnreachable ? fault : new LmsUnreachable(`${path}: ${fault}`)
    }
  }

/** `+` for a space, as forms write it, is not read by every LMS. */
function addressOf(endpoint: string, path: string, query: Record<string, string>): string {
  const url = new URL(endpoint)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  const more = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  url.search = [url.search.slice(1), ...more].filter(Boolean).join('&')
  return url.href
}

export const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300
/** What an answer said, for whoever runs the LMS. */
export const answerInWords = (path: string, { status, text }: Answer): string => `${path}: ${status} ${text.slice(0, 300)}`

/** The LMS has said no, and would again. */
export class LmsRefusal extends LmsUnreachable {}

/**
 * Sends a statement. Sent again after an answer that got lost, it would be no second one, since its id is the same; but an LMS may count
 * what cmi5 takes once before it looks at ids, and ADL's conformance suite then calls the package non-conformant for good. So where an
 * earlier request may have brought it there, it is looked for first. Refused all the same, it is looked for afterwards.
 * @throws Refused if it is not there, and will not be; Unreached if nobody knows
 */
export async function send(ask: LrsClient, statement: Statement, mayBeThere = false): Promise<void> {
  if (mayBeThere && (await isThere(ask, statement))) return
  const answer = await ask({ method: 'POST', path: 'statements', body: statement })
  // 409: there, with another time or session.
  if (isDone(answer) || answer.status === 409) return
  if (!(await isThere(ask, statement))) throw new LmsRefusal(answerInWords(`statements (${statement.verb.display.en})`, answer))
}

const isThere = async (ask: LrsClient, { id }: Statement): Promise<boolean> =>
  isDone(await ask({ method: 'GET', path: 'statements', query: { statementId: id } }))
