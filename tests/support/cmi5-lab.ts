/** Packages of scenarios, opened in an LMS of cmi5 of their own. */
import { onTestFinished } from 'vitest'
import type { BrowserStorage } from '@/components/play/browser-storage'
import type { Content } from '@/lms/content'
import { type Lms, type Settings, startLms } from './cmi5-lms'
import { openPage } from './cmi5-page'
import { verbOf } from './cmi5-rules'
import { packageContent } from './package-content'
import { variants } from './play'

export const SCENARIO = 'P01 hostile'

/** A clock that advances by a quarter of a second at each reading. */
let at = Date.UTC(2026, 10, 27, 9)
const now = () => (at += 250)

export const open = (of: Content, search: string, storage: BrowserStorage, browser: Parameters<typeof openPage>[3] = {}) =>
  openPage(of, search, storage, { now, ...browser })

/** Stops with the test. */
export async function lms(settings: Partial<Settings> = {}): Promise<Lms> {
  const started = await startLms(settings)
  onTestFinished(started.stop)
  return started
}

export function content(name: string, report: Content['report'] = 'pass'): Content {
  const { scenario, variant } = variants.find((known) => known.name === name)!
  return packageContent(scenario, { variant, report })
}

export const sent = (from: Lms, verb: string) => from.statements.filter((statement) => verbOf(statement) === verb)
