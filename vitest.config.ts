import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  'server-only': fileURLToPath(new URL('tests/support/server-only.ts', import.meta.url)),
  'use-intl/format-message': 'use-intl/format-message/format-only',
}

const started = { testTimeout: 120_000, hookTimeout: 180_000, globalSetup: ['tests/support/built.ts', 'tests/support/databases.ts'] }
/** Here two hundred phones come back, and processes are killed: what else runs would be in their way. */
const ALONE = ['server/live/{ending,stalled,two-processes}.test.ts', 'server/main.test.ts']
const SOAK = 'tests/soak/**/*.test.ts'
/** A short year disturbs nobody; the whole one, which `npm run soak` lives, fills a machine. */
const YEAR = 'tests/soak/year.test.ts'
const whole = process.env.SOAK_RUNS !== undefined

/** `unit` needs nothing but the code; `server` and `alone` need a build and start processes and databases. */
export default defineConfig({
  resolve: { alias },
  test: {
    // Otherwise Node loads it, and knows nothing of the alias.
    server: { deps: { inline: ['use-intl'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: ['{scenarios,components,lms,messages,tests}/**/*.test.{ts,tsx}'],
          exclude: ['tests/{access,adversary,e2e,soak}/**'],
          maxWorkers: 2,
          // A third of the time went into loading the same modules for each file. What these tests are about keeps no state of its own.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...started,
          name: 'server',
          include: ['server/**/*.test.ts', 'tests/{access,adversary}/**/*.test.ts', ...(whole ? [] : [YEAR])],
          exclude: ALONE,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: { ...started, name: 'alone', include: [...ALONE, SOAK], exclude: whole ? [] : [YEAR], fileParallelism: false },
      },
    ],
  },
})
