import type { Artefact } from '@/scenarios/engine/play/play'
import type { SceneView } from '@/scenarios/engine/live/view'

/** Ways to share the width, as the per cent of the left column. `Fit` picks the one with the largest font. */
export const SHARES = ['50', '57', '43', '64', '36', '70', '30'] as const
export const COLUMNS = `group-data-[layout^=30]/fit:grid-cols-[minmax(0,30fr)_minmax(0,70fr)]
  group-data-[layout^=36]/fit:grid-cols-[minmax(0,36fr)_minmax(0,64fr)] group-data-[layout^=43]/fit:grid-cols-[minmax(0,43fr)_minmax(0,57fr)]
  group-data-[layout^=50]/fit:grid-cols-2 group-data-[layout^=57]/fit:grid-cols-[minmax(0,57fr)_minmax(0,43fr)]
  group-data-[layout^=64]/fit:grid-cols-[minmax(0,64fr)_minmax(0,36fr)] group-data-[layout^=70]/fit:grid-cols-[minmax(0,70fr)_minmax(0,30fr)]
  group-data-[layout^=76]/fit:grid-cols-[minmax(0,76fr)_minmax(0,24fr)]`
export const BRIEFLY_HIDDEN = 'group-data-[layout$=brief]/fit:hidden'
export const WHOLE = ['whole']
export const BRIEF = ['brief']
export const CLOSE = ['close']
/** In `close` all that is drawn stands closer together (app/on-wall.css). */
export const CLOSE_SHARES = SHARES.map((share) => `${share} close`)
/** The smallest font of what is only a reminder, in layouts that end in `small`. */
export const REMINDER = 0.5
/** The smallest font of what a room votes about: 28 pixels on a picture 1080 high. */
export const READABLE = 28 / 36
/**
 * The left part is smaller than what is to be read from the last row: a reminder, because people have read it, and have it on their phones.
 * Without it a room would vote about what it cannot see.
 */
export const SMALL = ['small']
const NARROW_QUESTION = '76'
export const SMALL_SHARES = [...SHARES, NARROW_QUESTION].map((share) => `${share} small`)
/** What a room votes about alone, where all that it has read would be too small. */
export const ALONE_SHARES = [...SHARES, NARROW_QUESTION].map((share) => `${share} alone`)
export const NOT_ALONE = 'group-data-[layout$=alone]/fit:hidden'
export const CLOSER =
  'group-data-[layout$=close]/fit:leading-snug squarish:group-data-[layout$=close]/fit:space-y-[.3em] squarish:group-data-[layout$=close]/fit:leading-tight'

export const BOX = 'rounded-[.7em] border border-line-2 bg-surface px-[.8em] py-[.7em]'

/** Characters that a heading takes up, and the end of a row or paragraph. */
const HEAD = 90
const END = 25

function lettersIn(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + END + lettersIn(item), 0)
  if (!node || typeof node !== 'object') return 0
  return Object.entries(node).reduce(
    (sum, [field, value]) => sum + (field === 'text' && typeof value === 'string' ? value.length : lettersIn(value)),
    0,
  )
}
export const weightOf = (artefact: Artefact): number => HEAD + lettersIn(artefact) + drawnIn(artefact)
/** What is drawn takes up room too: a page with its head and foot, a drawing, lines that nobody can read. */
function drawnIn(artefact: Artefact): number {
  if (artefact.kind === 'thing' || artefact.kind === 'card' || artefact.kind === 'itinerary') return PICTURE
  if (artefact.kind !== 'document') return 0
  const { stamp, signature, clauses } = artefact
  const lines = clauses.reduce((sum, { unreadable = 0, sketch }) => sum + unreadable * LINE + (sketch ? PICTURE : 0), 0)
  return lines + (stamp || signature ? FOOT : 0)
}
const [PICTURE, LINE, FOOT] = [240, 30, 120] as const
export const weightOfFindings = (found: SceneView['found']): number =>
  found.reduce((sum, { text, finding }) => sum + 2 * END + text.length + finding.length, found.length > 0 ? HEAD : 0)

/** Splits a list into two columns in reading order, as evenly as possible. @returns how many items go into the first */
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
