import type { Course, Item } from '../engine/course/course'
import { canonicalJson } from '../engine/format/ids'

export type Field = Exclude<keyof Course, 'items'>
const FIELDS: readonly Field[] = [
  'title',
  'summary',
  'passing',
  'shares',
  'people',
  'due_days',
  'renew_months',
  'keep_years',
  'tells_manager',
]

export interface CourseDiff {
  fields: { field: Field; before: Course[Field]; after: Course[Field] }[]
  /** In the order of the later version; removed items come last. */
  items: { change: 'added' | 'changed' | 'moved' | 'removed'; item: Item }[]
}

export function diffCourses(before: Course, after: Course): CourseDiff {
  const was = new Map(before.items.map((item) => [item.id, item]))
  const stays = inOrder(
    after.items.filter(({ id }) => was.has(id)).map(({ id }) => id),
    before.items.map(({ id }) => id),
  )
  const items = after.items.flatMap((item): CourseDiff['items'] => {
    const earlier = was.get(item.id)
    if (!earlier) return [{ change: 'added', item }]
    if (!same(earlier, item)) return [{ change: 'changed', item }]
    return stays.has(item.id) ? [] : [{ change: 'moved', item }]
  })
  const removed = before.items.filter(({ id }) => !after.items.some((i) => i.id === id))
  return {
    fields: FIELDS.flatMap((field) => (before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }])),
    items: [...items, ...removed.map((item) => ({ change: 'removed' as const, item }))],
  }
}

export const isSame = (before: Course, after: Course): boolean => {
  const { fields, items } = diffCourses(before, after)
  return fields.length === 0 && items.length === 0
}

const same = (a: Item, b: Item): boolean => canonicalJson(a) === canonicalJson(b)

/** The longest run of common items that keep their order. All others count as moved. */
function inOrder(ids: readonly string[], before: readonly string[]): Set<string> {
  const best: string[][] = []
  const place = (id: string) => before.indexOf(id)
  for (const [n, id] of ids.entries()) {
    const runs = best.slice(0, n).filter((run) => place(run.at(-1)!) < place(id))
    best.push([...runs.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []), id])
  }
  return new Set(best.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []))
}
