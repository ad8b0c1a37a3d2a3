/** A package next to @xapi/cmi5, a client by other people: cmi5's own statements say the same. */
import type Client from '@xapi/cmi5'
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Lms, startLms } from '../support/cmi5-lms'
import { badly, openPage, play, tab, well } from '../support/cmi5-page'
import { SESSION_ID, type XapiStatement } from '../support/cmi5-rules'
import { packageContent } from '../support/package-content'

/** Its package.json names no entry that Node can resolve. */
const ENTRY = '@xapi/cmi5/dist/Cmi5.esm.js'
let Cmi5: typeof Client

/** As much of a browser's XMLHttpRequest as axios uses, because this build of it knows no other way. */
class MinimalXhr {
  onloadend: (() => void) | null = null
  onerror: ((fault: unknown) => void) | null = null
  readonly upload = { addEventListener() {} }
  readyState = 0
  status = 0
  statusText = ''
  response = ''
  responseText = ''
  #to: [address: string, method: string] = ['', '']
  #headers = new Headers()
  #received = new Headers()
  open(method: string, address: string) {
    this.#to = [address, method.toUpperCase()]
  }
  setRequestHeader(name: string, value: string) {
    this.#headers.set(name, value)
  }
  getAllResponseHeaders = () => [...this.#received].map(([name, value]) => `${name}: ${value}`).join('\r\n')
  addEventListener() {}
  abort() {}
  async send(body: string | null) {
    const [address, method] = this.#to
    try {
      const answer = await fetch(address, { method, headers: this.#headers, ...(body && { body }) })
      this.response = this.responseText = await answer.text()
      this.#received = answer.headers
      this.status = answer.status
      this.statusText = answer.statusText
      this.readyState = 4
      this.onloadend?.()
    } catch (fault) {
      this.onerror?.(fault)
    }
  }
}

let at = Date.UTC(2026, 10, 27, 9)
/** It writes milliseconds, and nothing for a duration of zero. */
const pass = () => vi.setSystemTime((at += 1_500))
beforeAll(async () => {
  // axios looks only once for a way to send requests.
  vi.stubGlobal('XMLHttpRequest', MinimalXhr)
  Cmi5 = (await import(ENTRY)).default
})
afterAll(() => void vi.unstubAllGlobals())
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: at }))
afterEach(() => void vi.useRealTimers())

async function lms(): Promise<Lms> {
  const started = await startLms()
  onTestFinished(started.stop)
  return started
}
const own = ({ context }: XapiStatement) => (context.contextActivities.category ?? []).some(({ id }) => id.endsWith('/cmi5'))

/** Without what differs: ids, times, the spelling of verbs, and the competencies that a package adds. */
function bare({ actor, verb, object, result, context: { registration, contextActivities, extensions } }: XapiStatement) {
  const { [SESSION_ID]: session, ...more } = extensions!
  const { category, grouping } = contextActivities
  const { score, success, completion, duration } = result ?? {}
  return {
    ...{ actor, verb: verb.id, object: object.id, registration, grouping, category: category!.map(({ id }) => id) },
    ...{ score, success, completion, hasDuration: duration !== undefined, hasSession: typeof session === 'string', more },
  }
}

test.each([
  ['well', well, true],
  ['badly', badly, false],
] as const)('a scenario played %s is told as the library tells it', async (_how, journal, passed) => {
  const ours = await lms()
  const scenario = packageContent('P01', { variant: 'hostile' })
  const page = await openPage(scenario, ours.launch(), tab())
  pass()
  expect(await play(page, journal(scenario))).toBe(true)
  pass()
  await page.runtime.leave('left')
  const told = ours.statements.filter(own)

  const theirs = await lms()
  const { actor, ...parameters } = Object.fromEntries(new URLSearchParams(theirs.launch())) as Record<string, string>
  const client = new Cmi5({ ...parameters, actor: JSON.parse(actor!) } as ConstructorParameters<typeof Cmi5>[0])
  await client.initialize()
  pass()
  const { scaled } = told[1]!.result!.score as { scaled: number }
  await (passed ? client.pass({ scaled }) : client.fail({ scaled }))
  await client.complete()
  await client.terminate()
  expect(theirs.refused).toEqual([])
  expect(told.map(bare)).toEqual(theirs.statements.map(bare))
})
