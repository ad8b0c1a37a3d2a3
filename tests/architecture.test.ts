/** Holds the table of rooms in docs/architecture.md over every file: who may import whom, and which packages. */
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

interface Room {
  /** The files it holds: by the longest path that fits. */
  path: string
  /** Rooms it may import, its own apart. */
  rooms: string[]
  /** Packages it may import; `any` for all. */
  packages: string[] | 'any'
}
const PLAYED = ['components/ui', 'components/channels', 'components/play', 'components/debrief', 'components/live']
const REACT = ['react', '@xstate/react', 'use-intl', 'lucide-react']
const ROOMS: Room[] = [
  { path: 'scenarios/engine', rooms: [], packages: ['zod', 'intl-messageformat', '@formatjs/icu-messageformat-parser', '@noble/hashes', 'pure-rand', /* statistics */ '@stdlib/stats-base-dists-beta-cdf', '@stdlib/stats-base-dists-beta-quantile', '@stdlib/stats-base-dists-normal-pdf', '@stdlib/stats-base-dists-normal-quantile', /* in machine.ts and room.ts alone */ 'xstate'] },
  { path: 'scenarios', rooms: ['scenarios/engine'], packages: ['yaml', 'zod'] },
  ...PLAYED.map((path) => ({ path, rooms: ['scenarios/engine', ...PLAYED], packages: REACT })),
  { path: 'components/manage', rooms: ['scenarios/engine', ...PLAYED], packages: REACT },
  { path: 'messages', rooms: [], packages: [] },
  { path: 'server', rooms: ['scenarios/engine', 'scenarios', 'lms', 'messages'], packages: 'any' },
  { path: 'app', rooms: ['scenarios/engine', 'scenarios', 'lms', 'messages', 'server', 'components/manage', ...PLAYED], packages: 'any' },
]
/** XState v6 will break v5 configs. */
const XSTATE_FILES = ['scenarios/engine/machine.ts', 'scenarios/engine/room.ts']

const roomOf = (file: string): Room | undefined =>
  ROOMS.filter((room) => file.startsWith(`${room.path}/`)).sort((a, b) => b.path.length - a.path.length)[0]

/** Every module a file names, types included. */
function imports(text: string): string[] {
  const source = ts.createSourceFile('x.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0]
      : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
    if (named && ts.isStringLiteral(named)) found.push(named.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

/** What a file imports against the table. */
function violations(file: string, text: string): string[] {
  const room = roomOf(file)
  if (!room) return []
  return imports(text).flatMap((specifier): string[] => {
    const local = specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier))
      : specifier.startsWith('@/') ? specifier.slice(2) : null
    if (local !== null) {
      const other = roomOf(local)
      if (!other) return room.path === 'app' || local.endsWith('.css') ? [] : [`${file} imports ${local}, which is in no room`]
      return other === room || room.rooms.includes(other.path) ? [] : [`${file} (${room.path}) may not import ${local}`]
    }
    const name = packageOf(specifier)
    if (name === 'xstate' && !XSTATE_FILES.includes(file)) return [`${file} may not import xstate`]
    return room.packages === 'any' || room.packages.includes(name) ? [] : [`${file} (${room.path}) may not import the package ${name}`]
  })
}

const files = ROOMS.map((r) => r.path).filter((path, i, all) => !all.some((other, j) => i !== j && path.startsWith(`${other}/`)))
  .concat(PLAYED)
  .flatMap((room) => (readdirSync(join(ROOT, room), { recursive: true }) as string[]).map((path) => join(room, path)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
const contents = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))

describe('the rooms', () => {
  test.each([...contents])('%s imports what its room may', (file, text) => {
    expect(violations(file, text)).toEqual([])
  })

  test.each([
    ['scenarios/engine/x.ts', `import { y } from '../library/load'`],
    ['scenarios/engine/x.ts', `import type { Attempt } from '@/server/attempts'`],
    ['scenarios/engine/x.ts', `import 'react'`],
    ['scenarios/engine/score/x.ts', `import { setup } from 'xstate'`],
    ['scenarios/library/x.ts', `import next from 'next'`],
    ['components/play/x.tsx', `import Link from 'next/link'`],
    ['components/play/x.tsx', `import { z } from 'zod'`],
    ['components/channels/x.tsx', `type X = import('@/server/library').LibraryPattern`],
    ['components/ui/x.tsx', `export * from '../../app/page'`],
    ['server/x.ts', `const page = await import('@/app/[locale]/page')`],
    ['server/x.ts', `import { Player } from '@/components/play/player'`],
  ])('the table bites: %s with %s', (file, text) => {
    expect(violations(file, text)).toHaveLength(1)
  })
})

describe('the server', () => {
  const serverFiles = [...contents].filter(([file]) => file.startsWith('server/') && !file.startsWith('server/commands/') && file !== 'server/main.ts')
  test.each(serverFiles.filter(([, text]) => /^export (?!type|interface)/m.test(text)))('%s says that it is for the server only', (_, text) => {
    expect(text).toMatch(/^import 'server-only'$/m)
  })
})

describe('what a learner’s page loads', () => {
  /** Modules of ours that a client file brings along, types apart. */
  function loaded(file: string, seen = new Set<string>()): Set<string> {
    if (seen.has(file)) return seen
    seen.add(file)
    const source = ts.transpileModule(contents.get(file)!, { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve, verbatimModuleSyntax: false } }).outputText
    for (const specifier of imports(source)) {
      const base = specifier.startsWith('@/') ? specifier.slice(2) : specifier.startsWith('.') ? join(dirname(file), specifier) : null
      if (base === null) seen.add(packageOf(specifier))
      else for (const path of [`${base}.ts`, `${base}.tsx`]) if (contents.has(path)) loaded(path, seen)
    }
    return seen
  }
  test.each([...contents.keys()].filter((file) => /^['"]use client['"]/.test(contents.get(file)!)))('%s brings neither zod nor yaml nor the key', (file) => {
    const all = [...loaded(file)]
    for (const heavy of ['zod', 'yaml', 'intl-messageformat', 'scenarios/engine/schema.ts', 'scenarios/engine/compile.ts', 'scenarios/engine/score/attempt.ts']) {
      expect(all).not.toContain(heavy)
    }
  })
})
