import { expect, test } from 'vitest'
import { variants } from '@/tests/support/play'
import { segmentsOf } from './play'
import { toldIn } from './spoken'

const shown = variants.flatMap(({ compiled }) => Object.values(compiled.play.scenes).flatMap(({ show }) => show))
const told = shown.flatMap((artefact) => toldIn(artefact, (person) => person))
const of = (kind: string) => shown.filter((a) => a.kind === kind).flatMap((artefact) => toldIn(artefact, (person) => person))

test('words that somebody says or writes are spoken, and cells, files and descriptions are not', () => {
  expect(of('transcript').every(({ spoken }) => spoken)).toBe(true)
  for (const kind of ['profile', 'card', 'itinerary', 'place']) expect(of(kind).some(({ spoken }) => spoken)).toBe(false)
  expect(told.filter(({ text }) => /^[\w-]+\.(pdf|docx|jpg|zip)$/.test(text)).every(({ spoken }) => !spoken)).toBe(true)
  expect(told.find(({ text }) => text === '9: TEST OK')?.spoken).toBe(true)
  expect(told.find(({ text }) => text === 'It’s been washed.')?.spoken).toBe(false)
})
test('a cell stands under its label, and a description under the title of its thing', () => {
  expect(told.find(({ text }) => text === 'Hired van, bread van')).toMatchObject({ spoken: false, under: 'Vehicles' })
  for (const { under } of [...of('profile'), ...of('thing'), ...of('card')]) expect(under).not.toBe('')
})
test('nothing that can be flagged is left out', () => {
  const state = { facts: [], checks: [] }
  for (const artefact of shown) {
    const ids = new Set(toldIn(artefact, () => undefined).map(({ id }) => id))
    expect(segmentsOf(artefact, state).filter(({ id }) => !ids.has(id))).toEqual([])
  }
})
