import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { axe, cutTexts, expect, schemeAt } from '../support/browser'
import { test } from '../support/own-site'

const o = en.organisation
const MANAGE = '/en/manage/organisation'
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><script>document.title="run"</script><rect width="2" height="1" fill="#7a1b4b"/></svg>'
const HOSTILE = '<img src=x onerror=alert(1)>'

test.describe.configure({ mode: 'serial' })

const keep = (page: Page) => page.getByRole('button', { name: o.keep }).first().click()
async function addContact(page: Page, contact: { name: string; place?: string; phone?: string; email?: string }) {
  await page.goto(`${MANAGE}/contacts`)
  for (const [field, value] of Object.entries(contact)) await page.locator(`#field-${field}`).fill(value)
  await page.getByRole('button', { name: o.contacts.addDo }).click()
  await expect(page.getByRole('status')).toHaveText(o.note.kept)
}
async function sound(page: Page, path: string) {
  await page.goto(path)
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 900 })
    // A table wider than the window scrolls in a region of its own, and the page does not.
    const scrolls =
      (await page
        .getByRole('region')
        .filter({ has: page.getByRole('table') })
        .count()) > 0
    expect(
      (await cutTexts(page)).filter((text) => !(scrolls && text.startsWith('outside the window'))),
      `${path} at ${width}`,
    ).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} at ${width}`).toBe(true)
    const colorScheme = schemeAt(width)
    await page.emulateMedia({ colorScheme })
    expect(await axe(page), `${path}, ${colorScheme} at ${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('before anything is set, the help names the contact from the configuration', async ({ visitor }) => {
  const page = await visitor.newPage()
  await page.goto('/en/learn')
  await page.getByRole('button', { name: en.ui.help }).click()
  await expect(page.getByRole('dialog')).toContainText('The desk of the settings')
  await expect(page.getByRole('link', { name: en.ui.home })).toBeVisible()
})

test('a file that is not a picture, and one too large, are refused with what to do', async ({ page }) => {
  for (const [buffer, message] of [
    [Buffer.from('<html><svg/></html>'), o.errors.logoType],
    [Buffer.alloc(200_001, 1), o.errors.logoSize],
    [Buffer.alloc(1_500_000, 1), /at most 1000 kB/],
  ] as const) {
    await page.goto(`${MANAGE}/identity`)
    await page.locator('#field-name').fill('Typed before')
    await page.locator('#field-logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer })
    await keep(page)
    await expect(page.getByText(message)).toBeVisible()
    if (typeof message === 'string') await expect(page.locator('#field-name')).toHaveValue('Typed before')
  }
})

test('settings are saved as a draft, previewed, and then published on every page', async ({ page, visitor }) => {
  await page.goto(`${MANAGE}/identity`)
  await page.locator('#field-name').fill(`Ministry ${HOSTILE}`)
  await page.locator('#field-logo').setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(SVG) })
  await keep(page)
  await addContact(page, { name: `Desk ${HOSTILE}`, phone: '+370 5 555 0100' })
  await addContact(page, { name: 'Site security', place: 'Vilnius', email: 'vilnius@ministry.example' })
  await addContact(page, { name: 'Regional officer', place: 'Brussels', phone: '+32 2 555 01 20' })
  await addContact(page, { name: 'To be removed', phone: '1' })
  await page.getByRole('button', { name: o.contacts.remove.replace('{name}', 'To be removed') }).click()
  await expect(page.getByRole('status')).toHaveText(o.note.removed)
  await page.locator('#field-gift_limit').fill('EUR 50')
  await page.getByRole('button', { name: o.keep }).click()
  await expect(page.getByRole('status')).toHaveText(o.note.kept)

  const other = await visitor.newPage()
  await other.goto('/en')
  await expect(other.getByRole('link', { name: en.ui.home }), 'a draft changes nothing').toBeVisible()

  await page.goto(MANAGE)
  await expect(page.locator('#preview')).toContainText(`Ministry ${HOSTILE}`)
  await expect(page.getByText('name, logo, contacts, gift limit')).toBeVisible()
  await page.getByRole('button', { name: o.draft.apply }).click()
  await expect(page.getByRole('status')).toHaveText(o.note.applied)

  await other.goto('/en')
  await expect(other.getByRole('link', { name: `Ministry ${HOSTILE}, home` })).toBeVisible()
  expect(await other.locator('header img').evaluate((img: HTMLImageElement) => img.naturalWidth > 0)).toBe(true)
  await expect(other.getByRole('contentinfo')).toContainText(o.footer.product)
  expect(await other.locator('img[src="x"]').count(), 'names are text').toBe(0)
})

