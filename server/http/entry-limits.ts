import 'server-only'
import type { IncomingMessage } from 'node:http'
import { pathOf } from './address'

/** The limit for a body. Everything that learners and participants send fits. */
export const SMALL = 64 * 1024
/** Larger limits by path, only for people who are signed in. */
const LARGE: readonly { path: RegExp; most: number }[] = [
  // A course as a file of 512 kB, percent-encoded where it is pasted; lists of people; a long text in another script.
  { path: /^\/[\w-]+\/manage\/courses\//, most: 2_000_000 },
  // A list of 2 MB, which may take twice as much once it is in a field, plus the form around it.
  { path: /^\/[\w-]+\/manage\/people\/add\/send$/, most: 4_100_000 },
  // A directory of 4 MB, plus the form around it.
  { path: /^\/[\w-]+\/manage\/people\/directory\/upload$/, most: 4_100_000 },
  // A picture of 200 kB; one somewhat too large still arrives, so that the page can say so.
  { path: /^\/[\w-]+\/manage\/organisation\/identity\/save$/, most: 1_000_000 },
]
/** Times in milliseconds, counts of connections, bytes. */
export const LIMITS = {
  /** Time for the headers to arrive, and for the whole request. */
  headersTime: 15_000,
  requestTime: 30_000,
  /**
   * Connections still waiting for a request's headers or body, per network and in total. Beyond that the oldest is closed: honest
   * clients are faster. Room for a venue of three thousand phones behind one address that come back at once, before we read any.
   */
  unfinishedOfOne: 4_000,
  unfinished: 8_000,
  /** Requests that may wait behind another on one connection. Browsers and proxies send none before they have the answer. */
  behind: 4,
  /** How many bytes unfinished bodies may hold together. */
  held: 32 * 1024 * 1024,
  /** A refused body is read and discarded for this long and up to this size: most browsers look at the answer only after sending. */
  lingerTime: 1_000,
  lingerBytes: 1_000_000,
}

/** The limit in bytes for the body of this request. */
export const mostOf = (request: IncomingMessage): number =>
  (request.method === 'POST' && LARGE.find(({ path }) => path.test(pathOf(request)))?.most) || SMALL
