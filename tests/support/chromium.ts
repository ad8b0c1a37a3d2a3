import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

/** Debian's Chromium if installed, else Playwright's own. Nothing runs in the background, nothing leaves this machine. */
export function launchOptions(): LaunchOptions {
  const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path && existsSync(path),
  )
  return {
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'],
  }
}
