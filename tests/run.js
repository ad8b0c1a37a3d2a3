/**
 * `npm run check`: what needs no build. `npm test`: that, the server, and the main ways in a browser. `npm run test:deep`: the rest.
 * `npm run test:node24`: all of it, on the Node of the image.
 * Every step runs, whatever failed before it, so that one run shows all that has to be mended.
 * Plain JavaScript without a dependency: it installs what the tests need.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { bundle, install, requireNode } from '../server/commands/prepare.js'
import { browser } from './browser.js'
import { counted, failedTests, secondsOfScenario } from './reports.js'

/**
 * @typedef {{ name: string, args: string[], report?: string, isBuilt?: boolean, env?: () => Record<string, string> }} Step A report is
 * the file that its tests are listed in. One that is built is left out if the build failed.
 * @typedef {Step[][][]} Plan One phase after the other. A phase has lanes beside each other, and a lane its steps in turn.
 */

const TSC = 'node_modules/@typescript/native/bin/tsc'
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js'

const routeTypes = { name: 'Route types', args: ['node_modules/next/dist/bin/next', 'typegen'] }
/** Without what an earlier run kept, which may know other routes. */
const types = { name: 'Types', args: [TSC, '--noEmit', '--incremental', 'false'] }
const quick = [
  { name: 'Types of the pure rooms', args: [TSC, '--noEmit', '-p', 'scenarios'] },
  { name: 'Lint and format', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'Library', args: ['server/commands/command.js', 'scenario', 'check'] },
]
const programs = { name: 'Database and browser', args: ['--import', 'tsx', 'tests/programs.ts'] }
const build = { name: 'Build', args: ['server/commands/build.js'] }
const units = vitest('Units and architecture', 'unit')

/** Types, the build and an installation use one processor or none, so each has something beside it. @type {Plan} */
const usual = [
  // The build writes the types of the routes.
  [[build], [...quick, programs]],
  [[units], [types]],
  [[vitest('Server and storage', 'server')]],
  [[playwright('Main ways in a browser', 'main')]],
]
/** @type {Plan} */
const deep = [
  // Tests that wait for processes leave room for the units.
  [[vitest('Every scenario in every package', 'deep-unit')], [vitest('Processes that are killed and crowded', 'deep-alone')]],
  [[vitest('Adversaries, and a year', 'deep-server')]],
  [[vitest('On PostgreSQL', 'deep-postgres', '-t', 'on PostgreSQL')]],
  [[playwright('Every way in a browser', 'deep')]],
]
/** @type {Record<string, Plan>} */
const PLANS = {
  fast: [[[routeTypes]], [[types], quick], [[units]]],
  usual,
  deep: [[[build], [programs]], ...deep],
  whole: [...usual, ...deep],
}

/** Seconds of one processor that a scenario may add to the deep tests. */
const SCENARIO_BUDGET = 60
const kind = Object.keys(PLANS).find((name) => process.argv.includes(`--${name}`)) ?? 'usual'
const RESULTS = `test-results/${kind}`
/** What a failed step said last, by its name. @type {Map<string, string>} */
const failed = new Map()
/** @type {Set<string>} */
const running = new Set()

requireNode()
install({ dev: true })
for (const stale of [RESULTS, '.next/dev/types']) rmSync(stale, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })
// The library check bundles the commands, too: not beside the build.
bundle('commands')
for (const lanes of PLANS[kind] ?? []) await Promise.all(lanes.map(inTurn))
conclude()

/** @param {string} name @param {string} project @param {string[]} more @returns {Step} */
function vitest(name, project, ...more) {
  const report = `${project}.json`
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=default', '--reporter=json', ...more]
  return { name, report, args, isBuilt: project !== 'unit' && project !== 'deep-unit' }
}

/** @param {string} name @param {string} project @returns {Step} */
function playwright(name, project) {
  return {
    name,
    report: `browser-${project}.json`,
    args: [PLAYWRIGHT, 'test', '--project', project],
    isBuilt: true,
    env: () => ({ CHROMIUM_PATH: browser() }),
  }
}

/** @param {Step[]} steps */
async function inTurn(steps) {
  for (const step of steps) {
    if (step.isBuilt && failed.has(build.name)) failed.set(step.name, 'Not run, because the build failed.')
    else await run(step)
  }
}

/**
 * Runs a step. What it says comes at once if nothing else is running; beside another it comes in one piece, so that it can be read.
 * @param {Step} step @returns {Promise<void>}
 */
function run({ name, args, report, env }) {
  const isBeside = running.size > 0
  running.add(name)
  const began = Date.now()
  const file = report ? `${RESULTS}/${report}` : undefined
  const all = file?.includes('browser') ? args : [...args, ...(file ? [`--outputFile.json=${file}`] : [])]
  let said = `\n– ${name}\n`
  if (!isBeside) process.stdout.write(said)
  const child = spawn(process.execPath, all, {
    stdio: ['inherit', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
      ...(file && { PLAYWRIGHT_JSON_OUTPUT_NAME: file }),
      ...env?.(),
    },
  })
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      said += text
      if (!isBeside) process.stdout.write(text)
    })
  return new Promise((done) =>
    child.on('close', (status) => {
      running.delete(name)
      console.log(`${isBeside ? said : ''}  ${name}: ${Math.round((Date.now() - began) / 1000)} s`)
      if (status !== 0) failed.set(name, (file && failedTests(file)) || said.trimEnd().split('\n').slice(-15).join('\n'))
      done()
    }),
  )
}

/** Says last what failed, and keeps it for a run of several commands. */
function conclude() {
  const { passed, failed: wrong, skipped } = counted(RESULTS)
  const lines = [...failed].map(([name, said]) => `\n✗ ${name}\n${said}\n`)
  writeFileSync(`${RESULTS}/failures.txt`, lines.join(''))
  if (kind === 'deep') console.log(`\nA scenario takes ${Math.round(secondsOfScenario(RESULTS))} s of ${SCENARIO_BUDGET}.`)
  console.log(`${lines.join('')}\n${passed} passed, ${wrong} failed${skipped ? `, ${skipped} skipped` : ''}`)
  if (failed.size === 0) return
  console.error(`\n${[...failed.keys()].map((name) => `“${name}”`).join(', ')} failed.\n`)
  process.exitCode = 1
}
