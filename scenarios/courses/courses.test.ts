import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blocksOf, citesOf, referencesIn } from '../engine/course/text'
import { type Course, minutesOf } from '../engine/course/course'
import { COUNTRIES, PEOPLES } from '../authoring/inspect/rules/word-lists'
import { measure, readingLevel } from '../authoring/inspect/word-counts'
import { parseCourse } from './format'

const DIRECTORY = 'scenarios/courses'
const shipped = readdirSync(DIRECTORY).filter((file) => /^[a-z]+\.yaml$/.test(file))
const read = (file: string): Course => {
  const parsed = parseCourse(readFileSync(`${DIRECTORY}/${file}`))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.course
}
const storyMinutes = Object.fromEntries(
  readdirSync('scenarios/library', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const { id, minutes } = parse(readFileSync(`scenarios/library/${name}/scenario.yaml`, 'utf8')) as {
        id: string
        minutes: number
      }
      return [id, minutes]
    }),
)
const file = (name: string) => JSON.parse(readFileSync(`scenarios/evidence/${name}`, 'utf8')) as { id: string; show?: false }[]
const sources = new Set([...file('passages.json'), ...file('guidance.json')].filter((s) => s.show !== false).map((s) => s.id))

const sentences = (body: string): string[] =>
  blocksOf(body).flatMap((block) =>
    block.kind === 'heading' || block.kind === 'image'
      ? []
      : block.kind === 'paragraph'
        ? [block.parts.map((p) => p.text).join('')]
        : block.items.map((parts) => parts.map((p) => p.text).join('')),
  )

test.each([
  ['essentials.yaml', 2, 25, 35],
  ['onboarding.yaml', 5, 75, 90],
])('%s has %i different cases, and takes %i to %i minutes', (name, cases, least, most) => {
  const course = read(name)
  const scenarios = course.items.flatMap((item) => (item.kind === 'scenario' && item.id !== 'try-it' ? item.scenario : []))
  expect(scenarios).toHaveLength(cases)
  expect(new Set(scenarios).size).toBe(cases)
  const minutes = minutesOf(course, (id) => storyMinutes[id] ?? 0)
  expect(minutes).toBeGreaterThanOrEqual(least)
  expect(minutes).toBeLessThanOrEqual(most)
})
test('two courses are included', () => expect(shipped).toEqual(['essentials.yaml', 'onboarding.yaml']))

describe.each(shipped)('%s', (name) => {
  const course = read(name)
  const pages = course.items.filter((item) => item.kind !== 'scenario')

  test('shows owners people by name, but only their completion', () => {
    expect([course.people, course.shares]).toEqual(['names', 'completion'])
  })
  test('uses scenarios of the library, and ends by asking whom to tell', () => {
    for (const item of course.items) if (item.kind === 'scenario') expect(storyMinutes).toHaveProperty(item.scenario)
    expect(course.items.at(-1)!.kind).toBe('acknowledgement')
  })

  test('cites sources that exist and may be shown', () => {
    expect(pages.flatMap((p) => citesOf(p.body)).filter((id) => !sources.has(id))).toEqual([])
    expect(pages.flatMap((p) => citesOf(p.body)).length).toBeGreaterThan(5)
  })

  test('is easy to read: level 9 at most, no sentence over 30 words, 18 on average', () => {
    const measures = pages.flatMap((p) => sentences(p.body)).map(measure)
    expect(readingLevel(measures)).toBeLessThanOrEqual(9)
    const lengths = measures.flatMap((m) => m.sentences)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(30)
    expect(lengths.reduce((a, b) => a + b, 0) / lengths.length).toBeLessThanOrEqual(18)
  })

  test.each(pages.filter((p) => p.kind === 'page').map((p) => [p.id, p] as const))(
    '%s takes the minutes it says: 130 to 230 words a minute',
    (_, page) => {
      const { words } = measure(sentences(page.body).join('\n'))
      expect(words / page.minutes).toBeGreaterThanOrEqual(130)
      expect(words / page.minutes).toBeLessThanOrEqual(230)
    },
  )

  test('names no people or country as if it were a sign, and keeps typographic quotation marks', () => {
    const text = pages
      .map((p) => `${p.title}\n${p.body}`)
      .join('\n')
      .replaceAll(/A (German|Dutch) service/g, '')
    for (const word of [...COUNTRIES, ...PEOPLES]) expect(text).not.toMatch(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u'))
    expect(text).not.toMatch(/["']/)
  })
})

const said = (text: string, cites: string[] = []) => ({ text, cites, spans: [{ kind: 'text', text }] })

test('a text is split into blocks, with its sources apart', () => {
  expect(blocksOf('## Head\nFirst [G-01].\nSecond. [G-02, R-09]\n\n- one [G-03]\n- two\n  more\n\n\nLast [not a source].')).toEqual([
    { kind: 'heading', text: 'Head' },
    { kind: 'paragraph', parts: [said('First', ['G-01']), said('. Second.', ['G-02', 'R-09'])] },
    { kind: 'list', items: [[said('one', ['G-03'])], [said('two more')]] },
    { kind: 'paragraph', parts: [said('Last [not a source].')] },
  ])
  expect(citesOf('a [G-02] b [G-01] c [G-02]')).toEqual(['G-02', 'G-01'])
  expect(blocksOf('  \n \n')).toEqual([])
})

test('bold, links and pictures are read, and there is no other markup', () => {
  expect(
    blocksOf('Call **at once**, or [write](mailto:desk@x.example). [G-01]\n\n![A badge](image:abc)\n\n- **One** [us](https://x.example)'),
  ).toEqual([
    {
      kind: 'paragraph',
      parts: [
        {
          text: 'Call at once, or write.',
          cites: ['G-01'],
          spans: [
            { kind: 'text', text: 'Call ' },
            { kind: 'bold', text: 'at once' },
            { kind: 'text', text: ', or ' },
            { kind: 'link', text: 'write', href: 'mailto:desk@x.example' },
            { kind: 'text', text: '.' },
          ],
        },
      ],
    },
    { kind: 'image', id: 'abc', alt: 'A badge' },
    {
      kind: 'list',
      items: [
        [
          {
            text: 'One us',
            cites: [],
            spans: [
              { kind: 'bold', text: 'One' },
              { kind: 'text', text: ' ' },
              { kind: 'link', text: 'us', href: 'https://x.example' },
            ],
          },
        ],
      ],
    },
  ])
  for (const text of [
    '<b>no</b>',
    '[x](javascript:alert(1))',
    '[x](http://x.example)',
    '![](image:abc)',
    '* * *',
    '[x](data:text/html,x)',
    '[x](https://)',
  ])
    expect(blocksOf(text)).toEqual([{ kind: 'paragraph', parts: [said(text)] }])
})

test('what a text refers to is listed with its line, and faulty references separately', () => {
  const { named, faulty } = referencesIn(
    'A. [G-01, R-99]\n![A badge](image:abc)\n![](image:abc)\n\n[us](https://x.example) [x](javascript:1) **b**',
  )
  expect(named).toEqual([
    { kind: 'source', id: 'G-01', line: 1 },
    { kind: 'source', id: 'R-99', line: 1 },
    { kind: 'image', id: 'abc', line: 2 },
  ])
  expect(faulty).toEqual([
    { kind: 'image', id: '![](image:abc)', line: 3 },
    { kind: 'link', id: '[x](javascript:1)', line: 5 },
  ])
})
