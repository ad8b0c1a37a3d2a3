import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { readCourseSuspended, readMark } from '@/lms/course/suspend-data'
import type { Variant } from '@/scenarios/engine/format/schema'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { arrived, axe, cutTexts, expect, heading, perform, test } from '../support/browser'
import { type UnpackedPackage, madePackage, served } from '../support/package'
import { shippedCourse } from '../support/shipped-course'
import { nextEvent, scenarios, picker, variantIn, stateAfter, debriefHeading } from '../support/play'

const { courses, package: own } = en
const course = shippedCourse('essentials')
const AT = 'package/index.html'

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const kept = (page: Page) =>
  page.evaluate((at) => (JSON.parse(localStorage.getItem(`package:/${at}`) ?? '{}') as { suspended?: string }).suspended ?? '', AT)

async function drawnAt(page: Page, item: string): Promise<Variant | null> {
  const at = course.items.findIndex(({ id }) => id === item)
  return readMark(readCourseSuspended(await kept(page))?.marks[at] ?? '')?.variant ?? null
}

/** Loads the page again after its first decision. */
async function play(page: Page, item: { id: string; scenario: string }, seed: number) {
  // It is drawn, and kept, when the scenario is opened.
  expect(await drawnAt(page, item.id)).toBeNull()
  await button(page, courses.item.play).click()
  await expect.poll(() => drawnAt(page, item.id)).not.toBeNull()
  const known = variantIn(item.scenario, (await drawnAt(page, item.id))!)
  const pick = picker(seed)
  const events: PlayEvent[] = []
  let isReloaded = false
  for (let state = stateAfter(known, events); state.phase !== 'debrief'; state = stateAfter(known, events)) {
    const event = nextEvent(known, state, pick)
    await perform(page, known, state, event)
    events.push(event)
    if (event.type === 'decide' || event.type === 'continue') await arrived(page)
    if (event.type !== 'decide' || isReloaded) continue
    isReloaded = true
    await page.reload()
  }
  expect(isReloaded).toBe(true)
  await expect(heading(page)).toHaveText(debriefHeading(known, events))
}

test('a package of the essentials is taken to its end, with the page loaded again in every part', async ({ page }) => {
  // Three scenarios, one after the other.
  test.setTimeout(300_000)
  const made = madePackage('course:essentials', '--kind', 'standalone', '--report', 'pass')
  const site = await served(made)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  try {
    await page.goto(site.url + AT)
    await expect(heading(page)).toHaveText(course.title)
    await expect(page.getByText(own.disclosed.device)).toBeVisible()
    await button(page, courses.terms.start).click()
    for (const [i, item] of course.items.entries()) {
      const title = item.kind === 'scenario' ? scenarios.find(({ id }) => id === item.scenario)!.title : item.title
      await expect(heading(page)).toHaveText(title)
      await expect(heading(page)).toBeFocused()
      if (item.kind === 'scenario') {
        await play(page, item, 500 + i)
        await page.reload()
        await expect(page.getByText(`${i + 1} of ${course.items.length} parts done`)).toBeVisible()
        await page.getByRole('link', { name: title }).click()
        await button(page, courses.item.debrief).click()
        await page.getByRole('banner').getByRole('button', { name: courses.item.nextUp }).click()
        continue
      }
      await page.reload()
      await expect(heading(page)).toHaveText(course.title)
      await button(page, courses.continue).click()
      await expect(heading(page)).toHaveText(title)
      if (item.kind === 'acknowledgement') {
        // The package names nobody, so there is nothing to read and to know.
        await expect(page.getByText(own.course.nobody)).toBeVisible()
        await expect(page.getByText(/here it is|pick it out/i)).toHaveCount(0)
      }
      await button(page, item.kind === 'page' ? courses.item.read : own.course.confirm).click()
    }
    for (const again of [false, true]) {
      if (again) await page.reload()
      await expect(page.getByText(courses.note.complete)).toBeVisible()
      await expect(button(page, own.keep)).toBeVisible()
    }
    expect(asked.filter((url) => !url.startsWith(`${site.url}package/`) && !url.startsWith('data:'))).toEqual([])
  } finally {
    site.stop()
    made.remove()
  }
})

