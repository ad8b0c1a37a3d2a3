/** The image cannot be built where these tests run, so we parse, lint and check its Dockerfile. */
import { existsSync, readFileSync } from 'node:fs'
import { type Cmd, type Copy, DockerfileParser, type From, type Healthcheck } from 'dockerfile-ast'
import { ValidationSeverity, validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../package.json'
import { SERVER } from '../server/commands/prepare.js'

const text = readFileSync('Dockerfile', 'utf8')
const dockerfile = DockerfileParser.parse(text)
const all = dockerfile.getInstructions()
const named = (keyword: string) => all.filter((i) => i.getKeyword() === keyword)
const stages = dockerfile.getFROMs()
const last = all.slice(all.lastIndexOf(stages.at(-1)!) + 1)
const inLast = (keyword: string) => last.filter((i) => i.getKeyword() === keyword)
const wordsOf = (text: string): string[] => JSON.parse(text) as string[]

const STRICT = {
  deprecatedMaintainer: ValidationSeverity.ERROR,
  directiveCasing: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCasing: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionEntrypointMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
}

describe('the Dockerfile', () => {
  test('passes the linter, which does find faults', () => {
    expect(validate(text, STRICT)).toEqual([])
    for (const bad of ['FROM node\nWORKDIR app', 'FROM node\nCMD a\nCMD b', 'from node', 'FROM node\nNONSENSE', 'FROM node\nEXPOSE x']) {
      expect(validate(bad, STRICT), bad).not.toEqual([])
    }
  })

  test('builds in stages, on a slim Node of a fixed minor version with long-term support', () => {
    expect(stages.length).toBeGreaterThan(1)
    for (const stage of stages as From[]) expect(stage.getImageTag()).toMatch(/^\d+\.\d+-slim$/)
    const [major, minor] = (stages[0] as From).getImageTag()!.split(/[.-]/).map(Number)
    expect(packageJson.engines.node).toBe('>=20.19')
    // Even versions get long-term support; 20 has had none since April 2026.
    expect(major).toSatisfy((n: number) => n >= 24 && n % 2 === 0)
    expect(minor).toBeGreaterThan(0)
    expect(new Set(stages.map((s) => (s as From).getImage())).size).toBe(1)
  })

  test('installs by the lock file, without development packages, and lists what was installed', () => {
    const install = named('RUN')
      .map((run) => run.getArgumentsContent() ?? '')
      .filter((run) => /npm (ci|install)/.test(run))
    expect(install).toHaveLength(1)
    expect(install[0]).toMatch(/^npm ci --omit=dev\b/)
    expect(named('RUN').some((run) => /npm run sbom\b/.test(run.getArgumentsContent() ?? ''))).toBe(true)
    expect((inLast('COPY') as Copy[]).every((copy) => copy.getFlags().some((flag) => flag.getName() === 'from'))).toBe(true)
    expect(named('ADD')).toEqual([])
  })

  test('runs as an account that owns nothing but its data', () => {
    expect(inLast('USER').map((user) => user.getArgumentsContent())).toEqual(['node'])
    expect(last.indexOf(inLast('USER')[0]!)).toBeLessThan(last.indexOf(inLast('CMD')[0]!))
    expect(inLast('VOLUME').map((volume) => volume.getArgumentsContent())).toEqual(['/data'])
    expect(text).toContain('DATA_DIR=/data')
    expect(inLast('COPY').some((copy) => /--chown/.test(copy.getArgumentsContent() ?? ''))).toBe(false)
  })

  test('starts the program directly, so that it gets the stop signal, and checks its health', () => {
    const [cmd] = inLast('CMD') as Cmd[]
    const words = wordsOf(cmd!.getArgumentsContent()!)
    expect(words).toEqual(['node', SERVER])
    expect(readFileSync('docs/deploying/second-look.service', 'utf8')).toMatch(new RegExp(`^ExecStart=/usr/bin/node ${SERVER}$`, 'm'))
    expect(inLast('STOPSIGNAL').map((s) => s.getArgumentsContent())).toEqual(['SIGTERM'])
    const [health] = inLast('HEALTHCHECK') as Healthcheck[]
    expect(health!.getArgumentsContent()).toContain('/healthz')
    expect(health!.getFlags().map((flag) => flag.getName())).toEqual(['interval', 'timeout', 'start-period', 'retries'])
  })

  test('copies no data, secrets or packages from the machine it is built on', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    for (const name of ['.git', 'node_modules', '.next', '.bundle', '.prepared', 'data', 'backups', '.env*'])
      expect(ignored).toContain(name)
  })
})

describe('the example for containers', () => {
  const compose = parse(readFileSync('docs/deploying/compose.yaml', 'utf8')) as {
    services: Record<string, Record<string, unknown>>
    volumes: object
  }

  test('builds this image, keeps its data, and starts in an order that works', () => {
    const own = compose.services['second-look']!
    expect(existsSync(`docs/deploying/${String(own.build)}/Dockerfile`)).toBe(true)
    expect(own.volumes).toEqual(['data:/data'])
    expect(Object.keys(compose.volumes)).toEqual(['data', 'postgres', 'caddy'])
    expect(own.ports).toBeUndefined()
    expect(own.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
    expect(compose.services.postgres).toHaveProperty('healthcheck')
  })

  test('uses only existing settings, and contains no secret', () => {
    const known = [...readFileSync('server/platform/config.ts', 'utf8').matchAll(/^ +([A-Z_]+): z/gm)].map(([, name]) => name)
    const environment = compose.services['second-look']!.environment as Record<string, string>
    for (const [name, value] of Object.entries(environment)) {
      expect(known).toContain(name)
      if (/SECRET|PASSWORD|URL/.test(name)) expect(value).toContain('${')
    }
  })
})

describe('docs/deploying.md', () => {
  const table = readFileSync('docs/deploying.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const documented = table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!))
  const settings = [...readFileSync('server/platform/config.ts', 'utf8').matchAll(/^ +([A-Z_]+): z/gm)].map(([, name]) => name!)

  test('has every setting in its table, and no obsolete one', () => {
    expect(settings.length).toBeGreaterThan(20)
    expect([...documented].sort()).toEqual([...settings].sort())
  })

  test('links only to files that exist', () => {
    const text = readFileSync('docs/deploying.md', 'utf8')
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!)
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) expect(existsSync(`docs/${link}`), link).toBe(true)
  })
})
