import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineConfig } from '@playwright/test'
import { SERVER } from './server/commands/prepare.js'
import { launchOptions } from './tests/support/chromium'

/** Against the built site, as `npm run build` makes it: `npx playwright test`, and with BROWSER_TEST_PORT beside another run. */
const PORT = Number(process.env.BROWSER_TEST_PORT ?? 3999)
const workers = 2
/** Only `npm run test:deep` runs these: files by their name, tests by their tag. */
const DEEP = /\.deep\.spec\.ts|@deep/

// Workers read this file too, and inherit the environment: the store is made once and removed with its maker.
if (!process.env.BROWSER_TEST_DATA) {
  const store = mkdtempSync(join(tmpdir(), 'second-look-browser-'))
  process.env.BROWSER_TEST_DATA = store
  process.on('exit', () => rmSync(store, { recursive: true, force: true }))
}

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  projects: [
    { name: 'main', grepInvert: DEEP },
    { name: 'deep', grep: DEEP },
  ],
  fullyParallel: true,
  workers,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : [])],
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    actionTimeout: 10_000,
    launchOptions: launchOptions(),
  },
  webServer: {
    command: `node ${SERVER}`,
    url: `http://localhost:${PORT}/healthz`,
    env: {
      PORT: String(PORT),
      DATA_DIR: process.env.BROWSER_TEST_DATA,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--require=${resolve('tests/support/light-scrypt.cjs')}`,
      PSEUDO_LOCALE: '1',
      DATABASE_URL: '',
      FACILITATORS: 'anyone',
      SECOND_FACTOR: 'nobody',
      CONTACT_NAME: 'The safety desk',
      CONTACT_PHONE: '+00 555 0100',
      CONTACT_EMAIL: 'desk@ministry.example',
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 60_000,
  },
})
