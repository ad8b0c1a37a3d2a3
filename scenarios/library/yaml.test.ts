import { describe, expect, test } from 'vitest'
import { SIZE_LIMIT, YAML_RULES, type YamlRule, readYaml } from './yaml'

const rulesOf = (bytes: Uint8Array | string) => {
  const read = readYaml(bytes, 'x.yaml')
  return read.ok ? [] : read.findings.map((f) => f.rule)
}
const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
  .split('')
  .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
  .join('\n')}\n`

const TORTURE: [what: string, bytes: Uint8Array | string, rule: YamlRule][] = [
  ['nothing', '', 'file-empty'],
  ['blanks alone', ' \n\n  ', 'file-empty'],
  ['a comment alone', '# later\n', 'yaml-root'],
  ['a huge file', `a: ${'x'.repeat(SIZE_LIMIT)}`, 'file-size'],
  ['bytes that are not UTF-8', new Uint8Array([0x61, 0x3a, 0x20, 0xc3, 0x28]), 'file-utf8'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3a, 0]), 'file-utf8'],
  ['a NUL', 'a: b\u0000c', 'file-utf8'],
  ['an executable', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'file-utf8'],
  ['an alias bomb', bomb, 'yaml-alias'],
  ['a comment that cuts off a text', 'title: In room # 4 today\n', 'yaml-comment'],
  ['an anchor', 'a: &one b\n', 'yaml-alias'],
  ['an alias of itself', 'a: &a [*a]\n', 'yaml-alias'],
  ['an alias of nothing', 'a: *b\n', 'yaml-alias'],
  ['a key twice', 'a: 1\nb: 2\na: 3\n', 'yaml-duplicate-key'],
  ['a key twice, deep down', 'a:\n  - { x: 1, y: 2, x: 3 }\n', 'yaml-duplicate-key'],
  ['several documents', 'a: 1\n---\na: 2\n', 'yaml-syntax'],
  ['a list', '- a\n- b\n', 'yaml-root'],
  ['a word', 'hello\n', 'yaml-root'],
  ['a number', '42\n', 'yaml-root'],
  ['a tab for a blank', 'a:\n\tb: 1\n', 'yaml-syntax'],
  ['an open quotation mark', 'a: "b\n', 'yaml-syntax'],
  ['a colon in a plain text', 'a: b: c\n', 'yaml-syntax'],
  ['a tag of code', 'a: !!js/function "function () {}"\n', 'yaml-syntax'],
  ['a tag of its own', 'a: !mine b\n', 'yaml-syntax'],
  ['a map for a key', '? { a: 1 }\n: b\n', 'yaml-syntax'],
  ['brackets without end', '['.repeat(100_000), 'yaml-depth'],
  ['braces without end', '{a: '.repeat(50_000), 'yaml-depth'],
  ['dashes without end', `${'- '.repeat(100_000)}x`, 'yaml-depth'],
  ['question marks without end', `${'? '.repeat(100_000)}x`, 'yaml-depth'],
  ['steps without end', Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'yaml-depth'],
  ['HTML', '<!doctype html>\n<html><body>\n', 'yaml-root'],
]

describe('a file that cannot be read', () => {
  test.each(TORTURE)('%s is a finding', (_, bytes, rule) => {
    expect(rulesOf(bytes)).toContain(rule)
  })

  test('takes a few seconds at most, whatever the file', () => {
    for (const bytes of [...TORTURE.map((t) => t[1]), `${'a: '.repeat(80_000)}b`, `a: [${'[],'.repeat(100_000)}]`, keys(60_000)]) {
      const start = process.cpuUsage()
      readYaml(bytes, 'x.yaml')
      const { user, system } = process.cpuUsage(start)
      expect((user + system) / 1e6).toBeLessThan(4)
    }
  }, 60_000)

  test('never throws, whatever the file contains', () => {
    for (let seed = 1; seed <= 300; seed++) expect(() => readYaml(noise(seed), 'x.yaml')).not.toThrow()
  })

  test('has line and column', () => {
    expect(placeOf('a: 1\nb:\n  c: 1\n  c: 2\n')).toEqual({ line: 4, column: 3 })
    expect(placeOf('a: 1\nb: &x 2\n')).toEqual({ line: 2, column: 7 })
    expect(placeOf('a: 1\nb: c\u0007d\n')).toEqual({ line: 2, column: 5 })
    expect(placeOf('a: "b\n')).toMatchObject({ line: expect.any(Number) })
  })
})

test.each([
  ['a colon within braces', 'a: { text: Look up: the club, via: x }\n', /a colon within a text that has no quotes/],
  ['a hash within braces', 'a: { text: Look up #club, via: x }\nb: 1\n', /ends at its “#”, in “.*Look up #”/],
])('%s is named', (_, bytes, message) => {
  const read = readYaml(bytes, 'x.yaml')
  expect(read.ok ? [] : read.findings.map((found) => found.message)).toContainEqual(expect.stringMatching(message))
})

test('every rule on files has a file that breaks it', () => {
  expect(new Set(TORTURE.map(([, , rule]) => rule))).toEqual(new Set(Object.keys(YAML_RULES)))
})

describe('a file that can be read', () => {
  const text = 'a: 1\nlist:\n  - { id: x, text: one }\n  - id: y\n    text: "two: 2"\n'

  test('gives plain values', () => {
    const read = readYaml(text, 'x.yaml')
    expect(read.ok && read.value).toEqual({
      a: 1,
      list: [
        { id: 'x', text: 'one' },
        { id: 'y', text: 'two: 2' },
      ],
    })
  })

  test('is read as YAML 1.2: yes, no and on are words', () => {
    const read = readYaml('a: [yes, no, on, off]\n', 'x.yaml')
    expect(read.ok && read.value).toEqual({ a: ['yes', 'no', 'on', 'off'] })
  })

  test('may have comments after numbers, words and quoted texts, and on lines of their own', () => {
    expect(rulesOf('a: 3 # minutes\nb: word # one\nc: "two words # in quotes" # a comment\nd: two words\n# on its own line\n')).toEqual([])
  })

  test.each([
    ['a: one: two\n', 1, 'a colon within a text that has no quotes: put the text in quotes, as in a: "one: two"'],
    ['a:\n\tb: 1\n', 2, 'a tab: indent with spaces'],
    ['a:\n  b: true\n   c: 3\n', 2, 'the next line is indented further than this one: indent both alike'],
    ['a:\n  b: 1\n c: 2\n', 3, 'this line is indented otherwise than the lines it belongs to: indent them alike'],
    ['a: "one\nb: 2\n', 1, 'a quotation mark opens here and is never closed: add the other one'],
    ['a: { b: 1\nc: 2\n', 2, 'a “{” that opened here or above is never closed: add the “}”'],
    ['a: [1, 2\nc: 2\n', 2, 'a “[” that opened here or above is never closed: add the “]”'],
    ['a: "one" two\n', 1, 'a text goes on after its closing quotation mark or bracket: put the whole text in quotes'],
    ['a: @one\n', 1, 'a text may not begin with “@”: put the text in quotes, as in a: "@one"'],
    ['a: !one two\n', 1, 'a text may not begin with “!”: put the text in quotes, as in a: "!one two"'],
    ['a: "\\q"\n', 1, 'a backslash within double quotes: write two of them, or put the text in single quotes'],
    ['a\nb: 1\n', 1, 'this line has no key, or its key has no colon with a space after it; a text over several lines needs quotes'],
    ['a: 1\n---\nb: 1\n', 2, 'a line of “---” begins a second document: remove it'],
    ['a: }\n', 1, 'this does not belong here: look at the indentation, quotes and brackets of this line and the one above'],
    ['title: Room # 4\n', 1, 'a text without quotes ends at its “#”: put it in quotes, or the comment on a line above'],
  ])('%j is one fault, reported once and in words for authors', (text, line, message) => {
    const read = readYaml(text, 'x.yaml')
    expect(read.ok ? [] : read.findings.map((f) => [f.line, f.message])).toEqual([[line, message]])
  })

  test('may begin with a byte order mark', () => {
    expect(rulesOf(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x20, 0x31]))).toEqual([])
  })

  test('gives no key a special meaning', () => {
    const read = readYaml('__proto__: { polluted: true }\n<<: { merged: true }\n', 'x.yaml')
    expect(read.ok && Object.keys(read.value as object)).toEqual(['__proto__', '<<'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each([
    [['a'], 1, 1],
    [['list'], 2, 1],
    [['list', 0, 'text'], 3, 14],
    [['list', 1], 4, 5],
    [['list', 1, 'text'], 5, 5],
    [['list', 1, 'missing'], 4, 5],
    [['list', 9], 2, 1],
    [['missing'], 1, 1],
  ])('finds the place of %j, or of the nearest value above it', (path, line, column) => {
    const read = readYaml(text, 'x.yaml')
    expect(read.ok && read.locate(path)).toEqual({ line, column })
  })
})

function placeOf(text: string) {
  const read = readYaml(text, 'x.yaml')
  if (read.ok) throw new Error('nothing was found')
  const { line, column } = read.findings[0]!
  return { line, column }
}

const keys = (n: number): string =>
  Array.from({ length: n }, (_, i) => `k${i}: 1`)
    .join('\n')
    .slice(0, SIZE_LIMIT)

function noise(seed: number): string {
  const signs = [
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '#',
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '?',
    '%',
    '@',
    '---',
    '...',
    '\t',
    'é',
    '\\',
  ]
  let state = seed * 2654435761
  return Array.from({ length: 60 }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return signs[state % signs.length]
  }).join('')
}
