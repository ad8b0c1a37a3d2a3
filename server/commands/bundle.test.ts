import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { SERVER } from './prepare.js'

const IMPORT = /^(?:import|export) [^;]*?from "([^"]+)";|^import "([^"]+)";/gm

/** The texts of the files that are read at the start, and the names of external imports. */
function readAtOnce(file: string, seen = new Map<string, string>(), outside = new Set<string>()) {
  if (seen.has(file)) return { seen, outside }
  const text = readFileSync(file, 'utf8')
  seen.set(file, text)
  for (const [, from, bare] of text.matchAll(IMPORT)) {
    const name = (from ?? bare)!
    if (name.startsWith('.')) readAtOnce(join(dirname(file), name), seen, outside)
    else if (!isBuiltin(name)) outside.add(name)
  }
  return { seen, outside }
}

test('a start reads a handful of files, and libsql as the only package; Next, better-auth and TypeScript are loaded later or never', () => {
  const { seen, outside } = readAtOnce(SERVER)
  expect(seen.size).toBeLessThan(15)
  expect([...outside]).toEqual(['libsql'])
  const text = [...seen.values()].join('\n')
  expect(text).toContain('await import("next")')
  const packages = new Set([...text.matchAll(/^ *\/\/ node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm)].map(([, name]) => name!))
  expect(packages).toContain('kysely')
  for (const late of ['better-auth', '@better-auth/passkey', 'tsx', 'typescript', 'esbuild']) expect([...packages]).not.toContain(late)
})
