/** Translations: an overlay holds texts of a pattern in another language, each with the hash of the text it was made from. */
import { sha256Hex } from '../format/ids'
import type { Overlay, Story } from '../format/schema'
import { mapTexts } from './stage'

/** Shows whether a translation was made from the current text. */
export const shortHash = (text: string): string => sha256Hex(text).slice(0, 8)

/** Every text of a story, by id: `scenes.hello.title`, `scenes.hello.show.thread.messages.ask.segments.fee.hostile.text`. */
export function textsById(story: Story): Map<string, string> {
  const texts = new Map<string, string>()
  mapTexts(story, (text, id) => {
    texts.set(id, text)
    return text
  })
  return texts
}

/** The story in the overlay's language. A text without an up-to-date translation stays as it is. */
export const applyOverlay = (story: Story, { texts }: Overlay): Story =>
  mapTexts(story, (text, id) => {
    const entry = Object.hasOwn(texts, id) ? texts[id] : undefined
    return entry?.of === shortHash(text) ? entry.text : text
  })
