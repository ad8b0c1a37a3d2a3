import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SERVER } from '@/server/commands/prepare.js'

const ROOT = resolve(import.meta.dirname, '../..')
const LIGHT_SCRYPT = resolve(import.meta.dirname, 'light-scrypt.cjs')

export interface ServerOptions {
  /** If left out, a new folder that is deleted when the server stops. */
  dataDir?: string
  databaseUrl?: string
  port?: number
  /** The folder of another checkout, which must be built. */
  checkout?: string
  /** By default anybody may open sessions (FACILITATORS) and nobody needs a second factor (SECOND_FACTOR); an empty value unsets either. */
  env?: Record<string, string>
}
export interface ServerExit {
  code: number | null
  signal: NodeJS.Signals | null
  output: string
}
export interface TestServer {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  url: string
  port: number
  pid: number
  dataDir: string
  output(): string
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<ServerExit>
  stop(): Promise<void>
}

/** Another program could take it before it is used. */
export const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

const running = new Set<ChildProcess>()
const directories = new Set<string>()
const clear = (directory: string) => rmSync(directory, { recursive: true, force: true })
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
  for (const directory of directories) clear(directory)
})

export function spawnServer(env: Record<string, string>, entry = [SERVER], cwd = ROOT) {
  const { PATH, HOME, SystemRoot } = process.env
  const base = Object.fromEntries(Object.entries({ PATH, HOME, SystemRoot }).filter(([, value]) => value !== undefined))
  const child = spawn(process.execPath, entry, {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...base,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--require=${LIGHT_SCRYPT}`,
      HOST: '127.0.0.1',
      FACILITATORS: 'anyone',
      SECOND_FACTOR: 'nobody',
      ...env,
    } as NodeJS.ProcessEnv,
  })
  running.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  // `close`, not `exit`: by then all its output has been read.
  const ended = new Promise<ServerExit>((done) =>
    child.on('close', (code, signal) => {
      running.delete(child)
      done({ code, signal, output })
    }),
  )
  return { child, ended, output: () => output }
}

/** @throws if it ends first or does not answer within a minute; the error includes its output */
export async function startServer({ dataDir, databaseUrl, port: wanted, checkout, env = {} }: ServerOptions = {}): Promise<TestServer> {
  const port = wanted ?? (await freePort())
  const directory = dataDir ?? mkdtempSync(join(tmpdir(), 'second-look-server-'))
  if (dataDir === undefined) directories.add(directory)
  const settings = { PORT: String(port), DATA_DIR: directory, ...(databaseUrl && { DATABASE_URL: databaseUrl }), ...env }
  const { child, ended, output } = spawnServer(settings, [SERVER], checkout)
  const url = `http://127.0.0.1:${port}`
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  const stop = async () => {
    await kill('SIGKILL')
    if (directories.delete(directory)) clear(directory)
  }
  let over = false
  void ended.then(() => {
    over = true
  })
  for (const until = Date.now() + 60_000; Date.now() < until && !over; await pause(50)) {
    const healthy = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
      (r) => r.ok,
      () => false,
    )
    if (healthy) return { url, port, pid: child.pid!, dataDir: directory, output, kill, stop }
  }
  await stop()
  throw new Error(`The server did not start:\n${output()}`)
}
