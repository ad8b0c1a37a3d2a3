import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stop } from '../server/commands/prepare.js'

/** A browser for tests, figures and pictures: one that is here, Debian's, or Playwright's own. Plain JavaScript, as prepare.js. */
export function browser() {
  const here = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => path && existsSync(path))
  if (here) return here
  console.log('\n– Installing a browser')
  const debian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (debian) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'poppler-utils'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  const { status } = spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { stdio: 'inherit' })
  if (status !== 0)
    stop('This needs Chromium, and it could not be installed. Install it and set CHROMIUM_PATH to its program, then run this again.')
  return ''
}
