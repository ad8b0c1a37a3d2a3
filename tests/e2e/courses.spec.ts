import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { parse } from 'yaml'
import en from '@/messages/en.json' with { type: 'json' }
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { exploredOf } from '@/scenarios/authoring/inspect/trial'
import { bestPlay } from '../support/best-play'
import { axe, cutTexts, expect, heading, test, schemeAt } from '../support/browser'
import { type KnownVariant, JUDGE, append, scoreAfter, variantAt, textPattern, wayTo } from '../support/play'
import { CONTACT, button, part, play, rest } from '../support/course-steps'
import { publishApart } from '../support/apart'

const { courses, certificate } = en
function belowAPass(known: KnownVariant): PlayEvent[] {
  const ways = Object.keys(known.compiled.key.endings).map((ending): PlayEvent[] => [...wayTo(known, (place) => place === ending), JUDGE])
  const missed = ways.find((events) => !scoreAfter(known, events).passed)
  if (!missed) throw new Error(`every shortest way through ${known.name} passes`)
  return missed
}

const ESSENTIALS = (parse(readFileSync('scenarios/courses/essentials.yaml', 'utf8')) as { items: unknown[] }).items.length
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })

async function begin(page: Page, token: string): Promise<string> {
  await page.goto(`/en/enrol/${token}`)
  await button(page, courses.enrol.anonymous).click()
  await page.waitForURL('**/items/*')
  return new URL(page.url()).pathname.split('/items/')[0]!
}

async function toTheCertificate(page: Page, context: BrowserContext, token: string): Promise<string> {
  const course = await begin(page, token)
  await rest(page, context)
  await page.waitForURL('**?note=complete')
  return course
}

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', script ? {} : { tag: '@deep' }, () => {
    test.use({ javaScriptEnabled: script })
    test('an anonymous learner goes from the link through the essentials to a certificate that anybody can verify', async ({
      page,
      context,
      browser,
    }) => {
      test.slow()
      const { link: token } = await publishApart('essentials', { people: 'codes' })
      await page.goto(`/en/enrol/${token}`)
      await expect(heading(page)).toHaveText('The essentials')
      await expect(page.getByText(courses.terms.codesBefore)).toBeVisible()
      await expect(page.getByText(courses.terms.never, { exact: true })).toBeVisible()
      const course = await toTheCertificate(page, context, token)
      await expect(page.getByRole('status')).toHaveText(courses.note.complete)
      await link(page, courses.certificateOpen).click()
      await page.getByLabel(certificate.name).fill('Robin Vale')
      await button(page, certificate.makeDo).click()
      await expect(page.getByRole('article')).toContainText('Robin Vale')
      const code = (await page.getByRole('article').textContent())!.match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/)![0]

      const stranger = await browser.newContext({ javaScriptEnabled: script })
      const there = await stranger.newPage()
      await there.goto('/en/verify')
      await there.getByLabel(certificate.verify.code).fill(code.toLowerCase().replaceAll('-', ' '))
      await there.getByRole('button', { name: certificate.verify.do }).click()
      await expect(heading(there)).toHaveText(certificate.verify.valid)
      await expect(there.getByRole('main')).toContainText('Robin Vale')
      await expect(there.getByRole('main')).toContainText(certificate.verify.byHolder)
      await there.goto(`${course}/certificate`)
      expect(new URL(there.url()).pathname, 'the certificate itself is its learner’s').toBe('/en/sign-in')

      await page.locator('summary', { hasText: certificate.change }).click()
      await button(page, certificate.removeName).click()
      await there.goto(`/verify/${code}`)
      await expect(there.getByRole('main')).toContainText(certificate.verify.noName)
      await expect(there.getByRole('main')).not.toContainText('Robin Vale')

      await page.locator('summary', { hasText: certificate.change }).click()
      await button(page, certificate.withdraw).click()
      await expect(page.getByRole('status')).toHaveText(certificate.note.confirm)
      await page.locator('summary', { hasText: certificate.change }).click()
      await page.getByLabel(certificate.withdrawConfirm).check()
      await button(page, certificate.withdraw).click()
      await there.reload()
      await expect(heading(there)).toHaveText(certificate.verify.revoked)
      await stranger.close()
    })
  })
}

test('nothing opens before the terms are seen, and parts open one after another', async ({ page, context }) => {
  const { link: token } = await publishApart('essentials', { people: 'codes' })
  const course = await begin(page, token)
  await page.goto(`${course}/items/whom-to-tell`)
  await expect(page).toHaveURL(`${course}?note=order`)
  expect(
    (
      await context.request.post(`${course}/items/whom-to-tell/done`, {
        form: { name: CONTACT.name, number: CONTACT.phone },
        maxRedirects: 0,
      })
    ).headers().location,
  ).toBe(course)
  await page.goto('/en')
  await expect(page.getByRole('main').getByRole('heading', { name: 'The essentials' })).toBeVisible()
  await page.getByRole('banner').getByRole('link', { name: courses.title }).click()
  await expect(page.getByText(courses.done.replace('{done}', '0').replace('{of}', String(ESSENTIALS)))).toBeVisible()
  await page.goto(`/en/enrol/${token}`)
  await expect(page.getByText(courses.enrol.already)).toBeVisible()
})

