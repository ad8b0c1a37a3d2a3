/** What people write is searched as mail programs search it, by a finder of others. */
import fc from 'fast-check'
import { LinkifyIt } from 'linkify-it'
import { describe, expect, test } from 'vitest'
import { addressIn, unlinked } from './addresses'

const finder = new LinkifyIt({ fuzzyLink: true, fuzzyIP: true, urlAuth: true }).tlds(['भारत', '中国'], true)
const found = (text: string): string[] => (finder.match(text) ?? []).map(({ raw }) => raw)

const ADDRESSES = [
  'https://evil.example/en',
  'www.evil.com',
  'evil.भारत/en/invitation',
  'भारती.com',
  '//198.51.100.7/login',
  '198.51.100.7/login',
  'http://[2001:db8::1]/x',
  'evil.com?x@y',
  'evil.com#a@b',
  'evil.com@x',
  'mailto:x@evil.com',
  'x@evil.com',
  'x@evil.भारत',
  '(x@evil.com),',
  'help@ministry.example.evil.com',
  'evil.com/help@ministry.example',
]

describe('no finder makes a link of', () => {
  test.each(ADDRESSES)('%s [p:letters-lead-home]', (address) => {
    expect(found(address), 'it would').not.toEqual([])
    expect(found(unlinked(address, ['help@ministry.example']))).toEqual([])
  })

  // Browsers open these as addresses, and some mail programs make links of them, though the finder does not.
  test.each(['http:/3325256711/x', 'http:\\3325256711', 'https:/[1:2:3:4:5:6:7:8]/x', 'http:/evil/x'])('%s either', (address) => {
    expect(addressIn(`Read ${address}`)).toBe(address)
    expect(unlinked(address)).toMatch(/^https?:\u200c/)
  })

  test.each([
    ['full-width', 'ｅｖｉｌ．ｃｏｍ'],
    ['ideographic', 'evil。com'],
    ['half-width', 'evil｡com'],
    ['full-width slashes', '／／evil／x'],
  ])('%s marks, also where they are read as plain ones', (_, address) => {
    expect(unlinked(address).normalize('NFKC').replaceAll('。', '.')).not.toMatch(/[.](?=[a-z])|\/\//)
  })

  test('whatever people write', () => {
    const pieces = [
      'evil',
      'com',
      'भारत',
      '中国',
      'www',
      'ftp',
      'http',
      'https',
      'mailto',
      'xn--p1ai',
      'x',
      '7',
      '198.51.100.7',
      '::1',
      'ß',
    ]
    const joints = [
      '.',
      '..',
      '。',
      '．',
      '｡',
      '/',
      '//',
      '\\\\',
      ':',
      '@',
      '＠',
      '?',
      '#',
      '%',
      '-',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '"',
    ]
    const unseen = [' ', '\n', '\u200b', '\u200c', '\u00ad', '\u2060']
    const text = fc
      .array(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pieces, ...joints, ...unseen) }, fc.string({ unit: 'binary', maxLength: 3 })),
        {
          maxLength: 14,
        },
      )
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, (written) => {
        expect(found(unlinked(written, ['help@ministry.example']))).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })
})

test.each(['help@ministry.example', 'Help desk, help@ministry.example, +00 555', 'Kim Berg (help@ministry.example).'])(
  'a mailbox that we know stays: %s',
  (text) => {
    expect(unlinked(text, ['help@ministry.example'])).toBe(text)
  },
)

test('a sentence, a time, a day and a number read as before', () => {
  const text = 'At 09:30 on 1.12.2027, in 3.5 hours: "Yes." and/or no…'
  expect(unlinked(text)).toBe(text)
  expect([addressIn(text), addressIn('Version 1.10.2, e.g. on 31.12.2027')]).toEqual([null, null])
})

test.each(['evil.भारत', 'भारती.com', 'ｅｖｉｌ．ｃｏｍ', '//evil/x', '198.51.100.7', 'evil。com'])(
  'a text of a letter may not have %s',
  (address) => {
    expect(addressIn(`See ${address}`)).not.toBeNull()
  },
)
