/** Installs what the tests need beside packages, where it is missing and that is possible: Chromium and PostgreSQL. */
import { browser } from './browser.js'
import { postgresBinaries } from './support/postgres'

browser()
if (!process.env.TEST_DATABASE_URL) postgresBinaries()
