import { expect, test } from 'vitest'
import { type Focus, pressOf } from './clicker'

const key = (name: string, change = {}) => ({
  key: name,
  repeat: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  defaultPrevented: false,
  ...change,
})

test.each<[string, Focus, ReturnType<typeof pressOf>]>([
  ['PageDown', 'nothing', 'next'],
  ['PageDown', 'button', 'next'],
  ['PageDown', 'choice', 'next'],
  ['PageDown', 'text', null],
  ['PageUp', 'nothing', 'back'],
  ['PageUp', 'button', 'back'],
  ['PageUp', 'choice', 'back'],
  ['PageUp', 'text', null],
  ['ArrowRight', 'nothing', 'next'],
  ['ArrowRight', 'button', 'next'],
  ['ArrowRight', 'choice', null],
  ['ArrowRight', 'text', null],
  ['ArrowLeft', 'nothing', 'back'],
  ['ArrowLeft', 'choice', null],
  [' ', 'nothing', 'next'],
  [' ', 'button', null],
  [' ', 'choice', null],
  [' ', 'text', null],
  ['Enter', 'nothing', null],
  ['ArrowDown', 'nothing', null],
  ['r', 'nothing', null],
])('%s with the focus on %s means %s', (name, focus, meaning) => {
  expect(pressOf(key(name), focus, false)).toBe(meaning)
})
test('a key means nothing while a dialog is open, while held, or together with another key', () => {
  expect(pressOf(key('PageDown'), 'nothing', true)).toBeNull()
  for (const change of [
    { repeat: true },
    { altKey: true },
    { ctrlKey: true },
    { metaKey: true },
    { shiftKey: true },
    { defaultPrevented: true },
  ]) {
    expect(pressOf(key('PageDown', change), 'nothing', false)).toBeNull()
  }
})
