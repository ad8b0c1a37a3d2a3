import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Course, DraftSchema, type Item } from '../engine/course/course'
import { diffCourses, isSame } from './diff'
import { insertItem, moveItem, newItemId, putItem, removeItem } from './edit'

const page = (id: string, title = id): Item => ({ id, kind: 'page', title, body: 'Text', minutes: 2 })
const course = (...ids: string[]): Course => DraftSchema.parse({ title: 'A', summary: 'B', items: ids.map((id) => page(id)) })
const ids = ({ items }: Course) => items.map(({ id }) => id).join('')
const changes = (before: Course, after: Course) => diffCourses(before, after).items.map(({ change, item }) => `${change} ${item.id}`)
const some = fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { maxLength: 8 }).map((all) => course(...all))

describe('items', () => {
  test('are added at the end or replaced, removed, and put back where they were', () => {
    expect(ids(putItem(course('a', 'b'), page('c')))).toBe('abc')
    expect(putItem(course('a', 'b'), page('a', 'New')).items.map((i) => 'title' in i && i.title)).toEqual(['New', 'b'])
    expect(ids(insertItem(removeItem(course('a', 'b', 'c'), 'b'), page('b'), 1))).toBe('abc')
  })
  test('move by one, and not past an end', () => {
    expect(ids(moveItem(course('a', 'b', 'c'), 'b', -1))).toBe('bac')
    expect(ids(moveItem(course('a', 'b', 'c'), 'b', 1))).toBe('acb')
    expect(ids(moveItem(course('a', 'b'), 'a', -1))).toBe('ab')
    expect(ids(moveItem(course('a', 'b'), 'b', 1))).toBe('ab')
    expect(ids(moveItem(course('a', 'b'), 'x', 1))).toBe('ab')
  })
  test('a move is undone by the opposite one', () => {
    fc.assert(
      fc.property(some, fc.nat(7), fc.constantFrom(-1 as const, 1 as const), (c, n, by) => {
        const id = c.items[n]?.id
        if (!id) return
        const moved = moveItem(c, id, by)
        expect(moved === c ? c : moveItem(moved, id, by === 1 ? -1 : 1)).toEqual(c)
      }),
    )
  })
  test('get a valid and unused id', () => {
    expect(newItemId('Whom to tell?', 'page', [])).toBe('whom-to-tell')
    expect(newItemId('Whom to tell?', 'page', ['whom-to-tell', 'whom-to-tell-2'])).toBe('whom-to-tell-3')
    expect(newItemId('Überblick 2', 'page', [])).toBe('u-berblick-2')
    expect(newItemId('日本', 'acknowledgement', [])).toBe('acknowledgement')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 160 }), (title) => {
        expect(DraftSchema.safeParse({ title: 'A', summary: 'B', items: [page(newItemId(title, 'page', []), 'x')] }).success).toBe(true)
      }),
    )
  })
})

describe('what differs', () => {
  test('names items added, changed, moved and removed', () => {
    expect(changes(course('a', 'b'), course('a', 'b'))).toEqual([])
    expect(changes(course('a', 'b'), course('a', 'c', 'b'))).toEqual(['added c'])
    expect(changes(course('a', 'b', 'c'), course('c', 'a', 'b'))).toEqual(['moved c'])
    expect(changes(course('a', 'b'), putItem(course('a', 'b'), page('b', 'New')))).toEqual(['changed b'])
    expect(changes(course('a', 'b', 'c'), course('c'))).toEqual(['removed a', 'removed b'])
  })
  test('names changed rules', () => {
    const [before, after] = [course('a'), { ...course('a'), shares: 'results' as const, due_days: 14 }]
    expect(diffCourses(before, after).fields).toEqual([
      { field: 'shares', before: 'completion', after: 'results' },
      { field: 'due_days', before: null, after: 14 },
    ])
  })
  test('there is no difference exactly if both are the same', () => {
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(isSame(a, a)).toBe(true)
        expect(isSame(a, b)).toBe(ids(a) === ids(b))
      }),
    )
  })
  test('if one item was moved, only that one is named', () => {
    fc.assert(
      fc.property(some, fc.nat(7), (c, n) => {
        const id = c.items[n]?.id
        if (!id) return
        const moved = moveItem(c, id, 1)
        expect(changes(c, moved)).toHaveLength(moved === c ? 0 : 1)
      }),
    )
  })
})
