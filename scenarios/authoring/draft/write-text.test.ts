import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { textsOf, writeText } from './write-text'

const source = `# A comment
id: P99
title: A page # about a page
summary: 'It''s a page'
you: "You are “here”"
notes: { before: Open, after: Close }
scenes:
  one:
    when: Monday
    place: >-  # folded
      A long
      place
    title:   A title
    lead:
      # the first
      - { id: a, text: Somebody waits, when: { fact: reported } }
      - { id: b, when: { fact: acted }, text: "So, what?" }
    report:
      why:
        hostile: One
        genuine: Two
`
const pathsIn = (text: string) => textsOf(text).map(({ path }) => path)

describe('textsOf', () => {
  test('finds what people read, and no ids or guards', () => {
    expect(pathsIn(source)).toEqual([
      'title',
      'summary',
      'you',
      'notes/before',
      'notes/after',
      'scenes/one/when',
      'scenes/one/place',
      'scenes/one/title',
      'scenes/one/lead/0/text',
      'scenes/one/lead/1/text',
      'scenes/one/report/why/hostile',
      'scenes/one/report/why/genuine',
    ])
  })
  test('says the line of each', () => {
    expect(textsOf(source).find(({ path }) => path === 'scenes/one/lead/0/text')).toEqual({
      path: 'scenes/one/lead/0/text',
      text: 'Somebody waits',
      line: 16,
    })
  })
  test('a file that is not YAML has none', () => {
    expect(textsOf('a: [')).toEqual([])
    expect(textsOf('')).toEqual([])
  })
})

describe('writeText', () => {
  const changed = (path: string, text: string) => {
    const after = writeText(source, path, text)
    const [before, now] = [source.split('\n'), after.split('\n')]
    return now.filter((line) => !before.includes(line))
  }
  test.each([
    ['title', 'Another page', ['title: Another page # about a page']],
    ['title', 'A page: two', ['title: "A page: two" # about a page']],
    ['title', 'true', ['title: "true" # about a page']],
    ['title', '12 pages', ['title: "12 pages" # about a page']],
    ['summary', "It’s Ann's", ["summary: 'It’s Ann''s'"]],
    ['summary', 'Two\nlines', ['summary: "Two\\nlines"']],
    ['you', 'Say "no"', ['you: "Say \\"no\\""']],
    ['notes/before', 'Open, please', ['notes: { before: "Open, please", after: Close }']],
    ['scenes/one/lead/0/text', 'Nobody {waits}', ['      - { id: a, text: "Nobody {waits}", when: { fact: reported } }']],
    ['scenes/one/report/why/genuine', 'Three #3', ['        genuine: "Three #3"']],
  ])('%s becomes %s', (path, text, lines) => {
    expect(changed(path, text)).toEqual(lines)
  })
  test('a text over several lines keeps its comment and the line after it', () => {
    expect(changed('scenes/one/place', 'Here')).toEqual(['    place: "Here"  # folded'])
    expect(parse(writeText(source, 'scenes/one/place', 'Here')).scenes.one).toMatchObject({ place: 'Here', title: 'A title' })
  })
  test('the same text changes nothing, not even its quotes', () => {
    for (const { path, text } of textsOf(source)) expect(writeText(source, path, text)).toBe(source)
  })
  test('refuses what is no text, and an empty one', () => {
    expect(() => writeText(source, 'id', 'P98')).toThrow('The file has no text at id')
    expect(() => writeText(source, 'scenes/two/title', 'x')).toThrow('Load it again')
    expect(() => writeText(source, 'title', '  ')).toThrow('write something')
    expect(() => writeText(source, 'title', 'a\u0007b')).toThrow('control character')
  })
})
