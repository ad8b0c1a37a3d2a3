import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { NamePool, Pronoun } from '../format/schema'
import { type Picture, drawPictures } from './pictures'
import type { Person, Play } from './play'
import { randomStream } from './random'

const YOU = 'you'

export type Arguments = Record<string, string | number>
interface Name {
  given: string
  family: string
  /** Missing in journals from before there were pronouns, and where a pool has none. */
  pronoun?: Pronoun | undefined
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
  const whole = Object.keys(pool)
    .sort()
    .flatMap((language) => pool[language]!)
  const all = whole.filter((name) => !taken.has(fullName(name)))
  const fresh = all.filter((name) => !known.has(fullName(name)))
  const left = fresh.length < characters.length ? all : fresh
  const draw = () => left.splice(uniformInt(random, 0, left.length - 1), 1)[0]!
  const pictures = drawPictures(characters, seed, picturesOf(kept))
  const one = (id: string) => {
    const name = kept[id] ?? draw()
    const pronoun = name.pronoun ?? whole.find((other) => fullName(other) === fullName(name))?.pronoun
    return { given: name.given, family: name.family, ...(pronoun && { pronoun }), picture: pictures[id]! }
  }
  return Object.fromEntries([...characters].sort().map((id) => [id, one(id)]))
}
const picturesOf = (names: Names) => Object.fromEntries(Object.entries(names).map(([id, { picture }]) => [id, picture]))
const fullName = ({ given, family }: Name): string => `${given} ${family}`

const WORDS: Readonly<Record<Pronoun, readonly [string, string][]>> = {
  she: [
    ['they', 'she'],
    ['them', 'her'],
    ['their', 'her'],
    ['theirs', 'hers'],
    ['themself', 'herself'],
  ],
  he: [
    ['they', 'he'],
    ['them', 'him'],
    ['their', 'his'],
    ['theirs', 'his'],
    ['themself', 'himself'],
  ],
}
/** Verbs are in the singular, so “they” is impossible: without a pronoun, the given name is repeated. */
const wordsFor = ({ given, pronoun }: Name): readonly (readonly [string, string])[] =>
  pronoun ? WORDS[pronoun] : WORDS.she.map(([form]) => [form, form.startsWith('their') ? `${given}’s` : given])

/** Starts a sentence: {contact_They}. */
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** What texts may say of a character: {contact_name}, {contact_given}, {contact_family}, {contact_they}, {contact_Their} … */
export function argumentsFor(id: string, drawn: Name): Arguments {
  const name = id.replaceAll('-', '_')
  const pronouns = wordsFor(drawn).flatMap(([form, word]) => [
    [`${name}_${form}`, word],
    [`${name}_${capital(form)}`, capital(word)],
  ])
  return {
    [`${name}_name`]: fullName(drawn),
    [`${name}_given`]: drawn.given,
    [`${name}_family`]: drawn.family,
    ...(Object.fromEntries(pronouns) as Arguments),
  }
}
/** What follows the name of a character in an argument. */
export const CHARACTER_FORMS = Object.keys(argumentsFor('x', { given: '', family: '' })).map((name) => name.slice(2))

/** The arguments that texts of a scenario may use: its values, and those for each character. */
export function argumentsOf(values: Arguments, names: Record<string, Name>): Arguments {
  // What the learner said is filled in when the text is shown.
  const args: Arguments = { ...values, said: '{said}' }
  for (const [id, drawn] of Object.entries(names)) Object.assign(args, argumentsFor(id, drawn))
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
