/**
 * Merges the two variants of a scenario into one structure that holds what they share once, and both sides where they differ. That makes
 * a page a third shorter.
 */
type Side = 'h' | 'g'
const KEYS: Record<Side, string> = { h: '~h', g: '~g' }

const isPlain = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null && !Array.isArray(node)
const own = (of: Record<string, unknown>, name: string): unknown => (Object.hasOwn(of, name) ? of[name] : undefined)
const sides = (a: unknown, b: unknown) => ({ ...(a !== undefined && { [KEYS.h]: a }), ...(b !== undefined && { [KEYS.g]: b }) })

export function together(a: unknown, b: unknown): unknown {
  if (isPlain(a) && isPlain(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
    return Object.fromEntries(names.map((name) => [name, together(own(a, name), own(b, name))]))
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) return a.map((item, i) => together(item, b[i]))
  return JSON.stringify(a) === JSON.stringify(b) ? a : sides(a, b)
}

export function apart(node: unknown, side: Side): unknown {
  if (Array.isArray(node)) return node.map((item) => apart(item, side))
  if (!isPlain(node)) return node
  if (KEYS.h in node || KEYS.g in node) return node[KEYS[side]]
  return Object.fromEntries(
    Object.entries(node).flatMap(([name, below]) => {
      const there = apart(below, side)
      return there === undefined ? [] : [[name, there]]
    }),
  )
}
