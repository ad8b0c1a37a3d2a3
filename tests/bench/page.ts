/**
 * The learner's page: its size, when the first choice is usable on a slow network, how soon the next scene is painted. A minimal inkjs player
 * makes the same eight decisions under the same conditions. Then how often one process serves the page, next to a bare page of Next.
 */
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, type Page, chromium } from '@playwright/test'
import { stringify } from 'yaml'
import { launchOptions } from '../support/chromium'
import { startServer } from '../support/server'
import { soundDraft, soundPool } from '../support/sound-scenario'
import { serveBare } from './bare'
import { serveInk } from './ink'
import { type LoadResult, load } from './load'
import { median, printTable } from './table'

/** As many as a scenario may have. */
const SCENES = 8
const RUNS = 5
const PATTERN = 'P99'
/** Slow 4G as the browser's own tools emulate it: 562 ms round trip, 1.44 Mbit/s; and a quarter of the CPU. */
const SLOW = { offline: false, latency: 562, downloadThroughput: (1.44e6 * 0.9) / 8, uploadThroughput: (675e3 * 0.9) / 8 }

export async function benchPage(): Promise<void> {
  const library = mkdtempSync(join(tmpdir(), 'second-look-bench-'))
  writeLibrary(library)
  const [ours, ink, browser] = await Promise.all([
    startServer({ env: { LIBRARY_DIR: library } }),
    serveInk(SCENES),
    chromium.launch(launchOptions()),
  ])
  try {
    const weights = { ours: await weight(browser, ours.url, begin), ink: await weight(browser, ink.url, visit) }
    const rows = { ours: [] as Figures[], ink: [] as Figures[] }
    for (let run = 0; run < RUNS; run++) {
      rows.ours.push(await race(browser, ours.url, begin, OURS))
      rows.ink.push(await race(browser, ink.url, visit, INK))
    }
    const of = (who: 'ours' | 'ink', figure: keyof Figures) => median(rows[who].map((r) => r[figure]))
    printTable(`A learner's page, ${SCENES} decisions, medians of ${RUNS}`, [
      ['', 'Second Look', 'inkjs', 'ratio'],
      ...(
        [
          ['JavaScript, kB gzip (noModule apart)', weights.ours, weights.ink],
          ['first choice usable, slow 4G and 4× CPU, ms', of('ours', 'usable'), of('ink', 'usable')],
          ['click to next scene painted, 4× CPU, ms', of('ours', 'next'), of('ink', 'next')],
          ['click to next scene painted, ms', of('ours', 'nextFast'), of('ink', 'nextFast')],
        ] as const
      ).map(([name, a, b]) => [name, a, b, a / b]),
    ])
    await benchServing(browser, ours)
  } finally {
    await browser.close()
    await Promise.all([ours.stop(), ink.stop()])
    rmSync(library, { recursive: true, force: true })
  }
}

async function benchServing(browser: Browser, { url, pid }: { url: string; pid: number }): Promise<void> {
  const bare = await serveBare()
  try {
    const page = await browser.newPage()
    const address = await begin(page, url)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    await page.close()
    const [a, b] = [await load(address, pid, { cookie }), await load(bare.url, bare.pid)]
    const row = (name: string, figure: keyof LoadResult) => [name, a[figure] ?? '', b[figure] ?? '', (a[figure] ?? 0) / (b[figure] ?? 1)]
    printTable('The page from the server, 32 connections to one process', [
      ['', 'Second Look', 'bare Next page', 'ratio'],
      row('HTML over the wire, kB gzip', 'wire'),
      row('pages a second', 'perSecond'),
      row('99th percentile, ms', 'p99'),
      row('CPU of the server a page, ms', 'cpu'),
    ])
  } finally {
    await bare.stop()
  }
}

function writeLibrary(root: string): void {
  mkdirSync(join(root, PATTERN))
  writeFileSync(join(root, 'names.yaml'), stringify(soundPool))
  const scenario = { ...soundDraft({ scenes: SCENES }), id: PATTERN }
  writeFileSync(join(root, PATTERN, 'scenario.yaml'), stringify(scenario, { aliasDuplicateObjects: false }))
}

