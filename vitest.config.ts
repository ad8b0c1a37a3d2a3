import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('.', import.meta.url)),
      'server-only': fileURLToPath(new URL('tests/support/server-only.ts', import.meta.url)),
    },
  },
  test: {
    include: ['{scenarios,components,server,app,messages,tests}/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
  },
})
