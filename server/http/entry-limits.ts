import 'server-only'
import type { IncomingMessage } from 'node:http'
import { pathOf } from './address'

/** What fits into a body. Everything that learners and participants send does. */
export const SMALL = 64 * 1024
/** What takes more, by address: from whoever is signed in. */
const LARGE: readonly { path: RegExp; most: number }[] = [
  // A course as a file of 512 kB, percent-encoded where it is pasted; lists of people; a long text in another script.
  { path: /^\/[\w-]+\/manage\/courses\//, most: 2_000_000 },
  // A table of 2 MB, and what a form puts around it.
  { path: /^\/[\w-]+\/manage\/people\/csv$/, most: 2_100_000 },
  // A picture of 200 kB, or one somewhat too large, which is then told apart.
  { path: /^\/[\w-]+\/manage\/organisation\/identity\/save$/, most: 1_000_000 },
]
/** Times in milliseconds, counts of connections, bytes. */
export const LIMITS = {
  /** Until the headers are there, and until the whole request is. */
  headersTime: 15_000,
  requestTime: 30_000,
  /** Connections that wait for a request's headers or body, of one network and in all. Beyond it the oldest ends: whoever is in earnest is faster than that. */
  unfinishedOfOne: 2_000,
  unfinished: 4_000,
  /** Requests of one connection that wait for their turn behind another. Browsers and proxies send none before the answer is there. */
  behind: 4,
  /** What their bodies may hold of the memory together. */
  held: 32 * 1024 * 1024,
  /** A body that is refused is read on for so long and so far, and forgotten: most browsers listen only when they have sent. */
  lingerTime: 1_000,
  lingerBytes: 1_000_000,
}

/** How many bytes of a body are taken. */
export const mostOf = (request: IncomingMessage): number =>
  (request.method === 'POST' && LARGE.find(({ path }) => path.test(pathOf(request)))?.most) || SMALL
