import 'server-only'
import type { IncomingMessage } from 'node:http'
import { pathOf } from './address'

/** The limit for a body. Everything that learners and participants send fits. */
export const SMALL = 64 * 1024
/** Larger limits by path, only for people who are signed in. */
const LARGE: readonly { path: RegExp; most: number }[] = [
  // A course as a file of 512 kB, percent-encoded when it is pasted; lists of people; a long text in another script.
  { path: /^\/[\w-]+\/manage\/courses\//, most: 2_000_000 },
  // A list of 2 MB, which may be twice as large in a form field, plus the form around it.
  { path: /^\/[\w-]+\/manage\/people\/add\/send$/, most: 4_100_000 },
  // A directory of 4 MB, plus the form around it.
  { path: /^\/[\w-]+\/manage\/people\/directory\/upload$/, most: 4_100_000 },
  // A picture of 200 kB. A somewhat larger one still arrives, so that the page can explain the limit.
  { path: /^\/[\w-]+\/manage\/organisation\/identity\/save$/, most: 1_000_000 },
]
/** Times in milliseconds, counts of connections, bytes. */
export const LIMITS = {
  /** For the headers to arrive, and for the whole request. */
  headersTime: 15_000,
  requestTime: 30_000,
  /** For a client to read on. Streams send something more often. */
  stalledTime: 60_000,
  /** Beyond that we close the oldest, because honest clients are faster. Room for three thousand phones behind one address. */
  unfinishedOfOne: 4_000,
  unfinished: 8_000,
  /** Requests that may wait behind another on one connection. Browsers and proxies send none before they have the answer. */
  behind: 4,
  /** How many bytes all unfinished bodies together may hold. */
  held: 32 * 1024 * 1024,
  /** Most browsers look at the answer only after they have sent everything. */
  lingerTime: 1_000,
  lingerBytes: 1_000_000,
}

export const mostOf = (request: IncomingMessage): number =>
  (request.method === 'POST' && LARGE.find(({ path }) => path.test(pathOf(request)))?.most) || SMALL
