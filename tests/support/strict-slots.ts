/** The order in which Moodle takes the slots of a list, and what it takes there only once. */
import type { Standard } from './strict-lms'

/** Null if it has a place, or needs none. @param there what the LMS holds, by element */
export function refusedSlot(standard: Standard, element: string, value: string, there: Record<string, string>): string | null {
  const [, list, n, field] = /^(cmi\.(?:interactions|objectives))\.(\d+)\.(.+)$/.exec(element) ?? []
  if (list === undefined || field === undefined) return null
  if (Number(n) > slotsIn(list, there)) return standard === 'scorm12' ? '201' : '351'
  if (standard === 'scorm12') return /response|pattern$/.test(field) ? refusedAnswer(there[`${list}.${n}.type`], value) : null
  const slot = `${list}.${n}`
  if (field === 'id') return list === 'cmi.objectives' ? refusedId(slot, value, there) : null
  if (there[`${slot}.id`] === undefined) return '408'
  if (/response/.test(field) && there[`${slot}.type`] === undefined) return '408'
  return /pattern$/.test(field) ? refusedPattern(`${slot}.correct_responses`, element, value, there) : null
}

/** In SCORM 1.2 a choice is answered by letters, a performance in words. */
const refusedAnswer = (type: string | undefined, answer: string): string | null =>
  type === 'performance' || type === 'fill-in' || /^[a-z0-9](,[a-z0-9])*$/.test(answer) ? null : '405'

function slotsIn(list: string, there: Record<string, string>): number {
  const numbers = Object.keys(there).flatMap((element) =>
    element.startsWith(`${list}.`) ? [element.slice(list.length + 1).split('.')[0]!] : [],
  )
  return new Set(numbers.filter((n) => /^\d+$/.test(n))).size
}

/** An objective keeps its id, and no two have the same. */
function refusedId(slot: string, id: string, there: Record<string, string>): string | null {
  const before = there[`${slot}.id`]
  if (before !== undefined) return before === id ? null : '351'
  return Object.entries(there).some(([element, value]) => /^cmi\.objectives\.\d+\.id$/.test(element) && value === id) ? '351' : null
}

/** Each right answer is sent once, one after the other. */
function refusedPattern(list: string, element: string, pattern: string, there: Record<string, string>): string | null {
  const isNext = Number(element.slice(list.length + 1).split('.')[0]) <= slotsIn(list, there)
  const isThere = Object.entries(there).some(([name, value]) => name.startsWith(`${list}.`) && value === pattern)
  return isNext && !isThere ? null : '351'
}
