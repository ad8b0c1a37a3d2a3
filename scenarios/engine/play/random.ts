/** Chance that comes in as a seed. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { sha256Hex } from '../format/ids'

/**
 * A stream of its own for each purpose of a seed. The seed is hashed first: the generator’s first outputs are the seed itself but
 * for sign, so that two things drawn from it directly, or from neighbouring seeds, would tell of each other.
 */
export const randomStream = (purpose: string, seed: number): RandomGenerator =>
  xoroshiro128plus(Number.parseInt(sha256Hex(`${purpose} ${seed}`).slice(0, 8), 16))
