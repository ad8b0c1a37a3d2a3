import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { exampleInput } from './support/example-scenario'
import { Scenario } from '@/scenarios/engine/format/schema'
import { USAGE } from '@/scenarios/authoring/commands/verbs'

const text = readFileSync('docs/authoring.md', 'utf8')

test('the moment that authors are shown is one of the format', () => {
  const [, block] = /```yaml\n([\s\S]*?)```/.exec(text)!
  const scenes = parse(block!) as object
  expect(Object.keys(scenes)).toEqual(['proof'])
  expect(Scenario.parse({ ...exampleInput, scenes: { ...exampleInput.scenes, ...scenes } }).scenes.proof!.title).toBe(
    'Four lines to strike',
  )
})

test('authors are shown every verb that there is, and no other', () => {
  const shown = new Set([...text.matchAll(/npm run --silent scenario -- (\w+)/g)].map(([, verb]) => verb))
  const verbs = [...USAGE.matchAll(/^ {2}(\w+)/gm)].map(([, verb]) => verb)
  expect([...shown].sort()).toEqual(verbs.sort())
})
