import { randomBytes } from 'node:crypto'
import { type Browser, type BrowserContext, type Page, expect } from '@playwright/test'

export interface Moodle {
  /** Without a slash at the end. */
  url: string
  admin: Page
  learner: Page
  course: string
  user: string
  close(): Promise<void>
}

const PATIENCE = { timeout: 60_000 }

/** @param address with an administrator's name and password: https://NAME:PASSWORD@HOST, and the path of Moodle */
export async function openMoodle(browser: Browser, address: URL): Promise<Moodle> {
  const url = `${address.origin}${address.pathname}`.replace(/\/$/, '')
  const contexts = [await browser.newContext(), await browser.newContext()] as const
  const [admin, learner] = [await contexts[0].newPage(), await contexts[1].newPage()]
  const close = async () => {
    for (const context of contexts) await context.close()
  }
  try {
    await signIn(admin, url, decodeURIComponent(address.username), decodeURIComponent(address.password))
    const course = await newCourse(admin, url)
    const user = await newLearner(admin, learner, url)
    await enrolled(admin, url, course, user)
    return { url, admin, learner, course, user, close }
  } catch (fault) {
    await close()
    throw fault
  }
}

export const unique = (): string => randomBytes(4).toString('hex')

/** Posts what the form would: a script of Moodle's replaces the password field at a time of its own. */
async function signIn(page: Page, url: string, username: string, password: string): Promise<void> {
  await page.goto(`${url}/login/index.php`, PATIENCE)
  const logintoken = await page.locator('[name=logintoken]').first().inputValue()
  const answer = await page.request.post(`${url}/login/index.php`, { form: { username, password, logintoken }, ...PATIENCE })
  expect(new URL(answer.url()).pathname, `Moodle signs ${username} in`).not.toContain('/login/')
}

const Known = { session: 'M.cfg.sesskey', context: 'M.cfg.contextid', course: 'M.cfg.courseId' }
export const known = async (page: Page, what: keyof typeof Known): Promise<string> => String(await page.evaluate(Known[what]))

/**
 * Also sends what is folded or hidden. @param values by name; for a checkbox whether it is ticked
 * @returns once another page is there. @throws with what the form says is wrong
 */
export async function sendForm(page: Page, values: Record<string, string | boolean>, button: string): Promise<void> {
  const missing = await page.evaluate((wanted) => {
    const lacking: string[] = []
    for (const [name, value] of Object.entries(wanted)) {
      const all = [...document.querySelectorAll<HTMLInputElement>(`form [name="${name}"]`)]
      const field =
        typeof value === 'boolean'
          ? all.find(({ type }) => type === 'checkbox')
          : (all.find((one) => one.type === 'radio' && one.value === value) ?? all.find(({ type }) => type !== 'radio'))
      if (!field) {
        lacking.push(name)
        continue
      }
      if (typeof value === 'boolean') field.checked = value
      else if (field.type === 'radio') field.checked = true
      else field.value = value
      for (const type of ['input', 'change', 'click'])
        if (type !== 'click' || field.type === 'radio') field.dispatchEvent(new Event(type, { bubbles: true }))
      // A field that another one hides is disabled too, and would not be sent.
      field.disabled = false
    }
    return lacking
  }, values)
  expect(missing, `the form at ${page.url()} lacks these fields`).toEqual([])
  const before = new URL(page.url()).pathname
  await page.locator(button).evaluate((element) => (element as HTMLElement).click())
  await page
    .waitForURL((now) => now.pathname !== before, { ...PATIENCE, waitUntil: 'domcontentloaded' })
    .catch(async (fault: unknown) => {
      const wrong = await page.locator('.form-control-feedback:visible, .alert-danger:visible').allTextContents()
      throw new Error(`Moodle did not take the form: ${wrong.join(' ') || String(fault)}`)
    })
}

/** Completion of activities is on in a stock Moodle. @returns its id */
async function newCourse(admin: Page, url: string): Promise<string> {
  const name = `Second Look ${unique()}`
  await admin.goto(`${url}/course/edit.php?category=1`, PATIENCE)
  await sendForm(admin, { fullname: name, shortname: name, enablecompletion: '1' }, '#id_saveanddisplay')
  return known(admin, 'course')
}

