/** `npm run pictures`: takes the pictures of docs/pictures anew, in the three ways the product is used. */
import { chromium } from '@playwright/test'
import { build } from '@/server/commands/prepare.js'
import { AUTH_SECRET } from '../support/apart'
import { launchOptions } from '../support/chromium'
import { CONTACT } from '../support/course-steps'
import { startServer } from '../support/server'
import { account, cameraOf } from './camera'
import { course } from './course'
import { phases } from './phases'
import { room } from './room'
import { selfStudy } from './self-study'
import { things } from './things'

build()
const server = await startServer({ env: { AUTH_SECRET, CONTACT_NAME: CONTACT.name, CONTACT_PHONE: CONTACT.phone } })
process.env.BROWSER_TEST_DATA = server.dataDir
const browser = await chromium.launch(launchOptions())
try {
  const camera = cameraOf(browser, { ...server, url: server.url.replace('127.0.0.1', 'localhost') })
  for (const use of [selfStudy, course, room, phases, things]) await use(camera)
  account(camera.taken)
} finally {
  await browser.close()
  await server.stop()
}
