import { expect, test } from 'vitest'
import { DisplayForm, attributesOf, displayOf } from './display'

test('what was chosen is read from the cookie, and anything else is as the device has it', () => {
  expect(displayOf('dark.large')).toEqual({ theme: 'dark', text: 'large' })
  for (const kept of [undefined, '', 'dark', 'dark.huge', 'dark.large.more', '"><script>.large', 'large.dark'])
    expect(displayOf(kept)).toEqual({ theme: 'device', text: 'normal' })
})

test('the page says only what somebody chose', () => {
  expect(attributesOf({ theme: 'device', text: 'normal' })).toEqual({})
  expect(attributesOf({ theme: 'dark', text: 'larger' })).toEqual({ 'data-theme': 'dark', 'data-text': 'larger' })
})

test('one choice is made at a time', () => {
  expect(DisplayForm.parse({ theme: 'light' })).toEqual({ theme: 'light' })
  expect(DisplayForm.safeParse({ text: 'huge' }).success).toBe(false)
})
