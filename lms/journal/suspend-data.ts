/** What an LMS keeps of an attempt: `v1|hash|draw|events|seconds`, in ASCII. */
import type { Variant } from '@/scenarios/engine/format/schema'
import { VARIANTS } from '@/scenarios/engine/format/variant'

export interface SuspendedAttempt {
  hash: string
  variant: Variant
  seed: number
  code: string
  seconds: number
}

export const written = ({ hash, variant, seed, code, seconds }: SuspendedAttempt): string =>
  ['v1', hash, `${variant[0]}${seed.toString(36)}`, code, Math.round(seconds)].join('|')

/** @returns null for anything else, such as data that another package left in the same attempt */
export function readSuspended(text: string): SuspendedAttempt | null {
  const parts = /^v1\|([0-9a-f]{8})\|([hg])([0-9a-z]{1,7})\|([\w-]*)\|(\d{1,9})$/.exec(text)
  if (!parts) return null
  const [, hash, letter, seed, code, seconds] = parts as unknown as [string, string, string, string, string, string]
  const variant = VARIANTS.find((n) => n[0] === letter)!
  return { hash, variant, seed: Number.parseInt(seed, 36), code, seconds: Number(seconds) }
}