test('a learner who picks the wrong contact sees the right one again, and loses nothing by leaving one out', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const { link: token } = await publishApart('essentials', {
    people: 'codes',
    items: [{ id: 'whom', kind: 'acknowledgement', title: 'Whom', body: 'Read.', minutes: 1 }],
  })
  const course = await begin(page, token)
  await expect(page.getByRole('listitem').filter({ hasText: CONTACT.phone })).toBeVisible()
  await button(page, courses.whom.ready).click()
  await expect(page.getByRole('listitem').filter({ hasText: CONTACT.phone })).toHaveCount(0)
  await page.getByRole('radio', { name: courses.whom.others.help }).check()
  await page.getByRole('radio', { name: CONTACT.phone, exact: true }).check()
  await button(page, courses.whom.check).click()
  await expect(page.getByRole('status')).toHaveText(courses.whom.wrong)
  const answer = await context.request.post(`${course}/items/whom/done`, { form: { name: CONTACT.name }, maxRedirects: 0 })
  await page.goto(answer.headers().location!)
  await expect(page.getByRole('status')).toHaveText(courses.whom.incomplete)
  await page.getByRole('radio', { name: CONTACT.name }).check()
  await page.getByRole('radio', { name: CONTACT.phone, exact: true }).check()
  await button(page, courses.whom.check).click()
  await page.waitForURL('**?note=complete')
})

test('a course that keeps names asks for an account first', { tag: '@deep' }, async ({ page, context }) => {
  const { link: token } = await publishApart('essentials', { people: 'names' })
  await page.goto(`/en/enrol/${token}`)
  await expect(page.getByText(courses.terms.names)).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: courses.signIn })).toHaveAttribute(
    'href',
    `/en/sign-in?next=${encodeURIComponent(`/en/enrol/${token}`)}`,
  )
  const answer = await context.request.post(`/en/enrol/${token}/start`, { maxRedirects: 0 })
  expect(answer.headers().location).toContain('/en/sign-in?next=')
  await page.goto('/en/enrol/made-up')
  await expect(heading(page)).toHaveText(courses.enrol.gone)
})

test('what passes is announced before the first attempt, a miss is told without blame, and a repeat that ends well passes', async ({
  page,
  context,
}) => {
  const { link: token } = await publishApart('essentials', {
    people: 'codes',
    passing: 'mastery',
    items: [{ id: 'case', kind: 'scenario', scenario: 'P01' }],
  })
  const course = await begin(page, token)
  await expect(page.getByText(courses.item.heldCounts)).toBeVisible()
  await button(page, courses.item.play).click()
  await page.waitForURL('**/attempts/*')
  await expect(page.getByRole('navigation', { name: en.ui.breadcrumb }).getByRole('link', { name: 'The essentials' })).toHaveAttribute(
    'href',
    course,
  )
  const attempt = new URL(page.url()).pathname
  await append(context, attempt, belowAPass(variantAt(attempt)))
  await page.goto(`${attempt}/debrief`)
  await expect(page.getByRole('complementary', { name: 'The essentials' })).toContainText(courses.item.repeatNote)
  await page.goto(course)
  await expect(page.getByRole('main')).toContainText(courses.allDoneMissed)
  await page.goto(`${course}?note=complete`)
  await expect(page.getByRole('main')).toContainText(textPattern(courses.notPassed))
  await expect(page.getByText(courses.note.complete)).toHaveCount(0)
  await page.goto(`${course}/certificate`)
  expect(new URL(page.url()).pathname, 'no certificate').toBe(course)
  expect((await context.request.post(`${course}/certificate/issue`, { form: { name: 'Sam' }, maxRedirects: 0 })).headers().location).toBe(
    course,
  )

  await page.goto(`${course}/items/case`)
  await button(page, courses.item.repeat).click()
  await page.waitForURL('**/attempts/*')
  const repeat = new URL(page.url()).pathname
  expect(repeat).not.toBe(attempt)
  const known = variantAt(repeat)
  await append(context, repeat, [...bestPlay(exploredOf(known.compiled), () => 0), JUDGE])
  await page.goto(`${course}/items/case`)
  await expect(page.getByText(courses.item.outcome.held)).toBeVisible()
  await page.goto(`${course}/certificate`)
  expect(new URL(page.url()).pathname, 'a certificate').toBe(`${course}/certificate`)
})

