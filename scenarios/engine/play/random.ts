import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { sha256Hex } from '../format/ids'

/**
 * A separate stream for each purpose of a seed. The seed is hashed first: the generator's first outputs are the seed itself except for
 * the sign, so two values drawn directly from it, or from neighbouring seeds, would reveal something of each other.
 */
export const randomStream = (purpose: string, seed: number | string): RandomGenerator =>
  xoroshiro128plus(Number.parseInt(sha256Hex(`${purpose} ${seed}`).slice(0, 8), 16))
