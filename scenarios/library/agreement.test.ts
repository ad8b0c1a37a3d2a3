import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { agree } from '@/tests/support/agree'
import { loadLibrary } from './load'

const root = fileURLToPath(new URL('.', import.meta.url))
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => ({ path, bytes: readFileSync(`${root}/${path}`) }))

const scenarios = loadLibrary(files).patterns.flatMap(({ pattern, scenarios }) =>
  Object.entries(scenarios).map(([nature, { play }]) => ({ name: `${pattern.id} ${nature}`, play })),
)

test('every story of the library is covered', () => {
  expect(scenarios.length).toBeGreaterThan(files.filter(({ path }) => path.endsWith('story.yaml')).length)
})

test.each(scenarios)(
  'machine and plain function agree in every reachable state of $name, on every event',
  ({ play }) => {
    expect(agree(play).disagreements).toEqual([])
  },
  60_000,
)
