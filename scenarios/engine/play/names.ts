import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { NamePool } from '../format/schema'
import { type Picture, drawPictures } from './pictures'
import type { Person, Play } from './play'
import { randomStream } from './random'

const YOU = 'you'

export type Arguments = Record<string, string | number>
interface Name {
  given: string
  family: string
}
export type Names = Record<string, Name & { picture: Picture }>

/**
 * A different name for each character, the same for the same seed. Every name of the pool is equally likely for every character, whatever
 * else the seed decides, above all the variant. Neither the order of languages in the pool nor that of the cast matters.
 * @param kept names that were drawn before: those characters keep them, and nobody else gets them
 * @param met names of other scenarios, avoided as long as enough others are left, because learners would look for a link
 */
export function drawNames(pool: NamePool, characters: string[], seed: number, kept: Names = {}, met: readonly Names[] = []): Names {
  const random = randomStream('names', seed)
  const taken = new Set(Object.values(kept).map(fullName))
  const known = new Set(met.flatMap((names) => Object.values(names).map(fullName)))
  const all = Object.keys(pool)
    .sort()
    .flatMap((language) => pool[language]!)
    .filter((name) => !taken.has(fullName(name)))
  const fresh = all.filter((name) => !known.has(fullName(name)))
  const left = fresh.length < characters.length ? all : fresh
  const draw = () => left.splice(uniformInt(random, 0, left.length - 1), 1)[0]!
  const pictures = drawPictures(characters, seed, picturesOf(kept))
  const one = (id: string) => {
    const { given, family } = kept[id] ?? draw()
    return { given, family, picture: pictures[id]! }
  }
  return Object.fromEntries([...characters].sort().map((id) => [id, one(id)]))
}
const picturesOf = (names: Names) => Object.fromEntries(Object.entries(names).map(([id, { picture }]) => [id, picture]))
const fullName = ({ given, family }: Name): string => `${given} ${family}`

/** The arguments that texts of a scenario may use: its values, and three for each character. */
export function argumentsOf(values: Arguments, names: Record<string, Name>): Arguments {
  // What the learner said is filled in when the text is shown.
  const args: Arguments = { ...values, said: '{said}' }
  for (const [id, drawn] of Object.entries(names)) {
    const name = id.replaceAll('-', '_')
    args[`${name}_name`] = fullName(drawn)
    args[`${name}_given`] = drawn.given
    args[`${name}_family`] = drawn.family
  }
  return args
}

/** The people of a play, including the learner, who has no name, and whose picture follows from what was drawn for the others. */
export function castOf(play: Play, names: Names, fill: (text: string) => string): Record<string, Person> {
  const own = drawPictures([YOU], JSON.stringify(Object.entries(names).sort()), picturesOf(names))
  const others = Object.entries(play.cast).map(([id, { title, organisation, ...person }]) => [
    id,
    {
      ...person,
      title: fill(title),
      ...(organisation !== undefined && { organisation: fill(organisation) }),
      name: fullName(names[id]!),
      picture: names[id]!.picture,
    },
  ])
  return { [YOU]: { name: '', title: '', picture: own[YOU]! }, ...Object.fromEntries(others) }
}
