/** Where something stands in a story file that is known by its path in one of the truths. */
import type { Nature } from '../../engine/format/schema'
import { isFork } from '../../engine/format/truth'
import type { Path } from '../../library/finding'

/** The path in the file: the sides of forks on the way are steps of their own. A segment that forks as a whole is left whole. */
export function inFile(root: object, path: Path, nature: Nature): Path {
  const steps: (string | number)[] = []
  let node: unknown = root
  for (const step of path) {
    if (node && typeof node === 'object' && isFork(node) && !Object.hasOwn(node, step)) {
      steps.push(nature)
      node = node[nature]
    }
    steps.push(step)
    node = node && typeof node === 'object' ? (node as Record<string | number, unknown>)[step] : undefined
  }
  const isValue = node && typeof node === 'object' && isFork(node) && Object.keys(node).length === 2
  return isValue ? [...steps, nature] : steps
}