async function newLearner(admin: Page, learner: Page, url: string): Promise<string> {
  const [name, password] = [`learner${unique()}`, `Aa1!${unique()}${unique()}`]
  await admin.goto(`${url}/user/editadvanced.php?id=-1`, PATIENCE)
  const fields = { username: name, newpassword: password, firstname: 'Ada', lastname: name, email: `${name}@example.org` }
  await sendForm(admin, fields, '#id_submitbutton')
  await signIn(learner, url, name, password)
  await learner.goto(`${url}/user/edit.php`, PATIENCE)
  return learner.locator('form input[type=hidden][name=id]').first().inputValue()
}

const STUDENT = '5'
async function enrolled(admin: Page, url: string, course: string, user: string): Promise<void> {
  await admin.goto(`${url}/enrol/instances.php?id=${course}`, PATIENCE)
  const way = /enrol\/manual\/manage\.php\?enrolid=(\d+)/.exec(await admin.content())?.[1]
  expect(way, 'the course has manual enrolments').toBeDefined()
  const answer = await admin.request.post(`${url}/enrol/manual/ajax.php`, {
    form: {
      ...{ id: course, action: 'enrol', enrolid: way!, 'userlist[]': user, roletoassign: STUDENT },
      sesskey: await known(admin, 'session'),
    },
  })
  expect(await answer.json(), 'the learner is enrolled').toMatchObject({ success: true })
}

/** Both kinds of activity are done when the activity itself says so. */
const AUTOMATIC = '2'

/** @param values of the form, besides its name and file. @returns the id of the activity */
export async function newScorm(
  { url, admin, course }: Moodle,
  zip: Buffer,
  values: Record<string, string | boolean>,
): Promise<{ id: string; name: string }> {
  const name = `Package ${unique()}`
  await admin.goto(`${url}/course/modedit.php?add=scorm&course=${course}&section=0&return=0`, PATIENCE)
  await upload(admin, url, 'packagefile', zip)
  await sendForm(admin, { name, ...values, completion: AUTOMATIC }, '#id_submitbutton')
  return { id: new URL(admin.url()).searchParams.get('id')!, name }
}

/** Puts a file where the form's field looks for it, as Moodle's file picker does. */
async function upload(page: Page, url: string, field: string, file: Buffer): Promise<void> {
  const place = /"id":"?(\d+)"?,"name":"(?:[^"\\]|\\.)*","type":"upload"/.exec(await page.content())?.[1]
  expect(place, 'Moodle has its place for uploads').toBeDefined()
  const answer = await page.request.post(`${url}/repository/repository_ajax.php?action=upload`, {
    multipart: {
      repo_upload_file: { name: 'package.zip', mimeType: 'application/zip', buffer: file },
      ...{ repo_id: place!, title: 'package.zip', author: '', savepath: '/' },
      itemid: await page.locator(`input[name=${field}]`).inputValue(),
      ctx_id: await known(page, 'context'),
      sesskey: await known(page, 'session'),
    },
  })
  expect(await answer.json(), 'the package is uploaded').toMatchObject({ file: 'package.zip' })
}

export async function called<T>(page: Page, url: string, methodname: string, args: object): Promise<T> {
  const answer = await page.request.post(`${url}/lib/ajax/service.php?sesskey=${await known(page, 'session')}&info=${methodname}`, {
    data: [{ index: 0, methodname, args }],
  })
  const [said] = (await answer.json()) as { error: boolean; data: T }[]
  expect(said, methodname).toMatchObject({ error: false })
  return said!.data
}

/** The page or frame that holds something of ours. A frame has every member of a page that the helpers use. */
export async function holding(context: BrowserContext, selector: string): Promise<Page> {
  let found: Page | undefined
  await expect
    .poll(
      async () => {
        const frames = context.pages().flatMap((page) => page.frames())
        const counts = await Promise.all(
          frames.map((frame) =>
            frame
              .locator(selector)
              .count()
              .catch(() => 0),
          ),
        )
        found = frames[counts.findIndex((count) => count > 0)] as unknown as Page | undefined
        return found !== undefined
      },
      { timeout: 60_000, message: `something of ours: ${selector}` },
    )
    .toBe(true)
  return found!
}