test('the logo at its own address runs nothing, and is cached only while it is current', async ({ page, site }) => {
  await page.goto('/en')
  const address = (await page.locator('header img').getAttribute('src'))!
  const answer = await page.request.get(address)
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/svg+xml',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(answer.headers()['content-security-policy']).toMatch(/sandbox/)
  expect((await page.request.get('/organisation/logo?v=other')).headers()['cache-control']).toBe('no-store')
  await page.goto(`${site.url}${address}`)
  expect(await page.title()).not.toBe('run')
})

test('the help on a play page shows the contacts by place, and makes no request', async ({ visitor }) => {
  const page = await visitor.newPage()
  await page.goto('/en/learn/T01')
  await page.locator('form[action$="/start"] button').click()
  await page.waitForURL('**/attempts/*')
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('button', { name: en.ui.help }).click()
  const help = page.getByRole('dialog')
  await expect(help).toContainText(`Desk ${HOSTILE}`)
  await expect(help.getByRole('link', { name: '+370 5 555 0100' })).toHaveAttribute('href', 'tel:+37055550100')
  await expect(help).toContainText('Vilnius')
  await expect(help.getByRole('link', { name: 'vilnius@ministry.example' })).toBeVisible()
  expect(await axe(page)).toEqual([])
  expect(asked).toEqual([])
})

for (const [format, pages, size] of [
  ['a4', 2, /595\.\d+ x 84[12]/],
  ['wallet', 2, /24\d(\.\d+)? x 15\d/],
] as const) {
  test(`the contact card prints as ${format}: a page a place, tagged`, async ({ page }, info) => {
    await page.goto(`/en/contact-card?format=${format}`)
    const path = info.outputPath(`${format}.pdf`)
    await page.pdf({ path, format: 'A4', preferCSSPageSize: true, tagged: true })
    const facts = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
    expect(facts).toMatch(new RegExp(`Pages:\\s+${pages}\\n`))
    expect(facts).toMatch(/Tagged:\s+yes/)
    expect(facts).toMatch(size)
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    const [first, second] = text.split('\f') as [string, string]
    expect(first.match(/Approached\? Tell\./g)).toHaveLength(format === 'a4' ? 8 : 1)
    expect(first).toContain('Site security')
    expect(first).toContain('EUR 50')
    expect(second).toContain('Regional officer')
    expect(second).not.toContain('Site security')
    await page.goto(`/en/contact-card?format=${format}&place=Vilnius`)
    await page.pdf({ path, format: 'A4', preferCSSPageSize: true })
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Pages:\s+1\n/)
  })
}

test('every line of the card is fully visible', async ({ page }) => {
  await page.goto('/en/contact-card')
  for (const card of await page.locator('.take-away-card:visible').all()) {
    expect(
      await card.evaluate(
        (el) =>
          el.scrollHeight <= el.clientHeight &&
          [...el.querySelectorAll('li span, p')].every(
            (line) => line.scrollHeight <= line.clientHeight + 2 || getComputedStyle(line).display === 'inline',
          ),
      ),
    ).toBe(true)
  }
})

