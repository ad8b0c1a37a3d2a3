/**
 * What an LMS keeps of a course: `c2|hash|seed|items|seconds`, in ASCII. Items are separated by `.`: an empty one has not begun, `r` is
 * read, answered or skipped, and a scenario that was opened is `h` or `g`, its variant, and the code of its journal
 * (`journal/journal-code.ts`). Before a repeat stands `b` and the best result so far, in two characters.
 */
import type { Variant } from '@/scenarios/engine/format/schema'
import { VARIANTS } from '@/scenarios/engine/format/variant'

export const READ = 'r'

export const markWith = ({ variant, code }: { variant: Variant; code: string }): string => `${variant[0]}${code}`

/** Null for an item that is no scenario, or was not opened. */
export function readMark(mark: string): { variant: Variant; code: string } | null {
  const variant = VARIANTS.find((name) => name[0] === mark[0])
  return variant ? { variant, code: mark.slice(1) } : null
}

/** @param best 0 to 100, of earlier attempts; null before a repeat */
export const markAfter = (best: number | null, mark: string): string =>
  best === null ? mark : `b${best.toString(36).padStart(2, '0')}${mark}`

/** Splits what `markAfter` wrote. */
export function readBest(mark: string): { best: number | null; mark: string } {
  const [whole, best] = /^b([0-9a-z]{2})/.exec(mark) ?? []
  return whole ? { best: Math.min(100, Number.parseInt(best!, 36)), mark: mark.slice(whole.length) } : { best: null, mark }
}

export interface SuspendedCourse {
  hash: string
  seed: number
  marks: string[]
  seconds: number
}

export const writtenCourse = ({ hash, seed, marks, seconds }: SuspendedCourse): string =>
  ['c2', hash, seed.toString(36), marks.join('.'), Math.round(seconds)].join('|')

/** @returns null for anything else, such as data that another package left in the same attempt */
export function readCourseSuspended(text: string): SuspendedCourse | null {
  const parts = /^c2\|([0-9a-f]{8})\|([0-9a-z]{1,7})\|([\w.-]*)\|(\d{1,9})$/.exec(text)
  if (!parts) return null
  const [, hash, seed, marks, seconds] = parts as unknown as [string, string, string, string, string]
  return { hash, seed: Number.parseInt(seed, 36), marks: marks.split('.'), seconds: Number(seconds) }
}
