import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import en from '@/messages/en.json'
import { courseOf, published } from '@/tests/support/courses'
import { AUTH_SECRET, somebody } from '@/tests/support/people'
import { freePort, startServer } from '@/tests/support/server'
import { Visitor } from '@/tests/support/visitor'
import { learnerOfUser } from '../accounts/people'
import { enrol, readEnrolment } from '../enrolment/enrolment'
import { seeTerms, itemDone } from '../enrolment/progress'
import { database, held, migrate, openStore } from '../database'

const { stated, beforeText } = en.learn
const ALL = Object.values(stated)
/** Which of the sentences about the store a page has. */
const saidOn = (html: string): string[] => ALL.filter((words) => html.replaceAll('&#x27;', '’').includes(words))

async function running(env: Record<string, string>) {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-said-'))
  const port = await freePort()
  const store = (held.store = openStore({ directory }))
  await migrate(store)
  const ivy = await somebody({ directory }, port, [], 'Ivy Lane')
  const learner = await learnerOfUser(ivy.id)
  const { cohort } = await published(courseOf(['P01'], { title: 'Asked of everybody', people: 'names' }))
  const enrolled = await enrol({ learner, cohort })
  if (!enrolled.ok) throw new Error(enrolled.reason)
  await seeTerms(enrolled.id)
  const { items } = (await readEnrolment(learner, enrolled.id))!.course
  const item = items.find((one) => one.kind === 'scenario' && one.scenario === 'P01')!
  for (const earlier of items.slice(0, items.indexOf(item))) await itemDone(database(), enrolled.id, earlier.id, null, Date.now())
  held.store = undefined
  await store.db.destroy()
  const server = await startServer({ dataDir: directory, port, env: { AUTH_SECRET, PUBLIC_URL: `http://127.0.0.1:${port}`, ...env } })
  onTestFinished(async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const anonymous = (await new Visitor(server.url).get('/en/learn/P01')).body
  const page = await new Visitor(server.url, ivy.cookie).get(`/en/courses/${enrolled.id}/items/${item.id}`)
  expect([page.status, page.body.includes(en.courses.item.play)]).toEqual([200, true])
  return {
    anonymous,
    skippable: (await new Visitor(server.url).get('/en/learn/P12')).body,
    inCourse: page.body,
  }
}
const LRS = { XAPI_ENDPOINT: 'http://127.0.0.1:1/xapi', XAPI_KEY: 'k', XAPI_SECRET: 's' }

test('before they play, people read what the store gets and how it identifies them; in a course, by its terms [p:xapi-said]', async () => {
  const { anonymous, skippable, inCourse } = await running({ ...LRS, XAPI_REPORT: 'answers', XAPI_ACTOR: 'email' })
  expect(saidOn(anonymous)).toEqual([stated.title, stated.answers, stated.email])
  // It would not be true there.
  expect(anonymous).not.toContain(beforeText)
  expect(saidOn(inCourse)).toEqual([stated.title, stated.completion, stated.email])
  expect(saidOn(skippable)).toEqual([])
})

test('if no store is set up, the page says nothing about it', async () => {
  const { anonymous, inCourse } = await running({})
  expect([saidOn(anonymous), saidOn(inCourse), anonymous.includes(beforeText)]).toEqual([[], [], true])
})
