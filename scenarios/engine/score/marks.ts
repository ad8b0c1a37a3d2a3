/**
 * What a finished attempt saw, flagged and chose, as one short text in the order of its scenario's ids, because analytics read
 * hundreds of thousands of them. The order belongs to the hash of a story's structure.
 */
import type { Key } from '../play/key'

/** By the scenario's ids: for each segment seen whether it was flagged, and for each decision that counted what was chosen. */
export interface AttemptMarks {
  seen: Record<string, 0 | 1>
  chosen: Record<string, string>
}
export interface Legend {
  segments: string[]
  decisions: { id: string; options: string[] }[]
}

/** What each position of the text means. */
export const legendOf = ({ segments, options }: Pick<Key, 'segments' | 'options'>): Legend => ({
  segments: Object.keys(segments).sort(),
  decisions: Object.keys(options)
    .sort()
    .map((id) => ({ id, options: Object.keys(options[id]!).sort() })),
})

/** Not seen, or not reached. */
export const NONE = '.'
const SEEN = '0'
const FLAGGED = '1'
const [FLAGGED_CODE, NONE_CODE] = [FLAGGED.charCodeAt(0), NONE.charCodeAt(0)]

/** One character per segment, then one per decision: the option's position in base 36. A decision has at most 36 options. */
export function packMarks({ segments, decisions }: Legend, { seen, chosen }: AttemptMarks): string {
  const marks = segments.map((id) => (seen[id] === undefined ? NONE : seen[id] ? FLAGGED : SEEN))
  const options = decisions.map(({ id, options }) => {
    const place = chosen[id] === undefined ? -1 : options.indexOf(chosen[id])
    return place < 0 ? NONE : place.toString(36)
  })
  return [...marks, ...options].join('')
}

export function unpackMarks({ segments, decisions }: Legend, marks: string): AttemptMarks {
  const seen: AttemptMarks['seen'] = {}
  const chosen: AttemptMarks['chosen'] = {}
  segments.forEach((id, i) => {
    if (isSeen(marks, i)) seen[id] = isFlagged(marks, i) ? 1 : 0
  })
  decisions.forEach(({ id, options }, i) => {
    const place = optionAt(marks, segments.length + i)
    if (place >= 0) chosen[id] = options[place]!
  })
  return { seen, chosen }
}

export const isSeen = (marks: string, place: number): boolean => place < marks.length && marks.charCodeAt(place) !== NONE_CODE
export const isFlagged = (marks: string, place: number): boolean => marks.charCodeAt(place) === FLAGGED_CODE
/** The option's position in its decision; −1 if the attempt did not reach it. */
export function optionAt(marks: string, place: number): number {
  const code = marks.charCodeAt(place)
  return code >= 97 ? code - 87 : code >= 48 ? code - 48 : -1
}
