import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort, startServer } from '@/tests/support/server'
import { picker, variantIn } from '@/tests/support/play'
import { playBy } from '@/tests/support/random-play'
import { Visitor } from '@/tests/support/visitor'
import { openStore } from '../database'

test('an attempt begun right after a change of XAPI_REPORT and a restart is told to the store', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'second-look-restart-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const port = await freePort()
  const env = { PUBLIC_URL: `http://127.0.0.1:${port}`, XAPI_ENDPOINT: 'http://127.0.0.1:1/xapi', XAPI_KEY: 'k', XAPI_SECRET: 's' }
  const before = await startServer({ dataDir, port, env: { ...env, XAPI_REPORT: 'completion' } })
  await before.stop()

  const server = await startServer({ dataDir, port, env: { ...env, XAPI_REPORT: 'results' } })
  const store = openStore({ directory: dataDir })
  onTestFinished(() => store.db.destroy())
  const learner = new Visitor(server.url)
  const { location } = await learner.post('/en/learn/P01/start')
  const { variant } = await store.db.selectFrom('attempt').select('variant').executeTakeFirstOrThrow()
  const pick = picker(1)
  const events = playBy(variantIn('P01', variant).compiled.play, () => pick(1_000))
  const cookie = [...learner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { status } = await fetch(`${server.url}${location}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', origin: server.url, cookie },
    body: JSON.stringify({ seq: 0, events }),
  })
  await server.stop()
  const told = await store.db.selectFrom('outbox').select('body').where('kind', '=', 'statement').execute()
  expect(status).toBe(200)
  const verbs = told.map(({ body }) => /verbs\/(\w+)/.exec(body)![1]!)
  expect(new Set(verbs.map((verb) => (verb === 'failed' ? 'passed' : verb)))).toEqual(new Set(['initialized', 'passed', 'completed']))
})
