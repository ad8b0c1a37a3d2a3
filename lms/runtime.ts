/**
 * What a package needs of the place it runs in. Adapters: `runtimes/scorm12.ts`, `scorm2004.ts`, `cmi5.ts`, and `browser.ts` for a
 * package that stands on its own. They know their standard and nothing of scenarios.
 */

export interface Runtime {
  /** What the LMS held when the package was opened. */
  readonly held: LmsState
  /**
   * Writes what is new and commits it. A repeat changes nothing: an adapter counts what it has written.
   * @throws Unreached if the LMS did not take it; the player shows that and tries again
   */
  save(report: Report): Promise<void>
  /**
   * Ends the session: once, however often it is called. Nothing may be written after it.
   * @param how `closing` while the page goes away, perhaps to be loaded again
   */
  leave(how: 'left' | 'closing'): void | Promise<void>
  /** Where the page goes once somebody has left; null where the LMS closes the window by itself. */
  readonly returns: string | null
}

export interface LmsState {
  /** As `save` wrote it; empty for a new attempt. */
  suspended: string
  /** In `review` and `browse` nothing is written of what is played. */
  mode: 'normal' | 'review' | 'browse'
  /** The share of points from which the LMS calls it passed, 0 to 1; null if it leaves that to the package. */
  mastery: number | null
  /** What the LMS already has of it. A package released again with other content leaves it as it is. */
  outcome: Outcome | null
}

/** Everything to be told so far, whole: an adapter writes what it has not written yet. */
export interface Report {
  /** Opaque but for its end, `|` and the seconds spent so far: `timeless`. */
  suspended: string
  /** In this session, so far. */
  seconds: number
  /** A decision each, in order, from the first of the attempt. */
  interactions: Interaction[]
  /** How many of them were made in earlier sessions of this attempt, and may be with the LMS already. */
  earlier: number
  /** Only at the debrief, and of a course at its end. */
  outcome: Outcome | null
  /** Of a course: the share of its items that is done, 0 to 1. */
  progress?: number
}

/** What of suspended data changes by something that is done, and not by time that goes by. */
export const timeless = (suspended: string): string => suspended.slice(0, suspended.lastIndexOf('|'))

export interface Outcome {
  /** Null where the package reports completion alone. */
  passed: boolean | null
  /** 0 to 1. Completion alone still has 1: an LMS grades a completion without a score with 0. */
  score: number
  /** By competency, 0 to 1; those that the path had nothing to say of are missing. */
  objectives: { id: string; score: number }[]
}

/** A decision as LMSs report questions: one of several. */
export interface Interaction {
  /** Letters, digits and `_`, at most 40: the place of the moment and its id. */
  id: string
  /** What is asked, on one line. */
  text: string
  options: { id: string; text: string }[]
  chosen: string
  /** The options that are best here, one or more; empty where the package must not say. */
  best: string[]
  /** When, in milliseconds since 1970, and how long it took, in seconds. */
  at: number
  latency: number
}

/** The LMS did not take what was written. @param detail what it answered, for whoever runs it */
export class LmsUnreachable extends Error {
  constructor(readonly detail: string) {
    super(`the LMS did not take it: ${detail}`)
  }
}
