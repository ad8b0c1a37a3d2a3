import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser'
import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import en from '@/messages/en.json'
import { pseudo } from '@/messages/pseudo'
import { directionOf, inLocale, isLocale, locales, messagesOf, translator, withLocale } from './locales'

beforeAll(() => void vi.stubEnv('PSEUDO_LOCALE', 'true'))
const ask = (url: string, language?: string) => withLocale({ url, headers: { 'accept-language': language } })

describe('a page without a locale', () => {
  test.each([
    ['/', '/en'],
    ['/learn', '/en/learn'],
    ['/learn/P01?role=engineer', '/en/learn/P01?role=engineer'],
    ['/fr/learn', '/en/fr/learn'],
    ['/english', '/en/english'],
    ['/favicon.ico', '/en/favicon.ico'],
  ])('%s redirects to %s', (url, there) => expect(ask(url)).toBe(there))

  test.each(['/en', '/en/learn', '/en?left=1', '/healthz', '/_next/static/x.js', '/icon.svg?icon.svg', '/en-XA/learn'])(
    '%s stays where it is',
    (url) => {
      expect(ask(url)).toBeNull()
    },
  )

  test.each([
    undefined,
    '',
    '*',
    'en',
    'de-CH, fr;q=0.9',
    'en;q=',
    'en;q=abc',
    ';;;',
    ',,,',
    'x-klingon',
    'i-default',
    '1-2-3',
    'en-US-x-twain-',
    'a'.repeat(9000),
    'en_US',
    '\u0000',
    'é',
    'en;q=0',
    'root',
    'zh-Hant-TW-u-co-stroke',
    Array.from({ length: 2000 }, (_, i) => `xx-${i}`).join(),
    '__proto__',
    'constructor',
  ])('redirects to a locale for Accept-Language: %s', (language) => expect(ask('/learn', language)).toBe('/en/learn'))
  test('is redirected at once, however many languages the browser names', () => {
    const began = performance.now()
    expect(ask('/learn', Array.from({ length: 3_000 }, (_, i) => `x${i}`).join())).toBe('/en/learn')
    expect(performance.now() - began).toBeLessThan(50)
  })

  test('is redirected quickly and to one of our locales, whatever the browser prefers', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'binary-ascii' }), (language) => ask('/learn', language) === '/en/learn'))
    const began = performance.now()
    ask(
      '/learn',
      Array.from({ length: 3000 }, (_, i) => `a${String.fromCharCode(97 + (i % 26))}-${String.fromCharCode(65 + (i % 26))}B`).join(),
    )
    expect(performance.now() - began).toBeLessThan(500)
  })
})

describe('a redirect never leads to another site', () => {
  const leadsOff = (url: string) => {
    const there = ask(url)
    return there !== null && new URL(there, 'http://here.example').host !== 'here.example'
  }
  test.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\\/evil',
    '//evil',
    '/\\evil',
    '\\evil',
    'http://evil.example/',
    'http:evil',
    '/%2f/evil',
    '/\t/evil',
    '/ /evil',
    '//evil@here',
    '/?//evil',
    '/#//evil',
    '*',
    '',
  ])('%j', (url) => expect(leadsOff(url)).toBe(false))

  test('and for any other address', () => {
    const piece = fc.constantFrom('/', '\\', '//', '.', 'evil', ':', '@', 'http:', '?', '#', '%2f', '%5c', '\t', 'en', '..', ' ')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => !leadsOff(pieces.join(''))),
      { numRuns: 2000 },
    )
  })
})

describe('the same page in another language', () => {
  test.each([
    ['/en', '/en-XA'],
    ['/en/learn?left=1', '/en-XA/learn?left=1'],
    ['/en/learn?q=a%26b&_rsc=1x2', '/en-XA/learn?q=a%26b'],
    ['/en-XA/learn', '/en-XA/learn'],
    ['/fr/learn', '/en-XA'],
    ['//evil.example/en', '/en-XA'],
    ['/en//evil.example', '/en-XA//evil.example'],
    ['', '/en-XA'],
  ])('of %s is %s', (here, there) => expect(inLocale('en-XA', here)).toBe(there))

  test.each([
    ['en', 'ltr'],
    ['en-XA', 'ltr'],
    ['de-CH', 'ltr'],
    ['zh-Hant', 'ltr'],
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['fa-IR', 'rtl'],
    ['uz-Arab', 'rtl'],
  ])('in %s the text runs %s', (locale, direction) => expect(directionOf(locale)).toBe(direction))
})

const messages = (node: unknown, path: string[] = []): [string, string][] =>
  typeof node === 'string'
    ? [[path.join('.'), node]]
    : Object.entries(node as object).flatMap(([key, value]) => messages(value, [...path, key]))

const skeleton = (elements: MessageFormatElement[]): unknown[] =>
  elements
    .filter((e) => e.type !== TYPE.literal)
    .map((e) => ({
      type: e.type,
      ...('value' in e && { value: e.value }),
      ...('style' in e && { style: JSON.stringify(e.style) }),
      ...('options' in e && { options: Object.fromEntries(Object.entries(e.options).map(([name, { value }]) => [name, skeleton(value)])) }),
      ...('children' in e && { children: skeleton(e.children) }),
    }))
const literals = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((e) =>
    e.type === TYPE.literal
      ? [e.value]
      : 'children' in e
        ? literals(e.children)
        : 'options' in e
          ? Object.values(e.options).flatMap((o) => literals(o.value))
          : [],
  )

describe('the pseudo-locale', () => {
  const accented = new Map(messages(pseudo(en)))
  const values = {
    when: new Date(0),
    until: new Date(0),
    ...Object.fromEntries(
      messages(en)
        .flatMap(([, text]) => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => [name!, 2]))
        .filter(([name]) => name !== 'when' && name !== 'until'),
    ),
  }

  test('exists when it is enabled', () => {
    expect(locales()).toContain('en-XA')
    expect(isLocale('en-XA')).toBe(true)
  })

  test('keeps the arguments, plurals and tags of each message, accents its words, and can be formatted', () => {
    for (const [path, text] of messages(en)) {
      const [before, after] = [parse(text), parse(accented.get(path)!)]
      expect(skeleton(after), path).toEqual(skeleton(before))
      for (const words of literals(after)) expect(words, path).not.toMatch(/[aeiouAEIOU]/)
      const [namespace, ...rest] = path.split('.') as [keyof typeof en, ...string[]]
      const t = translator('en-XA', namespace)
      const tags = Object.fromEntries([...text.matchAll(/<(\w+)>/g)].map(([, tag]) => [tag!, (chunks: string) => chunks]))
      const said = t.markup(rest.join('.') as never, { ...values, ...tags } as never) as string
      expect(said, path).toMatch(/^\[[^{]{2,}\]$/s)
    }
  })

  test('leaves English as it is', () => {
    expect(translator('en', 'ui')('home')).toBe(en.ui.home)
    expect(messagesOf('xx')).toBe(messagesOf('xx'))
  })
})
