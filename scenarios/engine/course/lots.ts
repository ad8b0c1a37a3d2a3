/** What a course draws. Loads no schema, because a package for an LMS draws in its page. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { Variant } from '../format/schema'
import { randomStream } from '../play/random'

/** In a course with this many scenarios that have two variants, everybody who opens them all meets an approach. */
const ENOUGH = 4

/**
 * The variant of a scenario with two variants that is opened now: the coin's, so that earlier ones tell nothing about it. But the last one
 * of four or more is an approach if none was.
 * @param others what was drawn for the other scenarios with two variants; null for one that is not opened yet
 */
export const drawVariant = (others: readonly (Variant | null)[], coin: Variant): Variant =>
  others.length + 1 >= ENOUGH && others.every((drawn) => drawn === 'genuine') ? 'hostile' : coin

/** The seed for the names of one scenario of the course: 0 up to 2³¹. */
export const seedOf = (item: string, seed: number): number => uniformInt(randomStream('item', `${seed} ${item}`), 0, 2 ** 31 - 1)
