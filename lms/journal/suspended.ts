/** What an LMS keeps of an attempt: `v1|hash|draw|events|seconds`, in ASCII. */
import type { Nature } from '@/scenarios/engine/format/schema'
import { NATURES } from '@/scenarios/engine/format/truth'

export interface Suspended {
  /** The first 8 hex digits of the content it was written with. */
  hash: string
  /** Which truth is played, and the seed of its names. */
  nature: Nature
  seed: number
  /** See `code.ts`. */
  code: string
  /** Spent so far, in whole seconds. */
  seconds: number
}

export const written = ({ hash, nature, seed, code, seconds }: Suspended): string =>
  ['v1', hash, `${nature[0]}${seed.toString(36)}`, code, Math.round(seconds)].join('|')

/** @returns null for anything else, as whatever another package left in an attempt that it now belongs to */
export function readSuspended(text: string): Suspended | null {
  const parts = /^v1\|([0-9a-f]{8})\|([hg])([0-9a-z]{1,7})\|([\w-]*)\|(\d{1,9})$/.exec(text)
  if (!parts) return null
  const [, hash, letter, seed, code, seconds] = parts as unknown as [string, string, string, string, string, string]
  const nature = NATURES.find((n) => n[0] === letter)!
  return { hash, nature, seed: Number.parseInt(seed, 36), code, seconds: Number(seconds) }
}
