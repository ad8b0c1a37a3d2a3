import { expect, test } from 'vitest'
import { DisplayForm, attributesOf, displayOf } from './display'

test('choices are read from the cookie, and otherwise the device decides', () => {
  expect(displayOf('dark.large')).toEqual({ theme: 'dark', text: 'large' })
  for (const kept of [undefined, '', 'dark', 'dark.huge', 'dark.large.more', '"><script>.large', 'large.dark'])
    expect(displayOf(kept)).toEqual({ theme: 'device', text: 'normal' })
})

test('the page contains only what somebody chose', () => {
  expect(attributesOf({ theme: 'device', text: 'normal' })).toEqual({})
  expect(attributesOf({ theme: 'dark', text: 'larger' })).toEqual({ 'data-theme': 'dark', 'data-text': 'larger' })
})

test('one choice is made at a time', () => {
  expect(DisplayForm.parse({ theme: 'light' })).toEqual({ theme: 'light' })
  expect(DisplayForm.safeParse({ text: 'huge' }).success).toBe(false)
})
