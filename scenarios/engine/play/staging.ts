import { IntlMessageFormat } from 'intl-messageformat'
import { type Arguments, type Names, castOf } from './names'
import type { Play, StagedPlay } from './play'
import { SIDES, TEXT_FIELDS } from '../format/fields'

/** The parsed texts of one scenario that have arguments, kept because parsing takes ten times as long as filling in. */
export type ReadTexts = Map<string, IntlMessageFormat>

/** @throws on a malformed message or a missing argument. `inspect` finds both first. */
export function format(text: string, args: Arguments, locale: string, read: ReadTexts = new Map()): string {
  if (!text.includes('{')) return text
  const message = read.get(text) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
  read.set(text, message)
  return String(message.format(args))
}

/**
 * Copies a structure, applying `change` to every text. `path` consists of the fields and ids that lead to the text:
 * `scenes.request.title`, `scenes.request.show.thread.messages.ask.segments.fee.text`. Items without an id, such as routes, are numbered;
 * a list within a list adds nothing.
 * @param fields the fields that hold texts, if the structure is not part of a scenario
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
    return node.map((item, place) =>
      mapTexts(item, change, Array.isArray(item) ? path : below(item.id ?? place), typeof item === 'string' ? field : '', fields),
    ) as T
  if (!node || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, mapTexts(value, change, below(name), SIDES.has(name) ? field : name, fields)]),
  ) as T
}

export function stage(play: Play, names: Names, args: Arguments, locale: string, read?: ReadTexts): StagedPlay {
  const fill = (text: string) => format(text, args, locale, read)
  return { ...mapTexts({ ...play, cast: {} }, fill), cast: castOf(play, names, fill) }
}
