import { describe, expect, test } from 'vitest'
import { endedWith } from '@/scenarios/engine/course/ended'
import type { Variant } from '@/scenarios/engine/format/schema'
import { namesOf } from '../attempt'
import { packagedCourse } from '@/tests/support/packaged-course'
import { shippedCourse } from '@/tests/support/shipped-course'
import { courseOutcome, drawIn, isCountedItem, openCourse, scenarioAttempt } from './attempt'
import { markWith, writtenCourse } from './suspend-data'

const course = shippedCourse('onboarding')
const content = packagedCourse(course)
const played = content.items.filter((item) => item.kind === 'scenario')
const lot = () => 0.123
const opened = (seed: number, variant: Variant = 'hostile') => ({
  ...openCourse(content, '', lot),
  seed,
  marks: Object.fromEntries(played.map(({ id }) => [id, markWith({ variant, code: '' })])),
})

describe('what chance decides', () => {
  test('draws names from one seed, whatever the variants are, and no two cases share one', () => {
    for (let seed = 0; seed < 20; seed++) {
      const [hostile, genuine] = (['hostile', 'genuine'] as const).map((variant) =>
        played.flatMap(({ id, scenario }) => {
          if (scenario === 'T01') return []
          const attempt = scenarioAttempt(content, opened(seed, variant), id)
          expect(attempt.variant).toBe(variant)
          return Object.values(namesOf(content.scenarios[scenario]!, attempt))
        }),
      )
      expect(hostile).toEqual(genuine)
      const full = hostile!.map(({ given, family }) => `${given} ${family}`)
      expect(new Set(full).size).toBe(full.length)
      expect(full.length).toBeGreaterThan(10)
    }
  })
  test('a scenario that was not opened has no variant, and neither has an item that is no scenario', () => {
    expect(() => scenarioAttempt(content, openCourse(content, '', lot), played[1]!.id)).toThrow(RangeError)
    expect(() => scenarioAttempt(content, opened(1), 'whom-to-tell')).toThrow(RangeError)
  })
  test('a tutorial is played in its only variant, and takes no part', () => {
    const draw = (marks: Record<string, string>, item: number, coin: number) =>
      drawIn(
        content,
        { marks: { ...openCourse(content, '', lot).marks, ...marks } },
        played[item]!,
        () => false,
        () => coin,
      )
    const only = draw({}, 0, 0)
    expect([draw({}, 0, 0.99), only]).toEqual([only, content.scenarios.T01!.drawn[0]])
    const genuine = Object.fromEntries(played.slice(1, -1).map(({ id }) => [id, 'g']))
    const tutorial = (mark: string) => ({ ...genuine, [played[0]!.id]: mark })
    for (const mark of ['', 'h', 'g']) expect(draw(tutorial(mark), played.length - 1, 0.99), mark).toBe('hostile')
    expect(draw({ ...genuine, [played[1]!.id]: 'h' }, played.length - 1, 0.99)).toBe('genuine')
  })
})

describe('what was suspended', () => {
  const noSuch = content.scenarios.T01!.drawn[0] === 'hostile' ? 'g' : 'h'
  const marks = content.items.map(() => '')
  test('is resumed if it belongs to this course', () => {
    const taken = openCourse(
      content,
      writtenCourse({ hash: content.hash, seed: 77, marks: marks.with(1, 'r').with(3, 'htn-'), seconds: 40 }),
      lot,
    )
    expect(taken).toMatchObject({ seed: 77, seconds: 40, isRestarted: false })
    expect(taken.marks).toMatchObject({ [content.items[1]!.id]: 'r', [content.items[3]!.id]: 'htn-' })
  })
  test.each([
    ['of other content', writtenCourse({ hash: 'ffffffff', seed: 77, marks, seconds: 40 })],
    ['of a variant that there is not', writtenCourse({ hash: content.hash, seed: 77, marks: marks.with(0, noSuch), seconds: 40 })],
    ['of fewer items', writtenCourse({ hash: content.hash, seed: 77, marks: marks.slice(1), seconds: 40 })],
    ['of a single scenario', 'v1|0123abcd|g25|tn-|61'],
  ])('%s starts again, and says so', (_, text) => {
    expect(openCourse(content, text, lot)).toMatchObject({ seed: Math.floor(0.123 * 2 ** 31), seconds: 0, isRestarted: true })
  })
  test('an empty one is not a restart', () => expect(openCourse(content, '', lot).isRestarted).toBe(false))
})

