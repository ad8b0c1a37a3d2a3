import type { Variant } from '../../engine/format/schema'
import { isFork } from '../../engine/format/variant'
import type { Path } from '../../library/finding'

/** The path in the file. The side of each fork becomes a step of its own, except for a segment that forks as a whole. */
export function inFile(root: object, path: Path, variant: Variant): Path {
  const steps: (string | number)[] = []
  let node: unknown = root
  for (const step of path) {
    if (node && typeof node === 'object' && isFork(node) && !Object.hasOwn(node, step)) {
      steps.push(variant)
      node = node[variant]
    }
    steps.push(step)
    node = node && typeof node === 'object' ? (node as Record<string | number, unknown>)[step] : undefined
  }
  const isValue = node && typeof node === 'object' && isFork(node) && Object.keys(node).length === 2
  return isValue ? [...steps, variant] : steps
}
