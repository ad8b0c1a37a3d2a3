import { describe, expect, test } from 'vitest'
import { findApi } from './find-api'

interface FakeWindow {
  parent?: object
  opener?: object
  API?: unknown
}
function windowWith({ parent, ...rest }: FakeWindow): Window {
  const made: Record<string, unknown> = { ...rest }
  made.parent = parent ?? made
  return made as unknown as Window
}
const foreign = (made: FakeWindow): Window =>
  new Proxy(windowWith(made), {
    get(target, name, itself) {
      const there = Reflect.get(target, name)
      if (name === 'parent' || name === 'opener') return there === target ? itself : there
      throw new DOMException('blocked a frame', 'SecurityError')
    },
  })

describe('the API is found', () => {
  const API = { standard: '1.2' }
  const lms = windowWith({ API })
  const around = (n: number, outermost: Window): Window => (n === 0 ? outermost : windowWith({ parent: around(n - 1, outermost) }))

  test.each([
    ['in the window itself', lms],
    ['in a parent', around(1, lms)],
    ['seven parents up', around(7, lms)],
    ['in what opened it', windowWith({ opener: lms })],
    ['around what opened it', windowWith({ opener: around(3, lms) })],
    ['around what opened a window around it', around(2, windowWith({ opener: around(2, lms) }))],
    ['around what opened what opened it', windowWith({ opener: windowWith({ opener: around(1, lms) }) })],
    ['behind a window of another origin', windowWith({ parent: foreign({ parent: lms }) })],
    ['behind an opener of another origin', windowWith({ opener: foreign({ parent: around(1, lms) }) })],
  ])('%s', (_, from) => expect(findApi('API', from)?.api).toBe(API))

  test('the nearest of several', () => {
    const near = { standard: '1.2' }
    expect(findApi('API', windowWith({ parent: windowWith({ API: near, parent: lms, opener: lms }) }))?.api).toBe(near)
    expect(findApi('API', windowWith({ parent: lms, opener: windowWith({ API: near }) }))?.api).toBe(API)
  })
})

describe('nothing is found in', () => {
  test.each([
    ['where there is none', windowWith({ parent: windowWith({}) })],
    ['of the other standard', windowWith({ parent: windowWith({ API_1484_11: {} } as FakeWindow) })],
    ['in a window of another origin', windowWith({ parent: foreign({ API: {} }) })],
    ['that is no object', windowWith({ API: 'true' })],
  ])('%s', (_, from) => expect(findApi('API', from)).toBeNull())

  test('windows that lead to each other, or nest for ever', () => {
    const one: Record<string, unknown> = {}
    const other = { parent: one, opener: one }
    Object.assign(one, { parent: other, opener: other })
    expect(findApi('API', one as unknown as Window)).toBeNull()

    let windows = 0
    const endless = (): Window => {
      windows++
      return Object.defineProperty({}, 'parent', { get: endless }) as Window
    }
    expect(findApi('API', endless())).toBeNull()
    expect(windows).toBeLessThan(1_000)
  })
})
