import en from '@/messages/en.json' with { type: 'json' }
import { cookiesOf, manyApart, publishApart, somebodyApart } from '../support/apart'
import { button, part } from '../support/course-steps'
import { type Camera, DESK } from './camera'

export async function course(camera: Camera): Promise<void> {
  await learner(camera)
  await owner(camera)
}

async function learner(camera: Camera): Promise<void> {
  const { link } = await publishApart('essentials', { people: 'codes' })
  const context = await camera.visitor(DESK)
  const page = await context.newPage()
  await page.goto(`/en/enrol/${link}`)
  await button(page, en.courses.enrol.anonymous).click()
  await page.waitForURL('**/items/*')
  const overview = page.url().split('/items/')[0]!
  for (let n = 0; n < 2; n++) await part(page, context)
  await page.goto(overview)
  await camera.take(page, 'course', page.getByRole('main').getByRole('list').last())
}

async function owner(camera: Camera): Promise<void> {
  const { server } = camera
  const { course } = await manyApart(server.dataDir, 3, [24, 8])
  const person = await somebodyApart({ directory: server.dataDir }, server.port, ['administrator', 'author'])
  const context = await camera.visitor(DESK)
  await context.addCookies(cookiesOf(person, server.url))
  const page = await context.newPage()
  await page.goto(`/en/manage/courses/${course}/records`)
  await page.getByLabel(en.records.filter.cohort, { exact: true }).selectOption({ label: 'Cohort 2' })
  await page.getByRole('button', { name: en.records.filter.apply }).click()
  await page.waitForURL(/cohort=/)
  await camera.take(page, 'records', page.getByRole('region', { name: en.records.table }))
}
