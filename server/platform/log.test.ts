/** Messages from packages and databases are masked before they are written. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { captureConsole, log, logFault, masked } from './log'

const original = { ...console }
afterEach(() => {
  Object.assign(console, original)
  vi.restoreAllMocks()
})

describe('text from outside', () => {
  test.each([
    ['User sam.rivers+x@mail.example.org not found', 'User [e-mail] not found'],
    ['Key (email)=(sam@example.org) already exists', 'Key (email)=([e-mail]) already exists'],
    ['GET /en/learn?next=%2Fen%2Fx failed', 'GET /en/learn?… failed'],
    ['connect ECONNREFUSED 10.1.2.3:5432', 'connect ECONNREFUSED [address]:5432'],
    ['no attempt 3f8K_d0-aQw9ZxYv12Lp here', 'no attempt [id] here'],
    ['\u001b[31mError\u001b[39m: is it so?', 'Error: is it so?'],
    ['PostgreSQL 17.0.1 said so', 'PostgreSQL 17.0.1 said so'],
  ])('%j is written as %j', (text, written) => {
    expect(masked(text)).toBe(written)
  })
})

describe('a fault', () => {
  test('is logged with its place in the code, without rows and parameters [p:log]', () => {
    const said = vi.spyOn(log(), 'error').mockImplementation(() => {})
    const error = Object.assign(new Error('duplicate key for sam@example.org'), {
      detail: 'Key (email)=(sam@example.org)',
      parameters: ['sam@example.org'],
    })
    logFault('Saving', error)
    const [fields, what] = said.mock.calls[0] as unknown as [Record<string, string>, string]
    expect(what).toBe('Saving')
    expect(Object.keys(fields)).toEqual(['error', 'type', 'stack'])
    expect(JSON.stringify(fields)).not.toContain('sam@')
    expect(fields.stack).toContain('log.test.ts')
  })

  test('written to the console by a package is treated the same way, without objects', () => {
    const said = vi.spyOn(log(), 'error').mockImplementation(() => {})
    captureConsole()
    console.error('⨯', new Error('no row for sam@example.org'))
    console.error('User not found', { email: 'sam@example.org' })
    expect(said).toHaveBeenCalledTimes(2)
    expect(said.mock.calls[1]).toEqual([{}, 'User not found'])
    expect(JSON.stringify(said.mock.calls)).not.toContain('sam@')
  })
})

const TALKATIVE = `
  const { endLog, log } = await import('./server/platform/log.ts')
  for (let i = 0; i < 5_000; i++) log().info({ i, filler: 'x'.repeat(100) }, 'Line')
  process.send('goes on')
  process.once('message', () => endLog().then(() => (log().info('Too late'), process.exit(0))))
`
test('a collector that does not read holds nothing up, and gets every line in the end', async () => {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import=tsx', '--input-type=module', '--eval', TALKATIVE], {
    env: { ...process.env, LOG_FORMAT: 'json', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  child.send('end')
  let said = ''
  for await (const chunk of child.stdout!.setEncoding('utf8')) said += chunk
  expect(said.match(/"Line"/g)).toHaveLength(5_000)
  // What came after the end was dropped, and threw nothing.
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0)
})
