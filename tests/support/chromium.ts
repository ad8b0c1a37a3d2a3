import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

/**
 * Debian's Chromium if installed, best the one without windows, which needs half the time; else Playwright's own. Nothing runs in the
 * background, nothing leaves this machine.
 */
export function launchOptions(): LaunchOptions {
  const debian = ['chromium-headless-shell', 'chromium', 'chromium-browser'].map((name) => `/usr/bin/${name}`)
  const executablePath = [process.env.CHROMIUM_PATH, ...debian].find((path) => path && existsSync(path))
  return {
    ...(executablePath && { executablePath }),
    // Without the last, words are so close in PDFs that what reads them finds no space.
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking', '--font-render-hinting=none'],
  }
}
