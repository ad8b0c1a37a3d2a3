import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jsonSchemaOf } from './json-schema'

const committed = () => readFileSync('scenarios/story.schema.json', 'utf8')

test('the schema that editors read is that of the format: npm run --silent scenario -- schema > scenarios/story.schema.json', () => {
  expect(committed()).toBe(`${jsonSchemaOf('story')}\n`)
})

test('it says what the keys are for', () => {
  const { properties } = JSON.parse(committed()) as { properties: Record<string, { description?: string; allOf?: unknown }> }
  expect(
    Object.entries(properties)
      .filter(([, { description }]) => !description)
      .map(([key]) => key),
  ).toEqual([])
})
