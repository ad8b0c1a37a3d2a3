import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

/** Debian's Chromium if installed, preferably without windows, which takes half the time; otherwise Playwright's own. */
export function launchOptions(): LaunchOptions {
  const debian = ['chromium-headless-shell', 'chromium', 'chromium-browser'].map((name) => `/usr/bin/${name}`)
  const executablePath = [process.env.CHROMIUM_PATH, ...debian].find((path) => path && existsSync(path))
  return {
    ...(executablePath && { executablePath }),
    // Without the last flag, words in PDFs are so close that readers find no spaces.
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'],
  }
}
