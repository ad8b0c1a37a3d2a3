/** Everything that a course draws, from one seed. Loads no schema, because a package for an LMS draws in its page. */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { Variant } from '../format/schema'
import { randomStream } from '../play/random'
import type { Item } from './items'

/**
 * Which variant of each scenario a learner meets, by item id: as many hostile as genuine ones, in random order. If their number is odd,
 * the extra one is drawn too, so the course as a whole gives nothing away.
 */
export function drawVariants({ items }: { items: readonly Pick<Item, 'id' | 'kind'>[] }, seed: number): Record<string, Variant> {
  const stream = randomStream('variants', seed)
  const left = items.filter(({ kind }) => kind === 'scenario').map(({ id }) => id)
  const [first, second]: Variant[] = uniformInt(stream, 0, 1) === 0 ? ['hostile', 'genuine'] : ['genuine', 'hostile']
  const drawn: Record<string, Variant> = {}
  for (let n = 0; left.length > 0; n++) {
    const [id] = left.splice(uniformInt(stream, 0, left.length - 1), 1)
    drawn[id!] = n % 2 === 0 ? first! : second!
  }
  return drawn
}

/** The seed for the names of one scenario of the course: 0 up to 2³¹. */
export const seedOf = (item: string, seed: number): number => uniformInt(randomStream('item', `${seed} ${item}`), 0, 2 ** 31 - 1)
