import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  'server-only': fileURLToPath(new URL('tests/support/server-only.ts', import.meta.url)),
  'use-intl/format-message': 'use-intl/format-message/format-only',
}

/** `unit` needs nothing but the code; `server` needs a build and starts processes and databases. */
export default defineConfig({
  resolve: { alias },
  test: {
    // Otherwise Node loads it, and knows nothing of the alias.
    server: { deps: { inline: ['use-intl'] } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['{scenarios,components,messages,tests}/**/*.test.{ts,tsx}'], exclude: ['tests/{e2e,soak}/**'] } },
      {
        extends: true,
        test: { name: 'server', include: ['server/**/*.test.ts', 'tests/soak/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false, globalSetup: 'tests/support/postgres.ts' },
      },
    ],
  },
})
