import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { agree } from '@/tests/support/agree'
import { loadLibrary } from './load'

const root = fileURLToPath(new URL('.', import.meta.url))
const files = (readdirSync(root, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => ({ path, bytes: readFileSync(`${root}/${path}`) }))

const variants = loadLibrary(files).scenarios.flatMap(({ scenario, variants }) =>
  Object.entries(variants).map(([variant, { play }]) => ({ name: `${scenario.id} ${variant}`, play })),
)

test('every scenario of the library is covered', () => {
  expect(variants.length).toBeGreaterThan(files.filter(({ path }) => path.endsWith('scenario.yaml')).length)
})

test.each(variants)(
  'machine and plain function agree in every reachable state of $name, on every event',
  ({ play }) => {
    expect(agree(play).disagreements).toEqual([])
  },
  60_000,
)
