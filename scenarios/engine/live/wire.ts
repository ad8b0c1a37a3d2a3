/** What a session's server and its screens say to each other, beside the view itself. Addresses stand under `/LOCALE/live/SESSION`. */
import type { Ballot } from './ballot'
import type { Counts } from './host'
import type { RoomView } from './view'

/** Somebody who joined. Without nicknames the name is empty, and the number tells them apart. */
export interface Joined {
  id: string
  name: string
  number: number
  at: number
}

/** The events of a stream, by name. The first is `hello`, then a whole `view`; later ones hold what has changed. */
export interface StreamEvents {
  /** The server's clock, for the timer. */
  hello: { now: number }
  view: Partial<RoomView>
  counts: Counts
  /** Everybody, for the host: at first, and after a removal. */
  people: Joined[]
  /** Who has joined since; some may be known already. */
  joined: Joined[]
  /** Nothing, so that a dead connection is noticed. */
  beat: null
  /** What the page itself brought has changed, such as the join code: load it again. For projector and host. */
  reload: null
  /** The viewer was removed, or the session deleted: do not come back. */
  gone: { reason: 'removed' | 'deleted' }
}
/** The fall-back where streams do not pass: `GET state?as=ROLE&after=VERSION`; 204 where nothing is newer. */
export interface Snapshot {
  now: number
  view: RoomView
  counts: Counts | null
  people: Joined[] | null
}

/** What a participant has sent in the present moment, as the server holds it. */
export interface Mine {
  moment: number
  flags: string[]
  votes: Record<string, Ballot>
}

/** How people join: the address to type, its code in groups of four, the QR code as a path on a square of `size` units. */
export interface JoinInfo {
  url: string
  code: string
  expires: number
  qr: { path: string; size: number }
}

/** Why a post was not carried out. */
export type AnswerRefusal = 'closed' | 'unfit' | 'removed' | 'unknown' | 'malformed'
export type CommandRefusal =
  | 'moved-on'
  | 'not-now'
  | 'paused'
  | 'no-such-version'
  | 'nothing-to-undo'
  | 'tie'
  | 'nobody-voted'
  | 'too-few'
  | 'forbidden'
  | 'malformed'
  | 'purged'
