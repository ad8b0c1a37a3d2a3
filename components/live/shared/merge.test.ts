import { describe, expect, test } from 'vitest'
import type { RoomView } from '@/scenarios/engine/live/view'
import { applyPatch, goneBy, latest, reasonOf } from './merge'

const view = (version: number, more: Partial<RoomView> = {}) => ({ version, phase: 'reading', title: 'A', ...more }) as RoomView

describe('the state of a stream', () => {
  test('is its first view with all later changes applied', () => {
    const first = applyPatch(null, view(3))
    const second = applyPatch(first, { version: 4, phase: 'voting' })
    expect(second).toEqual(view(4, { phase: 'voting' }))
    expect(applyPatch(second, {})).toEqual(second)
    expect(first).toEqual(view(3))
  })
})

describe('the view on the screen', () => {
  test('is never replaced by an older version', () => {
    const shown = view(5)
    expect(latest(shown, view(4))).toBe(shown)
  })
  test('is replaced by the same version, because its totals may have changed', () => {
    const [shown, other] = [view(5), view(5)]
    expect(latest(shown, other)).toBe(other)
    expect(latest(shown, view(6)).version).toBe(6)
  })
})

describe('a refusal', () => {
  const json = (body: string) => new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } })
  test.each([
    [403, 'forbidden', 'removed'],
    [410, 'removed', 'removed'],
    [410, 'unknown', 'deleted'],
    [404, 'unknown', 'deleted'],
    [409, 'closed', null],
    [503, 'busy', null],
    [500, 'broken', null],
  ] as const)('%d with the reason %s means %s', (status, reason, gone) => expect(goneBy(status, reason)).toBe(gone))

  test.each([403, 404, 410])('%d without our JSON comes from something in between, and is not final', (status) =>
    expect(goneBy(status, undefined)).toBeNull(),
  )

  test('gives its reason only in JSON', async () => {
    expect(await reasonOf(json('{"reason":"closed"}'))).toBe('closed')
    expect(await reasonOf(json('{'))).toBeUndefined()
    expect(await reasonOf(json('null'))).toBeUndefined()
    expect(await reasonOf(new Response('{"reason":"closed"}', { headers: { 'content-type': 'text/html' } }))).toBeUndefined()
  })
})
