/** Our server in a frame of another site (`127.0.0.1` around `localhost`), with and without cookies. */
import { type BrowserContext, type FrameLocator, type Page, test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import type { Course } from '@/scenarios/engine/course/course'
import { AUTH_SECRET, PASSWORD, cookiesOf, publishApart, somebodyApart } from '../support/apart'
import { axe, cutTexts, expect, hydrated, schemeAt } from '../support/browser'
import { textPattern } from '../support/play'
import { LTI, type LtiPlatform, startPlatform } from '../support/lti-platform'
import { type TestServer, freePort, startServer } from '../support/server'

const t = en.lti
interface World {
  site: TestServer
  platform: LtiPlatform
}
const test = base.extend<{ problems: string[] }, World>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const port = await freePort()
      const url = `http://localhost:${port}`
      const server = await startServer({ port, env: { AUTH_SECRET, PUBLIC_URL: url, LTI_PRIVATE_PLATFORMS: 'true' } })
      await use({ ...server, url })
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  platform: [
    async ({ site }, use) => {
      const platform = await startPlatform(site.url)
      await use(platform)
      await platform.stop()
    },
    { scope: 'worker' },
  ],
  problems: async ({ context }, use) => {
    const found: string[] = []
    context.on('console', (message) => void (message.type() === 'error' && found.push(message.text())))
    context.on('weberror', (error) => void found.push(error.error().message))
    await use(found)
  },
})
test.describe.configure({ mode: 'serial' })

const ITEMS: Course['items'] = [
  { id: 'read', kind: 'page', title: 'To be read', body: 'Text. [G-04]', minutes: 2 },
  { id: 'case', kind: 'scenario', scenario: 'P01' },
]
const activity = (page: Page): FrameLocator => page.frameLocator('iframe[name=activity]')
const go = { name: t.disclosed.go }

async function isSound(page: Page): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await cutTexts(page), `${page.url()} at ${width}`).toEqual([])
    const colorScheme = schemeAt(width)
    await page.emulateMedia({ colorScheme })
    expect(await axe(page), `${page.url()}, ${colorScheme} at ${width}`).toEqual([])
  }
}

async function manager(context: BrowserContext, site: TestServer): Promise<Page> {
  await context.addCookies(cookiesOf(await somebodyApart({ directory: site.dataDir }, site.port, ['administrator']), site.url))
  return context.newPage()
}

test('an administrator connects a platform by hand, and every page of that is sound', async ({ context, site, platform }) => {
  const page = await manager(context, site)
  await page.goto(`${site.url}/en/manage/platforms`)
  await isSound(page)
  await page.locator('#field-name').fill(platform.form().name!)
  await page.locator('#field-address').fill(platform.url)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const said = page.getByRole('status')
  await button(t.manage.add).click()
  await expect(page.getByText(t.manage.byHand)).toBeVisible()
  await isSound(page)
  await page.getByText(t.manage.byHand).click()
  await expect(page.getByText(`${site.url}/api/lti/launch`)).toBeVisible()
  await isSound(page)
  for (const [name, value] of Object.entries(platform.form())) if (name !== 'reports') await page.locator(`#field-${name}`).fill(value)
  await page.locator('#field-issuer').fill('not an address')
  await page.getByLabel(t.manage.resultLabel, { exact: false }).first().check()
  await button(t.manage.save).click()
  await expect(page.getByText(t.manage.problem.url)).toBeVisible()
  await expect(page.locator('#field-name')).toHaveValue(platform.form().name!)
  await page.locator('#field-issuer').fill(platform.url)
  const elsewhere = 'http://localhost:1'
  await page.locator('#field-token_url').fill(`${elsewhere}/token`)
  await button(t.manage.save).click()
  await expect(said).toHaveText(t.manage.note.foreign)
  await isSound(page)
  await page.getByRole('checkbox', { name: elsewhere }).check()
  await button(t.manage.save).click()
  await expect(said).toHaveText(t.manage.note.added)
  await expect(page.locator('#field-origins')).toHaveValue(elsewhere)
  // To change an address of a platform that is connected, they confirm who they are.
  await page.locator('#field-token_url').fill(`${platform.url}/token`)
  await button(t.manage.save).click()
  await expect(said).toHaveText(en.people.prove.wrong)
  await expect(page.locator('#field-token_url')).toHaveValue(`${platform.url}/token`)
  await page.locator('#field-password').fill(PASSWORD)
  await button(t.manage.save).click()
  await expect(said).toHaveText(t.manage.note.saved)
  await isSound(page)
})

