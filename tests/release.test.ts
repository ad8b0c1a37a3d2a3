import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import lock from '../package-lock.json'
import packageJson from '../package.json'
import { type bomOfAll, installed, without, writeBom } from '../server/commands/sbom.js'

interface LockEntry {
  version: string
  dev?: boolean
  link?: boolean
  inBundle?: boolean
  integrity?: string
  resolved?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
const packages = lock.packages as unknown as Record<string, LockEntry>

/** As Node resolves it: in the nearest folder upwards. */
function pathOf(name: string, from: string): string | undefined {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    const path = `${base && `${base}/`}node_modules/${name}`
    if (packages[path]) return path
    if (base === '') return undefined
  }
}
/** Walks from package.json instead of trusting the lock file's own marks. */
function needed(): Set<string> {
  const found = new Set<string>()
  const walk = (names: string[], from: string) => {
    for (const name of names) {
      const path = pathOf(name, from)
      if (!path || found.has(path) || !existsSync(path)) continue
      found.add(path)
      const { dependencies, optionalDependencies } = packages[path]!
      walk(Object.keys({ ...dependencies, ...optionalDependencies }), path)
    }
  }
  walk(Object.keys(packageJson.dependencies), '')
  return found
}

describe('the list of packages', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-sbom-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  let bom: ReturnType<typeof bomOfAll>
  beforeAll(() => {
    writeBom(join(directory, 'bom.json'))
    bom = JSON.parse(readFileSync(join(directory, 'bom.json'), 'utf8')) as typeof bom
  }, 60_000)
  const listed = () => new Set(bom.components.map(({ purl }) => decodeURIComponent(purl)))

  test('is CycloneDX, for this program and its version', () => {
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: expect.stringMatching(/^1\.[5-9]$/),
      metadata: { component: { name: 'second-look', version: packageJson.version } },
    })
    expect(bom.components.every(({ purl, 'bom-ref': ref }) => purl.startsWith('pkg:npm/') && ref !== '')).toBe(true)
    const refs = new Set([bom.metadata.component['bom-ref'], ...bom.components.map((component) => component['bom-ref'])])
    for (const { ref, dependsOn } of bom.dependencies) for (const other of [ref, ...dependsOn]) expect(refs, other).toContain(other)
  })
  test('contains every package that the program needs, including those that tests also need', () => {
    const all = [...needed()]
    expect(all.length).toBeGreaterThan(150)
    const purls = all.map((path) => `pkg:npm/${path.replace(/^.*node_modules\//, '')}@${packages[path]!.version}`)
    expect(purls.filter((purl) => !listed().has(purl))).toEqual([])
    for (const name of Object.keys(packageJson.dependencies))
      expect(
        [...listed()].some((purl) => purl.startsWith(`pkg:npm/${name}@`)),
        name,
      ).toBe(true)
  })
  test('and none that only tests need', () => {
    for (const name of ['@biomejs/biome', 'axe-core', 'fast-check', 'oidc-provider'])
      expect(
        [...listed()].some((purl) => purl.startsWith(`pkg:npm/${name}@`)),
        name,
      ).toBe(false)
  })
  test('leaves out a given package, and whatever leads to it', () => {
    const [kept] = installed({
      '': { version: '1' },
      'node_modules/zod': { version: '4.6.7' },
      'node_modules/nowhere': { version: '1' },
      'node_modules/vitest': { version: '1', dev: true },
    })
    expect(kept).toBe('pkg:npm/zod@4.6.7')
    const small = without(
      {
        metadata: bom.metadata,
        components: ['a', 'b'].map((name) => ({ name, 'bom-ref': name, purl: `pkg:npm/${name}@1` })),
        dependencies: [
          { ref: 'a', dependsOn: ['b'] },
          { ref: 'b', dependsOn: [] },
        ],
      },
      new Set(['pkg:npm/a@1']),
    )
    expect([small.components.map(({ name }) => name), small.dependencies]).toEqual([['a'], [{ ref: 'a', dependsOn: [] }]])
  })
})

describe('packages', () => {
  test('have one exact version each, locked to the bytes that were reviewed', () => {
    for (const [name, version] of Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies }))
      expect(version, name).toMatch(/^(npm:[^@]+@)?\d+\.\d+\.\d+$/)
    for (const [path, { integrity, resolved, link, inBundle }] of Object.entries(packages)) {
      // The hash of a package covers those bundled inside it.
      if (path === '' || inBundle) continue
      expect(link, path).toBeUndefined()
      expect(integrity, path).toMatch(/^sha512-/)
      expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\//)
    }
  })
  test('are installed by the lock file alone, whatever their age: new ones rest before they enter it', () => {
    const settings = readFileSync('.npmrc', 'utf8')
    expect(settings).toMatch(/^save-exact=true$/m)
    // npm ci would ask for the dates of every package, and refuse younger ones of the lock file.
    expect(settings).not.toMatch(/min-release-age|before/)
    expect(readFileSync('docs/contributing.md', 'utf8')).toContain('npm install --min-release-age=14 PACKAGE')
  })
})

test('all tests run on the Node of the image', () => {
  const [, major] = /^FROM node:(\d+)\./m.exec(readFileSync('Dockerfile', 'utf8'))!
  expect(packageJson.scripts[`test:node${major}` as 'test:node24']).toBe(
    `npm exec --yes --package=node@${major} -- ${packageJson.scripts.test} --whole`,
  )
})