test.describe('a course of one’s own', () => {
  const CONTACT = { name: 'The safety desk', ways: ['+00 555 0100', 'desk@ministry.example'] }
  let made: UnpackedPackage
  test.beforeAll(() => {
    const directory = mkdtempSync(join(tmpdir(), 'second-look-course-'))
    const file = join(directory, 'Own course.yaml')
    writeFileSync(
      file,
      `title: Our own course
summary: One case, one page, one question.
passing: mastery
shares: results
items:
  - { id: own-case, kind: scenario, scenario: P12 }
  - { id: reading, kind: page, title: To be read, minutes: 1, body: "Tell your officer the same day. [G-04]" }
  - { id: whom, kind: acknowledgement, title: I know whom to tell, minutes: 1, body: "Read it." }
`,
    )
    made = madePackage('--course', file, '--kind', 'standalone', '--report', 'pass')
    rmSync(directory, { recursive: true, force: true })
  })
  test.afterAll(() => made.remove())
  const withContact = (): Record<string, string> => ({
    [AT]: new TextDecoder().decode(made.files['index.html']).replaceAll('"contacts":[]', `"contacts":[${JSON.stringify(CONTACT)}]`),
  })

  test('is small, and loads nothing but what is in it', () => {
    const html = new TextDecoder().decode(made.files['index.html'])
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)![1]!
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(100_000)
    expect(made.size).toBeLessThan(1.5 * 1024 * 1024)
  })

  test('its case can be skipped, and the question about the contact has one right answer', async ({ page }) => {
    const site = await served(made, withContact())
    try {
      await page.goto(site.url + AT)
      await expect(page.getByText(own.course.mastery)).toBeVisible()
      await button(page, courses.terms.start).press('Enter')
      await expect(page.getByText(own.course.maySkip)).toBeVisible()
      await button(page, courses.item.skip).click()
      await page
        .getByRole('link', { name: /Source 1|source 1/ })
        .first()
        .click()
      await button(page, courses.item.read).click()
      await button(page, courses.whom.ready).click()
      await button(page, courses.whom.check).click()
      await expect(page.getByRole('status').filter({ hasText: courses.whom.incomplete })).toBeVisible()
      await page.getByRole('radio', { name: CONTACT.name }).check()
      const numbers = page.getByRole('group', { name: courses.whom.number.phone }).getByRole('radio')
      await expect(numbers).toHaveCount(4)
      for (const radio of await numbers.all()) if ((await radio.getAttribute('value')) !== CONTACT.ways[0]) await radio.check()
      await button(page, courses.whom.check).click()
      await expect(page.getByRole('status').filter({ hasText: courses.whom.wrong })).toBeVisible()
      await expect(heading(page)).toBeFocused()
      await button(page, courses.whom.ready).click()
      await page.getByRole('radio', { name: CONTACT.name }).check()
      await page.getByRole('radio', { name: CONTACT.ways[0], exact: true }).check()
      await button(page, courses.whom.check).click()
      await expect(page.getByText(courses.note.complete)).toBeVisible()
      expect(readCourseSuspended(await kept(page))!.marks).toEqual(['r', 'r', 'r'])
    } finally {
      site.stop()
    }
  })

  test('at 320 px nothing is cut on any of its pages, and axe finds nothing', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    const site = await served(made, withContact())
    const look = async () => {
      expect(await axe(page)).toEqual([])
      expect(await cutTexts(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
    try {
      await page.goto(site.url + AT)
      await look()
      await button(page, courses.terms.start).click()
      await look()
      await button(page, courses.item.skip).click()
      await look()
      await button(page, courses.item.back).click()
      await look()
      await button(page, courses.continue).click()
      await button(page, courses.item.read).click()
      await look()
      await button(page, courses.whom.ready).click()
      await look()
      await page.getByRole('radio', { name: CONTACT.name }).check()
      await page.getByRole('radio', { name: CONTACT.ways[0], exact: true }).check()
      await button(page, courses.whom.check).click()
      await look()
    } finally {
      site.stop()
    }
  })

  test('what another release left begins anew, and says so', async ({ page }) => {
    const site = await served(made)
    try {
      await page.addInitScript(
        (at) => localStorage.setItem(`package:/${at}`, JSON.stringify({ suspended: 'c1|ffffffff|1|r.r.r|40', outcome: null })),
        AT,
      )
      await page.goto(site.url + AT)
      await expect(page.getByRole('status').filter({ hasText: own.course.restarted })).toBeVisible()
      await expect(button(page, courses.terms.start)).toBeVisible()
    } finally {
      site.stop()
    }
  })
})

test('what no package can be made of is said in one line', () => {
  expect(() => madePackage('course:none', '--kind', 'standalone')).toThrow(
    /No course none comes with Second Look: essentials, onboarding\./,
  )
  expect(() => madePackage('course:essentials', '--kind', 'standalone', '--variant', 'hostile')).toThrow(/Leave --variant out\./)
  expect(() => madePackage('--kind', 'standalone')).toThrow(/Name one scenario/)
})
