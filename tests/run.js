/**
 * `npm test`: everything, the fast checks first. `npm run check`: the fast half.
 * Plain JavaScript without a dependency: it installs what the tests need.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { bundle, install, requireNode, stop } from '../server/commands/prepare.js'
import { browser } from './browser.js'

/** @typedef {{ name: string, args: string[], env?: Record<string, string> }} Step */

const fast = process.argv.includes('--fast')
const REPORTS = 'test-results'
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

requireNode()
install({ dev: true })
for (const stale of [REPORTS, '.next/dev/types']) rmSync(stale, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })

const tsc = 'node_modules/@typescript/native/bin/tsc'
const types = { name: 'Types', args: [tsc, '--noEmit'] }
const quick = [
  { name: 'Types of the pure rooms', args: [tsc, '--noEmit', '-p', 'scenarios'] },
  { name: 'Lint and format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'Library', args: ['server/commands/command.js', 'scenario', 'check'] },
]
const units = vitest('Units, architecture, library', 'unit')
// Types, the build and an installation use one processor or none, so each has something beside it.
if (fast) {
  await inTurn([{ name: 'Route types', args: ['node_modules/next/dist/bin/next', 'typegen'] }])
  await Promise.all([inTurn([types]), inTurn(quick)])
  await inTurn([units])
} else {
  // The library check bundles the commands, too: not at the same time.
  bundle('commands')
  const programs = { name: 'Database and browser', args: ['--import', 'tsx', 'tests/programs.ts'] }
  await Promise.all([inTurn([{ name: 'Build', args: ['server/commands/build.js'] }]), inTurn([...quick, programs])])
  // The build writes the types of the routes. Whoever waits for processes to come back leaves room for the units.
  await Promise.all([inTurn([units, types]), inTurn([vitest('Processes that are killed, restarted and crowded', 'alone')])])
  await inTurn([
    vitest('Storage and server, on both databases', 'server'),
    {
      name: 'Browser',
      args: ['node_modules/@playwright/test/cli.js', 'test'],
      env: { CHROMIUM_PATH: browser(), PLAYWRIGHT_JSON_OUTPUT_NAME: `${REPORTS}/browser.json` },
    },
  ])
}
const { passed, failed, skipped } = counted()
console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`)

/** @param {string} name @param {string} project @returns {Step} */
function vitest(name, project) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORTS}/${project}.json`]
  return { name, args: ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters] }
}

/** @param {Step[]} steps */
async function inTurn(steps) {
  for (const step of steps) await run(step)
}

/**
 * Runs a step. What it says comes at once if nothing else is running; beside another it comes in one piece, so that it can be read.
 * @param {Step} step @returns {Promise<void>}
 */
function run({ name, args, env = {} }) {
  const beside = running.size > 0
  const began = Date.now()
  if (!beside) console.log(`\n– ${name}`)
  const child = spawn(process.execPath, args, {
    stdio: ['inherit', beside ? 'pipe' : 'inherit', beside ? 'pipe' : 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  })
  running.add(child)
  let said = beside ? `\n– ${name}\n` : ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said += text
    })
  return new Promise((done) =>
    child.on('close', (status) => {
      running.delete(child)
      console.log(`${said}  ${name}: ${Math.round((Date.now() - began) / 1000)} s`)
      if (status === 0) done()
      else fail(name)
    }),
  )
}

/** @param {string} name @returns {never} */
function fail(name) {
  for (const child of running) child.kill()
  const { passed, failed } = counted()
  console.log(`\n${passed} passed, ${Math.max(1, failed)} failed`)
  stop(`“${name}” failed; the lines above say why.`)
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
