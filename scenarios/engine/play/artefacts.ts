import { type Guard, type PlayFacts, guardOf, holds } from './play'

type ArtefactPath = (string | number)[]

/** Every part with a guard, the artefact first, each with its path. Parts whose guard `opened` refuses are skipped. */
export function* guarded(
  node: unknown,
  opened: (guard: Guard) => boolean = () => true,
  way: ArtefactPath = [],
): Generator<{ id: string; guard: Guard; way: ArtefactPath }> {
  if (!node || typeof node !== 'object') return
  const guard = Array.isArray(node) ? undefined : guardOf(node)
  if (guard) {
    yield { id: (node as { id: string }).id, guard, way }
    if (!opened(guard)) return
  }
  for (const [name, part] of Object.entries(node)) {
    if (part !== guard) yield* guarded(part, opened, [...way, Array.isArray(node) ? Number(name) : name])
  }
}

export function resolved<T>(node: T, state: PlayFacts): T {
  if (Array.isArray(node)) return node.filter((part) => holds(guardOf(Object(part)), state)).map((part) => resolved(part, state)) as T
  if (!node || typeof node !== 'object') return node
  const guard = guardOf(node)
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, part]) => (guard && part === guard ? [] : [[name, resolved(part, state)]])),
  ) as T
}

/** The text before and after a sentence in its paragraph; for a row, its label. */
export interface SentenceNeighbours {
  before: string
  after: string
}
/** Leaves out sentences that have guards. */
export function around(node: unknown, id: string): SentenceNeighbours {
  return found(node, id) ?? { before: '', after: '' }
}
function found(node: unknown, id: string): SentenceNeighbours | null {
  if (!node || typeof node !== 'object') return null
  if (!Array.isArray(node)) return firstOf(Object.values(node), id)
  const at = node.findIndex((part: unknown) => isText(part) && part.id === id)
  if (at < 0) return firstOf(node, id)
  const { label } = node[at] as { label?: string }
  if (label !== undefined) return { before: `${label}:`, after: '' }
  const [before, after] = [node.slice(0, at), node.slice(at + 1)].map((parts) =>
    parts
      .filter((part: object) => !guardOf(part))
      .map((part: { text: string }) => part.text)
      .join(' '),
  )
  return { before: before!, after: after! }
}
function firstOf(nodes: readonly unknown[], id: string): SentenceNeighbours | null {
  for (const node of nodes) {
    const here = found(node, id)
    if (here) return here
  }
  return null
}
const isText = (part: unknown): part is { id: string; text: string } =>
  typeof part === 'object' && part !== null && 'id' in part && 'text' in part
