import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadLibrary } from '@/scenarios/library/load'
import { type Arguments, argumentsOf, drawNames } from '../play/names'
import { format, mapTexts, stage } from '../play/staging'
import { wholeOf } from './whole-scenario'

const LIBRARY = resolve('scenarios/library')
const { scenarios, pool } = loadLibrary(
  (readdirSync(LIBRARY, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, bytes: readFileSync(resolve(LIBRARY, path)) })),
)
const said = (text: string) => text.replace('{said}', '…')

describe.each(scenarios.flatMap(({ scenario, variants }) => Object.values(variants).map((compiled) => ({ id: scenario.id, compiled }))))(
  '$id in its $compiled.key.variant variant',
  ({ compiled }) => {
    const names = drawNames(pool, Object.keys(compiled.play.cast), 0)
    const args: Arguments = argumentsOf(compiled.values, names)
    const fill = (text: string) => format(text, args, 'en')
    const play = stage(compiled.play, names, args, 'en')
    const whole = wholeOf({ compiled, play, fill, indicators: {} })
    const shown = JSON.stringify(whole, (name, value: unknown) => (name === 'artefact' ? undefined : value))
    const missing = (texts: string[]) => texts.filter((text) => !shown.includes(JSON.stringify(said(text)).slice(1, -1)))

    test('has every text that a learner can read', () => {
      const texts: string[] = []
      mapTexts(play.scenes, (text) => {
        texts.push(text)
        return text
      })
      expect(texts.length).toBeGreaterThan(20)
      expect(missing(texts)).toEqual([])
    })
    test('has everything that explains or ends it, with each source', () => {
      const { key } = compiled
      const texts = [
        ...Object.values(key.segments).map(({ why }) => why),
        ...Object.values(key.options).flatMap((options) => Object.values(options).map(({ why }) => why)),
        ...Object.values(key.reports).map(({ why }) => why),
        ...Object.values(key.endings).flatMap(({ title, text }) => [title, ...text.map((s) => s.text)]),
        ...key.verdict.text.map((s) => s.text),
        key.keep.rule,
        key.notes.before,
        key.notes.after,
      ]
      expect(missing(texts.filter((text) => text !== undefined).map(fill))).toEqual([])
      const cited = JSON.stringify(key).match(/[RG]-\d\d/g) ?? []
      expect(new Set(whole.cites)).toEqual(new Set(cited))
      expect(shown.includes('"sometimes":true')).toBe(JSON.stringify(play.scenes).includes('"when":{'))
    })
    test("has the key's points, harm, business and deciding checks", () => {
      const options = whole.scenes.flatMap((s) => s.decisions.flatMap((d) => d.options))
      const own = Object.values(compiled.key.options).flatMap((o) => Object.entries(o))
      expect(options.map((o) => [o.id, Object.fromEntries(o.points)])).toEqual(own.map(([id, o]) => [id, o.rubric]))
      const { harm, business, matters } = compiled.key
      const sets = new Set(
        Object.values(play.scenes).flatMap((s) => s.decisions.flatMap((d) => d.options.flatMap((o) => Object.keys(o.sets)))),
      )
      expect(options.some((o) => o.harm === 'does')).toBe(harm.some(({ fact }) => sets.has(fact)))
      expect(options.some((o) => o.settles)).toBe(business !== undefined)
      expect(whole.scenes.flatMap((s) => (s.report.matters ? s.id : []))).toEqual(matters ? [matters] : [])
      expect(whole.scenes.flatMap((s) => s.checks.filter((c) => c.decides).map((c) => c.id)).sort()).toEqual(
        [...compiled.key.decides].sort(),
      )
    })
  },
)
