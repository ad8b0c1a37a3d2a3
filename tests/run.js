/**
 * `npm test`: everything, the fast checks first. `npm run check`: the fast half.
 * Plain JavaScript without a dependency: it installs what the tests need.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { build, install, requireNode, stop } from '../server/commands/prepare.js'
import { browser } from './browser.js'

const fast = process.argv.includes('--fast')
const REPORTS = 'test-results'

requireNode()
install({ dev: true })
for (const stale of [REPORTS, '.next/dev/types']) rmSync(stale, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

step('Route types', 'node', ['node_modules/next/dist/bin/next', 'typegen'])
step('Types', 'node', ['node_modules/typescript/bin/tsc', '--noEmit'])
step('Types of the pure rooms', 'node', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'scenarios'])
step('Lint and format', 'node', ['node_modules/@biomejs/biome/bin/biome', 'check', '.'])
step('Library', 'npm', ['run', '--silent', 'scenario', '--', 'check'])
vitest('Units, architecture, library', 'unit')
if (!fast) {
  build()
  vitest('Storage and server, on both databases', 'server')
  vitest('Processes that are killed, restarted and crowded', 'alone')
  process.env.CHROMIUM_PATH = browser()
  step('Browser', 'node', ['node_modules/@playwright/test/cli.js', 'test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/browser.json` })
}
const { passed, failed, skipped } = counted()
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)

/** @param {string} name @param {string} project */
function vitest(name, project) {
  step(name, 'node', [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORTS}/${project}.json`,
  ])
}

/** @param {string} name @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function step(name, command, args, env = {}) {
  console.log(`\n– ${name}`)
  const began = Date.now()
  const { status } = spawnSync(command === 'node' ? process.execPath : command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  if (status !== 0) {
    const { passed, failed } = counted()
    console.log(`\n${passed} passed, ${Math.max(1, failed)} failed`)
    stop(`“${name}” failed; the lines above say why.`)
  }
  console.log(`  ${name}: ${Math.round((Date.now() - began) / 1000)} s`)
}

/** Sums what the reports say. */
function counted() {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const project of ['unit', 'server', 'alone']) {
    const file = `${REPORTS}/${project}.json`
    if (!existsSync(file)) continue
    const report = JSON.parse(readFileSync(file, 'utf8'))
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    sum.skipped += report.numPendingTests
  }
  if (existsSync(`${REPORTS}/browser.json`)) {
    const { stats } = JSON.parse(readFileSync(`${REPORTS}/browser.json`, 'utf8'))
    sum.passed += stats.expected
    sum.failed += stats.unexpected + stats.flaky
    sum.skipped += stats.skipped
  }
  return sum
}
