import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exampleInput } from './support/example-scenario'
import { Artefact } from '@/scenarios/engine/format/artefacts'
import { LOOKS } from '@/scenarios/engine/format/looks'
import { Scenario } from '@/scenarios/engine/format/schema'
import { USAGE } from '@/scenarios/authoring/commands/verbs'

const text = readFileSync('docs/authoring.md', 'utf8')
const [moment, things, act] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block]) => parse(block!) as object)
const { scenes } = exampleInput
const shown = (things as object[]).map((thing) => Artefact.parse(thing))

test('the moment that authors are shown is one of the format', () => {
  expect(Object.keys(moment!)).toEqual(['proof'])
  expect(Scenario.parse({ ...exampleInput, scenes: { ...scenes, ...moment } }).scenes.proof!.title).toBe('Four lines to strike')
})

test('authors are shown every kind and every look, and an act on one of them', () => {
  const seen = shown.map((artefact) => ('look' in artefact ? `${artefact.kind}/${artefact.look}` : artefact.kind))
  const all = Artefact.options.flatMap(({ shape }) => {
    const kind = shape.kind.value
    return kind in LOOKS ? LOOKS[kind as keyof typeof LOOKS].map((look) => `${kind}/${look}`) : [kind]
  })
  expect([...new Set(seen)].sort()).toEqual([...all].sort())
  const [decision, ...others] = scenes.record!.decisions
  const record = {
    ...scenes.record!,
    show: things,
    decisions: [{ ...decision, options: [...decision!.options, ...(act as object[])] }, ...others],
  }
  const { options } = Scenario.parse({ ...exampleInput, scenes: { ...scenes, record } }).scenes.record!.decisions[0]!
  expect(shown.map(({ id }) => id)).toContain(options.at(-1)!.on)
})

test('authors are shown every verb that there is, and no other', () => {
  const shown = new Set([...text.matchAll(/npm run --silent scenario -- (\w+)/g)].map(([, verb]) => verb))
  const verbs = [...USAGE.matchAll(/^ {2}(\w+)/gm)].map(([, verb]) => verb)
  expect([...shown].sort()).toEqual(verbs.sort())
})
