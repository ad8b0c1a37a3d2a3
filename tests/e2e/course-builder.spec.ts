import { type Page, test as base } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { parseCourse, printCourse } from '@/scenarios/courses/format'
import { axe, schemeAt, expect, heading, watch } from '../support/browser'
import type { TestPerson } from '../support/people'
import { AUTH_SECRET, cookiesOf, somebodyApart } from '../support/apart'
import { type TestServer, startServer } from '../support/server'

const test = base.extend<object, { site: TestServer; owner: TestPerson }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const server = await startServer({ env: { AUTH_SECRET, CONTACT_NAME: 'The safety desk', CONTACT_PHONE: '+00 555 0100' } })
      await use({ ...server, url: server.url.replace('127.0.0.1', 'localhost') })
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  owner: [
    async ({ site }, use) => use(await somebodyApart({ directory: site.dataDir }, site.port, ['owner'], 'Olga Owner')),
    { scope: 'worker' },
  ],
  context: async ({ browser, site, owner, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1440, height: 900 }, javaScriptEnabled })
    await context.addCookies(cookiesOf(owner, site.url))
    const problems = watch(context)
    await use(context)
    await context.close()
    expect(problems).toEqual([])
  },
})

const t = en.courseEditor
const { addPeople, records } = en
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const says = (page: Page, text: string | RegExp) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible()
const saved = t.note.saved

async function emptyCourse(page: Page, title: string): Promise<string> {
  await page.goto('/en/manage/courses/new')
  await page.getByLabel(t.new.empty.name, { exact: true }).fill(title)
  await button(page, t.new.empty.do).click()
  await says(page, t.note.created)
  return new URL(page.url()).pathname
}
async function addPage(page: Page, course: string, title: string, kind: 'page' | 'acknowledgement' = 'page') {
  await page.goto(`${course}/add/${kind}`)
  await page.getByLabel(t.item.title, { exact: true }).fill(title)
  await page.getByLabel(t.item.body, { exact: true }).fill('First paragraph.\n\n- one\n- two')
  await page.getByLabel(t.item.minutes, { exact: true }).fill('3')
  await button(page, t.item.save).click()
  await says(page, saved)
}
const titles = (page: Page) => page.getByRole('list', { name: t.content.items }).getByRole('heading', { level: 3 })

async function build(page: Page) {
  const course = await emptyCourse(page, 'First week')
  await page.goto(`${course}/add/scenario`)
  await page.getByRole('radio', { name: /The paid opinion/ }).check()
  await button(page, t.item.save).click()
  await says(page, saved)
  await addPage(page, course, 'Why it matters')
  await addPage(page, course, 'I know whom to tell', 'acknowledgement')
  await expect(titles(page)).toHaveText(['The paid opinion', 'Why it matters', 'I know whom to tell'])

  // Until the page has loaded, its address moves the focus to the item that it names.
  await page.waitForLoadState()
  await button(page, 'Move “Why it matters” up').press('Enter')
  await says(page, '“Why it matters” is now item 1 of 3.')
  await expect(titles(page)).toHaveText(['Why it matters', 'The paid opinion', 'I know whom to tell'])
  await button(page, 'Remove “The paid opinion”').click()
  await expect(titles(page)).toHaveCount(2)
  await button(page, t.note.undo).click()
  await expect(titles(page)).toHaveText(['Why it matters', 'The paid opinion', 'I know whom to tell'])

  await page.getByRole('link', { name: t.publishLink, exact: true }).click()
  await button(page, 'Publish version 1').click()
  await says(page, 'Version 1 is published. From now on, new learners get it.')

  await page.getByRole('navigation', { name: t.nav }).getByRole('link', { name: t.tabs.people }).click()
  await page.getByLabel(t.people.name, { exact: true }).fill('Spring')
  await page.getByLabel(t.people.dueDay, { exact: true }).fill('2031-05-04')
  await button(page, t.people.create).click()
  await says(page, t.cohortNote.made)
  await button(page, t.cohort.linkMake).click()
  await says(page, t.cohortNote.link)
  return { course, link: /\/en\/enrol\/\S+/.exec((await page.getByText('/en/enrol/').textContent())!)![0] }
}

