import type { Course, Item } from '../engine/course/course'

export const putItem = (course: Course, item: Item): Course => {
  const known = course.items.some(({ id }) => id === item.id)
  return { ...course, items: known ? course.items.map((i) => (i.id === item.id ? item : i)) : [...course.items, item] }
}

export const insertItem = (course: Course, item: Item, at: number): Course => ({
  ...course,
  items: [...course.items.slice(0, at), item, ...course.items.slice(at)],
})

export const removeItem = (course: Course, id: string): Course => ({ ...course, items: course.items.filter((i) => i.id !== id) })

export function moveItem(course: Course, id: string, by: -1 | 1): Course {
  const from = course.items.findIndex((i) => i.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= course.items.length) return course
  const items = course.items.filter((i) => i.id !== id)
  items.splice(to, 0, course.items[from]!)
  return { ...course, items }
}

/** An unused id made from the title: `whom-to-tell`, `whom-to-tell-2`. */
export function newItemId(title: string, kind: Item['kind'], taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32)
    .replace(/-$/, '')
  const base = words || kind
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(id)) return id
  }
}
