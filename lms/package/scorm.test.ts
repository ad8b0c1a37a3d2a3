import { describe, expect, test } from 'vitest'
import { PASS_MARK } from '@/scenarios/engine/score/attempt'
import { manifestFaults } from '@/tests/support/manifest'
import { scenarios } from '@/tests/support/play'
import type { PackageDescription } from './about'
import type { Scorm } from './schemas'
import { descriptors as scorm12 } from './scorm12'
import { descriptors as scorm2004 } from './scorm2004'

const FILES = ['LICENSE.txt', 'fonts/inter latin&ext.woff2', 'index.html', 'player.css', 'player.js']
const ABOUT: PackageDescription = {
  id: 'P01',
  title: 'A consultancy asks',
  description: 'Somebody offers a fee for a report.',
  locale: 'en',
  minutes: 12,
  mastery: 0.7,
  files: FILES,
  launch: 'index.html',
}
const KINDS = { scorm12, scorm2004 }

const packed = (kind: Scorm, about: PackageDescription): Record<string, string | Uint8Array> => ({
  ...Object.fromEntries(about.files.map((path) => [path, ''])),
  ...KINDS[kind](about),
})
const manifestIn = (files: Record<string, string | Uint8Array>): string => files['imsmanifest.xml'] as string

describe.each(Object.keys(KINDS) as Scorm[])('a manifest of %s', (kind) => {
  const of = (about: Partial<PackageDescription> = {}) => packed(kind, { ...ABOUT, ...about })

  test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))('is right for %s, passed or only completed', (_, scenario) => {
    const { id, title, summary: description, minutes } = scenario
    for (const mastery of [PASS_MARK / 100, null])
      expect(manifestFaults(kind, of({ id, title, description, minutes, mastery }))).toEqual([])
  })
  test('is right for any title and any file names', () => {
    const title = `Wer fragt? "A & B" <ok> \u0000\u0008\ud800 ]]> 🔑 ${'ö'.repeat(300)}`
    expect(manifestFaults(kind, of({ title, id: '7-days', files: [...FILES, 'a b/ü#?%.txt'].sort() }))).toEqual([])
    expect(manifestIn(of({ title }))).toContain('Wer fragt? &quot;A &amp; B&quot; &lt;ok&gt;')
    // Some LMSs have a database that refuses a longer title.
    expect(manifestIn(of({ title }))).not.toContain('ö'.repeat(200))
  })
  test('says from when it is passed, but nothing if only completion is reported', () => {
    const mark = kind === 'scorm12' ? '<adlcp:masteryscore>70</adlcp:masteryscore>' : '>0.7</imsss:minNormalizedMeasure>'
    expect(manifestIn(of())).toContain(mark)
    expect(manifestIn(of({ mastery: null }))).not.toMatch(/mastery|Objective|minNormalized/)
  })
  test('is the same for the same package', () => expect(of()).toEqual(of()))
  test('is not made for a package that cannot be opened or cannot be passed', () => {
    expect(() => of({ launch: 'start.html' })).toThrow(RangeError)
    for (const mastery of [-0.1, 1.1, Number.NaN]) expect(() => of({ mastery })).toThrow(RangeError)
  })

  const swap = (from: string | RegExp, to: string) => (files: Record<string, string | Uint8Array>) => {
    const before = manifestIn(files)
    const after = before.replace(from, to)
    if (after === before) throw new Error(`the manifest has no ${from}`)
    return { ...files, 'imsmanifest.xml': after }
  }
  const without = (name: string) => (files: Record<string, string | Uint8Array>) =>
    Object.fromEntries(Object.entries(files).filter(([path]) => path !== name))
  const scormType = kind === 'scorm12' ? 'scormtype' : 'scormType'
  const own: [string, (files: Record<string, string | Uint8Array>) => Record<string, string | Uint8Array>][] =
    kind === 'scorm12'
      ? [
          ['a mastery of 170', swap('>70<', '>170<')],
          ['a mastery of "most"', swap('>70<', '>most<')],
          [
            'the namespace of SCORM 2004',
            swap('xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"', 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'),
          ],
          ['an element that ADL does not know', swap(/adlcp:masteryscore/g, 'adlcp:mastery')],
          ['a schema that is not at the root', without('adlcp_rootv1p2.xsd')],
        ]
      : [
          ['a mastery of 70', swap('>0.7<', '>70<')],
          ['a mastery that decides nothing', swap(' satisfiedByMeasure="true"', '')],
          ['completion that the LMS sets by itself', swap(' completionSetByContent="true"', '')],
          ['success that the LMS sets by itself', swap('objectiveSetByContent="true"', 'objectiveSetByContent="false"')],
          ['an attribute that IMS does not know', swap('tracked="true"', 'track="true"')],
          ['a schema that is not at the root', without('imsss_v1p0objective.xsd')],
        ]
  test.each([
    ['no manifest', without('imsmanifest.xml')],
    ['a tag that is not closed', swap('</manifest>', '')],
    ['an & as it stands', swap('A consultancy', 'A & consultancy')],
    ['another version', swap(/<schemaversion>[^<]*/, '<schemaversion>CAM 1.3')],
    ['no resources', swap(/<resources>[\s\S]*<\/resources>/, '')],
    ['an item before its title', swap(/(<organization [^>]*>)\s*(<title>[^<]*<\/title>)([\s\S]*<\/item>)/, '$1$3$2')],
    ['an id that is none', swap('manifest identifier="second-look', 'manifest identifier="2nd look')],
    ['one id for two parts', swap('-resource" type', '-item" type')],
    ['an item without its resource', swap('identifierref="second-look-P01-resource"', 'identifierref="elsewhere"')],
    ['an organization that is not there', swap('default="second-look-P01-organization"', 'default="second-look-P01-item"')],
    ['no title', swap(/<item ([^>]*)>\s*<title>[^<]*<\/title>/, '<item $1><title> </title>')],
    ['a resource that is no SCO', swap(`${scormType}="sco"`, `${scormType}="asset"`)],
    ['a type that there is not', swap(`${scormType}="sco"`, `${scormType}="SCO"`)],
    ['a page that is none of its files', swap('" href="index.html">', '" href="start.html">')],
    ['a file that is not in the package', without('player.js')],
    ['a file that the manifest does not name', (files: Record<string, string | Uint8Array>) => ({ ...files, 'more.js': '' })],
    ...own,
  ])('is rejected with %s', (_, broken) => expect(manifestFaults(kind, broken(of()))).not.toEqual([]))
})
