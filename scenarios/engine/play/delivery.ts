/**
 * A delivery is where an attempt is stored, and where its learner comes from and goes to. The player knows nothing else: it requests no
 * URL and navigates nowhere by itself. Adapters: the browser with our server (`components/play/http-delivery.ts`), and an LMS
 * (`lms/delivery.ts`). Without script there is no player: the server takes the form of each moment (`server/learning/delivery.ts`).
 *
 * What its methods mean in a package for an LMS:
 * - `open`: SCORM reads the events from `cmi.suspend_data`, cmi5 and xAPI from the State API. Anything slow is done before the delivery
 *   is created. If the suspended hash is of another version, the events are left out.
 * - `append`: puts the events into the journal of the page, which then rewrites and commits the suspended data, and reports interactions,
 *   in the background: see `saving`.
 * - `finish`: score, success and completion (`cmi.score`, `lesson_status`, or the statements `passed` or `failed`, and `completed`), then
 *   the debrief. The player has no result to hand over, because only the adapter has the key.
 * - `leave`: exit `suspend`, a last commit and Terminate; in cmi5 `terminated`, then the `returnURL`.
 */
import type { PlayEvent } from './events'
import type { StagedPlay } from './play'

export interface Delivery {
  open(): PlayerStart
  /** Resolves once the events are in the journal. `seq` is the number of events before them, so a repeat changes nothing. */
  append(seq: number, events: PlayEvent[]): Promise<AppendResult>
  /** How far storing has come, if the journal takes events before they are stored. */
  saving?: { saved(): 'saved' | 'saving' | 'waiting'; subscribe(listener: () => void): () => void }
  /** Goes on to what follows the judgement, as soon as the journal has it. */
  finish(): void
  /** Leaves, because the learner wants to, or because the journal no longer accepts what is played here. */
  leave(because?: 'conflict' | 'gone'): void
}

export interface PlayerStart {
  attempt: string
  play: StagedPlay
  events: PlayEvent[]
  /** Played again for practice, by a learner who knows the variant. */
  again: boolean
  links: Links
}
/** URLs for a page without script. With script the player asks the delivery; a package always has script and uses `#`. */
export interface Links {
  action: string
  home: string
  course?: { label: string; href: string }
  leave: string
  finish: string
}

export type AppendResult =
  | { ok: true; length: number }
  /** Another tab or device was faster: reopen the journal. */
  | { ok: false; reason: 'conflict' }
  /** Unreachable or busy: try again. */
  | { ok: false; reason: 'unreachable' }
  /** It will never be accepted: signed out, or deleted. */
  | { ok: false; reason: 'gone' }
