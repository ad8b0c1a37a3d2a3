import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
/** It runs `npm test` on a Node of its own. */
const OTHER = ['test:node24']
/** It lists what is installed, and says so if nothing is. */
const INSTALLS_NOTHING = ['server/commands/sbom.js']

function loaded(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(join(ROOT, file), 'utf8')
  for (const [, specifier] of text.matchAll(/^(?:import|export) (?:.*? from )?'([^']+)'/gm))
    if (specifier!.startsWith('.')) loaded(join(dirname(file), specifier!), seen)
    else seen.add(specifier!)
  return seen
}

describe('straight after git clone, with nothing installed', () => {
  const commands = Object.entries(scripts).filter(([name]) => !OTHER.includes(name))
  test.each(commands)('npm run %s starts, and installs what it needs', (_, command) => {
    const [, program] = /^node ([\w./-]+\.js)( [\w-]+)?$/.exec(command) ?? []
    expect(program && existsSync(join(ROOT, program)), command).toBe(true)
    const packages = [...loaded(program!)].filter((name) => !name.endsWith('.js') && !isBuiltin(name))
    expect(packages).toEqual([])
    if (!INSTALLS_NOTHING.includes(program!)) expect(readFileSync(join(ROOT, program!), 'utf8')).toMatch(/^\s*install(Once)?\(/m)
  })
  test('what is run to develop is known by its name', () => {
    const developed = Object.entries(scripts).filter(([, command]) => command.includes('develop.js'))
    expect(developed.map(([name, command]) => command === `node server/commands/develop.js ${name}`)).not.toContain(false)
    const programs = readFileSync(join(ROOT, 'server/commands/develop.js'), 'utf8').match(/^ {2}\w+(?=: \{)/gm)
    expect(programs!.map((name) => name.trim()).sort()).toEqual(developed.map(([name]) => name).sort())
  })
})
