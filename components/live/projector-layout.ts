/** How much room things take on the projector, in letters: what stands beside what follows from it. */
import type { Artefact } from '@/scenarios/engine/play'
import type { AskedView, SceneView } from '@/scenarios/engine/room-view'

/** Its head and the space around it, as letters. */
const AROUND = 110

/** Every word of an artefact, whatever its kind. */
function lettersIn(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + lettersIn(item), 0)
  if (!node || typeof node !== 'object') return 0
  return Object.entries(node).reduce((sum, [field, value]) => sum + (field === 'text' && typeof value === 'string' ? value.length : lettersIn(value)), 0)
}
export const weightOf = (artefact: Artefact): number => AROUND + lettersIn(artefact)

export const weightOfFindings = (found: SceneView['found']): number =>
  found.length === 0 ? 0 : AROUND + found.reduce((sum, { text, finding }) => sum + 20 + text.length + finding.length, 0)

export const weightOfOptions = (options: readonly { text: string }[]): number =>
  options.reduce((sum, { text }) => sum + 30 + text.length, AROUND)

export const weightOfAsked = (decisions: readonly AskedView[]): number => decisions.reduce((sum, d) => sum + weightOfOptions(d.options), 0)

/** Where to part a list in two columns of reading order, so that they are as even as can be: how many stand in the first. */
export function parting(weights: readonly number[]): number {
  const all = weights.reduce((a, b) => a + b, 0)
  let [best, first, at] = [Number.POSITIVE_INFINITY, 0, 0]
  for (const [i, weight] of weights.entries()) {
    first += weight
    const uneven = Math.abs(all - 2 * first)
    if (i < weights.length - 1 && uneven < best) [best, at] = [uneven, i + 1]
  }
  return at
}

/** Two columns that take `left` and `right` letters: wider where there is more to read. */
export function columnsFor(left: number, right: number): string {
  const share = left / (left + right)
  if (share > 0.68) return 'grid-cols-[minmax(0,2fr)_minmax(0,1fr)]'
  if (share > 0.57) return 'grid-cols-[minmax(0,4fr)_minmax(0,3fr)]'
  if (share > 0.44) return 'grid-cols-[minmax(0,1fr)_minmax(0,1fr)]'
  if (share > 0.34) return 'grid-cols-[minmax(0,3fr)_minmax(0,4fr)]'
  return 'grid-cols-[minmax(0,2fr)_minmax(0,3fr)]'
}
