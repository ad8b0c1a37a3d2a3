import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  'server-only': fileURLToPath(new URL('tests/support/server-only.ts', import.meta.url)),
  'use-intl/format-message': 'use-intl/format-message/format-only',
}

/** Only `npm run test:deep` runs these. */
const DEEP = '**/*.deep.test.{ts,tsx}'
/** These start processes and databases, and need a build. */
const STARTED = '{server,tests/access,tests/adversary,tests/soak}/**/'
/**
 * Here two hundred phones come back, and processes are killed: what else runs would be in their way. A short year disturbs nobody; the
 * whole one, which `npm run soak` lives, fills a machine.
 */
const ALONE = [
  'server/live/{ending,stalled,two-processes}.deep.test.ts',
  'server/main.deep.test.ts',
  `tests/soak/${process.env.SOAK_RUNS ? '*' : '!(year)'}.deep.test.ts`,
]

/** Suites that `server` runs on SQLite only. */
const ON_POSTGRES = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .map((file) => `server/${file}`)
  .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('onEitherDatabase('))

const unit = {
  setupFiles: ['tests/support/missing-texts.ts'],
  testTimeout: 60_000,
  maxWorkers: 2,
  // A third of the time went into loading the same modules for each file. What these tests are about keeps no state of its own.
  isolate: false,
}
const server = {
  testTimeout: 120_000,
  hookTimeout: 180_000,
  maxWorkers: 2,
  globalSetup: ['tests/support/built.ts', 'tests/support/databases.ts'],
}
const projects = [
  { name: 'unit', ...unit, include: ['{scenarios,components,lms,messages,tests}/**/*.test.{ts,tsx}'], exclude: [`${STARTED}*`, DEEP] },
  { name: 'server', ...server, include: [`${STARTED}*.test.ts`], exclude: [DEEP] },
  { name: 'deep-unit', ...unit, include: [`{scenarios,components,lms,tests}/${DEEP}`], exclude: [`${STARTED}*`] },
  { name: 'deep-server', ...server, include: [`${STARTED}*.deep.test.ts`], exclude: ALONE },
  { name: 'deep-postgres', ...server, include: ON_POSTGRES, env: { ON_POSTGRES: '1' } },
  { name: 'deep-alone', ...server, include: ALONE, fileParallelism: false },
]

export default defineConfig({
  resolve: { alias },
  test: {
    // Otherwise Node loads it, and knows nothing of the alias.
    server: { deps: { inline: ['use-intl'] } },
    projects: projects.map((test) => ({ extends: true as const, test })),
  },
})
