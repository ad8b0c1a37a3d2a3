import { expect, test } from 'vitest'
import { arrivalOf } from './arrival'

interface Fake {
  /** What a request is answered: 0 fails, null is still under way. */
  status?: number | null
  onLine?: boolean
  isHidden?: boolean
}
function lmsWindow({ status = 200, onLine = true, isHidden = false }: Fake) {
  class XMLHttpRequest {
    readyState = 0
    status = 0
    send() {
      if (status === null) return
      this.readyState = 4
      this.status = status
      if (status === 0) throw new Error('NetworkError')
    }
  }
  class Navigator {
    onLine = onLine
    sendBeacon() {
      return true
    }
  }
  const made = { XMLHttpRequest, navigator: new Navigator(), document: { visibilityState: isHidden ? 'hidden' : 'visible' } }
  const request = () => new made.XMLHttpRequest().send()
  const beacon = () => void made.navigator.sendBeacon()
  const moodle = () => {
    try {
      request()
    } catch {
      beacon()
    }
  }
  return { window: made as unknown as Window, made, request, beacon, moodle }
}

test.each([
  ['answered', {}, 'moodle', 'seen'],
  ['answered, in a browser that thinks it is offline', { onLine: false }, 'moodle', 'seen'],
  ['refused by a status that the script passes over', { status: 503 }, 'moodle', null],
  ['broken off, so that a beacon follows', { status: 0 }, 'moodle', null],
  ['under way still', { status: null }, 'request', 'said'],
  ['under way still, offline', { status: null, onLine: false }, 'request', null],
  ['a beacon of a hidden page', { isHidden: true }, 'beacon', null],
  ['a beacon of a platform that always sends one', {}, 'beacon', 'said'],
  ['a beacon, offline', { onLine: false }, 'beacon', null],
] as const)('a request that is %s', (_, fake, how, arrival) => {
  const { window, ...lms } = lmsWindow(fake)
  expect(arrivalOf(window, lms[how])).toBe(arrival)
})
test('a script that sends nothing which could be seen is believed, unless there is no network', () => {
  expect(arrivalOf(lmsWindow({}).window, () => {})).toBe('said')
  expect(arrivalOf(lmsWindow({ onLine: false }).window, () => {})).toBeNull()
  expect(arrivalOf({} as Window, () => {})).toBe('said')
})
test('the window of the LMS is left as it was, whatever happens', () => {
  const { window, made, moodle } = lmsWindow({ status: 0 })
  const { send } = made.XMLHttpRequest.prototype
  arrivalOf(window, moodle)
  expect(() =>
    arrivalOf(window, () => {
      throw new Error('the LMS')
    }),
  ).toThrow('the LMS')
  expect([made.XMLHttpRequest.prototype.send === send, Object.keys(made.navigator)]).toEqual([true, ['onLine']])
})
