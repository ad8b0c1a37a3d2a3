import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import en from '@/messages/en.json' with { type: 'json' }
import { isCounted } from '@/scenarios/engine/play/compiled'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { arrived, axe, cutTexts, expect, heading, perform, reportButton, test } from '../support/browser'
import { type UnpackedPackage, madePackage, served } from '../support/package'
import { type KnownVariant, nextEvent, picker, variantIn, stateAfter, textPattern, debriefHeading, scoreAfter } from '../support/play'

const t = en.package
/** As a share. A tutorial and a scenario that may be skipped report completion alone. */
const resultOf = (known: KnownVariant, events: readonly PlayEvent[]): number =>
  isCounted(known.compiled) ? scoreAfter(known, events).result / 100 : 1
const reportOption = ({ compiled }: KnownVariant): string[] => (isCounted(compiled) ? ['--report', 'pass'] : [])
/** A tutorial, a scenario that counts, one that may be skipped. The deep unit tests play all scenarios in their LMSs. */
const ONE_OF_EACH_KIND = [variantIn('T01', 'genuine'), variantIn('P03', 'genuine'), variantIn('P12', 'hostile')]

for (const [i, known] of ONE_OF_EACH_KIND.entries())
  test(
    `a package of ${known.name} plays to its debrief from a web folder, goes on where it was after a reload, and asks nothing of any other place [p:package-completion]`,
    i === 0 ? {} : { tag: '@deep' },
    async ({ page }) => {
      const made = madePackage(known.scenario, '--kind', 'standalone', '--variant', known.variant, ...reportOption(known))
      const site = await served(made)
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      try {
        await page.goto(`${site.url}package/index.html`)
        await expect(page.getByText(t.disclosed.device)).toBeVisible()
        await page.getByRole('button', { name: en.learn.start }).click()
        const pick = picker(300 + i)
        const events: PlayEvent[] = []
        for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
          const event = nextEvent(known, state, pick)
          await perform(page, known, state, event)
          events.push(event)
          if (event.type === 'decide' || event.type === 'continue') await arrived(page)
          if (event.type === 'decide' && state.submissions === 1) {
            await page.reload()
            const at = stateAfter(known, events)
            await expect(heading(page)).toHaveText(textPattern(known.compiled.play.scenes[at.scene]!.title))
          }
        }
        const { title } = known.compiled.key.endings[scoreAfter(known, events).outcome]!
        for (const again of [false, true]) {
          if (again) await page.reload()
          await expect(heading(page)).toHaveText(debriefHeading(known, events))
          await expect(page.getByRole('main').getByText(textPattern(title)).first()).toBeVisible()
        }
        await expect(page.getByText(en.debrief.onDevice)).toBeVisible()
        const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: t.keep }).click()])
        const kept = JSON.parse(readFileSync(await file.path(), 'utf8')) as { scenario: string; outcome: { score: number } }
        expect(kept).toMatchObject({ scenario: known.scenario, outcome: { score: resultOf(known, events) } })
        expect(asked.filter((url) => !url.startsWith(`${site.url}package/`) && !url.startsWith('blob:'))).toEqual([])
      } finally {
        site.stop()
        made.remove()
      }
    },
  )

test.describe('of P01', () => {
  let made: UnpackedPackage
  test.beforeAll(() => {
    made = madePackage('P01', '--kind', 'standalone')
  })
  test.afterAll(() => made.remove())

  test('it is small, and the same when it is made again', () => {
    const again = madePackage('P01', '--kind', 'standalone')
    again.remove()
    expect(again.sha256).toBe(made.sha256)
    expect(made.size).toBeLessThanOrEqual(350_000)
    const html = new TextDecoder().decode(made.files['index.html'])
    const [script] = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map((m) => m[1]!)
    expect(gzipSync(script!, { level: 9 }).length).toBeLessThan(100_000)
    expect(script).not.toMatch(/\beval\(|new Function\(/)
    // Only fonts are loaded, from the folder beside it.
    expect(html.replace(script!, '').match(/(?:src|href)="(?!#)[^"]+"/g)).toBeNull()
    expect(Object.keys(made.files).filter((path) => !path.startsWith('fonts/'))).toEqual(['LICENSE.txt', 'index.html'])
  })

  const { play } = variantIn('P01', 'hostile').compiled
  const first = textPattern(play.scenes[play.start]!.title)

  test('from a disk it begins', { tag: '@deep' }, async ({ page }) => {
    await page.goto(pathToFileURL(`${made.directory}/index.html`).href)
    await page.getByRole('button', { name: en.learn.start }).click()
    await expect(heading(page)).toHaveText(first)
  })

  test('in a frame it begins, and says what is worth knowing in a real case', { tag: '@deep' }, async ({ page }) => {
    const site = await served(made, { 'frame.html': '<!doctype html><iframe src="package/index.html" width="320" height="480"></iframe>' })
    try {
      await page.goto(`${site.url}frame.html`)
      const frame = page.frameLocator('iframe')
      await frame.getByRole('button', { name: en.learn.start }).click()
      await expect(frame.getByRole('heading', { level: 1 })).toHaveText(first)
      await frame.getByRole('button', { name: en.ui.helpShort }).click()
      await expect(frame.getByText(en.help.unnamed)).toBeVisible()
    } finally {
      site.stop()
    }
  })

  test('at 320 px nothing is cut, and axe finds nothing', { tag: '@deep' }, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const site = await served(made)
    try {
      await page.goto(`${site.url}package/index.html`)
      const look = async () => {
        expect(await axe(page)).toEqual([])
        expect(await cutTexts(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      await look()
      await page.getByRole('button', { name: en.learn.start }).click()
      await look()
    } finally {
      site.stop()
    }
  })

  test('what an older package left begins anew, says so, and keeps its result', { tag: '@deep' }, async ({ page }) => {
    const site = await served(made)
    try {
      await page.addInitScript(() =>
        localStorage.setItem(
          'package:/package/index.html',
          JSON.stringify({ suspended: 'v1|ffffffff|h1|t|40', outcome: { passed: true, score: 0.9, objectives: [] } }),
        ),
      )
      const kept = () => page.evaluate(() => JSON.parse(localStorage.getItem('package:/package/index.html')!) as { suspended: string })
      await page.goto(`${site.url}package/index.html`)
      await expect(page.getByRole('status')).toHaveText(t.restarted)
      await page.getByRole('button', { name: en.learn.start }).click()
      await reportButton(page, play.scenes[play.start]!).click()
      await expect.poll(async () => (await kept()).suspended).toMatch(/^v1\|(?!ffffffff)[0-9a-f]{8}\|.+\|t\|/)
      expect(await kept()).toMatchObject({ outcome: { passed: true, score: 0.9 } })
    } finally {
      site.stop()
    }
  })
})

test('a package of T01 has one variant, and says so where another is asked for', { tag: '@deep' }, () => {
  expect(() => madePackage('T01', '--kind', 'standalone', '--variant', 'hostile')).toThrow(/T01 is never hostile. Leave --variant out./)
  expect(() => madePackage('P99', '--kind', 'standalone')).toThrow(/no scenario P99/)
  expect(() => madePackage('P01', '--kind', 'scorm13')).toThrow(/--kind is one of/)
})
