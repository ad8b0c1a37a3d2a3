/** For browser tests that change what everybody sees: a server of their own, with an administrator in the browser. */
import { type BrowserContext, test as base } from '@playwright/test'
import type { TestPerson } from './people'
import { AUTH_SECRET, cookiesOf, somebodyApart } from './apart'
import { type TestServer, startServer } from './server'

export const test = base.extend<{ visitor: BrowserContext }, { site: TestServer; administrator: TestPerson; learner: TestPerson }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, use) => {
      const server = await startServer({
        env: { AUTH_SECRET, PSEUDO_LOCALE: '1', FACILITATORS: '', CONTACT_NAME: 'The desk of the settings' },
      })
      await use({ ...server, url: server.url.replace('127.0.0.1', 'localhost') })
      await server.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  administrator: [
    async ({ site }, use) => use(await somebodyApart({ directory: site.dataDir }, site.port, ['administrator'])),
    { scope: 'worker' },
  ],
  learner: [async ({ site }, use) => use(await somebodyApart({ directory: site.dataDir }, site.port)), { scope: 'worker' }],
  context: async ({ browser, site, administrator }, use) => {
    const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1440, height: 900 } })
    await context.addCookies(cookiesOf(administrator, site.url))
    await use(context)
    await context.close()
  },
  visitor: async ({ browser, site }, use) => {
    const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1440, height: 900 } })
    await use(context)
    await context.close()
  },
})
