/** What the reports of Vitest and Playwright say. Plain JavaScript, as run.js. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'

/** @typedef {{ where: string, title: string, seconds: number, fault: string | null, page?: string[] }} Test A fault is null if it passed, or did not run. */
/** @typedef {{ duration: number, error?: { message?: string }, attachments?: { name: string, path?: string }[] }} Result */
/** @typedef {{ title: string, ok: boolean, file: string, line: number, tests: { results: Result[] }[] }} Spec */
/** @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite */
/** @typedef {{ status: string, fullName: string, duration?: number, failureMessages: string[] }} Assertion */
/** @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} File */

const SHOWN = 40

/** @param {string} path @returns {Test[]} */
function testsIn(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'))
  return report.testResults ? report.testResults.flatMap(ofVitest) : ofPlaywright(report)
}

/** @param {File} file @returns {Test[]} */
function ofVitest({ name, status, message, assertionResults }) {
  const where = relative('', name)
  const tests = assertionResults.map(({ status: is, fullName, duration = 0, failureMessages }) => {
    return { where, title: fullName, seconds: duration / 1000, fault: is === 'failed' ? (failureMessages[0] ?? '') : null }
  })
  const isBroken = status === 'failed' && tests.every(({ fault }) => fault === null)
  return isBroken ? [...tests, { where, title: 'the file itself', seconds: 0, fault: message }] : tests
}

/** @param {Suite} suite @returns {Test[]} */
function ofPlaywright({ specs = [], suites = [] }) {
  const tests = specs.map(({ title, ok, file, line, tests: runs }) => {
    const results = runs.flatMap((run) => run.results)
    const broken = ok ? undefined : results.find(({ error }) => error)
    const fault = ok ? null : (broken?.error?.message ?? '')
    const seconds = results.reduce((sum, { duration }) => sum + duration / 1000, 0)
    return { where: `${file}:${line}`, title, seconds, fault, page: pageIn(broken?.attachments) }
  })
  return [...tests, ...suites.flatMap(ofPlaywright)]
}

/** What the page said when it failed: where a test ran elsewhere, its files are gone. @param {Result['attachments']} attachments */
function pageIn(attachments = []) {
  const path = attachments.find(({ name }) => name === 'error-context')?.path
  if (!path || !existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => /^\s*- (heading|alert|status)\b/.test(line))
    .slice(0, 6)
}

/** The failed tests of a report, each with how its fault begins; empty if it names none. @param {string} path */
export function failedTests(path) {
  const failed = existsSync(path) ? testsIn(path).filter(({ fault }) => fault !== null) : []
  const more = failed.length > SHOWN ? [`  … and ${failed.length - SHOWN} more in ${path}`] : []
  return [...failed.slice(0, SHOWN).map(said), ...more].join('\n')
}

/** @param {Test} test */
function said({ where, title, fault, page = [] }) {
  const plain = (fault ?? '').replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), '').split('\n')
  const lines = plain.filter((line) => line.trim() && !/^\s+at /.test(line)).slice(0, 3)
  return [`  ${where}: ${title}`, ...[...lines, ...page].map((line) => `      ${line.trim().slice(0, 200)}`)].join('\n')
}

/** @param {string} folder */
const reportsIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))

/** Sums all reports of a folder. @param {string} folder */
export function counted(folder) {
  const sum = { passed: 0, failed: 0, skipped: 0 }
  for (const path of reportsIn(folder)) {
    const { stats, ...report } = JSON.parse(readFileSync(path, 'utf8'))
    sum.passed += stats ? stats.expected : report.numPassedTests
    sum.failed += testsIn(path).filter(({ fault }) => fault !== null).length
    sum.skipped += stats ? stats.skipped : report.numPendingTests
  }
  return sum
}

/** How long the tests take that name a scenario: the median of all scenarios, in seconds. @param {string} folder */
export function secondsOfScenario(folder) {
  /** @type {Map<string, number>} */
  const sums = new Map()
  for (const { title, seconds } of reportsIn(folder).flatMap(testsIn)) {
    const [id] = /\b[PT]\d\d\b/.exec(title) ?? []
    if (id) sums.set(id, (sums.get(id) ?? 0) + seconds)
  }
  return [...sums.values()].sort((a, b) => a - b)[Math.floor(sums.size / 2)] ?? 0
}
