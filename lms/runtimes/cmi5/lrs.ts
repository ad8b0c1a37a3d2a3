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
  path: string
  query?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}
/** @throws LmsUnreachable if there is no answer, or if the answer says to try again */
export type LrsClient = (request: Request) => Promise<Answer>

/** Milliseconds until we give up on an answer. */
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
        // With `keepalive`, a write still goes out while the page goes away.
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

/** Not every LMS reads `+` as a space, which forms and `URLSearchParams` write. */
function addressOf(endpoint: string, path: string, query: Record<string, string>): string {
  const url = new URL(endpoint)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${path}`
  const more = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  url.search = [url.search.slice(1), ...more].filter(Boolean).join('&')
  return url.href
}

export const isDone = ({ status }: Answer): boolean => status >= 200 && status < 300
export const answerInWords = (path: string, { status, text }: Answer): string => `${path}: ${status} ${text.slice(0, 300)}`

/** The LMS refused and would refuse again. */
export class LmsRefusal extends LmsUnreachable {}

/**
 * Sends a statement. If an answer got lost, sending it again is harmless in theory, because the id is the same. But an LMS may check what
 * cmi5 allows only once before it compares ids, and then ADL's conformance suite calls the package non-conformant for good. So if an
 * earlier request may have delivered the statement, we look for it first. If it is refused, we look for it afterwards.
 * @throws LmsRefusal if the statement is not there and will not be; LmsUnreachable if we cannot know
 */
export async function send(ask: LrsClient, statement: Statement, mayBeThere = false): Promise<void> {
  if (mayBeThere && (await isThere(ask, statement))) return
  const answer = await ask({ method: 'POST', path: 'statements', body: statement })
  // 409: it is there, with another time or session.
  if (isDone(answer) || answer.status === 409) return
  if (!(await isThere(ask, statement))) throw new LmsRefusal(answerInWords(`statements (${statement.verb.display.en})`, answer))
}

const isThere = async (ask: LrsClient, { id }: Statement): Promise<boolean> =>
  isDone(await ask({ method: 'GET', path: 'statements', query: { statementId: id } }))
