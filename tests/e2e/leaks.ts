/** What a response before the debrief may not hold. */
import type { Known } from '../support/play'

const KEYS = /"(nature|cue|indicator|rubric|critical|repairs|why|cites|seed|verdict|move)":/g
const REFERENCES = /"(?:id|to|fact|check|start|continues)":"([^"]+)"|"(?:sets|scenes|choices)":\{"([^"]+)"/g
const ENTITIES: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&#39;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** Names the parts of the key that a body holds: its fields, its texts, an author's ids. */
export function leaks(known: Known, body: string): string[] {
  const plain = body.replace(/&(?:quot|#x27|#39|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity).replace(/\\+"/g, '"')
  const fields = [...plain.matchAll(KEYS)].map(([field]) => `the field ${field}`)
  const words = /\bhostile\b/i.test(plain) ? ['the word hostile'] : []
  const texts = keyTexts(known)
    .filter((text) => plain.includes(text))
    .map((text) => `the text “${text}”`)
  const written = authoredIds(known)
  const ids = [
    ...[...plain.matchAll(REFERENCES)].map(([, id, set]) => id ?? set ?? '').filter((id) => written.has(id)),
    // Ids of one word are words of messages, components and the framework as well; these are not.
    ...[...written].filter((id) => id.includes('-') && plain.includes(`"${id}"`)),
  ].map((id) => `the author’s id ${id}`)
  return [...fields, ...words, ...texts, ...ids]
}

/** The longest stretch without an argument of each text of the key, where it says enough to be known again. */
function keyTexts({ compiled: { key, play } }: Known): string[] {
  const texts = [
    ...Object.values(key.segments).map((s) => s.why),
    ...Object.values(key.options).flatMap((options) => Object.values(options).map((o) => o.why)),
    ...Object.values(key.endings).flatMap((e) => [e.title, e.text]),
    ...Object.values(key.notes.scenes).flatMap((n) => [n.ask, n.avoid]),
    key.verdict.text,
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

/** Every id as the author wrote it, opaque in a play. A character keeps its id: what a contact is to the learner is no secret. */
function authoredIds({ scenario }: Known): Set<string> {
  const scenes = Object.values(scenario.scenes)
  const decisions = scenes.flatMap((s) => s.decisions)
  return new Set([
    ...Object.keys(scenario.scenes),
    ...Object.keys(scenario.endings),
    ...decisions.map((d) => d.id),
    ...decisions.flatMap((d) => d.options.flatMap((o) => [o.id, ...Object.keys(o.sets)])),
    ...scenes.flatMap((s) => s.checks.flatMap((c) => [c.id, ...Object.keys(c.sets)])),
  ])
}
