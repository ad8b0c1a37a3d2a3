import { describe, expect, test } from 'vitest'
import { faultsOf } from '@/tests/support/cmi5-structure'
import { scenarios } from '@/tests/support/play'
import type { PackageDescription } from './about'
import { descriptors } from './cmi5'

const about: PackageDescription = {
  ...{ id: 'P01', title: 'A call & a "favour"', description: 'One <story>.\nTwo truths.\u0000', locale: 'en', minutes: 10, mastery: 0.7 },
  ...{ files: ['index.html', 'player.js'], launch: 'index.html' },
}
const structure = (more: Partial<PackageDescription> = {}): string => descriptors({ ...about, ...more })['cmi5.xml']!
const idsIn = (xml: string): string[] => [...xml.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!)

describe('the course structure', () => {
  test.each(scenarios)('of $id is sound', (scenario) => {
    const { id, title, summary, minutes } = scenario
    for (const mastery of [0.7, null])
      expect(faultsOf(structure({ id, title, description: summary, minutes, mastery }), about.files)).toEqual([])
  })

  test('holds any text, and has the same bytes every time', () => {
    const xml = structure()
    expect(faultsOf(xml, about.files)).toEqual([])
    expect(xml).toContain('A call &amp; a &quot;favour&quot;')
    expect(xml).toContain('One &lt;story&gt;. Two truths.<')
    expect(structure()).toBe(xml)
  })

  test('is left by passing from the mastery on, or by completing if nothing is passed', () => {
    expect(structure({ mastery: 0.1 + 0.2 })).toContain('moveOn="CompletedAndPassed" masteryScore="0.3"')
    expect(structure({ mastery: 0 })).toContain('masteryScore="0"')
    expect(structure({ mastery: null })).toContain('moveOn="Completed">')
    expect(structure({ mastery: null })).not.toContain('masteryScore')
  })

  test('keeps its ids when its words change, but another scenario or language has others', () => {
    const ids = idsIn(structure())
    expect(idsIn(structure({ title: 'Other', mastery: null }))).toEqual(ids)
    const all = [ids, idsIn(structure({ locale: 'de' })), idsIn(structure({ id: 'P02' }))].flat()
    expect(new Set(all).size).toBe(6)
  })
})

const swap = (from: string | RegExp, to: string) => (xml: string) => xml.replace(from, to)
describe('a broken one is rejected', () => {
  test.each([
    ['is cut off', (xml: string) => xml.slice(0, -20), /not XML/],
    ['is of another standard', swap(/xmlns="[^"]+"/, 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'), /schema/],
    ['has no course', swap(/<course [\s\S]+<\/course>/, ''), /schema/],
    ['has no unit', swap(/<au [\s\S]+<\/au>/, ''), /schema/],
    ['has a unit without an address', swap(/<url>.+<\/url>/, ''), /schema/],
    ['has a unit without an id', swap(/<au id="[^"]+"/, '<au'), /schema/],
    ['has a mastery above 1', swap('masteryScore="0.7"', 'masteryScore="70"'), /schema/],
    ['has a mastery with an exponent', swap('masteryScore="0.7"', 'masteryScore="7e-1"'), /schema/],
    ['moves on by a word with a space', swap('moveOn="', 'moveOn=" '), /schema/],
    ['moves on by what does not exist', swap('CompletedAndPassed', 'PassedAndCompleted'), /schema/],
    ['has its parts in another order', swap(/(<au [^>]+>\n)([\s\S]+?)( +<url>.+\n)/, '$1$3$2'), /schema/],
    ['has a title without a language string', swap(/<title>.+<\/title>/, '<title>Words</title>'), /schema/],
    ['has an id that is no IRI', swap(/<au id="[^"]+"/, '<au id="P01"'), /3\.0\.0\.0-1/],
    ['has an id twice', (xml: string) => xml.replace(/<au id="[^"]+"/, `<au id="${idsIn(xml)[0]}"`), /13\.1/],
    ['opens a page that is not there', swap('<url>index.html', '<url>start.html'), /14\.1\.0\.0-4/],
    ['opens a page elsewhere', swap('<url>index.html', '<url>https://example.org/index.html'), /14\.1\.0\.0-3/],
    ['takes a name of the launch', swap('<url>index.html', '<url>index.html?actor=x'), /8\.1\.0\.0-6/],
    ['passes by nothing', swap(' masteryScore="0.7"', ''), /nothing to pass by/],
  ])('if it %s', (_, broken, fault) => {
    const xml = broken(structure())
    expect(xml).not.toBe(structure())
    const found = faultsOf(xml, about.files)
    expect(found.length).toBeGreaterThan(0)
    expect(found.join('\n')).toMatch(fault)
  })
})
