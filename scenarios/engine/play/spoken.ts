import type { Artefact } from './play'

export interface Told {
  id: string
  text: string
  /** Somebody's words, spoken or written. Otherwise it names or describes a thing: a cell, a file, a drawing. */
  spoken: boolean
  /** What it stands under: its own label or heading, else a title, or who wrote or said it. */
  under: string
}
type Node = Record<string, unknown>
type Above = Pick<Told, 'spoken' | 'under'>

/** Names and values, wherever they stand. */
const THINGS = ['rows', 'headers', 'address', 'attachments', 'facts', 'fields']
/** Papers that are filled in, or read off. */
const TABLES = ['form', 'rota', 'screen']

/** Everything in an artefact that can be flagged, in reading order. */
export const toldIn = (artefact: Artefact, nameOf: (person: string) => string | undefined): Told[] =>
  read(artefact, '', { spoken: areWords(artefact), under: '' }, nameOf)

const areWords = (artefact: Artefact): boolean =>
  !['profile', 'card', 'itinerary', 'place', 'thing'].includes(artefact.kind) &&
  !(artefact.kind === 'document' && TABLES.includes(artefact.look)) &&
  !(artefact.kind === 'notice' && artefact.look === 'permission')

function read(node: unknown, key: string, above: Above, nameOf: (person: string) => string | undefined): Told[] {
  if (Array.isArray(node)) return node.flatMap((item: unknown) => read(item, key, above, nameOf))
  if (!node || typeof node !== 'object') return []
  const { id, text, label, at, heading, title, subject, from, with: other, of, sketch, unreadable } = node as Node & Record<string, string>
  const spoken = key === 'print' || (above.spoken && !THINGS.includes(key) && !sketch && !unreadable)
  if (id && text) return [{ id, text, spoken, under: label || (key === 'lines' && at) || above.under }]
  const under = heading || title || subject || nameOf(from ?? other ?? of ?? '') || above.under
  return Object.entries(node).flatMap(([part, item]) => read(item, part, { spoken, under }, nameOf))
}
