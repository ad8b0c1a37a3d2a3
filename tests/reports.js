/** What the reports of Vitest and Playwright say. Plain JavaScript, as run.js. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @typedef {{ title: string, file: string, specs?: Spec[], suites?: Suite[] }} Suite */
/** @typedef {{ title: string, ok: boolean, file: string, line: number, tests: { results: { error?: { message?: string } }[] }[] }} Spec */

const SHOWN = 40

/** The failed tests of a report, each with how its message begins; empty if the report names none. @param {string} file */
export function failedTests(file) {
  if (!existsSync(file)) return ''
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const all = report.testResults ? ofVitest(report) : report.suites.flatMap((/** @type {Suite} */ suite) => ofPlaywright(suite))
  const more = all.length > SHOWN ? [`  … and ${all.length - SHOWN} more in ${file}`] : []
  return [...all.slice(0, SHOWN), ...more].join('\n')
}

/** @param {string} where @param {string} title @param {string} [message] */
const entry = (where, title, message = '') => {
  const lines = message.replaceAll(/\x1b\[\d+m/g, '').split('\n')
  const said = lines.filter((line) => line.trim() && !/^\s+at /.test(line)).slice(0, 3)
  return [`  ${where}: ${title}`, ...said.map((line) => `      ${line.trim().slice(0, 200)}`)].join('\n')
}

/** @param {{ testResults: { name: string, status: string, message: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[] }} report */
function ofVitest({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const where = relative('', name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0 && status === 'failed') return [entry(where, 'the file itself', message)]
    return failed.map(({ fullName, failureMessages }) => entry(where, fullName, failureMessages[0]))
  })
}

/** @param {Suite} suite @returns {string[]} */
function ofPlaywright({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok)
  const own = failed.map(({ title, file, line, tests }) =>
    entry(`${file}:${line}`, title, tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message),
  )
  return [...own, ...suites.flatMap(ofPlaywright)]
}

/** Sums all reports of a folder. @param {string} folder */
export function counted(folder) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const { stats, ...report } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    sum.passed += stats ? stats.expected : report.numPassedTests
    sum.failed += stats ? stats.unexpected + stats.flaky : report.numFailedTests
    sum.skipped += stats ? stats.skipped : report.numPendingTests
  }
  return sum
}
