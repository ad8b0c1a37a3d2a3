import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import en from '@/messages/en.json'
import { written } from '@/server/platform/locales'
import { messagesIn, problemsOf } from './support/language-files'

const PLACE = resolve(import.meta.dirname, '../messages')
const files = readdirSync(PLACE).filter((name) => name.endsWith('.json'))

describe('a language', () => {
  test.each(files)('messages/%s says all that English says, with the same arguments and tags', (file) => {
    const problems = problemsOf(en, JSON.parse(readFileSync(join(PLACE, file), 'utf8')))
    expect(problems.map((problem) => `messages/${file}: ${problem}`)).toEqual([])
  })
  test.each(files)('messages/%s is called by its BCP 47 tag', (file) => {
    expect(Intl.getCanonicalLocales(file.replace('.json', ''))).toEqual([file.replace('.json', '')])
  })
  // The formatter of pages knows no style by name, and would print a date for a time.
  test.each(files)('messages/%s says by a skeleton how a date or a time is written', (file) => {
    const texts = [...messagesIn(JSON.parse(readFileSync(join(PLACE, file), 'utf8')))]
    expect(texts.filter(([, text]) => /\{\s*\w+\s*,\s*(date|time)\s*(?!,\s*::)[,}]/.test(text))).toEqual([])
  })
  test('is served by its file, and has one', () => {
    expect(Object.keys(written()).map((locale) => `${locale}.json`)).toEqual(expect.arrayContaining(files))
    expect(files).toHaveLength(Object.keys(written()).length)
  })
})

describe('a language file is refused, by key, where', () => {
  const english = {
    a: { plain: 'Hello', named: 'Hello {name}', rich: 'Read <b>this</b>' },
    counted: '{n, plural, one {# file} other {# files}}',
    chosen: '{how, select, on {On} other {Off}}',
    when: 'On {when, date, long}',
  }
  const withText = (key: string, text: string) => problemsOf({ [key]: flat(english).get(key) }, { [key]: text })
  const flat = ({ a, ...rest }: typeof english) => new Map(Object.entries({ ...a, ...rest }))

  test('nothing is wrong: nothing', () => {
    expect(problemsOf(english, english)).toEqual([])
    expect(withText('counted', '{n, plural, few {# few} many {# many} other {# other}}')).toEqual([])
    expect(withText('counted', 'Number of files: {n, number}')).toEqual([])
  })
  test('a key is missing, or is nowhere else', () => {
    const { a, ...rest } = english
    expect(problemsOf(english, { ...rest, a: { plain: a.plain, named: a.named, other: 'x' } })).toEqual([
      'a.rich is missing',
      'a.other is in no other file: en.json has no such key',
    ])
  })
  test.each([
    ['named', 'Hallo', ['lacks {name}, which English has']],
    ['named', 'Hallo {nam}', ['lacks {name}, which English has', 'has {nam}, which English has not']],
    ['named', 'Hallo {name, number}', ['lacks {name}, which English has', 'has the number {name}, which English has not']],
    ['rich', 'Lies <i>das</i>', ['lacks <b>, which English has', 'has <i>, which English has not']],
    ['counted', 'Dateien', ['lacks the number {n}, which English has']],
    [
      'chosen',
      '{how, select, off {Aus} other {An}}',
      ['lacks on of {how, select}, which English has', 'has off of {how, select}, which English has not'],
    ],
    ['when', 'Am {when}', ['lacks the date {when}, which English has', 'has {when}, which English has not']],
    ['plain', '', ['is empty']],
  ])('%s reads “%s”', (key, text, problems) => {
    expect(withText(key, text)).toEqual(problems.map((problem) => `${key} ${problem}`))
  })
  test.each(['Hallo {name', 'Hallo {n, plural, one {#}}', 'Hallo <b>du', 'Hallo {n, wrong}'])('“%s” cannot be read', (text) => {
    expect(withText('plain', text)).toEqual([expect.stringMatching(/^plain cannot be read: ./)])
  })
})
