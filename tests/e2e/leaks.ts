import { END } from '@/scenarios/engine/play/play'
import type { KnownVariant } from '../support/play'

const KEYS =
  /"(variant|cue|fork|indicator|rubric|why|cites|seed|verdict|move|worth|claims|decides|reports|harm|mended|matters|business|endings|keep)":/g
const REFERENCES = /"(?:id|to|fact|check|start|continues)":"([^"]+)"|"(?:sets|scenes|choices)":\{"([^"]+)"/g
const ENTITIES: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }

export function leaks(known: KnownVariant, body: string): string[] {
  const plain = body.replace(/&(?:quot|#x27|#39|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity).replace(/\\+"/g, '"')
  const fields = [...plain.matchAll(KEYS)].map(([field]) => `the field ${field}`)
  const words = /\bhostile\b/i.test(plain) ? ['the word hostile'] : []
  const texts = keyTexts(known)
    .filter((text) => plain.includes(text))
    .map((text) => `the text “${text}”`)
  const written = authoredIds(known)
  const ids = [
    ...[...plain.matchAll(REFERENCES)].map(([, id, set]) => id ?? set ?? '').filter((id) => written.has(id)),
    // Ids of a single word also occur in messages, components and the framework; these do not.
    ...[...written].filter((id) => id.includes('-') && plain.includes(`"${id}"`)),
  ].map((id) => `the author’s id ${id}`)
  return [...fields, ...words, ...texts, ...ids]
}

/** The longest part of each text of the key without an argument, if it is distinctive enough to recognise. */
function keyTexts({ compiled: { key, play } }: KnownVariant): string[] {
  const texts = [
    ...Object.values(key.segments).map((s) => s.why),
    ...Object.values(key.options).flatMap((options) => Object.values(options).map((o) => o.why)),
    ...Object.values(key.reports).map((report) => report.why),
    ...Object.values(key.endings).flatMap(({ title, text }) => [title, ...text.map((sentence) => sentence.text)]),
    ...Object.values(key.notes.scenes).flatMap((n) => [n.ask, n.avoid]),
    ...key.verdict.text.map((sentence) => sentence.text),
    key.keep.rule,
    key.notes.before,
    key.notes.after,
  ]
  const shown = JSON.stringify(play)
  return texts
    .flatMap((text) =>
      (text ?? '')
        .split(/\{[^{}]*\}/)
        .sort((a, b) => b.length - a.length)
        .slice(0, 1),
    )
    .map((text) => text.trim())
    .filter((text) => text.length > 20 && !shown.includes(text))
}

/** Every authored id that is opaque in a play. A character keeps its id: the learner may know what a contact is. */
function authoredIds({ resolved }: KnownVariant): Set<string> {
  const scenes = Object.values(resolved.scenes)
  const decisions = scenes.flatMap((s) => s.decisions)
  const ids = [
    ...Object.keys(resolved.scenes),
    ...Object.keys(resolved.endings),
    ...decisions.map((d) => d.id),
    ...decisions.flatMap((d) => d.options.flatMap((o) => [o.id, ...Object.keys(o.sets)])),
    ...scenes.flatMap((s) => s.checks.flatMap((c) => [c.id, ...Object.keys(c.sets)])),
  ]
  // Every scenario leads to `end`, so it says nothing.
  return new Set(ids.filter((id) => id !== END))
}
