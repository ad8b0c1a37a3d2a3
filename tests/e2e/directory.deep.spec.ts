/** The organisation's directory, as an administrator uses it without script: compared, applied, and a cohort that fills by it. */
import type { Page } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { publishApart } from '../support/apart'
import { axe, cutTexts, expect, heading, schemeAt } from '../support/browser'
import { test } from '../support/own-site'

const t = en.directory
/** As in tests/support/people.ts, which only a server can load. */
const PASSWORD = 'correct horse battery'
const DIRECTORY = '/en/manage/people/directory'
test.describe.configure({ mode: 'serial' })

const file = (text: string | Buffer) => ({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text as string) })
const HEAD = 'email;name;department;office;groups;left'
const kindsOf = (page: Page) => page.getByRole('navigation', { name: t.differences })

async function upload(page: Page, text: string | Buffer): Promise<void> {
  await page.goto(DIRECTORY)
  await page.getByLabel(t.file).setInputFiles(file(text))
  await page.getByRole('button', { name: t.uploadDo }).click()
  await page.waitForURL(/directory\/[\w-]{20}/)
}
async function applied(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Apply: / }).click()
  await expect(page.getByRole('status')).toContainText(/Applied: .* Second Look now knows/, { timeout: 20_000 })
}
async function sound(page: Page): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    expect(
      (await cutTexts(page)).filter((text) => !text.startsWith('outside the window')),
      `at ${width}`,
    ).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`).toBe(true)
    const colorScheme = schemeAt(width)
    await page.emulateMedia({ colorScheme })
    expect(await axe(page), `${colorScheme} at ${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('a file is compared before anything changes, then applied; who left can no longer sign in', async ({ page, learner, site }) => {
  await page.goto('/en/manage/people')
  await page.getByRole('link', { name: en.people.directory }).click()
  await expect(heading(page)).toHaveText(t.title)
  await sound(page)
  const listed = [
    HEAD,
    `${learner.email};Sam Rivers;Finance;Oslo;staff;`,
    'ann@example.org;Ann Lee;Finance;Bergen;staff|wardens;',
    'nobody;Nobody;;;;',
    ';svc-backup;;;;',
  ]
  await upload(page, listed.join('\n'))
  await expect(page.getByRole('row', { name: /Line 4 .*This is not an email address: nobody/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Line 5 .*svc-backup has no email address/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /Ann Lee.* New Finance/ })).toBeVisible()
  await expect(kindsOf(page)).toContainText(`${t.kinds.change} (1)`)
  await sound(page)
  await kindsOf(page).getByRole('link', { name: t.kinds.change }).click()
  await expect(page.getByRole('row', { name: /Sam Rivers.* unit: none → Finance/ })).toBeVisible()
  await expect(page.getByText('Ann Lee')).toHaveCount(0)
  await expect(page.getByText('This does not send any email.')).toBeVisible()
  await expect(page.getByText('Used: email as address, name as name, department as unit,')).toBeVisible()
  await applied(page)
  await page.getByRole('status').getByRole('link', { name: 'People' }).click()
  await page.getByLabel(en.people.search).fill('bergen')
  await page.getByLabel(en.people.who).selectOption(en.people.standing.known)
  await page.getByRole('button', { name: en.people.searchDo, exact: true }).click()
  await expect(page.getByRole('row', { name: /Ann Lee.* Finance/ })).toBeVisible()
  await sound(page)
  await page.getByRole('link', { name: 'Ann Lee' }).click()
  await expect(page.getByText(en.people.about.sources.directory, { exact: true })).toBeVisible()
  await sound(page)
  await page.getByLabel(en.people.prove.password).fill(PASSWORD)
  await page.getByRole('button', { name: en.people.about.leaveDo }).click()
  await expect(page.getByRole('status')).toHaveText(en.people.about.note.left)
  await page.getByRole('button', { name: en.people.about.backDo }).click()
  await expect(page.getByRole('status')).toHaveText(en.people.about.note.back)
  await upload(page, [HEAD, `${learner.email};Sam Rivers;Finance;Oslo;staff;yes`, listed[2]].join('\n'))
  await expect(page.getByRole('row', { name: /Sam Rivers.* Leaving Has an account/ })).toBeVisible()
  await expect(page.getByText('This person has an account. Reading a file that lists them again brings them back')).toBeVisible()
  await applied(page)
  await page.goto(`/en/manage/people?q=${learner.email}`)
  await page.getByRole('link', { name: 'Sam Rivers' }).click()
  await expect(page.getByRole('heading', { name: /^Left on / })).toBeVisible()
  await sound(page)
  await page.getByRole('button', { name: en.people.person.backDo }).click()
  await expect(page.getByRole('status')).toHaveText(en.people.person.note.back)
  expect(site.output()).not.toContain('"level":"error"')
})

test('a file in which many are missing is applied only once somebody says that they have left; an older reading is superseded', async ({
  page,
}) => {
  const staff = Array.from({ length: 20 }, (_, i) => `p${i}@example.org;Person ${i};Legal;Bergen;;`)
  await upload(page, [HEAD, ...staff].join('\n'))
  const older = page.url()
  await page.goto(DIRECTORY)
  await upload(page, [HEAD, 'ann@example.org;Ann Lee;Finance;Bergen;staff|wardens;', ...staff].join('\n'))
  await applied(page)
  await page.goto(older)
  await expect(page.getByRole('status')).toHaveText(t.superseded)
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0)
  await upload(
    page,
    [HEAD, 'ann@example.org;Ann Lee;Finance;Bergen;staff|wardens;', ...staff.slice(0, 10), 'new@example.org;New;;;;'].join('\n'),
  )
  const report = page.url()
  await expect(page.getByRole('status')).toContainText('10 of 21 people (48%) would leave.')
  await expect(page.getByText('None of them has an account.')).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toHaveText(/Person 10.*Leaving.*No account/)
  await sound(page)
  const button = page.getByRole('button', { name: 'Apply: 1 new, 10 leave' })
  await button.click()
  await expect(page.getByRole('status').first()).toHaveText(t.note.unsure)
  await page.getByLabel('Yes, these 10 people have left').check()
  await button.click()
  await expect(page.getByRole('status')).toContainText('Applied: 1 new, 10 leave.', { timeout: 20_000 })
  await page.goto('/en/manage/audit?group=people')
  await page.getByRole('row').nth(1).getByRole('link', { name: 'people.csv' }).click()
  expect(page.url()).toBe(report)
  await upload(page, [HEAD, 'ann@example.org;Ann Lee;Finance;Bergen;staff|wardens;'].join('\n'))
  await page.getByLabel(/have left$/).check()
  await applied(page)
})

