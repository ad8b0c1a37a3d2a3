/** What a session's server and its screens exchange, apart from the view itself. URLs are under `/LOCALE/live/SESSION`. */
import type { Ballot } from './ballot'
import type { Counts } from './facilitator'
import type { RoomRefusal } from './room'
import type { RoomView } from './view'

/** A participant. Without nicknames the name is empty, and the number distinguishes them. */
export interface Participant {
  id: string
  name: string
  number: number
  at: number
}

/** The events of a stream, by name. The first is `hello`, then a complete `view`; later ones contain only changes. */
export interface StreamEvents {
  /** The server's clock, for the timer. */
  hello: { now: number }
  view: Partial<RoomView>
  counts: Counts
  /** Everybody, for the facilitator: at first, and after a removal. */
  people: Participant[]
  /** People who joined since then; some may already be known. */
  joined: Participant[]
  /** Empty, so that a dead connection is noticed. */
  beat: null
  /** Something the page itself loaded has changed, such as the join code: reload. For projector and facilitator. */
  reload: null
  /** The viewer was removed, or the session deleted: do not reconnect. */
  gone: { reason: 'removed' | 'deleted' }
}
/** The fallback if streams do not get through: `GET state?as=ROLE&after=VERSION`; 204 if nothing is newer. */
export interface Snapshot {
  now: number
  view: RoomView
  counts: Counts | null
  people: Participant[] | null
}

export interface OwnAnswers {
  moment: number
  flags: string[]
  votes: Record<string, Ballot>
  /** Their sentences saying why, by `why-N`. */
  whys?: Record<string, string>
}

/** How people join: the URL to type, its code in groups of four, the QR code as a path on a square of `size` units. */
export interface JoinInfo {
  url: string
  /** Whether phones may reach it; false if only the machine itself can. */
  reachable: boolean
  /** The machine's own addresses to choose from, the chosen one first; empty if the address is the organisation's. */
  addresses: string[]
  code: string
  expires: number
  qr: { path: string; size: number }
}

export type CommandRefusal =
  | RoomRefusal
  | 'moved-on'
  | 'tie'
  | 'nobody-voted'
  | 'too-few'
  | 'forbidden'
  | 'malformed'
  | 'purged'
  | 'too-many-hands'
  /** More hands for a report than were raised for the acts. */
  | 'too-many-reported'
