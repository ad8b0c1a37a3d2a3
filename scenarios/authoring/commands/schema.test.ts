import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jsonSchemaOf } from './schema'
import { MODELINE } from '../draft/skeleton'

const committed = () => readFileSync('scenarios/scenario.schema.json', 'utf8')

test('the schema for editors matches the format: npm run --silent scenario -- schema > scenarios/scenario.schema.json', () => {
  expect(committed()).toBe(`${jsonSchemaOf('scenario')}\n`)
})

test('it says what the keys are for', () => {
  const { properties } = JSON.parse(committed()) as { properties: Record<string, { description?: string; allOf?: unknown }> }
  expect(
    Object.entries(properties)
      .filter(([, { description }]) => !description)
      .map(([key]) => key),
  ).toEqual([])
})

test('every scenario tells editors where it is', () => {
  const scenarios = (readdirSync('scenarios/library', { recursive: true }) as string[]).filter((path) => path.endsWith('scenario.yaml'))
  expect(scenarios.length).toBeGreaterThan(2)
  for (const path of scenarios) expect(readFileSync(`scenarios/library/${path}`, 'utf8').startsWith(`${MODELINE}\n`), path).toBe(true)
})
