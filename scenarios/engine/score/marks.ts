/**
 * What a finished attempt saw, flagged and chose, as one short text in the fixed order of its scenario's ids: analytics
 * read it by the hundred thousand. The order belongs to the scenario's content hash.
 */
import type { Key } from '../play/compile'

/** Of each segment seen whether it was flagged, and what was chosen of what counted: by the ids of the scenario. */
export interface AttemptMarks {
  seen: Record<string, 0 | 1>
  chosen: Record<string, string>
}
export interface Legend {
  segments: string[]
  decisions: { id: string; options: string[] }[]
}

/** Which place of the text means what. */
export const legendOf = ({ segments, options }: Pick<Key, 'segments' | 'options'>): Legend => ({
  segments: Object.keys(segments).sort(),
  decisions: Object.keys(options)
    .sort()
    .map((id) => ({ id, options: Object.keys(options[id]!).sort() })),
})

/** Not seen, or not come to. */
export const NONE = '.'
const SEEN = '0'
const FLAGGED = '1'
const [FLAGGED_CODE, NONE_CODE] = [FLAGGED.charCodeAt(0), NONE.charCodeAt(0)]

/** One character a segment, then one a decision: the option's place in base 36. A decision has 36 options at most. */
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
/** The option's place in its decision, −1 where the attempt did not come to it. */
export function optionAt(marks: string, place: number): number {
  const code = marks.charCodeAt(place)
  return code >= 97 ? code - 87 : code >= 48 ? code - 48 : -1
}
