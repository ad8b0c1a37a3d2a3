/**
 * What a package needs from the platform it runs on. Adapters: `runtimes/scorm12.ts`, `scorm2004.ts`, `cmi5.ts`, and `browser.ts` for a
 * package without an LMS. They know their standard but nothing about scenarios.
 */

export interface Runtime {
  readonly held: LmsState
  /** The copy that this browser keeps for this learner and this launch: see `copy.ts`. Null if it keeps none. */
  readonly copy: CopyPlace | null
  /**
   * Writes what is new and commits it. An adapter keeps count of what it has written, so a repeat changes nothing.
   * @throws LmsUnreachable if the LMS did not take it, or if nobody can know; the player shows that and tries again
   */
  save(report: Report): Promise<Arrival>
  /**
   * Ends the session. Only the first call counts, and nothing may be written after it.
   * @param how `closing` if the page goes away and may be loaded again
   */
  leave(how: 'left' | 'closing'): void | Promise<void>
  /** Where the page goes after the learner left; null if the LMS closes the window by itself. */
  readonly returns: string | null
  /** Whether the LMS takes the result of another attempt in this session, after the one that it opened with was failed. */
  mayPlayAgain(): boolean
}

/** `seen` if the answer of the LMS's server was seen, `said` if only the LMS's script says so. */
export type Arrival = 'seen' | 'said'

export interface CopyPlace {
  /** Differs for each learner of the LMS. */
  key: string
  /** When the LMS read what it holds, in milliseconds since 1970. Anything kept later may be missing there, whatever its script says. */
  readAt: number
  /** Called if the LMS's script may hold values that never reached its server. */
  distrust(): void
}

export interface LmsState {
  /** As `save` wrote it; empty for a new attempt. */
  suspended: string
  /** In `review` and `browse`, nothing of the play is written. */
  mode: 'normal' | 'review' | 'browse'
  /** The score from which the LMS calls it passed, 0 to 1; null if it leaves that to the package. */
  mastery: number | null
  /** The result that the LMS already has. A new release with other content leaves it as it is. */
  outcome: Result | null
}

/** Everything to report so far, not only what is new: the adapter finds out what it has not written yet. */
export interface Report {
  /** Opaque, except that it ends in `|` and the seconds spent so far: see `timeless`. */
  suspended: string
  seconds: number
  /** The same in every session of an attempt, and another in the next attempt. */
  attempt: string
  /** Whether there is nothing left to do. `outcome` is null then if the LMS already has a better one. */
  isOver: boolean
  /** One for each decision, in order, from the start of the attempt. */
  interactions: Interaction[]
  /** How many of them come from earlier sessions of this attempt, so that the LMS may already have them. */
  earlier: number
  /** Null until the debrief, or the end of a course. */
  outcome: Outcome | null
  /** The share of a course's items that is done, 0 to 1. */
  progress?: number
}

/** Suspended data without the seconds, so that it only changes when the learner does something. */
export const timeless = (suspended: string): string => suspended.slice(0, Math.max(0, suspended.lastIndexOf('|')))

export interface Result {
  /** Null if there is nothing to pass. */
  passed: boolean | null
  /** 0 to 1. */
  score: number
}
export interface Outcome extends Result {
  /** Whether the score says how somebody did. Completion alone has 1 too, because an LMS grades a completion without a score with 0. */
  isScored: boolean
  /** By competency, 0 to 1, without those that the path does not measure. */
  objectives: { id: string; score: number }[]
}

export interface Interaction {
  /** Letters, digits and `_`, at most 40: the position of the moment and its id. */
  id: string
  /** The same question in letters, digits and `_`, at most 100, the same for every learner; may be empty. */
  name: string
  /** The moment's title, and what was asked, as the learner read them. */
  title: string
  text: string
  /** `name` as above. */
  options: { id: string; name: string; text: string }[]
  chosen: string
  /** The best options here, one or more; empty if the package must not reveal them. */
  best: string[]
  /** `at` in milliseconds since 1970, `latency` in seconds. */
  at: number
  latency: number
}

/** The LMS did not take what was written. @param detail the LMS's answer, for its administrator */
export class LmsUnreachable extends Error {
  constructor(readonly detail: string) {
    super(`the LMS did not take it: ${detail}`)
  }
}
