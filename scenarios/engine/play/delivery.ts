/**
 * A delivery is where an attempt lives and where its learner comes from and goes to. The player knows nothing else: it asks no
 * address and goes nowhere by itself. Adapters: the browser with our server (`components/play/http-delivery.ts`), and our server
 * alone for pages without script (`server/courses/delivery.ts`), whose `Way` is the address to answer with.
 *
 * What its verbs are in a package for an LMS:
 * - `open`: SCORM reads the events from `cmi.suspend_data`, cmi5 and xAPI from the State API. What takes time is done before the
 *   delivery is made. Where the suspended hash is of another version, the events are left out.
 * - `append`: the suspended data is written anew and committed, after every decision; interactions are reported.
 * - `finish`: score, success and completion (`cmi.score`, `lesson_status`, or the statements `passed` or `failed`, and
 *   `completed`), then the debrief. The player has no result to hand over: the key is the adapter's.
 * - `leave`: exit `suspend`, a last commit and Terminate; in cmi5 `terminated`, then the `returnURL`.
 */
import type { PlayEvent, StagedPlay } from './play'

export interface Delivery<Way = void> {
  open(): Opened
  /** Resolves once the events are safe. `seq` is the number of events before them, so a repeat changes nothing. */
  append(seq: number, events: PlayEvent[]): Promise<Appended>
  /** Goes on to what comes after the judgement. Everything is safe by then. */
  finish(): Way
  /** Goes away: because the learner wishes to, or because the journal takes no more of what is played here. */
  leave(because?: 'conflict' | 'gone'): Way
}

/** What the player begins with. */
export interface Opened {
  /** Names the attempt in this browser's storage. */
  attempt: string
  play: StagedPlay
  /** The journal so far. */
  events: PlayEvent[]
  links: Links
}
/** Addresses that a page without script needs. With script the player asks the delivery; a package, which always has it, gives `#`. */
export interface Links {
  /** Takes the form of each moment. */
  action: string
  home: string
  /** The course that the attempt was opened in. */
  course?: { label: string; href: string }
  leave: string
  finish: string
}

export type Appended =
  | { ok: true; length: number }
  /** Somebody was faster, on another tab or device: open the journal anew. */
  | { ok: false; reason: 'conflict' }
  /** Not reached, or busy: try again. */
  | { ok: false; reason: 'unreachable' }
  /** It will never be taken: signed out, or gone. */
  | { ok: false; reason: 'gone' }
