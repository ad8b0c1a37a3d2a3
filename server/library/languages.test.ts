import { beforeAll, describe, expect, test, vi } from 'vitest'
import { langOf, foreignTo } from '@/scenarios/engine/play/language'
import { shortHash } from '@/scenarios/engine/play/overlay'
import { drawNames } from '@/scenarios/engine/play/names'
import { ownLibrary } from '@/tests/support/library'
import { soundPool } from '@/tests/support/sound-scenario'
import { stageVariant } from '../learning/localise'
import { shippedCourses } from '../courses/shipped'
import { evidenceByLocale } from './evidence'
import { EVIDENCE_FILES, readFiles } from './files'
import { evidenceIn, libraryIn } from './library'

vi.stubEnv('PSEUDO_LOCALE', '1')
const { scenario } = ownLibrary()
const PSEUDO = /^\[.*\]$/s

describe('evidence', () => {
  const english = 'Hurry that helps only the other side'
  const german = (texts: Record<string, { text: string; of: string }>, name = 'de') => ({
    path: `scenarios/evidence/${name}.yaml`,
    bytes: JSON.stringify({ locale: name, texts }),
  })
  const evidence = async (...overlays: ReturnType<typeof german>[]) => evidenceByLocale([...(await readFiles(EVIDENCE_FILES)), ...overlays])
  const urgency = { text: 'Eile, die nur der anderen Seite dient', of: shortHash(english) }

  test('is translated text by text, with missing or outdated texts in English and marked', async () => {
    const { languages, findings } = await evidence(
      german({ 'signs.urgency.label': urgency, 'signs.secrecy.label': { text: 'Veraltet', of: '00000000' } }),
    )
    expect(findings).toEqual([])
    const { indicators, sourceOf, language } = languages.de!
    expect(indicators.urgency!.label).toBe(urgency.text)
    expect(indicators.urgency!.cites).toEqual(languages.en!.indicators.urgency!.cites)
    expect(indicators.secrecy).toEqual(languages.en!.indicators.secrecy)
    expect(sourceOf('G-01')).toEqual(languages.en!.sourceOf('G-01'))
    const foreign = foreignTo('de', language, (text) => text)
    expect([indicators.urgency!.label, indicators.secrecy!.label, sourceOf('G-01')!.text].map((text) => langOf(foreign, text))).toEqual([
      undefined,
      'en',
      'en',
    ])
  })

  test('is in the original language if there is no translation', async () => {
    const { languages } = await evidence()
    expect(Object.keys(languages)).toEqual(['en', 'en-XA'])
    expect((await evidenceIn('fr')).language.locale).toBe('en')
  })

  test('with a translation of nothing, or one that does not parse, is served, and the fault is reported', async () => {
    const { languages, findings } = await evidence(german({ 'signs.urgency.label': urgency, 'signs.nothing.label': urgency }), {
      path: 'scenarios/evidence/fr.yaml',
      bytes: 'locale: [',
    })
    expect(languages.de!.indicators.urgency!.label).toBe(urgency.text)
    expect(languages.fr).toBeUndefined()
    expect(findings.map(({ rule, file }) => [rule, file])).toEqual([
      ['overlay-unknown', 'scenarios/evidence/de.yaml'],
      ['yaml-syntax', 'scenarios/evidence/fr.yaml'],
    ])
  })
})

describe('in the pseudo-language', () => {
  let scenarios: Awaited<ReturnType<typeof libraryIn>>['scenarios']
  beforeAll(async () => {
    scenarios = (await libraryIn('en-XA')).scenarios
  })

  test('every text of a scenario is translated, on the same structure', async () => {
    const accented = scenarios.find(({ id }) => id === scenario)!
    const { hostile } = (await libraryIn('en')).scenario(scenario)!.variants
    const compiled = accented.variants.hostile!
    expect(accented.language).toEqual({ locale: 'en-XA', untranslated: [] })
    expect(compiled.identity.structure).toBe(hostile!.identity.structure)
    expect(compiled.identity.texts).not.toBe(hostile!.identity.texts)
    expect([accented.title, accented.summary, accented.you].every((text) => PSEUDO.test(text))).toBe(true)
    const { play, fill } = stageVariant(compiled, drawNames(soundPool, Object.keys(compiled.play.cast), 1))
    const scene = play.scenes[play.start]!
    for (const text of [scene.title, scene.place, scene.lead[0]!.text, scene.decisions[0]!.options[0]!.text, fill(compiled.key.keep.rule)])
      expect(text).toMatch(PSEUDO)
  })

  test('so is what a debrief cites', async () => {
    const { indicators, sourceOf } = await evidenceIn('en-XA')
    for (const text of [indicators.urgency!.label, sourceOf('G-01')!.text, sourceOf('R-01')!.text]) expect(text).toMatch(PSEUDO)
  })

  test('and so are the courses to start from', () => {
    for (const { course, language } of shippedCourses('en-XA')) {
      expect(language).toEqual({ locale: 'en-XA', untranslated: [] })
      expect([course.title, course.summary].every((text) => PSEUDO.test(text))).toBe(true)
      for (const item of course.items) if (item.kind !== 'scenario') expect(item.body).toMatch(PSEUDO)
    }
    expect(shippedCourses('fr').map(({ language }) => language.locale)).toEqual(['en', 'en'])
  })
})