test('in a frame of another site a scenario is told about, begun and played', async ({ page, platform, problems }) => {
  await page.goto(`${platform.url}/course?as=framed`)
  const frame = activity(page)
  await expect(frame.getByText(t.disclosed.result)).toBeVisible()
  await frame.getByRole('button', go).click()
  await expect(frame.locator('#decision')).toBeVisible()
  const title = frame.getByRole('heading', { level: 1 })
  const before = await title.textContent()
  for (const group of await frame.locator('#decision').getByRole('radiogroup').or(frame.locator('#decision fieldset')).all())
    await group.getByRole('radio').first().check()
  await frame.locator('.send-bar').getByRole('button').click()
  await expect(
    frame
      .locator('#follows')
      .or(title.filter({ hasNotText: before! }))
      .first(),
  ).toBeVisible()
  await page.reload()
  await expect(frame.locator('form.views')).toBeVisible()
  await frame
    .getByRole('button', { name: en.play.leave })
    .or(frame.getByRole('link', { name: en.play.leave }))
    .click()
  await expect(frame.getByRole('status')).toHaveText(textPattern(t.disclosed.saved))
  await expect(frame.getByRole('link', { name: textPattern(t.disclosed.back) })).toHaveAttribute('href', `${platform.url}/course/7`)
  await frame.getByRole('button', { name: t.disclosed.goOn }).click()
  await expect(frame.locator('form.views')).toBeVisible()
  expect(problems).toEqual([])
})

const frameOn = (page: Page, address: string) =>
  page.evaluate(
    (src) => document.body.append(Object.assign(document.createElement('iframe'), { name: 'activity', src, width: 1280, height: 820 })),
    address,
  )

test('another site cannot frame what was launched', async ({ page, site, platform }) => {
  const stranger = await startPlatform(site.url)
  await page.goto(`${platform.url}/course?as=clicked`)
  await expect(activity(page).getByRole('button', go)).toBeVisible()
  const launched = page.frame('activity')!.url()
  await page.goto(`${stranger.url}/nothing`)
  await frameOn(page, launched)
  await expect.poll(() => page.frame('activity')?.url()).toBe('chrome-error://chromewebdata/')
  await stranger.stop()
})

/** Makes the browser lose what the login set before it comes back. */
const withoutCookies = (context: BrowserContext, site: TestServer) =>
  context.route(`${site.url}/api/lti/launch`, async (route) => {
    await context.clearCookies()
    await route.continue()
  })

test('where the frame keeps no cookie, the platform keeps the state', async ({ page, context, site, platform, problems }) => {
  await withoutCookies(context, site)
  await page.goto(`${platform.url}/course?as=stored&storage=1`)
  await expect(activity(page).getByRole('button', go)).toBeVisible()
  expect(problems).toEqual([])
})

test('where nothing keeps it, a window of its own does', async ({ page, context, site, platform }) => {
  await withoutCookies(context, site)
  await page.goto(`${platform.url}/course?as=windowed`)
  const open = activity(page).getByRole('link', { name: t.check.open })
  await expect(open).toBeVisible()
  await context.unrouteAll()
  const [opened] = await Promise.all([context.waitForEvent('page'), open.click()])
  await expect(opened.getByRole('button', go)).toBeVisible()
  await isSound(opened)
  await opened.getByRole('button', go).click()
  await expect(opened.locator('#decision')).toBeVisible()
})

