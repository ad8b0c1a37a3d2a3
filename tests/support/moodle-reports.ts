import { type Page, expect } from '@playwright/test'
import type { Moodle } from './moodle'

/** Of 100; null while there is none. */
export async function gradeIn({ url, admin, course, user }: Moodle, activity: string): Promise<number | null> {
  await admin.goto(`${url}/grade/report/user/index.php?id=${course}&userid=${user}`)
  const row = admin.locator('table.user-grade tr, table.generaltable tr').filter({ hasText: activity }).first()
  const said = /-?\d+(?:\.\d+)?/.exec((await row.locator('td.column-grade').first().textContent()) ?? '')?.[0]
  return said === undefined ? null : Number(said)
}

/** A platform may hear of a grade a while later. */
export const isGraded = (moodle: Moodle, activity: string, points: number, timeout: number): Promise<void> =>
  expect
    .poll(async () => (await gradeIn(moodle, activity)) ?? Number.NaN, {
      timeout,
      intervals: [2_000, 5_000, 10_000],
      message: 'the grade in Moodle',
    })
    .toBeCloseTo(points, 2)

export async function isComplete({ url, admin, course, user }: Moodle, id: string): Promise<boolean> {
  await admin.goto(`${url}/report/progress/index.php?course=${course}`)
  const table = admin.locator('#completion-progress')
  const headings = table.locator('thead th')
  const links = await headings.evaluateAll((all) => all.map((th) => th.querySelector('a')?.getAttribute('href') ?? ''))
  const column = links.findIndex((href) => href.endsWith(`view.php?id=${id}`))
  expect(column, 'the activity is in the report').toBeGreaterThan(0)
  const cells = table
    .locator('tbody tr')
    .filter({ has: admin.locator(`a[href*="user/view.php?id=${user}&"]`) })
    .locator('th, td')
  // Administrators may change it: an offer to remove the completion means that it is complete.
  const html = await cells.nth(column).innerHTML()
  const offered = /data-changecompl="\d+-\d+-(\d)"/.exec(html)?.[1]
  return offered === undefined ? /completion-auto-(y|pass)/.test(html) : offered === '0'
}

const textsOf = (page: Page, rows: string): Promise<string[][]> =>
  page
    .locator(rows)
    .evaluateAll((all) => all.map((tr) => [...tr.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim())))

/**
 * Moodle's report reads only the names of SCORM 1.2: id, response, right answer, result. Its page for one learner does not serve: it looks
 * for the attempt under a wrong number.
 */
export async function interactionsIn({ url, admin, user }: Moodle, id: string): Promise<string[][]> {
  await admin.goto(`${url}/mod/scorm/report.php?id=${id}&mode=interactions`)
  for (const shown of ['qtext', 'resp', 'right', 'result']) await admin.locator(`[type=checkbox][name=${shown}]`).check()
  await Promise.all([admin.waitForEvent('load'), admin.locator('#id_submitbutton').click()])
  const first = await admin
    .locator('#attempts thead th')
    .evaluateAll((all) => all.findIndex((th) => th.querySelector('[data-column=question0]')))
  expect(first, 'the report has interactions').toBeGreaterThan(0)
  const [row = []] = await textsOf(admin, `#attempts tbody tr:has(a[href*="user/view.php?id=${user}&"])`)
  const questions = Array.from({ length: (row.length - first) / 4 }, (_, n) => row.slice(first + 4 * n, first + 4 * n + 4))
  return questions.filter(([name]) => name !== '')
}

/** By element, with the numbers of lists as the standard writes them: `cmi.interactions.0.id`. */
export async function tracksIn({ url, admin, user }: Moodle, id: string, attempt = 1): Promise<Record<string, string>> {
  await admin.goto(`${url}/mod/scorm/report/userreport.php?id=${id}&user=${user}&attempt=${attempt}`)
  const details = await admin.locator('a[href*="userreporttracks.php"][href*="scoid="]').first().getAttribute('href')
  await admin.goto(new URL(details!, admin.url()).href)
  // A help button may follow the name.
  const rows = await textsOf(admin, 'table.scormtrackreport tbody tr')
  const named = (element: string) => element.split(/\s/)[0]!.replace(/[._]N?(\d+)(?=\.|$)/g, '.$1')
  return Object.fromEntries(rows.flatMap(([element = '', value = '']) => [[named(element), value]]))
}
