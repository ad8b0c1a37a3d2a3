/**
 * What an LMS keeps of a course: `c1|hash|seed|items|seconds`, in ASCII. Items are separated by `.`: empty is not begun, `r` is read,
 * answered or skipped, anything else is the code of a journal (`journal/code.ts`), which no journal's `r` begins.
 */
export const READ = 'r'

export interface SuspendedCourse {
  /** The first 8 hex digits of the content it was written with. */
  hash: string
  /** Of everything that chance decides: `scenarios/engine/course/lots.ts`. */
  seed: number
  /** One for each item, in their order. */
  marks: string[]
  /** Spent so far, in whole seconds. */
  seconds: number
}

export const writtenCourse = ({ hash, seed, marks, seconds }: SuspendedCourse): string =>
  ['c1', hash, seed.toString(36), marks.join('.'), Math.round(seconds)].join('|')

/** @returns null for anything else, as whatever another package left in an attempt that it now belongs to */
export function readCourseSuspended(text: string): SuspendedCourse | null {
  const parts = /^c1\|([0-9a-f]{8})\|([0-9a-z]{1,7})\|([\w.-]*)\|(\d{1,9})$/.exec(text)
  if (!parts) return null
  const [, hash, seed, marks, seconds] = parts as unknown as [string, string, string, string, string]
  return { hash, seed: Number.parseInt(seed, 36), marks: marks.split('.'), seconds: Number(seconds) }
}
