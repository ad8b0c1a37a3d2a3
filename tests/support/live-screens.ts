import { type Browser, type BrowserContext, type Locator, type Page, devices } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { expect, heading, test, watch } from './browser'
import { scenarios } from './play'

const t = en.liveCockpit
export const title = scenarios.find((p) => p.id === 'P01')!.title

export interface Room {
  facilitator: Page
  projector: Page
  phones: Page[]
  code: string
  join(): Promise<Page>
  problems: () => string[]
  end(): Promise<void>
}

export async function openRoom(browser: Browser, variant: 'hostile' | 'genuine'): Promise<Room> {
  const contexts: BrowserContext[] = []
  const watched: string[][] = []
  const newPage = async (options: Parameters<Browser['newContext']>[0]) => {
    const context = await browser.newContext({ baseURL: test.info().project.use.baseURL, ...options })
    contexts.push(context)
    watched.push(watch(context))
    return context.newPage()
  }
  const facilitator = await newPage({ viewport: { width: 1440, height: 900 } })
  await facilitator.goto('/en/live')
  await facilitator.getByRole('radio', { name: title }).check()
  await facilitator.getByRole('radio', { name: new RegExp(`^${en.livePrepare.variant[variant]}`) }).check()
  await facilitator.getByRole('spinbutton', { name: en.livePrepare.size.label }).fill('5')
  await facilitator.getByRole('button', { name: en.livePrepare.open }).click()
  await expect(heading(facilitator)).toHaveText(en.live.facilitator.ready)
  await facilitator.getByRole('link', { name: en.live.facilitator.toCockpit }).click()
  await expect(heading(facilitator)).toHaveText(t.heading.lobby)
  const code = (await facilitator.getByText(/^\d{4} \d{4}$/).textContent())!

  const link = await facilitator.getByRole('link', { name: t.openProjector }).getAttribute('href')
  const projector = await newPage({ viewport: { width: 1280, height: 720 } })
  await projector.goto(link!)
  await expect(projector.getByText(code.replace(' ', '\u00a0'))).toBeVisible()

  const join = async () => {
    const phone = await newPage({ ...devices['Pixel 7'], viewport: { width: 390, height: 844 } })
    await phone.goto('/en/j')
    await phone.getByRole('textbox', { name: en.livePhone.join.code }).fill(code)
    await phone.getByRole('button', { name: en.livePhone.join.join }).click()
    await expect(phone).toHaveURL(/\/en\/live\/[\w-]{20}$/)
    return phone
  }
  const phones = []
  for (let n = 0; n < 5; n++) phones.push(await join())
  return {
    facilitator,
    projector,
    phones,
    code,
    join,
    problems: () => watched.flat(),
    end: async () => {
      for (const context of contexts) await context.close()
    },
  }
}

export const press = (facilitator: Page, name: string | RegExp) =>
  facilitator.locator('#now-h').locator('xpath=ancestor::section').getByRole('button', { name, exact: true }).click()
export const answered = (facilitator: Page, n: number, of: number) => expect(facilitator.getByText(`${n} of ${of} answered`)).toBeVisible()
export const question = (phone: Page) => phone.locator('#question')
export const act = (phone: Page) => question(phone).locator('.lettered').last().getByRole('radio')

export async function vote(phone: Page, n: number): Promise<void> {
  await expect(question(phone)).toBeVisible()
  const folded = question(phone).getByText(en.livePhone.change)
  if (await folded.isVisible()) await folded.click()
  const slots = question(phone).locator('form details')
  for (const slot of await slots.all()) {
    if (!(await slot.getByRole('radio').first().isVisible())) await slot.locator('summary').click()
    await slot.getByRole('radio').first().check()
  }
  await act(phone).nth(n).check()
  await question(phone).getByRole('button', { name: en.livePhone.send }).click()
}
export const reportButton = (phone: Page) => phone.locator('#report').getByRole('button')
export const pressReport = (phone: Page) => reportButton(phone).click()
export const saved = (phone: Page) => expect(question(phone).getByText(en.livePhone.standing.saved)).toBeVisible()

export async function showsNoTotals({ projector, phones }: Pick<Room, 'projector' | 'phones'>): Promise<void> {
  await expect(projector.getByText(/(First|Last) vote|\d+ votes?/)).toHaveCount(0)
  for (const phone of phones) await expect(phone.locator('#results')).toHaveCount(0)
}
export const everyone = (pages: Page[], of: (page: Page) => Locator) => Promise.all(pages.map((page) => expect(of(page)).toBeVisible()))