test('axe finds nothing on any page of a course, wide or narrow, light or dark, and nothing is cut', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  test.slow()
  const { link: token } = await publishApart('essentials', { people: 'codes', due_days: 3 })
  const look = async () => {
    await page.waitForLoadState()
    const path = page.url()
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 900 })
      expect(await cutTexts(page), `${path} at ${width}`).toEqual([])
      const colorScheme = schemeAt(width)
      await page.emulateMedia({ colorScheme })
      expect(await axe(page), `${path}, ${colorScheme} at ${width}`).toEqual([])
    }
    await page.setViewportSize({ width: 1440, height: 900 })
  }
  await page.goto(`/en/enrol/${token}`)
  await look()
  const course = await begin(page, token)
  while (page.url().includes('/items/')) {
    await look()
    if (page.url().endsWith('/whom-to-tell')) {
      await page.goto(`${page.url()}?ask=1&note=incomplete`)
      await look()
      await page.goto(page.url().split('?')[0]!)
    }
    await part(page, context)
  }
  await look()
  for (const path of [
    '/en',
    '/en/courses',
    `${course}/items/what-to-look-at`,
    `${course}/items/paid-opinion`,
    `${course}/items/whom-to-tell`,
    `${course}/certificate`,
    '/en/verify',
    '/en/verify/made-up',
  ]) {
    await page.goto(path)
    await look()
  }
  await page.goto(`${course}/certificate`)
  await button(page, certificate.makeDo).click()
  await expect(page.getByRole('article')).toBeVisible()
  await page.locator('summary', { hasText: certificate.change }).click()
  await look()
  await page.goto('/en/courses')
  await look()
})

test('a page is read and marked by keyboard alone, in few stops', { tag: '@deep' }, async ({ page }) => {
  const { link: token } = await publishApart('essentials', {
    people: 'codes',
    items: [
      { id: 'read', kind: 'page', title: 'Read', body: 'Words. [G-04]', minutes: 1 },
      { id: 'more', kind: 'page', title: 'More', body: 'Words.', minutes: 1 },
    ],
  })
  await page.goto(`/en/enrol/${token}`)
  const reach = async (name: string) => {
    for (let stops = 0; stops < 25; stops++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate((wanted) => document.activeElement?.textContent === wanted, name)) return page.keyboard.press('Enter')
    }
    throw new Error(`${name} is not reached in 25 stops`)
  }
  await reach(courses.enrol.anonymous)
  await expect(heading(page)).toHaveText('Read')
  await reach(courses.item.read)
  await expect(heading(page)).toHaveText('More')
  await reach(courses.item.read)
  await page.waitForURL('**?note=complete')
})

test('a scenario that presses hard says so before it begins, names who helps, and can be skipped', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const { link: token } = await publishApart('essentials', {
    people: 'codes',
    items: [
      { id: 'pressed', kind: 'scenario', scenario: 'P12' },
      { id: 'read', kind: 'page', title: 'Read', body: 'Words.', minutes: 1 },
    ],
  })
  const course = await begin(page, token)
  const main = page.getByRole('main')
  await expect(main).toContainText(courses.item.maySkip)
  await main.getByText(en.help.own, { exact: true }).click()
  await expect(main.getByText(CONTACT.name)).toBeVisible()
  await button(page, courses.item.skip).click()
  await page.waitForURL('**/items/read')
  await page.goto(`${course}/items/pressed`)
  await expect(main).toContainText(courses.item.done)
  await expect(main).not.toContainText(/skipped/i)

  await button(page, courses.item.playAfter).click()
  await page.waitForURL('**/attempts/*')
  await play(page, context)
  await expect(main.getByText(`${en.help.ownText} ${en.help.danger}`)).toBeVisible()
  await expect(main.getByText(CONTACT.name).first()).toBeVisible()
})

test('the certificate prints as one tagged landscape sheet of A4', { tag: '@deep' }, async ({ page, context }) => {
  const { link: token } = await publishApart('essentials', {
    people: 'codes',
    title: 'A rather long title of a course, as some organisations like to have it, over two lines',
    items: [{ id: 'read', kind: 'page', title: 'Read', body: 'Words.', minutes: 1 }],
  })
  const course = await begin(page, token)
  await part(page, context)
  await page.goto(`${course}/certificate`)
  await page.getByLabel(certificate.name).fill('Maximiliane-Theodora Katzenellenbogen-Featherstonehaugh')
  await button(page, certificate.makeDo).click()
  await expect(page.getByRole('article')).toBeVisible()
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf)!
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595])
  expect(pdf).toContain('/StructTreeRoot')
  expect(pdf).toMatch(/\/Marked\s+true/)
})