test('a second platform registers itself by a link, is decided on, opens a course in its frame, and is removed', async ({
  page,
  context,
  browser,
  site,
}) => {
  const second = await startPlatform(site.url)
  const manage = await manager(await browser.newContext(), site)
  const button = (name: string) => manage.getByRole('button', { name, exact: true })
  const said = manage.getByRole('status')
  await manage.goto(`${site.url}/en/manage/platforms`)
  await manage.locator('#field-name').fill('The institute')
  await manage.locator('#field-address').fill('not an address')
  await button(t.manage.add).click()
  await expect(manage.getByText(t.manage.problem.url)).toBeVisible()
  await expect(manage.locator('#field-name')).toHaveValue('The institute')
  // React puts the first text back into a text area when it takes over the page.
  await hydrated(manage)
  await manage.locator('#field-address').fill('https://elsewhere.example')
  await button(t.manage.add).click()
  // Not yet for its server: what it names is refused, and a new link is made.
  const wrong = await manage.locator('#field-link').inputValue()
  await manage.getByText(t.manage.linkDo).first().click()
  await manage.locator('#field-address').fill(second.url)
  await button(t.manage.linkDo).click()
  const register = await manage.locator('#field-link').inputValue()
  expect(register).not.toBe(wrong)
  const settings = manage.url()

  await page.goto(register)
  await expect(page.getByText(t.register.paste)).toBeVisible()
  await isSound(page)
  await page.goto(`${second.url}/nothing`)
  await page.evaluate(() => addEventListener('message', ({ data }) => (document.title = (data as { subject: string }).subject)))
  const query = new URLSearchParams({ openid_configuration: `${second.url}/openid-configuration`, registration_token: 'theirs' })
  await frameOn(page, `${register}?${query}`)
  await activity(page).getByRole('button', { name: t.register.do }).click()
  await expect(activity(page).getByText(t.register.done)).toBeVisible()
  await activity(page).getByRole('button', { name: t.register.close }).click()
  await expect(page).toHaveTitle('org.imsglobal.lti.close')

  const { id } = await publishApart('essentials', { title: 'In a frame', people: 'codes', items: ITEMS }, site.dataDir)
  const claims = second.claims
  second.claims = (more) => claims({ [`${LTI}/deployment_id`]: 'new', [`${LTI}/custom`]: { course: id }, ...more })
  await page.goto(`${second.url}/course?as=somebody`)
  await expect(activity(page).getByText(t.problem.deployment)).toBeVisible()
  await manage.goto(settings)
  await button(t.manage.acceptWhich.replace('{deployment}', 'new')).click()
  await expect(said).toHaveText(t.manage.note.accepted)
  await manage.getByRole('checkbox', { name: 'In a frame' }).check()
  await button(t.manage.coursesDo).click()
  await expect(said).toHaveText(t.manage.note.courses)

  await page.reload()
  const frame = activity(page)
  await expect(frame.getByText(t.disclosed.completion)).toBeVisible()
  await frame.getByRole('button', go).click()
  await frame.getByRole('button', { name: en.courses.terms.start, exact: true }).click()
  await frame.getByRole('button', { name: en.courses.item.read }).click()
  await frame.getByRole('button', { name: en.courses.item.play, exact: true }).click()
  await expect(frame.locator('#decision')).toBeVisible()
  // Those of the refused login, for ten minutes; the player is known by the address alone.
  expect((await context.cookies(site.url)).filter(({ name }) => !name.startsWith('lti-'))).toEqual([])

  await manage.goto(settings)
  await button(t.manage.membersDo).click()
  await expect(manage.getByRole('row', { name: /^In a frame Fewer than 5 1$/ })).toBeVisible()
  await expect(manage.locator('#field-issuer')).toHaveAttribute('readonly')
  await isSound(manage)
  await manage.getByText(t.manage.removeTitle).click()
  await manage.locator('#field-remove_password').fill(PASSWORD)
  await button(t.manage.remove.replace('{name}', 'The institute')).click()
  await expect(said).toHaveText(t.manage.note.removed)
  // Nor may its frame show why, because the platform belongs to nobody any more.
  const login = new URLSearchParams({ iss: second.url, login_hint: 'somebody', target_link_uri: `${site.url}/api/lti/launch` })
  await page.goto(`${site.url}/api/lti/login?${login}`)
  await expect(page.getByText(t.problem.unknown)).toBeVisible()
  await Promise.all([second.stop(), manage.context().close()])
})