test('an owner builds a course of three items, publishes it, and opens it by a link', async ({ page, browser, site }) => {
  test.slow()
  const { course, link } = await build(page)
  const visitor = await browser.newContext({ baseURL: site.url })
  const there = await visitor.newPage()
  await there.goto(link)
  await expect(heading(there)).toHaveText('First week')
  await button(page, t.cohort.linkWithdraw).click()
  await there.goto(link)
  await expect(heading(there)).not.toHaveText('First week')
  await visitor.close()

  await page.goto(`${course}/preview`)
  await page.getByRole('link', { name: 'Why it matters' }).click()
  await expect(page.getByRole('article').getByRole('listitem')).toHaveText(['one', 'two'])
  await page.getByRole('link', { name: t.preview.next }).click()
  await button(page, t.preview.start).click()
  await page.waitForURL('**/learn/attempts/*')
})

test('a part is for people who take the course again alone, which the editor, the preview and the publishing page say', {
  tag: '@deep',
}, async ({ page }) => {
  const course = await emptyCourse(page, 'Every year')
  await addPage(page, course, 'Welcome')
  await page.goto(`${course}/rules`)
  await page.locator('#field-renew_months').fill('12')
  await button(page, t.rules.save).click()
  await says(page, saved)
  await page.goto(`${course}/add/page`)
  await page.getByLabel(t.item.title, { exact: true }).fill('What is new')
  await page.getByLabel(t.item.body, { exact: true }).fill('Text.')
  await page.getByLabel(t.item.minutes, { exact: true }).fill('2')
  await page.getByRole('radio', { name: t.only.renewal }).check()
  for (const width of [1440, 390])
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme })
      expect(await axe(page)).toEqual([])
    }
  await button(page, t.item.save).click()
  await says(page, saved)
  for (const part of ['', '/preview']) {
    await page.goto(`${course}${part}`)
    await expect(page.getByRole('main')).toContainText(t.only.renewal)
  }
  await page.goto(`${course}/publish`)
  await expect(page.getByRole('main')).toContainText('about 3 minutes, 5 minutes when taken again')
})

test('differences are shown before publishing, and an outdated page overwrites nothing', async ({ page, context }) => {
  test.slow()
  const { course } = await build(page)
  const other = await context.newPage()
  await other.goto(`${course}/rules`)
  await page.goto(`${course}/rules`)
  await page.getByRole('radio', { name: new RegExp(t.rules.sharesResults) }).check()
  await page.getByLabel(t.rules.due, { exact: true }).fill('14')
  await button(page, t.rules.save).click()
  await says(page, saved)

  await other.getByLabel(t.rules.name, { exact: true }).fill('Another title')
  await button(other, t.rules.save).click()
  await says(other, t.kept.elsewhere)
  await expect(other.getByLabel(t.rules.name, { exact: true })).toHaveValue('Another title')
  await page.goto(`${course}/publish`)
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'from “no limit” to “14”' })).toBeVisible()
  await expect(page.getByText(`from “${t.rules.sharesCompletion}” to “${t.rules.sharesResults}”`)).toBeVisible()
  await button(other, t.rules.save).click()
  await says(other, saved)
  await button(page, 'Publish version 2').click()
  await says(page, t.note.elsewhere)
})

test('a file with mistakes is kept and says where they are; an exported file imports again, byte for byte', { tag: '@deep' }, async ({
  page,
  context,
}) => {
  const course = await emptyCourse(page, 'From a file')
  await page.goto(`${course}/file`)
  const bad = 'title: A\nsummary: B\nitems:\n  - id: a\n    kind: film\n'
  await page.getByLabel(t.file.paste).fill(bad)
  await button(page, t.file.do).click()
  await expect(page.getByText('Line 5, column 5')).toBeVisible()
  await expect(page.getByLabel(t.file.paste)).toHaveValue(bad)

  const good = printCourse({
    title: 'Read: “me”',
    summary: 'S',
    passing: 'mastery',
    shares: 'completion',
    people: 'codes',
    due_days: 3,
    renew_months: 12,
    items: [{ id: 'a', kind: 'page', title: 'T', body: 'One\n\n- x', minutes: 1 }],
  })
  await page
    .getByLabel(t.file.upload, { exact: true })
    .setInputFiles({ name: 'course.yaml', mimeType: 'application/yaml', buffer: Buffer.from(good) })
  await button(page, t.file.do).click()
  await says(page, t.note.imported)
  const taken = await (await context.request.get(`${course}/file/yaml`)).text()
  expect(taken).toBe(good)
  expect(parseCourse(taken).ok).toBe(true)

  await page.goto('/en/manage/courses/new')
  await page.getByLabel(t.file.paste).fill('[')
  await button(page, t.new.file.do).click()
  await page.waitForURL('**/new?kept=*')
  await expect(page.getByLabel(t.file.paste)).toHaveValue('[')
  await page.getByLabel(t.file.paste).fill(taken)
  await button(page, t.new.file.do).click()
  await says(page, t.note.created)
  expect(await (await context.request.get(`${new URL(page.url()).pathname}/file/yaml`)).text()).toBe(good)
})