describe('the hash', () => {
  const hashOf = (over: Partial<typeof course>) => packagedCourse({ ...course, ...over }).hash
  test('changes with the words and with the rules', () => {
    const reworded = course.items.map((item) => ('body' in item ? { ...item, body: 'Other.', title: 'Other', minutes: 9 } : item))
    expect(hashOf({ items: reworded, title: 'Other', summary: 'Other', passing: 'mastery' })).toBe(content.hash)
  })
  test('changes with the items, their order and the scenarios', () => {
    const [first, second, ...more] = course.items
    const other = course.items.map((item) => (item.kind === 'scenario' && item.scenario === 'P01' ? { ...item, scenario: 'P02' } : item))
    const hashes = [[second!, first!, ...more], [first!, ...more], other].map((items) => hashOf({ items }))
    expect(new Set([content.hash, ...hashes]).size).toBe(4)
  })
})

describe('the outcome', () => {
  const results = (...all: number[]) => all.map(endedWith)
  const given = { report: 'pass', passing: 'mastery' } as const
  test('with mastery is that of the scenario that went least well, so an LMS that judges by points agrees', () => {
    expect(courseOutcome(given, results(70, 100, 70))).toEqual({ passed: true, score: 0.7, isScored: true, objectives: [] })
    expect(courseOutcome(given, results(100, 84))).toMatchObject({ passed: true, score: 0.84 })
    expect(courseOutcome(given, results(100, 69, 100))).toMatchObject({ passed: false, score: 0.69 })
    expect(courseOutcome(given, results(60, 20))).toMatchObject({ passed: false, score: 0.2 })
  })
  test('without mastery nothing is passed or failed, and there is a score', () => {
    expect(courseOutcome({ ...given, passing: 'debrief' }, results(40, 80))).toMatchObject({ passed: null, score: 0.4 })
  })
  test('completion alone reports nothing else, as does a course without a scenario that counts', () => {
    for (const outcome of [courseOutcome({ ...given, report: 'completion' }, results(20)), courseOutcome(given, [])])
      expect(outcome).toEqual({ passed: null, score: 1, isScored: false, objectives: [] })
  })
  test('neither a tutorial nor a scenario that may be skipped counts', () => {
    const items = [...course.items, { id: 'skip', kind: 'scenario' as const, scenario: 'P12' }]
    const more = packagedCourse({ ...course, items })
    const counted = more.items.filter((item) => isCountedItem(more, item)).map((item) => item.id)
    expect(counted).toEqual(['paid-opinion', 'forum-friend', 'introduction', 'invited', 'on-the-way'])
  })
})

describe('a package of a course', () => {
  test('holds only what its pages and scenarios cite, once', () => {
    const ids = content.sources.map(({ id }) => id)
    expect(ids).toContain('G-36')
    expect(new Set(ids).size).toBe(ids.length)
    const texts = JSON.stringify([content.items, content.scenarios, content.indicators])
    expect(ids.filter((id) => !texts.includes(id))).toEqual([])
    expect(content.minutes).toBe(content.items.reduce((sum, { minutes }) => sum + minutes, 0))
  })
  const page = (body: string) => ({ id: 'own', kind: 'page' as const, title: 'Own', minutes: 1, body })
  test.each([
    ['a scenario', { id: 'none', kind: 'scenario' as const, scenario: 'P99' }, /P99/],
    ['a source', page('So it is. [Z-99]'), /source Z-99 in line 1 of own/],
    ['a picture', page('So.\n\n![A gate](image:none)'), /image none in line 3 of own/],
    ['a link that is none', page('See [there](ftp://x)'), /link \[there\]/],
  ])('is refused where %s is missing', (_, item, message) => {
    expect(() => packagedCourse({ ...course, items: [item] })).toThrow(message)
    expect(() => packagedCourse({ ...course, items: [item] })).toThrow(RangeError)
  })
  test('is refused without parts', () => expect(() => packagedCourse({ ...course, items: [] })).toThrow('no parts'))
})
