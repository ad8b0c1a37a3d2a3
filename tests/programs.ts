/** Installs Chromium and PostgreSQL for the tests, if they are missing and can be installed. */
import { browser } from './browser.js'
import { postgresBinaries } from './support/postgres'

browser()
if (!process.env.TEST_DATABASE_URL) postgresBinaries()