type SceneOpener = (page: Page, url: string) => Promise<string>
const begin: SceneOpener = async (page, url) => {
  await page.goto(`${url}/en/learn/${PATTERN}`)
  await Promise.all([page.waitForURL(/attempts/), page.locator('main form button').click()])
  return page.url()
}
const visit: SceneOpener = async (page, url) => {
  await page.goto(url)
  return url
}

/** kB of JavaScript loaded by the page, gzipped. */
async function weight(browser: Browser, url: string, arrive: SceneOpener): Promise<number> {
  const page = await browser.newPage()
  const address = await arrive(page, url)
  const scripts: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => gzipSync(body, { level: 9 }).length))
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  const sizes = await Promise.all(scripts)
  await page.close()
  return sizes.reduce((a, b) => a + b, 0) / 1000
}

/** Milliseconds. Our page is usable once painted, as a form post; ink's buttons are made by its script. */
interface Figures {
  usable: number
  next: number
  nextFast: number
}
interface Player {
  choice: string
  choose: (page: Page) => Promise<number>
}

const OURS: Player = {
  choice: '.send-bar button[type=submit]',
  async choose(page) {
    const goOn = page.locator('button[name=continue]')
    if (await goOn.count()) return painted(page, 'button[name=continue]')
    const act = page.locator('#decision .answer input:not([data-sends])')
    await act.first().check({ force: true })
    return painted(page, '.send-bar button.btn-primary')
  },
}
const INK: Player = { choice: 'button.choice', choose: (page) => painted(page, 'button.choice') }

const painted = (page: Page, selector: string): Promise<number> =>
  page.evaluate(
    (target) =>
      new Promise<number>((done) => {
        const button = document.querySelector<HTMLButtonElement>(target)!
        const what = () => document.querySelector('h1')!.textContent + (document.querySelector('#follows')?.textContent ?? '')
        const before = what()
        const began = performance.now()
        const look = () => {
          if (what() === before) return
          seen.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => done(performance.now() - began)
            port2.postMessage(null)
          })
        }
        const seen = new MutationObserver(look)
        seen.observe(document.body, { subtree: true, childList: true, characterData: true })
        button.click()
      }),
    selector,
  )

async function race(browser: Browser, url: string, arrive: SceneOpener, player: Player): Promise<Figures> {
  const context = await browser.newContext()
  // The TypeScript loader wraps inner functions in a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (f) => f')
  const page = await context.newPage()
  const address = await arrive(page, url)
  const nextFast = await playOn(page, address, player)

  const slow = await context.newPage()
  const devtools = await context.newCDPSession(slow)
  await devtools.send('Network.enable')
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true })
  await devtools.send('Network.emulateNetworkConditions', SLOW)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const fresh = player === OURS ? await freshAttempt(page, url) : address
  await slow.addInitScript((selector) => {
    const look = () =>
      document.querySelector(selector)
        ? requestAnimationFrame(() => {
            ;(window as { choiceAt?: number }).choiceAt = performance.now()
          })
        : requestAnimationFrame(look)
    requestAnimationFrame(look)
  }, player.choice)
  await slow.goto(fresh, { waitUntil: 'load' })
  await slow.waitForFunction(() => 'choiceAt' in window)
  const usable = await slow.evaluate(() => (window as { choiceAt?: number }).choiceAt!)
  await devtools.send('Network.emulateNetworkConditions', { ...SLOW, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
  const next = await playOn(slow, fresh, player, false)
  await context.close()
  return { usable, next, nextFast }
}

async function freshAttempt(page: Page, url: string): Promise<string> {
  // The server would refuse a request that is still under way, and lead the page elsewhere.
  await page.goto('about:blank')
  await page.context().clearCookies()
  return begin(page, url)
}

/** Plays to the last scene. @returns the median of the milliseconds from a click to the next paint */
async function playOn(page: Page, address: string, player: Player, load = true): Promise<number> {
  if (load) await page.goto(address, { waitUntil: 'networkidle' })
  else await page.waitForLoadState('networkidle')
  const times: number[] = []
  for (let i = 0; i < SCENES - 1; i++) times.push(await player.choose(page))
  return median(times)
}
