/**
 * What a fresh clone needs before anything else can run. Plain JavaScript without a dependency, because nothing is installed yet when it
 * starts.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** Remembers by its stamp what was made last. */
const STAMPS = '.prepared'
const BUNDLES = {
  server: ['server/main.ts'],
  reader: ['server/reader.ts'],
  commands: ['backup', 'restore', 'second-factor', 'scenario', 'package', 'compile-library'].map((name) => `server/commands/${name}.ts`),
}
export const SERVER = '.bundle/server/main.mjs'
const BUNDLED_FROM = ['components', 'lms', 'messages', 'scenarios', 'server', 'package-lock.json', 'tsconfig.json']
const BUILT_FROM = [
  'app',
  'components',
  'lms',
  'messages',
  'scenarios',
  'server',
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
  'tsconfig.json',
]

/** @param {string} why @returns {never} */
export function stop(why) {
  console.error(`\n${why}\n`)
  process.exit(1)
}

/** @param {string} command @param {string[]} args @param {string} failed */
export function run(command, args, failed) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (error || status !== 0) stop(failed)
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(
      `Second Look needs Node.js 20.19 or later, and runs best on 24; this is ${process.versions.node}. Install Node.js 24 from https://nodejs.org and start again.`,
    )
  }
}

/** Installs the packages of the lock file, unless they are installed already. @param {{ dev: boolean }} options */
export function install({ dev }) {
  const stamp = hashOf(['package-lock.json'])
  const done = stampOf('install')
  if (existsSync(join(ROOT, 'node_modules')) && (done === `${stamp} all` || (!dev && done === `${stamp} run`))) return
  console.log('Installing packages (a few minutes the first time) …')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(dev ? [] : ['--omit=dev'])]
  run('npm', args, 'The packages could not be installed. Check the network connection or the npm registry, and run the same command again.')
  keepStamp('install', `${stamp} ${dev ? 'all' : 'run'}`)
}

/** Installs what is needed to run, if nothing is installed. */
export function installOnce() {
  if (!existsSync(join(ROOT, 'node_modules'))) install({ dev: false })
}

/** Bundles the server, its reader and the commands, builds the pages and compiles the library. Skips each step if nothing it depends on has changed. */
export function build() {
  bundle('server')
  bundle('reader')
  bundle('commands')
  bundlePlayer()
  buildPages()
  compileLibrary()
}

function buildPages() {
  // The texts of scenarios do not count, because they are read at the start.
  const stamp = hashOf(BUILT_FROM, isCode)
  if (existsSync(join(ROOT, '.next/BUILD_ID')) && stampOf('build') === stamp) return
  console.log('Building the pages (about a minute) …')
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], 'The pages could not be built; the lines above say why.')
  keepStamp('build', stamp)
}

function compileLibrary() {
  const stamp = hashOf(['scenarios', 'server/library', 'package-lock.json'])
  if (existsSync(join(ROOT, '.next/library.json')) && stampOf('library') === stamp) return
  const args = ['--conditions=react-server', bundled('commands', 'compile-library')]
  run(process.execPath, args, 'The scenario library could not be compiled; the lines above say why.')
  keepStamp('library', stamp)
}

/** Makes what every package for an LMS contains besides its scenario. */
export function bundlePlayer() {
  const stamp = hashOf(['app', 'components', 'lms', 'scenarios/engine', 'package-lock.json', 'server/commands/bundle-player.js'])
  if (existsSync(join(ROOT, '.bundle/player/player.css')) && stampOf('player') === stamp) return
  run(
    process.execPath,
    ['server/commands/bundle-player.js', '.bundle/player'],
    'The player of packages could not be made; the lines above say why.',
  )
  keepStamp('player', stamp)
}

/** @param {keyof typeof BUNDLES} what */
export function bundle(what) {
  const stamp = hashOf(BUNDLED_FROM, isCode)
  if (BUNDLES[what].every((entry) => existsSync(bundled(what, entry))) && stampOf(what) === stamp) return
  const args = ['server/commands/bundle.js', `.bundle/${what}`, ...BUNDLES[what]]
  run(process.execPath, args, 'The program could not be bundled; the lines above say why.')
  keepStamp(what, stamp)
}
/** @param {keyof typeof BUNDLES} what @param {string} entry */
export const bundled = (what, entry) => join(ROOT, '.bundle', what, `${basename(entry, '.ts')}.mjs`)

/** The texts of scenarios are not built in: the server reads them at the start. @param {string} place */
const isCode = (place) => !/^scenarios.library.*\.yaml$/.test(place)

/** @param {string[]} places @param {(place: string) => boolean} [counts] */
function hashOf(places, counts = () => true) {
  const hash = createHash('sha256')
  const visit = (/** @type {string} */ place) => {
    const path = join(ROOT, place)
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(place, name))
    else if (!/\.test\.tsx?$/.test(place) && counts(place)) hash.update(place).update('\0').update(readFileSync(path)).update('\0')
  }
  for (const place of places) visit(place)
  return hash.digest('hex')
}
/** @param {string} name */
function stampOf(name) {
  const path = join(ROOT, STAMPS, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
/** @param {string} name @param {string} stamp */
function keepStamp(name, stamp) {
  mkdirSync(join(ROOT, STAMPS), { recursive: true })
  writeFileSync(join(ROOT, STAMPS, name), stamp)
}
