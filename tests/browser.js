import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stop } from '../server/commands/prepare.js'

const HEADLESS = '/usr/bin/chromium-headless-shell'

/**
 * A browser for tests, figures and pictures. Without windows it needs half the time, so that one is installed where that is possible
 * (Debian, as root), also beside another; else one that is here, or Playwright's own. Plain JavaScript, as prepare.js.
 */
export function browser() {
  const here = (/** @type {(string | undefined)[]} */ paths) => paths.find((path) => path && existsSync(path))
  const given = here([process.env.CHROMIUM_PATH, HEADLESS])
  if (given) return given
  const other = here(['/usr/bin/chromium', '/usr/bin/chromium-browser'])
  console.log('\n– Installing a browser')
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    // Beside another it must not take long, nor be missed without a network.
    if (!other) apt('update', '-qq')
    apt('install', '-y', '-qq', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=20', 'chromium-headless-shell', 'poppler-utils')
    if (existsSync(HEADLESS)) return HEADLESS
  }
  if (other) return other
  const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', '--only-shell', 'chromium'], {
    stdio: 'inherit',
  })
  if (status !== 0)
    stop('This needs Chromium, and it could not be installed. Install it and set CHROMIUM_PATH to its program, then run this again.')
  return ''
}

/** @param {string[]} words */
function apt(...words) {
  spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
