import { describe, expect, test } from 'vitest'
import { drawNames } from '@/scenarios/engine/play/names'
import { pool, variantIn } from '@/tests/support/play'
import type { Attempt } from './attempts'
import { stageOf } from './localise'

const inEnglish = (variant: 'genuine' | 'hostile') =>
  ({ ...variantIn('P01', variant).compiled, language: { locale: 'en' } }) as unknown as Attempt['compiled']
const compiled = inEnglish('genuine')
const staged = (seed: number, of = compiled) =>
  stageOf({ compiled: of, header: { names: drawNames(pool, Object.keys(of.play.cast), seed) } as Attempt['header'] })
const namesOf = (seed: number, of = compiled) => Object.keys(of.play.cast).map((id) => staged(seed, of).play.cast[id]!.name)

describe('a staged play', () => {
  test('is the same for the same names, and differs for others', () => {
    expect(staged(1)).toBe(staged(1))
    expect(staged(2)).not.toBe(staged(1))
    expect(namesOf(2)).not.toEqual(namesOf(1))
    expect(JSON.stringify(staged(2).play)).not.toContain(namesOf(1)[0])
  })

  test('differs for another scenario', () => {
    expect(staged(1, inEnglish('hostile'))).not.toBe(staged(1))
  })

  test('is forgotten after about twenty others', () => {
    const first = staged(1)
    for (let seed = 2; seed <= 20; seed++) staged(seed)
    expect(staged(1)).toBe(first)
    for (let seed = 2; seed <= 22; seed++) staged(seed)
    expect(staged(1)).not.toBe(first)
    expect(staged(1).play).toEqual(first.play)
  })
})
