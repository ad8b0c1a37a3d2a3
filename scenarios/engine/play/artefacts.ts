/** Functions for artefacts of any kind. */
import { type Guard, type PlayState, guardOf, holds } from './play'

type Known = Pick<PlayState, 'facts' | 'checks'>
type Way = (string | number)[]

/** Every part with a guard, the artefact first, each with its path. Parts whose guard `opened` refuses are skipped. */
export function* guarded(
  node: unknown,
  opened: (guard: Guard) => boolean = () => true,
  way: Way = [],
): Generator<{ id: string; guard: Guard; way: Way }> {
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

/** A copy as visible in this state: without parts whose guard fails, and without guards. */
export function resolved<T>(node: T, state: Known): T {
  if (Array.isArray(node)) return node.filter((part) => holds(guardOf(Object(part)), state)).map((part) => resolved(part, state)) as T
  if (!node || typeof node !== 'object') return node
  const guard = guardOf(node)
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, part]) => (guard && part === guard ? [] : [[name, resolved(part, state)]])),
  ) as T
}