test('letters of an older file are pointed out, and a reading that is discarded changes nothing', async ({ page }) => {
  await upload(page, Buffer.from(`${HEAD}\nsarunas@example.org;\xd0ar\xfbnas \xdeukauskas;;;;\n`, 'latin1'))
  await expect(page.getByRole('status')).toContainText('Baltic (Windows-1257)')
  await expect(page.getByRole('row', { name: /Šarūnas Žukauskas/ })).toBeVisible()
  await page.getByRole('button', { name: t.discard }).click()
  await expect(page.getByRole('status')).toHaveText(t.note.discarded)
  await upload(page, `${HEAD}\nsarunas@example.org;?ar?nas ?ukauskas;;;;\nsomebody;Somebody;;;;\n`)
  await expect(page.getByRole('status').first()).toContainText('One person has a question mark in their name')
  await expect(page.getByRole('status').nth(1)).toContainText('does not leave, because one of the lines that we could not read')
  await sound(page)
  await page.getByRole('link', { name: 'lines that we could not read' }).click()
  await expect(page.getByRole('row', { name: /Line 3 .*This is not an email address: somebody/ })).toBeVisible()
  await page.goto(DIRECTORY)
  await expect(page.getByRole('row').nth(1)).toContainText('1 line not read, 1 no longer listed, but not leaving, letters probably lost')
  await upload(page, 'sarunas@example.org')
  await expect(page.getByRole('status')).toContainText('The first line must name the columns')
  await page.goto(DIRECTORY)
  await expect(page.getByRole('row', { name: new RegExp(t.states.failed) })).toBeVisible()
})

test('a cohort fills by its rule, once somebody has seen whom it fits', async ({ page, site }) => {
  const { id, cohort } = await publishApart('essentials', { people: 'names' }, site.dataDir)
  const c = en.courseEditor
  // The button beside it that copies the link has a status of its own.
  await page.goto(`/en/manage/courses/${id}/people/${cohort}`)
  await page.getByRole('button', { name: c.cohort.ruleCheck }).click()
  await expect(page.getByRole('status').first()).toHaveText(c.cohortNote.ruleEmpty)
  await page.getByLabel(c.cohort.ruleGroup, { exact: true }).fill('firemen')
  await page.getByRole('button', { name: c.cohort.ruleCheck }).click()
  await expect(page.getByRole('status').first()).toContainText('no group has that name. These exist: staff, wardens.')
  await page.getByLabel(c.cohort.ruleGroup, { exact: true }).fill('Wardens')
  await page.getByRole('button', { name: c.cohort.ruleCheck }).click()
  await expect(page.getByRole('status').first()).toContainText('This rule matches 1 person, 0 with an account')
  await sound(page)
  await page.getByRole('button', { name: c.cohort.ruleSave }).click()
  await expect(page.getByRole('status').first()).toHaveText(c.cohortNote.ruled)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('The rule has added 1 person: 0 enrolled, 1 invited but not joined yet.')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 20_000 })
  // A list to enrol goes through the same reader.
  const baltic = Buffer.from('name;email\n\xd0ar\xfbnas \xdeukauskas;sz@example.org\n', 'latin1')
  await page.getByRole('link', { name: en.addPeople.title }).click()
  await page.getByLabel(en.addPeople.file).setInputFiles(file(baltic))
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await expect(page.getByRole('status').first()).toContainText('we read it as Baltic (Windows-1257)')
  await expect(page.getByLabel(en.addPeople.list)).toHaveValue(/Šarūnas Žukauskas;sz@example\.org/)
  await sound(page)
  await page.getByRole('button', { name: en.addPeople.do }).click()
  await expect(page.getByRole('status').first()).toContainText('One person was invited.')
  await page.goto(`/en/manage/courses/${id}/people/${cohort}`)
  await page.getByRole('button', { name: c.cohort.ruleEnd }).click()
  await expect(page.getByRole('status').first()).toHaveText(c.cohortNote.ruleEnded)
})
