/** A page of a bare Next app: no page of ours can be faster. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, spawnServer } from '../support/server'

const APP = resolve(import.meta.dirname, 'bare')
const NEXT = resolve('node_modules/next/dist/bin/next')

export async function serveBare(): Promise<{ url: string; pid: number; stop(): Promise<unknown> }> {
  const built = spawnSync(process.execPath, [NEXT, 'build', APP], {
    encoding: 'utf8',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (built.status !== 0) throw new Error(`The bare app could not be built:\n${built.stdout}${built.stderr}`)
  const port = await freePort()
  const { child, ended, output } = spawnServer({}, [NEXT, 'start', APP, '--port', String(port), '--hostname', '127.0.0.1'], APP)
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
  for (let tries = 0; tries < 300 && !(await answers()); tries++) await pause(100)
  if (child.exitCode !== null) throw new Error(`The bare app did not start:\n${output()}`)
  const stop = () => {
    child.kill('SIGKILL')
    return ended
  }
  return { url, pid: child.pid!, stop }
}
