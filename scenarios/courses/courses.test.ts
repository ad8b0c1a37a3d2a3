import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blocksOf, citesOf } from '../engine/course/text'
import { type Course, minutesOf } from '../engine/course/course'
import { COUNTRIES, PEOPLES } from '../engine/inspect/word-lists'
import { measure, readingLevel } from '../engine/inspect/words'
import { parseCourse } from './format'

const DIRECTORY = 'scenarios/courses'
/** Without their translations. */
const shipped = readdirSync(DIRECTORY).filter((file) => /^[a-z]+\.yaml$/.test(file))
const read = (file: string): Course => {
  const parsed = parseCourse(readFileSync(`${DIRECTORY}/${file}`))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.course
}
const patternMinutes = Object.fromEntries(
  readdirSync('scenarios/library', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const { pattern, minutes } = parse(readFileSync(`scenarios/library/${name}/story.yaml`, 'utf8')) as {
        pattern: string
        minutes: number
      }
      return [pattern, minutes]
    }),
)
const file = (name: string) => JSON.parse(readFileSync(`scenarios/evidence/${name}`, 'utf8')) as { id: string; show?: false }[]
const sources = new Set([...file('passages.json'), ...file('guidance.json')].filter((s) => s.show !== false).map((s) => s.id))

/** The sentences of a page as read, without the sources. */
const sentences = (body: string): string[] =>
  blocksOf(body).flatMap((block) =>
    block.kind === 'heading'
      ? []
      : block.kind === 'paragraph'
        ? [block.parts.map((p) => p.text).join('')]
        : block.items.map((parts) => parts.map((p) => p.text).join('')),
  )

test('two are included, of about 20 and about 30 minutes', () => {
  expect(shipped).toEqual(['essentials.yaml', 'onboarding.yaml'])
  const [essentials, onboarding] = shipped.map((name) => minutesOf(read(name), (id) => patternMinutes[id] ?? 0))
  expect(essentials).toBeGreaterThanOrEqual(12)
  expect(essentials).toBeLessThanOrEqual(20)
  expect(onboarding).toBeGreaterThanOrEqual(25)
  expect(onboarding).toBeLessThanOrEqual(35)
})

describe.each(shipped)('%s', (name) => {
  const course = read(name)
  const pages = course.items.filter((item) => item.kind !== 'pattern')

  test('uses patterns of the library, and ends by asking whom to tell', () => {
    for (const item of course.items) if (item.kind === 'pattern') expect(patternMinutes).toHaveProperty(item.pattern)
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
    // Only the services that published guidance are named by country.
    const text = pages
      .map((p) => `${p.title}\n${p.body}`)
      .join('\n')
      .replaceAll(/A (German|Dutch) service/g, '')
    for (const word of [...COUNTRIES, ...PEOPLES]) expect(text).not.toMatch(new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u'))
    expect(text).not.toMatch(/["']/)
  })
})

test('a text is split into blocks, with its sources apart', () => {
  expect(blocksOf('## Head\nFirst [G-01].\nSecond. [G-02, R-09]\n\n- one [G-03]\n- two\n  more\n\n\nLast [not a source].')).toEqual([
    { kind: 'heading', text: 'Head' },
    {
      kind: 'paragraph',
      parts: [
        { text: 'First', cites: ['G-01'] },
        { text: '. Second.', cites: ['G-02', 'R-09'] },
      ],
    },
    { kind: 'list', items: [[{ text: 'one', cites: ['G-03'] }], [{ text: 'two more', cites: [] }]] },
    { kind: 'paragraph', parts: [{ text: 'Last [not a source].', cites: [] }] },
  ])
  expect(citesOf('a [G-02] b [G-01] c [G-02]')).toEqual(['G-02', 'G-01'])
  expect(blocksOf('  \n \n')).toEqual([])
})
