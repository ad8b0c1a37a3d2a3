/** Translations: an overlay holds texts of a pattern in another language, each with the hash of the text it was made from. */
import { sha256Hex } from '../format/ids'
import type { Overlay, Pattern, Scenario } from '../format/schema'
import { mapTexts } from './stage'

/** Shows whether a translation was made from the current text. */
export const shortHash = (text: string): string => sha256Hex(text).slice(0, 8)

/** A text's id begins with its file: `hostile.scenes.hello.title`, `pattern.summary`. */
const partOf = (node: Scenario | Pattern): string => ('nature' in node ? node.nature : 'pattern')

/** Every text of a scenario or pattern, by id. */
export function textsById(node: Scenario | Pattern): Map<string, string> {
  const texts = new Map<string, string>()
  mapTexts(
    node,
    (text, id) => {
      texts.set(id, text)
      return text
    },
    partOf(node),
  )
  return texts
}

/** The scenario or pattern in the overlay's language. A text without an up-to-date translation stays as it is. */
export const applyOverlay = <T extends Scenario | Pattern>(node: T, { texts }: Overlay): T =>
  mapTexts(
    node,
    (text, id) => {
      const entry = Object.hasOwn(texts, id) ? texts[id] : undefined
      return entry?.of === shortHash(text) ? entry.text : text
    },
    partOf(node),
  )