test('the accessibility statement names the organisation and where to complain, and every footer leads to it', async ({ page }) => {
  await page.goto(`${MANAGE}/support`)
  await page.locator('#field-support_email').fill('nobody')
  await page.locator('#field-accessibility_contact').fill('access@ministry.example')
  await keep(page)
  await expect(page.locator('#field-support_email-error')).toHaveText(o.errors.email)
  await page.locator('#field-support_email').fill('help@ministry.example')
  await keep(page)
  await page.getByRole('button', { name: o.draft.apply }).click()
  await page.getByRole('contentinfo').getByRole('link', { name: o.footer.accessibility }).click()
  await page.waitForURL('**/accessibility')
  await expect(page.getByRole('main')).toContainText(`Ministry ${HOSTILE} is committed`)
  await expect(page.getByRole('link', { name: 'access@ministry.example' })).toHaveAttribute('href', 'mailto:access@ministry.example')
})

test('the organisation’s language is for browsers that ask for none of ours', async ({ page, site }) => {
  await page.goto(`${MANAGE}/access`)
  await page.locator('#field-locale').selectOption('en-XA')
  await keep(page)
  await page.getByRole('button', { name: o.draft.apply }).click()
  await expect(page.getByRole('status')).toHaveText(o.note.applied)
  const there = async (language: string) =>
    (await fetch(`${site.url}/learn`, { redirect: 'manual', headers: { 'accept-language': language } })).headers.get('location')
  expect(await there('fi')).toBe('/en-XA/learn')
  expect(await there('en-GB, fi;q=0.5')).toBe('/en/learn')
})

test('only administrators can change anything here', async ({ site, learner }) => {
  const cookie = learner.cookie
  for (const path of ['identity/save', 'contacts/save', 'contacts/remove', 'apply', 'discard']) {
    const post = (headers: Record<string, string>) =>
      fetch(`${site.url}${MANAGE}/${path}`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Taken over' }),
        headers: { origin: site.url, ...headers },
        redirect: 'manual',
      })
    expect((await post({ cookie })).status, path).toBe(403)
    expect((await post({})).headers.get('location'), path).toContain('/sign-in')
    expect((await post({ cookie, origin: 'https://elsewhere.example' })).status, path).toBe(403)
  }
  const preview = { method: 'POST', headers: { cookie }, redirect: 'manual' } as const
  expect((await fetch(`${site.url}/en/manage/scenarios/preview`, preview)).status).toBe(403)
})

test('malformed requests are answered, never with an internal error', async ({ site, administrator: { cookie } }) => {
  const bodies = ['', 'x', '%', 'name=%E0%A4%A', 'index=-1&was=x', 'name=%00&support_name=%F0%9F%92%A5']
  const types = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/json']
  for (const path of [
    'organisation/identity/save',
    'organisation/gifts/save',
    'organisation/constructor/save',
    'organisation/contacts/save',
    'organisation/contacts/remove',
    'organisation/mails/reminder/save',
    'organisation/mails/constructor/save',
    'scenarios/preview',
    'scenarios/P01/hostile/save',
    'scenarios/X/y/save',
  ]) {
    for (const body of bodies) {
      for (const type of types) {
        const { status } = await fetch(`${site.url}/en/manage/${path}`, {
          method: 'POST',
          body,
          headers: { cookie, 'content-type': type },
          redirect: 'manual',
        })
        expect(status, `${path} ${type} ${body}`).toBeLessThan(500)
      }
    }
  }
})

test('axe finds nothing on these pages, light or dark, wide or narrow, and nothing is cut', async ({ page }) => {
  // Fourteen pages, four runs of axe each.
  test.setTimeout(400_000)
  for (const path of [
    MANAGE,
    `${MANAGE}/identity`,
    `${MANAGE}/contacts?edit=0`,
    `${MANAGE}/contacts?note=check&name=&email=x`,
    `${MANAGE}/support`,
    `${MANAGE}/access`,
    `${MANAGE}/retention?note=check&anonymous=0`,
    '/en/manage/scenarios',
    '/en/manage/scenarios/P02/hostile?note=check&date=x',
    '/en/manage/scenarios/P02/hostile/read',
    '/en/contact-card',
    '/en/contact-card?format=wallet',
    '/en/accessibility',
    '/en/learn/P01',
  ])
    await sound(page, path)
})
