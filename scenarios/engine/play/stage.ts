/** Stages a play for one attempt: draws the names and formats the texts. `format` also formats the texts of the key. */
import { IntlMessageFormat } from 'intl-messageformat'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { type Picture, drawPictures } from './pictures'
import type { Person, Play, StagedPlay } from './play'
import { randomStream } from './random'
import { SIDES, TEXT_FIELDS } from '../format/fields'
import type { NamePool } from '../format/schema'

/** What a part of a scene calls the learner. */
const YOU = 'you'

export type Arguments = Record<string, string | number>
/** The name and the picture drawn for each character. Attempts from before there were pictures have none. */
export type Names = Record<string, { given: string; family: string; picture?: Picture }>

/**
 * A different name for each character, the same for the same seed. Every name of the pool is equally likely for every
 * character, whatever else the seed decides, above all the nature. Neither the order of languages in the pool nor that of the
 * cast matters.
 * @param kept names that stand already: those characters keep them, and nobody else gets them
 * @param met names of other stories, which somebody would look for a link between; avoided while enough others are left
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
const fullName = ({ given, family }: Names[string]): string => `${given} ${family}`

/** The arguments that texts of a scenario may use: its values, and three for each character. */
export function argumentsOf(values: Arguments, names: Names): Arguments {
  // What a learner said is filled in where it is shown.
  const args: Arguments = { ...values, said: '{said}' }
  for (const [id, drawn] of Object.entries(names)) {
    const name = id.replaceAll('-', '_')
    args[`${name}_name`] = fullName(drawn)
    args[`${name}_given`] = drawn.given
    args[`${name}_family`] = drawn.family
  }
  return args
}

/** The texts of one story that have arguments, read: reading one takes ten times as long as filling it in. */
export type ReadTexts = Map<string, IntlMessageFormat>

/** @throws on a malformed message or a missing argument: `inspect` finds both first. */
export function format(text: string, args: Arguments, locale: string, read: ReadTexts = new Map()): string {
  if (!text.includes('{')) return text
  const message = read.get(text) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
  read.set(text, message)
  return String(message.format(args))
}

/**
 * Copies a structure, applying `change` to every text. `path` is made of the fields and ids that lead to the text:
 * `scenes.request.title`, `scenes.request.show.thread.messages.ask.segments.fee.text`. Items without an id, such as routes, are
 * numbered; a list within a list adds nothing.
 * @param fields the fields that hold texts, if it is no part of a story
 */
export function mapTexts<T>(
  node: T,
  change: (text: string, path: string) => string,
  path = '',
  field = '',
  fields: ReadonlySet<string> = TEXT_FIELDS,
): T {
  const below = (step: string | number) => (path ? `${path}.${step}` : `${step}`)
  if (typeof node === 'string') return (fields.has(field) ? change(node, path) : node) as T
  if (Array.isArray(node))
    return node.map((item, place) => mapTexts(item, change, Array.isArray(item) ? path : below(item.id ?? place), '', fields)) as T
  if (!node || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, mapTexts(value, change, below(name), SIDES.has(name) ? field : name, fields)]),
  ) as T
}

/** The learner has a picture and no name. Their lot, and that of whoever has no picture yet, hangs on what was drawn before. */
export function stage(play: Play, names: Names, args: Arguments, locale: string, read?: ReadTexts): StagedPlay {
  const pictures = drawPictures([...Object.keys(names), YOU], JSON.stringify(Object.entries(names).sort()), picturesOf(names))
  const cast: Record<string, Person> = { [YOU]: { name: '', title: '', picture: pictures[YOU]! } }
  for (const [id, person] of Object.entries(play.cast)) {
    const { given, family } = names[id]!
    cast[id] = {
      ...mapTexts(person, (text) => format(text, args, locale, read)),
      name: fullName({ given, family }),
      picture: pictures[id]!,
    }
  }
  return { ...mapTexts({ ...play, cast: {} }, (text) => format(text, args, locale, read)), cast }
}
