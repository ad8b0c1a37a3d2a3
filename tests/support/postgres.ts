/** It imports no code of the server, because the test command installs with it what is missing. */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './server'

export interface Postgres {
  url: string
  stop(): Promise<void>
}

export function databaseIn(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** One statement, outside our connection pools. */
export async function command(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

/**
 * `TEST_DATABASE_URL`; otherwise our own server from installed binaries, or from Debian's package; otherwise null.
 * @param durable whether what it acknowledges would survive a power cut: benchmarks need that, tests do not
 * @throws with CI=true if there is none, and if an installed one does not start
 */
export async function openPostgres({ durable = false } = {}): Promise<Postgres | null> {
  const { TEST_DATABASE_URL: url, CI } = process.env
  if (url) return { url, stop: async () => {} }
  const binaries = postgresBinaries()
  if (binaries) return startPostgres(binaries, durable)
  const why = 'No PostgreSQL is installed and TEST_DATABASE_URL is not set'
  if (CI === 'true') throw new Error(`${why}: with CI=true the storage tests must run on both databases.`)
  console.log(`${why}: the storage tests run on SQLite alone, those on PostgreSQL are counted as skipped.`)
  return null
}

export const postgresBinaries = (): string | null => installed() ?? (installDebian() ? installed() : null)

/** The folder with `initdb` and `postgres`: from PATH, or the newest of Debian's, which are not in PATH. */
function installed(): string | null {
  const root = '/usr/lib/postgresql'
  const debian = list(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, 'bin'))
  const places = [...(process.env.PATH ?? '').split(delimiter), ...debian]
  return places.find((place) => ['initdb', 'postgres'].every((name) => isProgram(join(place, name)))) ?? null
}
function list(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const isRoot = process.getuid?.() === 0

function installDebian(): boolean {
  if (!isRoot || !isProgram('/usr/bin/apt-get')) return false
  console.log('Installing Debian’s package postgresql for the storage tests')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: string[]) => spawnSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  apt('update', '-qq')
  return apt('install', '-y', '-qq', '--no-install-recommends', 'postgresql')
}

/** PostgreSQL refuses to run as root. */
function account(): { uid?: number; gid?: number } {
  if (!isRoot) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.find(([n]) => n === name) ?? [])
  if (found.length === 0) throw new Error('PostgreSQL refuses to run as root, and there is no account postgres or nobody.')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

/** Stops the server and removes its data once its input closes, even if this process was killed. */
const GUARD = 'directory=$1; shift; "$@" & server=$!; cat >/dev/null; kill -INT "$server"; wait "$server"; rm -rf "$directory"'

async function startPostgres(binaries: string, durable: boolean): Promise<Postgres> {
  const as = account()
  // Another account needs access, so do not use a TMPDIR that only root can enter.
  const directory = mkdtempSync(join(isRoot ? '/tmp' : tmpdir(), 'second-look-postgres-'))
  const [data, secret, log] = ['data', 'secret', 'log'].map((name) => join(directory, name)) as [string, string, string]
  const password = randomBytes(16).toString('hex')
  writeFileSync(secret, password)
  chmodSync(directory, 0o700)
  const output = openSync(log, 'a')
  if (as.uid !== undefined) for (const path of [directory, secret, log]) chownSync(path, as.uid, as.gid!)

  const made = spawnSync(
    join(binaries, 'initdb'),
    [`--pgdata=${data}`, '--username=tests', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'],
    { ...as, cwd: directory, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)

  const port = await freePort()
  const syncing = ['fsync', 'synchronous_commit', 'full_page_writes'].map((setting) => `${setting}=${durable ? 'on' : 'off'}`)
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...syncing]
  const server = [join(binaries, 'postgres'), '-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', directory, ...server], {
    ...as,
    cwd: directory,
    stdio: ['pipe', output, output],
    // In its own process group: Ctrl-C ends the run first, and the end of the run stops the server.
    detached: true,
  })
  closeSync(output)
  const ended = new Promise<void>((resolve) => guard.on('exit', () => resolve()))
  const postgres: Postgres = {
    url: `postgres://tests:${password}@127.0.0.1:${port}/postgres`,
    stop: () => {
      guard.stdin!.end()
      return ended
    },
  }
  if (await answers(postgres.url)) return postgres
  const said = readFileSync(log, 'utf8')
  await postgres.stop()
  throw new Error(`PostgreSQL did not start:\n${said}`)
}

async function answers(url: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      await pause(100)
    }
  }
  return false
}
