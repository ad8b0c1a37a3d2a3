/**
 * `npm run sbom -- [FILE]`: lists what is installed to run this, as CycloneDX, in sbom.cdx.json or another file. The image does it too.
 * `npm sbom --omit=dev` also leaves out what a development package needs as well (npm 11: esbuild, postcss, jose and more). So we list
 * everything in the lock file and then remove what only development needs. Plain JavaScript, like prepare.js.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { stop } from './prepare.js'

/** @typedef {{ version: string, dev?: boolean }} Locked */
/** @typedef {{ 'bom-ref': string, purl: string, name: string }} Component */
/** @typedef {{ metadata: { component: Component }, components: Component[], dependencies: { ref: string, dependsOn: string[] }[] }} Bom */

/** Package URLs of what is installed to run this. @param {Record<string, Locked>} packages of the lock file @returns {Set<string>} */
export function installed(packages) {
  const entries = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev && existsSync(path))
  return new Set(entries.map(([path, { version }]) => `pkg:npm/${path.replace(/^.*node_modules\//, '').replace('@', '%40')}@${version}`))
}

/** @param {Bom} bom of everything @param {Set<string>} kept package URLs @returns {Bom} */
export function without(bom, kept) {
  const components = bom.components.filter(({ purl }) => kept.has(purl))
  const refs = new Set([bom.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])])
  const dependencies = bom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }))
  return { ...bom, components, dependencies }
}

/** @returns {Bom} */
export function bomOfAll() {
  const { stdout, status } = spawnSync('npm', ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) stop('npm could not list the packages; the lines above say why.')
  return JSON.parse(stdout)
}

/** @param {string} file */
export function writeBom(file) {
  const kept = installed(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)
  const bom = without(bomOfAll(), kept)
  const listed = new Set(bom.components.map(({ purl }) => purl))
  if (!kept.has(`pkg:npm/next@${JSON.parse(readFileSync('package.json', 'utf8')).dependencies.next}`))
    stop('Nothing is installed that could be listed. Run npm ci, and then this again.')
  const missing = [...kept].filter((purl) => !listed.has(purl))
  if (missing.length > 0) stop(`npm does not list what is installed: ${missing.join(', ')}. Run npm ci and try again.`)
  // npm names it after the directory.
  bom.metadata.component.name = 'second-look'
  writeFileSync(file, `${JSON.stringify(bom, null, 2)}\n`)
  console.log(`${bom.components.length} packages are listed in ${file}.`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeBom(process.argv[2] ?? 'sbom.cdx.json')
