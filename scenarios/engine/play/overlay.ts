/** An overlay has texts of a scenario, the evidence or a course in another language, each with the hash of the text it was made from. */
import { SIDES, TEXT_FIELDS } from '../format/fields'
import { sha256Hex } from '../format/ids'
import type { Overlay } from '../format/schema'
import { mapTexts } from './staging'

type Fields = ReadonlySet<string>

export const shortHash = (text: string): string => sha256Hex(text).slice(0, 8)

/** Every text, by id: `scenes.hello.title`, `scenes.hello.show.thread.messages.ask.segments.fee.hostile.text`. */
export function textsById(source: object, fields: Fields = TEXT_FIELDS): Map<string, string> {
  const texts = new Map<string, string>()
  mapTexts(
    source,
    (text, id) => {
      texts.set(id, text)
      return text
    },
    '',
    '',
    fields,
  )
  return texts
}

/** The same in the overlay's language. A text without an up-to-date translation stays as it is. */
export function applyOverlay<T extends object>(source: T, overlay: Overlay, fields: Fields = TEXT_FIELDS): T {
  const left = new Set(leftBy(source, overlay, fields))
  return mapTexts(source, (text, id) => (left.has(id) ? text : overlay.texts[id]!.text), '', '', fields)
}

export function untranslated(source: object, overlay: Overlay, fields: Fields = TEXT_FIELDS): string[] {
  const texts = textsById(source, fields)
  return [...new Set(leftBy(source, overlay, fields).map((id) => texts.get(id)!))]
}

/** The ids of those texts. Sentences that are read as one paragraph are translated together or not at all. */
function leftBy(source: object, { texts }: Overlay, fields: Fields): string[] {
  const all = [...textsById(source, fields)]
  const isLeft = ([id, text]: [string, string]): boolean => !Object.hasOwn(texts, id) || texts[id]!.of !== shortHash(text)
  const paragraphs = new Set(all.filter(isLeft).map(([id]) => paragraphOf(id)))
  return all.map(([id]) => id).filter((id) => paragraphs.has(paragraphOf(id)))
}

const PROSE: Fields = new Set(['lead', 'finding', 'reply', 'consequence', 'text'])
/** `…lead.hurry.text` is a sentence of `…lead`; any other text is a paragraph of its own. */
function paragraphOf(id: string): string {
  const steps = id.split('.').slice(0, -2)
  const field = SIDES.has(steps.at(-1) ?? '') ? steps.at(-2) : steps.at(-1)
  return PROSE.has(field ?? '') ? steps.join('.') : id
}

export const overlayOf = (source: object, locale: string, say: (text: string) => string, fields: Fields = TEXT_FIELDS): Overlay => ({
  locale,
  texts: Object.fromEntries([...textsById(source, fields)].map(([id, text]) => [id, { text: say(text), of: shortHash(text) }])),
})
