import { type Page, expect } from '@playwright/test'
import en from '@/messages/en.json' with { type: 'json' }
import { type Moodle, called, holding, sendForm, unique } from './moodle'

const t = en.lti
const PATIENCE = { timeout: 60_000 }

/** @param link of our registration. @returns the id of the tool */
export async function registered({ url, admin }: Moodle, link: string): Promise<number> {
  await admin.goto(`${url}/mod/lti/toolconfigure.php`)
  const before = await toolsOf(admin, url)
  await admin.locator('#tool-url').fill(link)
  await admin.locator('#tool-create-button').click()
  const page = await holding(admin.context(), `${OURS}, ${ANEW}`)
  if (await page.locator(ANEW).isVisible()) await page.locator(ANEW).click()
  await page.getByRole('button', { name: t.register.do, exact: true }).click(PATIENCE)
  await page.getByRole('button', { name: t.register.close, exact: true }).click(PATIENCE)
  await expect(admin.locator('#external-registration-container iframe'), 'Moodle takes our page away').toHaveCount(0, PATIENCE)
  const made = (await toolsOf(admin, url)).filter((id) => !before.includes(id))
  expect(made, 'Moodle has one tool more').toHaveLength(1)
  await called(admin, url, 'mod_lti_update_tool_type', { id: made[0]!, state: ACTIVE })
  return made[0]!
}
const ACTIVE = 1
const OURS = 'form[action*="/lti/register/"]'
/** Moodle asks this if it already has a tool at our address. */
const ANEW = ':text-is("Register as a new external tool")'

const toolsOf = async (admin: Page, url: string): Promise<number[]> =>
  (await called<{ id: number }[]>(admin, url, 'mod_lti_get_tool_types', {})).map(({ id }) => id)

/** @param target as our page names it. @returns the activity */
export async function newActivity({ url, admin, course }: Moodle, tool: number, target: string): Promise<{ id: string; name: string }> {
  await admin.goto(`${url}/course/modedit.php?add=lti&typeid=${tool}&course=${course}&section=0&return=0`)
  await admin.locator('[name=selectcontent]').click()
  const chooser = await holding(admin.context(), 'form[action$="/choose"]')
  await chooser.locator(`input[name=target][value="${target}"]`).check()
  await chooser.getByRole('button', { name: t.choose.do, exact: true }).click()
  await chooser.getByRole('button', { name: t.choose.hand.replace('{platform}', 'Moodle'), exact: true }).click()
  await expect(admin.locator('#id_selectcontentindicator'), 'Moodle takes the link').not.toBeEmpty(PATIENCE)
  const name = `Tool ${unique()}`
  await sendForm(admin, { name, completion: '2', completionusegrade: true }, '#id_submitbutton')
  return { id: new URL(admin.url()).searchParams.get('id')!, name }
}
