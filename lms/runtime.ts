/**
 * What a package needs from the platform it runs on. Adapters: `runtimes/scorm12.ts`, `scorm2004.ts`, `cmi5.ts`, and `browser.ts` for a
 * package without an LMS. They know their standard but nothing about scenarios.
 */

export interface Runtime {
  readonly held: LmsState
  /**
   * Writes what is new and commits it. An adapter keeps count of what it has written, so a repeat changes nothing.
   * @throws LmsUnreachable if the LMS did not take it; the player shows that and tries again
   */
  save(report: Report): Promise<void>
  /**
   * Ends the session. Only the first call counts, and nothing may be written after it.
   * @param how `closing` if the page goes away and may be loaded again
   */
  leave(how: 'left' | 'closing'): void | Promise<void>
  /** Where the page goes after the learner left; null if the LMS closes the window by itself. */
  readonly returns: string | null
}

export interface LmsState {
  /** As `save` wrote it; empty for a new attempt. */
  suspended: string
  /** In `review` and `browse`, nothing of the play is written. */
  mode: 'normal' | 'review' | 'browse'
  /** The share of points from which the LMS calls it passed, 0 to 1; null if it leaves that to the package. */
  mastery: number | null
  /** The result that the LMS already has. A new release with other content leaves it as it is. */
  outcome: Outcome | null
}

/** Everything to report so far, not only what is new: the adapter finds out what it has not written yet. */
export interface Report {
  /** Opaque, except that it ends in `|` and the seconds spent so far: see `timeless`. */
  suspended: string
  seconds: number
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
export const timeless = (suspended: string): string => suspended.slice(0, suspended.lastIndexOf('|'))

export interface Outcome {
  /** Null if the package reports completion alone. */
  passed: boolean | null
  /** 0 to 1. Completion alone still has 1, because an LMS grades a completion without a score with 0. */
  score: number
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
