/**
 * What an LMS keeps of a course: `c1|hash|seed|items|seconds`, in ASCII. Items are separated by `.`: an empty one has not begun, `r` is
 * read, answered or skipped, and anything else is the code of a journal (`journal/journal-code.ts`), which never begins with `r`.
 */
export const READ = 'r'

export interface SuspendedCourse {
  hash: string
  seed: number
  marks: string[]
  seconds: number
}

export const writtenCourse = ({ hash, seed, marks, seconds }: SuspendedCourse): string =>
  ['c1', hash, seed.toString(36), marks.join('.'), Math.round(seconds)].join('|')

/** @returns null for anything else, such as data that another package left in the same attempt */
export function readCourseSuspended(text: string): SuspendedCourse | null {
  const parts = /^c1\|([0-9a-f]{8})\|([0-9a-z]{1,7})\|([\w.-]*)\|(\d{1,9})$/.exec(text)
  if (!parts) return null
  const [, hash, seed, marks, seconds] = parts as unknown as [string, string, string, string, string]
  return { hash, seed: Number.parseInt(seed, 36), marks: marks.split('.'), seconds: Number(seconds) }
}