test('people are enrolled, invited, moved; somebody leaves and comes back', async ({ page, site }) => {
  test.slow()
  const { course } = await build(page)
  const ann = await somebodyApart({ directory: site.dataDir }, site.port, [], 'Ann Of Spring')
  const cohort = page.url()
  await page.getByRole('link', { name: addPeople.title }).click()
  await expect(page.getByLabel(addPeople.into)).toHaveValue(cohort.split(/[?#]/)[0]!.split('/').at(-1)!)
  await page.getByLabel(addPeople.list).fill('new@example.org, New One')
  await page.getByLabel(addPeople.search).fill(ann.email)
  await page.getByLabel(addPeople.search).press('Enter')
  await page.getByRole('checkbox', { name: /Ann Of Spring/ }).check()
  await expect(page.getByLabel(addPeople.list)).toHaveValue('new@example.org, New One')
  await button(page, addPeople.do).click()
  await expect(page.getByRole('status')).toContainText('One person was invited. One person who has an account was enrolled.')
  await page.getByLabel(addPeople.list).fill(`${ann.email}\nnobody`)
  await button(page, addPeople.do).click()
  await expect(page.getByText('No one on the list is new in this course. One person is in it already.')).toBeVisible()
  await button(page, addPeople.do).click()
  await expect(page.getByText('One person was there already and stays as they are.')).toBeVisible()
  await expect(page.getByLabel(addPeople.list)).toHaveValue('nobody')
  await page.goto(cohort)
  const download = page.waitForEvent('download')
  await button(page, t.cohort.links).click()
  expect((await download).suggestedFilename()).toBe('invitations.csv')

  const her = { row: page.getByRole('rowheader', { name: /Ann Of Spring/ }), page: page.getByRole('link', { name: /Ann Of Spring/ }) }
  await page.getByRole('link', { name: t.cohort.records }).click()
  await her.page.click()
  await page.getByRole('link', { name: records.acts.end }).click()
  await button(page, records.acts.end).click()
  await expect(her.row).toBeHidden()
  await page.goto(`${course}/records?state=left`)
  await her.page.click()
  await button(page, records.note.undo).click()
  await says(page, records.person.note.undone)
  await page.getByRole('link', { name: records.acts.move }).click()
  await page.getByLabel(records.act.cohort, { exact: true }).selectOption({ label: t.new.firstCohort })
  await button(page, records.acts.move).click()
  await page.goto(`${course}/people`)
  await page.getByRole('link', { name: t.new.firstCohort }).click()
  await page
    .getByRole('navigation', { name: records.filter.by })
    .getByRole('link', { name: /Not started/i })
    .click()
  await expect(her.row).toBeVisible()
  await her.page.click()
  await expect(page.getByRole('region', { name: records.person.historyTable })).toContainText(
    `Moved from “Spring” to “${t.new.firstCohort}”; no due date`,
  )
})

test.describe('without script', { tag: '@deep' }, () => {
  test.use({ javaScriptEnabled: false })
  test('everything works by forms', async ({ page, context }) => {
    test.slow()
    const { course } = await build(page)
    await page.goto(`${course}/add/page`)
    // As a browser without validation would send it.
    const reply = await context.request.post(`${course}/put`, {
      form: { kind: 'page', title: 'Kept title', body: '', minutes: '900', seen: '1' },
    })
    await page.goto(reply.url())
    await expect(page.getByLabel(t.item.title, { exact: true })).toHaveValue('Kept title')
    await expect(page.getByText(t.item.errors.minutes)).toBeVisible()
    await expect(page.getByText(t.item.errors.body)).toBeVisible()
  })
})

test('axe finds nothing, and nothing is wider than the page, wide in dark and narrow in light', { tag: '@deep' }, async ({ page }) => {
  test.slow()
  const { course } = await build(page)
  const cohort = new URL(page.url()).pathname
  for (const path of [
    '/en/manage/courses',
    '/en/manage/courses/new',
    course,
    `${course}/add/scenario`,
    `${course}/add/page`,
    `${course}/rules`,
    `${course}/publish`,
    `${course}/file`,
    `${course}/preview`,
    `${course}/preview/i-know-whom-to-tell`,
    `${course}/people`,
    cohort,
  ]) {
    await page.goto(path)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: schemeAt(width) })
      expect(await axe(page), `${path} at ${width}`).toEqual([])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wider, `${path} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})
